"""Whether a sentence leans on the one before: its first words point back to something that is not in it."""

import re
from functools import cache, lru_cache

_LONGEST_OPENER = 60
_REMEMBERED = 400
"""Sentences of which it is remembered: an article's are asked about for what they are worth and for what they need."""
_LEADING = re.compile(r"^[\s\"“”‘’'«„(\[—–-]+")
_WORDS = {
    "en": """
        he she it they his her hers its their theirs him them this that these those he's she's it's they're they've
        he'd she'd they'd he'll she'll it'll they'll that's but and however also meanwhile then so yet still instead
        moreover furthermore nevertheless nonetheless therefore thus hence or nor both neither either such similarly
        likewise otherwise besides additionally consequently conversely elsewhere afterwards afterward accordingly
        indeed plus too
    """,
    "de": """
        er sie es ihr ihre sein seine dies diese dieser dieses das aber und doch jedoch auch dann deshalb daher dennoch
        trotzdem außerdem zudem dabei damit dafür dagegen darauf daraufhin danach beide solche denn so
    """,
    "fr": """
        il elle ils elles ce cela ceci ça celui celle ceux celles cet cette ces son sa ses leur leurs mais et cependant
        toutefois pourtant aussi ensuite puis ainsi donc or
    """,
    "es": """
        él ella ellos ellas esto esta este estos estas eso esa ese esos esas aquello su sus pero y sin también además
        entonces luego así aunque
    """,
    "it": """
        egli lui lei essi esse loro questo questa questi queste quello quella suo sua ma e però anche inoltre poi quindi
        così
    """,
    "pt": """
        ele ela eles elas isto isso esta este essa esse aquilo seu sua mas e porém também além então depois assim
        contudo
    """,
    "nl": "hij zij ze het dit dat deze die zijn haar hun maar en echter ook dan toen daarom daarna toch bovendien zo",
}
_PHRASES = {
    "en": (
        r"(?:the|all|both|these|those) (?:two|three|four|five|six|pair|duo|trio|couple|latter|former|others?|same)\b",
        r"the (?:second|third|rest|other)\b",
        r"(?:in addition|as a result|at the same time|on the other hand|for (?:example|instance|that reason))\b",
        r"(?:in (?:contrast|fact|other words|turn|response|that)|after (?:that|this|which)|since then|even so)\b",
        r"(?:not only that|of (?:those|these|them)|despite (?:this|that)|by contrast|that said|what's more)\b",
        r"(?:one|some|many|most|none|all) of (?:them|those|these)\b",
        r"(?:others|another)\b",
    ),
}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _WORDS[language].split()), key=len, reverse=True))
    phrases = "|".join(_PHRASES.get(language, ("(?!)",)))
    return re.compile(rf"(?:{words})(?![\w'-])|{phrases}")


@lru_cache(maxsize=_REMEMBERED)
def leans_back(text: str, language: str = "en") -> bool:
    """Whether a sentence opens with a pronoun, a demonstrative or a connective that needs the sentence before it.

    Args:
        language: ISO 639-1; nothing is known to lean back in a language without a table.
    """
    language = language[:2].lower() or "en"
    if language not in _WORDS:
        return False
    head = text[:_LONGEST_OPENER] if text[:1].isalpha() else _LEADING.sub("", text[:_LONGEST_OPENER])
    return _pattern(language).match(head.replace("’", "'").lower()) is not None
