"""Where the clauses of a sentence begin, seen from a figure, and which of their words carry meaning."""

from collections.abc import Iterator, Sequence

from briefing.annotate.quantities.quantity import Quantity
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import (
    MONTHS,
    STOP_WORDS,
    VERBS,
    WEEKDAYS,
    word_set,
)

_HARD_CUTS = frozenset({";", "”"})
_LONGEST_DATELINE = 9
WINDOW = 60
"""Tokens: so far from a figure what it measures is looked for."""
MOST_WORDS = 12
CUTS = frozenset('“”"„«»;:()[]—–|•…')
CLAUSE_WORDS = word_set("""
    that which who but while whereas because although though when after before if where since whether until
    unless than compared
""")
_HOLLOW_WORDS = """
    estimated average total year years month months week weeks day days hour hours next last previous million
    billion thousand percent cent per people another other new old first second third time times number numbers
"""
HOLLOW = MONTHS | WEEKDAYS | word_set(_HOLLOW_WORDS)
TIME_OPENERS = word_set("""
    next last this after before since until during earlier when while as ago yesterday today tomorrow beginning
    starting
""")

_COMPARATIVES = word_set("more less fewer higher lower longer shorter better worse faster slower older younger")
_COMPARING = frozenset({"more", "less", "fewer"})
_LONGEST_MEMBER = 4
_NO_MEMBER = STOP_WORDS | VERBS | TIME_OPENERS | MONTHS | WEEKDAYS


def is_content(token: Token) -> bool:
    """Whether a word carries meaning: no small word, no verb that many clauses share, nothing like "average"."""
    if token.kind != "word" or token.low in STOP_WORDS or token.low in VERBS or token.low in HOLLOW:
        return False
    return len(token.low) > 2 or (token.text.isupper() and len(token.text) > 1)  # noqa: PLR2004


def content(line: Sequence[Token], first: int, end: int) -> int:
    """How many words of a span carry meaning."""
    return sum(is_content(token) for token in line[first:end])


def left_limits(line: Sequence[Token], end: int, others: Sequence[Quantity]) -> Iterator[int]:
    """Where the clause before a token begins, and then the clause before that one."""
    place = end
    least = max(0, end - WINDOW)
    while place > least:
        before = line[place - 1]
        if before.text == ")" and (opening := _bracket(line, place - 1)) is not None and place < end:
            if not opening:
                yield place  # "(AGENCY) The harbour"
                return
            place = opening
            continue
        if _is_cut(line, place - 1, others) and content(line, place, end):
            yield place
            if before.text in CUTS:
                return
        elif before.text in _HARD_CUTS or _ends_dateline(line, place - 1):
            return
        place -= 1
    yield least


def tells_difference(line: Sequence[Token], first: int, end: int, others: Sequence[Quantity]) -> bool:
    """Whether a figure only tells by how much another differs: "£15bn in May, £2bn more than a year earlier".

    Args:
        line: tokens of its sentence.
        first: first token of the figure; end: index behind its last.
        others: all quantities of the sentence.
    """
    if end + 2 >= len(line) or line[end].low not in _COMPARATIVES or line[end + 1].low != "than":
        return False
    apposed = first > 0 and line[first - 1].text == "," and any(other.end < first for other in others)
    return apposed or line[end].low not in _COMPARING


def _ends_dateline(line: Sequence[Token], place: int) -> bool:
    """Whether a dash parts where a report comes from: "LAGOS, Nigeria (AP) — At least 53 people"."""
    opening = line[0]
    if not is_hyphen(line[place]) or line[place].glued or place > _LONGEST_DATELINE:
        return False
    return opening.kind == "word" and opening.text.isupper() and len(opening.text) > 1


def _bracket(line: Sequence[Token], closing: int) -> int | None:
    """The opening bracket of a short parenthesis: "the Hang Seng index (HSI) fell"."""
    return next((place for place in range(closing - 1, max(-1, closing - 6), -1) if line[place].text == "("), None)


def _is_cut(line: Sequence[Token], place: int, others: Sequence[Quantity]) -> bool:
    token = line[place]
    if token.text == ":" and token.glued and place + 1 < len(line) and line[place + 1].kind == "number":
        return not line[place + 1].glued  # "at 11:11 p.m."
    if token.text == ",":
        return not _joins_members(line, place)
    if token.low == "than" and place and line[place - 1].low in _COMPARING:
        return False  # "more than a third of the 900 homes"
    if token.text in CUTS or token.low in CLAUSE_WORDS:
        return True
    if token.low in {"and", "or"}:
        return any(quantity.end <= place and place - quantity.end < MOST_WORDS for quantity in others)
    return is_hyphen(token) and not token.glued


def _joins_members(line: Sequence[Token], comma: int) -> bool:
    """Whether a comma stands between those who do something together: "Shops, banks and ferries lost"."""
    first = comma
    while first and _is_member(line[first - 1]) and comma - first <= _LONGEST_MEMBER:
        first -= 1
    opened = first == 0 or line[first - 1].text == "," or line[first - 1].text in CUTS
    if not opened or not 0 < comma - first <= _LONGEST_MEMBER:
        return False
    end = comma + 1
    while end < len(line) and _is_member(line[end]) and end - comma <= _LONGEST_MEMBER:
        end += 1
    if not 1 < end - comma <= _LONGEST_MEMBER + 1 or end + 1 >= len(line):
        return False
    return _is_member(line[end + 1]) if line[end].low == "and" else line[end].text == "," and _joins_members(line, end)


def _is_member(token: Token) -> bool:
    return token.kind == "word" and token.low not in _NO_MEMBER
