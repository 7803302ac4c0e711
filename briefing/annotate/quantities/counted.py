"""The noun that is counted: "4,000 jobs", "two new 737 Max jets", "11,000 containers of munitions"."""

from collections.abc import Sequence

from briefing.annotate.numbers.number_words import SMALL
from briefing.annotate.quantities.units import prefixes
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import (
    AUXILIARIES,
    PREPOSITIONS,
    STOP_WORDS,
    VERBS,
    is_plural,
    singular,
    word_set,
)

_WIDEST = 6
_OPEN = word_set("""
    more additional different such other total combined consecutive straight separate new
""")
_PLURAL_ADJUNCTS = word_set("""
    sports news sales goods arms drugs savings systems operations communications honours honors series police staff
    personnel aircraft media data
""")
_NEVER = word_set("""
    thing things way ways another last next previous o’clock percent something anything nothing everything someone
    anyone everyone
""")
_COMPARING = word_set(
    "than above below beyond not beat beating missed missing topped topping exceeded exceeding under over"
)
_EXPECTING = word_set("""
    expected expect forecast predicted predict projected anticipated estimated promised wanted sought needed planned
    hoped
""")
_PAST_VERBS = word_set("""
    became blew bought brought broke came caught chose did drank drew drove ate fell felt fled flew fought found gave
    grew knew laid lay left lost met paid ran rode sang sank sat saw slept sought sold spoke stood swam taught thought
    threw told took went woke won wore wrote
    born broken chosen drawn driven frozen given grown hidden known proven seen shown stolen sworn taken torn worn
    written
""")
_VERBAL_ENDS = ("ed", "ly", "ing", "est", "’s", "'s")


def opens_clause(line: Sequence[Token], first: int, end: int) -> bool:
    """Whether the noun behind a number is the subject of a clause on it: "above the 445,000 analysts had expected".

    Args:
        line: tokens of a sentence.
        first: the number's first token; end: behind the noun.
    """
    if first < 2 or line[first - 1].low != "the" or line[first - 2].low not in _COMPARING:  # noqa: PLR2004
        return False
    verb = end + (end < len(line) and line[end].low in {"had", "have", "has"})
    return verb < len(line) and line[verb].low in _EXPECTING


def noun_after(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The counted noun behind a number.

    Args:
        line: tokens of a sentence.
        index: right behind the number.

    Returns:
        The head noun, singular, in lower case, and the index behind the phrase; None when nothing is counted.
    """
    if index < len(line) and is_hyphen(line[index]) and line[index].glued:
        return _compound(line, index)
    return plural_after(line, index) or _singular_head(line, index)


def plural_after(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The plural noun behind a number, singular, and the index behind its phrase."""
    head = _plural_head(line, index)
    return None if head is None else (singular(line[head].low), _complement(line, head))


def one_noun_after(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The noun behind "one" or "1": the next word, or the plural a hyphen or an adjective leads to."""
    return _singular_head(line, index) or noun_after(line, index)


def _plural_head(line: Sequence[Token], index: int) -> int | None:
    """The first plural noun of a phrase of at most six tokens."""
    for place in range(index, min(index + _WIDEST, len(line))):
        token = line[place]
        if place + 1 < len(line) and line[place + 1].kind == "number" and prefixes().match_from(line, place):
            return None  # "3 USD50 cards"
        if token.kind == "symbol":
            if not (is_hyphen(token) and token.glued and place > index):
                return None
            continue
        if token.kind == "number":
            if not line[place - 1].text[:1].isupper() and not _before_capital(line, place):
                return None
            continue
        if token.low == "and" and place > index and _continues(line, place):
            continue
        if _ends_noun_phrase(line, place):
            return None
        if is_plural(token.low) and token.low not in _NEVER:
            return place + 1 if token.low in _PLURAL_ADJUNCTS and _is_plural_at(line, place + 1) else place
    return None


def _ends_noun_phrase(line: Sequence[Token], place: int) -> bool:
    """Whether a small word, a verb or the next number stands here: "1,500 (five years ago)"."""
    low = line[place].low
    if _is_joined(line, place):
        return False  # "on-call", "five-star"
    return low in SMALL or ((low in STOP_WORDS or low in VERBS) and low not in _OPEN)


def _is_joined(line: Sequence[Token], place: int) -> bool:
    """Whether a hyphen joins a word to the next one: "five-star"."""
    return place + 1 < len(line) and is_hyphen(line[place + 1]) and line[place + 1].glued


def _before_capital(line: Sequence[Token], place: int) -> bool:
    return place + 1 < len(line) and line[place + 1].text[:1].isupper()


def _is_plural_at(line: Sequence[Token], place: int) -> bool:
    return place < len(line) and is_plural(line[place].low) and line[place].low not in VERBS


def _continues(line: Sequence[Token], place: int) -> bool:
    """The form "digital and physical sales": the plural stands within two words of the "and"."""
    return any(_is_plural_at(line, place + step) for step in (1, 2)) and not _is_plural_at(line, place - 1)


def _singular_head(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The form "one man", "12 page document", "938 horsepower": one word, when it can be a noun."""
    place = index
    while place < len(line) and line[place].low in _OPEN:
        place += 1
    if place >= len(line) or line[place].kind != "word" or line[place].glued:
        return None
    token = line[place]
    if token.low in SMALL and not _is_joined(line, place):
        return None
    if token.low in STOP_WORDS | VERBS | _PAST_VERBS | _NEVER or token.low.endswith(_VERBAL_ENDS):
        return None
    if token.text[:1].isupper() or len(token.low) < 3:  # noqa: PLR2004
        return None
    return singular(token.low), place + 1


def _compound(line: Sequence[Token], hyphen: int) -> tuple[str, int] | None:
    """The form "five-course", "six-party"."""
    place = hyphen + 1
    if place >= len(line) or line[place].kind != "word" or not line[place].glued:
        return None
    word = line[place].low
    if word in STOP_WORDS or word in AUXILIARIES:
        return None
    return singular(word), place + 1


def _complement(line: Sequence[Token], head: int) -> int:
    """Include what a container holds: "containers of munitions"."""
    end = head + 1
    if end + 1 >= len(line) or line[end].low != "of" or line[end + 1].kind != "word":
        return end
    word = line[end + 1]
    if (
        word.low in STOP_WORDS
        or word.low.endswith("ed")
        or word.text[:1].isupper()
        or line[head].low in {"people", "men", "women"}
    ):
        return end
    behind = line[end + 2] if end + 2 < len(line) else None
    closes = (
        behind is None
        or behind.kind == "symbol"
        or behind.low in PREPOSITIONS
        or behind.low in STOP_WORDS
        or behind.low in VERBS
    )
    return end + 2 if closes else end
