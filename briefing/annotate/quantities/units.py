"""Units and currencies, read from the tables beside this package and found in a line of tokens."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefing.annotate.words.lexing import PhraseTable, Token, is_hyphen, table
from briefing.annotate.words.small_words import word_set


class Unit(NamedTuple):
    """What an amount is measured in.

    Attributes:
        name: English, singular ("kilometre", "dollar per barrel", "job").
        code: ISO 4217 for money, UCUM for measures; empty where neither has one.
        kind: "money", "share", "length", "time" …; "thing" for counted things, "" for none.
    """

    name: str
    code: str = ""
    kind: str = ""


NONE = Unit("")
_RATE_WORDS = frozenset({"per", "a", "an", "each", "every"})
_YEARLY = {"annually": "year", "yearly": "year", "daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
_PER = word_set("""
    barrel share gallon day week month year hour minute second ounce pound tonne ton gram kilogram mmbtu head
    person litre liter mile night unit game century decade capita household square user customer employee child
    student kilometre kilometer km inch
""")
_BACKWARDS = frozenset({"ago", "earlier", "before", "later", "prior", "after"})
_SPELLINGS = {
    "liter": "litre",
    "kilometer": "kilometre",
    "km": "kilometre",
    "meter": "metre",
    "mmbtu": "mega british thermal unit",
}
_LOOK_BACK = 80
_CODES_LIKE_WORDS = word_set("all cop try sos top mop mad bob pen cup")
_MARKS = frozenset("'\"")
_PLURAL = re.compile(r"\(s\)")


@cache
def measures() -> PhraseTable[Unit]:
    """Surfaces of units, currencies behind a number among them."""
    return PhraseTable(_surfaces())


@cache
def prefixes() -> PhraseTable[Unit]:
    """Surfaces of currencies that stand before a number."""
    return PhraseTable(_prefixes())


def _prefixes() -> Iterator[tuple[str, Unit]]:
    for name, code, before, _ in table("currencies.tsv"):
        for surface in filter(None, before.strip().split("|")):
            yield surface, Unit(name, code, "money")
        if code:
            yield f"M{code}", Unit(name, code, "millions")  # "MAUD 60"
        if code and code.lower() not in _CODES_LIKE_WORDS:
            yield code.lower(), Unit(name, code, "money")  # "usd 20"


def unit_at(line: Sequence[Token], index: int) -> tuple[Unit, int] | None:
    """The unit that begins at a token, a hyphen before it skipped, with what it is divided by ("$5 a barrel").

    Args:
        line: tokens of a sentence.
        index: where the unit is expected: right behind the number.

    Returns:
        The unit and the index behind it; None when no unit begins there.
    """
    place = index + 1 if index + 1 < len(line) and is_hyphen(line[index]) and line[index + 1].glued else index
    found = measures().match_from(line, place)
    if found is None or not _believable(line, place, found):
        return None
    return divided(line, *found)


def _believable(line: Sequence[Token], index: int, found: tuple[Unit, int]) -> bool:
    """No closing quote for an inch, no second half for a second, no unit cut out of a longer word."""
    unit, end = found
    token = line[index]
    if token.text in _MARKS:
        return (
            token.glued
            and sum(other.text == token.text for other in line[max(0, index - _LOOK_BACK) : index]) % 2 == 0
            and not _opens(line, index)
        )
    if end < len(line) and line[end].glued and line[end].kind != "symbol":
        return False
    if len(token.text) == 1 and token.kind == "word" and end - index == 1:
        return _short_unit(line, index, unit)
    return not (token.text == "second" and end < len(line) and is_hyphen(line[end]))


def _short_unit(line: Sequence[Token], index: int, unit: Unit) -> bool:
    """One letter is a unit when it is glued to digits or ends what follows them."""
    before = line[index - 1] if index else None
    if before is None or before.kind != "number":
        return False
    if line[index].glued:
        return True
    return unit.kind in {"power", "electric", "temperature", "volume"} or line[index].text in {"g", "m"}


def _opens(line: Sequence[Token], index: int) -> bool:
    return index + 1 < len(line) and line[index + 1].glued and line[index + 1].kind != "symbol"


def divided(line: Sequence[Token], unit: Unit, end: int) -> tuple[Unit, int]:
    """Extend a unit by what it is divided by: "per day", "a share", "/km", "annually"."""
    if end >= len(line):
        return unit, end
    word = line[end].low
    if word in _YEARLY and unit.kind == "money":
        return _ratio(unit, _YEARLY[word]), end + 1
    if word != "/" and word not in _RATE_WORDS:
        return unit, end
    place = end + 1 + (end + 2 < len(line) and is_hyphen(line[end + 1]) and line[end + 1].glued)
    if not _divides(line, word, place) or (word in {"each", "every"} and unit.kind != "money"):
        return unit, end
    below = measures().match_from(line, place)
    ratio, behind = (_ratio(unit, below[0].name), below[1]) if below else (_ratio(unit, line[place].low), place + 1)
    return divided(line, ratio, behind) if word == "per" and " per " not in unit.name else (ratio, behind)


def _divides(line: Sequence[Token], word: str, place: int) -> bool:
    """Whether "a year" divides: not in "$38,373 a year earlier"."""
    if place >= len(line) or line[place].low not in _PER:
        return False
    return not (word in {"a", "an"} and place + 1 < len(line) and line[place + 1].low in _BACKWARDS)


def _ratio(unit: Unit, below: str) -> Unit:
    below = _SPELLINGS.get(below, below)
    codes = {"year": "a", "day": "d", "week": "wk", "month": "mo", "hour": "h", "minute": "min", "second": "s"}
    code = f"{unit.code}/{codes.get(below, '{' + below + '}')}" if unit.code else ""
    name = "count" if unit.kind == "factor" else unit.name
    return Unit(f"{name} per {below}", code, unit.kind if unit.kind == "money" else "rate")


@cache
def declined() -> frozenset[str]:
    """Singulars of units that English puts into the plural behind every number but one; "euro" it often does not."""
    surfaces = (
        surface for *_, column in (*table("units.tsv"), *table("currencies.tsv")) for surface in column.split("|")
    )
    return frozenset(_PLURAL.sub("", surface) for surface in surfaces if "(s)" in surface) - {"euro"}


def _surfaces() -> Iterator[tuple[str, Unit]]:
    for name, code, kind, surfaces in table("units.tsv"):
        for surface in surfaces.split("|"):
            yield from ((spelled, Unit(name, code, kind)) for spelled in _spellings(surface))
    for name, code, _, surfaces in table("currencies.tsv"):
        for surface in surfaces.split("|"):
            yield from ((spelled, Unit(name, code, "money")) for spelled in _spellings(surface))
        if code:
            yield f"M{code}", Unit(name, code, "millions")  # "30 MUSD"


def _spellings(surface: str) -> tuple[str, ...]:
    if "(s)" not in surface:
        return (surface,)
    return _PLURAL.sub("", surface), _PLURAL.sub("s", surface)
