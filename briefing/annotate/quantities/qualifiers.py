"""Modifiers of a number: about, more than, up to; up by and down by."""

from collections.abc import Sequence
from functools import cache

from briefing.annotate.numbers.number_words import SCALES, SMALL
from briefing.annotate.words.lexing import PhraseTable, Token, is_hyphen, table
from briefing.annotate.words.small_words import word_set

_BRIDGES = word_set("""
    by another an additional a further as much slightly only just nearly almost around about roughly some
    whopping
""")
_NUMBER_WORDS = frozenset(SMALL) | frozenset(SCALES) | frozenset("$€£¥")
_LONGEST_OBJECT = 6
_ARTICLES = frozenset({"the", "a", "an", "just", "only", "another", "its", "their"})


@cache
def _phrases(place: str) -> PhraseTable[str]:
    """The phrases of one place in the sentence, with the modifier they stand for."""
    return PhraseTable(
        (phrase, sign)
        for where, sign, phrases in table("modifiers.tsv")
        if where == place
        for phrase in phrases.split("|")
    )


def before(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The modifier that ends right before a token ("nearly", "at least"), and the index of its first token."""
    found = _phrases("before").match_until(line, index)
    if found is None and index and line[index - 1].low in _ARTICLES:
        further = _phrases("before").match_until(line, index - 1)
        return further if further and further[0] != ">" else None
    if found is None and index > 1 and is_hyphen(line[index - 1]) and line[index - 2].low == "sub":
        return "<", index - 2
    return found


def after(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The modifier that begins at a token ("or more", "+"), and the index behind it."""
    if index < len(line) and line[index].text == "+" and line[index].glued:
        return ">", index + 1
    found = _phrases("after").match_from(line, index)
    if found and found[1] < len(line) and (line[found[1]].kind == "number" or line[found[1]].low in _NUMBER_WORDS):
        return None  # "dozens of missiles and over 11,000 containers"
    return found


def direction(line: Sequence[Token], index: int) -> str:
    """The form "up" or "down" when a change by the amount at a token is told right before it; empty otherwise."""
    place = index
    while place and (line[place - 1].low in _BRIDGES or line[place - 1].text == ","):
        place -= 1
    found = _phrases("change").match_until(line, place)
    if found is None and any(token.low == "by" for token in line[place:index]):
        found = _moved_by(line, place)
    return found[0] if found else ""


def _moved_by(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The form "raised its rates by": the verb of change stands a few words before."""
    for place in range(index - 1, max(0, index - _LONGEST_OBJECT), -1):
        if line[place].kind != "word":
            return None
        found = _phrases("change").match_until(line, place)
        if found:
            return found
    return None
