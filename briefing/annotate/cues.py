"""Words by which speech is attributed: verbs of saying and the small words that stand around them."""

from functools import cache

_REGULAR = """
accuse acknowledge add admit advise advocate affirm agree allege announce answer argue ask assert assure attack believe
bemoan blast boast call caution challenge chant characterize charge chat cheer chuckle cite claim clarify comment
complain concede conclude condemn confess confide confirm contend continue counter criticise criticize cry declare
decry defend demand denounce deny deride describe detail disclose dismiss echo elaborate email emphasise emphasize
estimate exclaim explain express fume gripe gush hint implore inquire insist instruct interject interrupt joke jot label
lament laugh lecture maintain marvel mention mock muse mutter note object observe offer opine ponder post praise
predict proclaim promise pronounce protest pledge plead query question quip quote rail rant react reason recall recount
refer reflect reiterate remark remember remind repeat reply report respond retort retweet reveal roar scream scoff
shout sigh slam snap sob speculate state stress suggest summarize surmise testify thank theorize tout tweet urge utter
vent venture voice volunteer vow warn whisper wonder yell
""".split()

_IRREGULAR = """
began begin begins felt feel feels read reading reads said say saying says sang sing sings spoke swear swears swore
tell telling tells think thinking thinks thought told went write writes writing written wrote
""".split()

_FOREIGN = """
betont betonte erklärt erklärte forderte kritisierte meint meinte sagt sagte schreibt schrieb warnte
affirme affirmé ajoute ajouté déclare déclaré dit estime estimé explique expliqué souligne souligné écrit
afirmó aseguró añadió declaró dice dijo escribió explicó señaló
affermato afirmou declarou detto dichiarato disse explicou zegt zei
""".split()

_DOUBLING = frozenset({"admit", "chat", "jot", "quip", "slam", "snap", "sob"})
_HISSING = ("s", "sh", "ch", "x")


def _inflected(lemma: str) -> tuple[str, ...]:
    """The forms of a regular verb: as it is, with -s, -ed, -ing."""
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    return lemma, lemma + ("es" if lemma.endswith(_HISSING) else "s"), stem + "ed", stem + "ing"


@cache
def cue_verbs() -> frozenset[str]:
    """Every form of every verb of saying, in lower case."""
    return frozenset({form for lemma in _REGULAR for form in _inflected(lemma)} | set(_IRREGULAR) | set(_FOREIGN))


# "According to X", by their first word; the words that may follow it before the source.
ACCORDING = frozenset({"according", "per", "selon", "laut", "según", "secondo", "segundo"})

# What may stand between a speaker and the verb: adverbs (words in -ly besides), auxiliaries.
BETWEEN = frozenset(
    """
    also then later once just now further often sometimes still again even always never first finally
    had has have would will could might did does was is been be to hat habe a ha on not
    """.split()
)

PRONOUNS = frozenset({"he", "she", "they", "i", "we", "it", "who", "er", "sie", "il", "elle"})
SINGULAR_PRONOUNS = {"he": "m", "she": "f", "er": "m", "il": "m", "elle": "f"}

# Words that end a noun phrase when met from the left.
PHRASE_ENDS = frozenset(
    """
    in on at during to who whom whose which that after when where about as before with while until since and but or if
    because is are was were has have had will would can could should may might did does do by into over under through
    against amid than so though although adding following despite without upon via he she they it i we you there this
    these those not also then
    """.split()
)
LINKS = frozenset({"of", "for", "from", "at", "with", "in"})

DETERMINERS = frozenset(
    """
    the a an one another his her their its our my some many several most other both two three four five critics
    officials supporters aides no every each any
    """.split()
)

ABBREVIATIONS = frozenset(
    """
    Mr Mrs Ms Dr Sen Sens Rep Reps Gov Govs Gen Rev Lt Col Sgt Prof St Capt Cmdr Adm Jr Sr Maj Hon Pres Supt Sgt Cpl
    Inc Corp Co Ltd Dept Univ Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec No vs Calif Fla Mass Pa Conn Ariz Ga Va
    Mich Minn Wis Wash Ore Colo Tex Okla Tenn Ala Ark Ky La Miss Mo Neb Nev Ill Ind Md Del
    """.split()
)
