"""Words by which speech is attributed: verbs of saying and the small words that stand around them."""

import re
from functools import cache

from briefing.annotate.words.small_words import word_set

# Verbs of saying that bear a long way between them and the quote ("said that ... “…”").
_PLAIN = """
acknowledge add admit affirm allege announce answer argue ask assert assure believe claim comment complain concede
conclude contend declare deny describe emphasise emphasize estimate explain insist joke lament maintain mention note
observe predict promise propose quip
quote recall reiterate remark repeat reply report respond retort stress suggest testify
tweet urge vow warn wonder
"""
_PLAIN_IRREGULAR = """
read reading reads said say saying says tell telling tells think thinking thinks thought told went write writes
writing written wrote
"""

# Verbs that tie a quote to a speaker only when they stand close to it.
_CLOSE = """
accuse advise advocate agree attack bark beam bemoan blast bluster boast boom call caution challenge chant
characterize charge chat cheer chuckle cite clarify condemn confess confide confirm continue counter criticise
criticize cry decry defend demand denounce deride detail disclose dismiss echo elaborate email exclaim express fume
gripe gush hint implore inquire instruct interject interrupt jot label laugh lecture marvel mock muse mutter object
offer opine ponder post praise proclaim pronounce protest pledge plead query question rail rant react reason recount
refer reflect remember remind retweet reveal rip roar scream scoff shout sigh slam snap sob speculate state summarize
surmise text thank theorize tout utter vent venture voice volunteer whisper yell
"""
_CLOSE_IRREGULAR = "began begin begins felt feel feels sang sing sings spoke swear swears swore"

_FOREIGN = """
betont betonte erklärt erklärte forderte kritisierte meint meinte sagt sagte schreibt schrieb warnte affirme affirmé
ajoute ajouté déclare déclaré dit estime estimé explique expliqué souligne souligné écrit afirmó aseguró añadió
declaró dice dijo escribió explicó señaló affermato afirmou declarou detto dichiarato disse explicou zegt zei
"""

# Verbs of saying made of two words.
PHRASAL = {
    "shot": "back",
    "fired": "back",
    "hit": "back",
    "pointed": "out",
    "points": "out",
    "pointing": "out",
    "put": "it",
    "puts": "it",
    "chimed": "in",
    "went": "on",
    "goes": "on",
}

# Verbs whose plain and -s forms are nouns as often: they count behind a subject, not behind an article.
_NOUNS_TOO = """
answer attack blast call challenge chant charge chat cheer claim comment cry demand detail echo email estimate hint
joke label laugh lecture note object offer pledge post praise promise protest query question quip quote reason remark
reply report retort scream shout sigh slam sob state stress text tweet voice vow yell
"""

_DOUBLING = frozenset({"admit", "chat", "jot", "quip", "rip", "slam", "snap", "sob"})
_HISSING = ("s", "sh", "ch", "x")


def _inflected(lemma: str) -> tuple[str, str, str, str]:
    """The forms of a regular verb: as it is, with -s, -ed, -ing."""
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    return lemma, lemma + ("es" if lemma.endswith(_HISSING) else "s"), stem + "ed", stem + "ing"


def _forms(lemmas: str) -> set[str]:
    return {form for lemma in lemmas.split() for form in _inflected(lemma)}


@cache
def plain_cues() -> frozenset[str]:
    """Verbs of saying in every form, lower case, that reach over a clause to the quote."""
    return frozenset(_forms(_PLAIN) | set(_PLAIN_IRREGULAR.split()) | set(_FOREIGN.split())) - noun_like_cues()


@cache
def all_cues() -> frozenset[str]:
    """Verbs of saying in every form, in lower case."""
    return plain_cues() | noun_like_cues() | _forms(_CLOSE) | set(_CLOSE_IRREGULAR.split())


@cache
def noun_like_cues() -> frozenset[str]:
    """Those forms that may as well be nouns."""
    return frozenset(form for lemma in _NOUNS_TOO.split() for form in _inflected(lemma)[:2])


# Behind these, quoted words are what is cried, however short.
LOUD_CUES = frozenset(_forms("chant shout yell cry scream"))

# Behind these, quoted words in capitals are a name: of the one called so, of the programme that was told.
NAMING_CUES = frozenset(
    {"called", "call", "calls", "calling", "told", "tell", "tells", "telling", "labeled", "labelled"}
)

# "According to X", by their first word.
ACCORDING = frozenset({"according", "per", "selon", "laut", "según", "secondo", "segundo"})

# What may stand between a speaker and the verb, adverbs in -ly besides.
BETWEEN = word_set("""
    also then later once just now further often sometimes still again even always never first finally recently soon
    had has have would will could might did does was is been be on not reportedly all flat-out outright
""")

# "a déclaré", "ha detto", "hat gesagt".
FOREIGN_AUXILIARIES = frozenset({"a", "ha", "hat", "habe"})

SPEAKING_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "it", "who", "er", "sie", "il", "elle"})
CONTRACTED = re.compile("[’'](?:s|d|ll|re|ve|m)$")
SINGULAR_PRONOUNS = {"he": "m", "she": "f", "er": "m", "il": "m", "elle": "f"}

# Words that end a noun phrase when met from the left.
PHRASE_ENDS = word_set("""
    near beside behind outside inside around between among beyond amongst across along beneath
    in on at during to who whom whose which that after when where about as before with while until since and but or
    if because is are was were has have had will would can could should may might shall must do does did by into
    over under through against amid than so though although adding following despite without upon via he she they it
    i we you there this these those not also then
""")
LINKS = frozenset({"of", "for", "from", "at", "with"})

# Words that open a sentence before its subject.
OPENERS = word_set("""
    in on at during after before for as with when while by of but and still then yet so also asked however meanwhile
    though although because despite if since until once later earlier to now even already instead indeed outside
    inside across near under over amid upon unlike
""")

# Nouns that a name may qualify: "the Reyes campaign", "a Reyes spokesman".
NAME_FOLLOWERS = word_set("""
    activist activists administration adviser advisers advisor advisors ads ad agency aide aides ally allies analyst
    army assistant attorney author backer backers board boss business campaign candidate chair chairman chairwoman
    chief co-chair co-founder co-host coach columnist commentator communications company coordinator correspondent
    counsel critic critics delegate delegates deputy digital director economist editor editorial editors email
    employee employees executive expert family fan fans field finance foreign former foundation founder friend
    friends fundraiser general group headquarters host hotels insider insiders intelligence investor lawmaker
    lawmakers lawyer lawyers leader leaders loyalist loyalists magazine manager media member members military
    minister ministry national network news newspaper nominee office officer official officials operative operatives
    opponent opponents organization owner panelist party pastor police policy political poll pollster presidency
    president press producer professor prosecutor prosecutors protester protesters rally rep reporter reporters
    representative representatives resident residents researcher researchers rival rivals sales scientist scientists
    secretary security senator senior spokesman spokesmen spokesperson spokeswoman staff staffer staffers state
    statement strategist strategists student students supporter supporters surrogate surrogates team technical
    television transition trustee trustees tv union veteran voter voters website
""")
TIMES = word_set("today yesterday tomorrow tonight last early late earlier")
SPEAKER_DETERMINERS = word_set("the a an his her their its our my this that one another some each every")
DAYS = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tues Wed Thurs Fri Sat Sun")

# Words in -ly that are no adverbs.
NOT_ADVERBS = word_set("""
    ally anomaly assembly belly bully daily elderly family friendly italy july lily monopoly monthly rally reply
    supply weekly
""")

ABBREVIATIONS = word_set("""
    Mr Mrs Ms Dr Sen Sens Rep Reps Gov Govs Gen Rev Lt Col Sgt Prof St Capt Cmdr Adm Jr Sr Maj Hon Pres Supt Cpl
    Atty Inc Corp Co Ltd Dept Univ Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec No vs Calif Fla Mass Pa Conn
    Ariz Ga Va Mich Minn Wis Wash Ore Colo Tex Okla Tenn Ala Ark Ky La Miss Mo Neb Nev Ill Ind Md Del
""")
