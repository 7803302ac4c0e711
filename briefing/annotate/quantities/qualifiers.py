"""Modifiers of a number: about, more than, up to; up by and down by."""

from collections.abc import Sequence
from functools import cache

from briefing.annotate.numbers.number_words import SCALES, SMALL
from briefing.annotate.words.lexing import PhraseTable, Token, is_hyphen, table
from briefing.annotate.words.small_words import word_set

_BRIDGES = word_set("""
    by another an additional a further as much slightly only just exactly precisely nearly almost around about
    roughly some whopping
""")
_NUMBER_WORDS = frozenset(SMALL) | frozenset(SCALES) | frozenset("$€£¥")
_LONGEST_OBJECT = 6
_PHRASAL = word_set("""
    ate blew blow blown bought bring bringing broke brought build built burned burnt buy clean cleaned drew eat eating
    free freed freeing gave give given giving gunned handed handing held hold holding knocked laid lay lined made make
    makes making pick picked picking pulled pulling put puts putting racked rounded set sets setting shoot shooting shot
    shut signed snapped stepped take taken takes taking tear tearing took tore torn use used using
""")
_PARTICLES = word_set("back down up further")
_COLLECTING = word_set("raise raises raised raising")
_SUBSTANCE = word_set("area length mass volume")
_DEFINITE = frozenset({"the", "its", "their"})
"""With one of these a bound is compared with a number that was named before ("less than the $53 million"), and "about"
says what something deals with ("learned about the $130,000")."""
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
        if further and line[index - 1].low in _DEFINITE and (further[0] == "<" or line[index - 2].low == "about"):
            return None
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
    place = _behind_verb(line, index)
    found = _phrases("change").match_until(line, place)
    if found is not None and line[place - 1].low in {"up", "down"} and line[place - 2].low in _PHRASAL and place > 1:
        return ""  # "shot down 76 drones"
    if found is None and any(token.low == "by" for token in line[place:index]):
        found = _moved_by(line, place)
    return found[0] if found else ""


def reached(line: Sequence[Token], index: int, end: int) -> str:
    """The form "up" or "down" when something is told to have moved to the level at a token, and from nowhere.

    Where a base or a step is given ("rose to $7bn from $6bn", "fell 3 % to 12"), those tell the change.

    Args:
        line: tokens of a sentence.
        index: the level's first token; end: behind its last.
    """
    if not index or line[index - 1].low != "to" or (end < len(line) and line[end].low == "from"):
        return ""
    place = index - 1
    while place and line[place - 1].low in _PARTICLES:
        place -= 1
    found = _phrases("level").match_until(line, place)
    return found[0] if found else ""


def is_exact(line: Sequence[Token], index: int) -> bool:
    """Whether a word right before a token says that no more and no less is meant: "just", "exactly"."""
    return _phrases("exact").match_until(line, index) is not None


def comes_on_top(line: Sequence[Token], core: int) -> bool:
    """Whether a number, which ends before a token, counts what is added ("eight more picks"), to nothing named."""
    behind = [token.low for token in line[core : core + _LONGEST_OBJECT]]
    return behind[:1] == ["more"] and "than" not in behind


def is_object(line: Sequence[Token], index: int, end: int, kind: str) -> bool:
    """Whether an amount is itself what was collected or lost ("raised $5m", "lost 3 litres of blood"), no step "by".

    Args:
        line: tokens of a sentence.
        index: the amount's first token, its modifier included; end: behind its last.
        kind: what its unit measures, as `Unit.kind` says it.
    """
    place = _behind_verb(line, index)
    if any(token.low == "by" for token in line[place:index]):
        return False
    if kind in _SUBSTANCE:
        return end < len(line) and line[end].low == "of"
    return kind == "money" and place > 0 and line[place - 1].low in _COLLECTING


def _behind_verb(line: Sequence[Token], index: int) -> int:
    """The place behind the verb of change, when only small words stand between it and the amount at a token."""
    while index and (line[index - 1].low in _BRIDGES or line[index - 1].text == ","):
        index -= 1
    return index


def _moved_by(line: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The form "raised its rates by": the verb of change stands a few words before."""
    for place in range(index - 1, max(0, index - _LONGEST_OBJECT), -1):
        if line[place].kind != "word":
            return None
        found = _phrases("change").match_until(line, place)
        if found:
            return found
    return None
