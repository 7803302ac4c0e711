"""Two numbers that are one quantity: the ends of a range, a score; and spans of years, which are none."""

from collections.abc import Sequence

from briefing.annotate.quantities import labels, qualifiers
from briefing.annotate.quantities.counted import noun_after
from briefing.annotate.quantities.measured_numbers import Number, number_at, unit_behind
from briefing.annotate.quantities.quantity import Quantity
from briefing.annotate.quantities.units import Unit
from briefing.annotate.words.lexing import Token, is_hyphen
from briefing.annotate.words.small_words import MONTHS

_SCORE_DIGITS = 3
_RESULTS = frozenset({"win", "victory", "loss", "defeat", "lead", "draw", "triumph", "tie"})
_LONGEST_RESULT = 3
_TEN = 10
_THOUSAND = 1000
_BEFORE_YEARS = frozenset({"in", "since", "by", "of", "during"})
_BEFORE_TIMES = frozenset({"last", "next", "earlier", "later"})
_SCORE = Unit("score", "", "score")


def joined(
    line: Sequence[Token], one: Number, unit: Unit, end: int, *, decimal_mark: str
) -> tuple[int, list[Quantity]] | None:
    """Join what two numbers say together, or None; what it gives is where to read on, and the quantities.

    Args:
        line: tokens of a sentence.
        one: the first number; unit: its unit; end: the index behind that.
        decimal_mark: what the language puts before decimals.
    """
    changed = _changed(line, one, unit, end, decimal_mark=decimal_mark)
    if changed is not None:
        return changed.end, [changed]
    return _pair(line, one, unit, end, decimal_mark=decimal_mark)


def _pair(
    line: Sequence[Token], one: Number, unit: Unit, end: int, *, decimal_mark: str
) -> tuple[int, list[Quantity]] | None:
    """Join "10 to 20 years", "$3-5 billion", "between 44 and 50 mg"; tell scores and spans of years apart."""
    place = _connector(line, one, end)
    if place is None or (not unit.name and _is_dated(line, one)):
        return None
    two = number_at(line, _past_modifier(line, place), decimal_mark=decimal_mark)
    if two is None or two.amount.style == "vague" or isinstance(two.amount.value, tuple):
        return None
    unit_two, end_two = unit_behind(line, two)
    if _are_years(line, one, two, unit, unit_two):
        return end_two, []
    dashed = is_hyphen(line[end]) if end < len(line) else False
    if not _matching(line, one, unit, two, unit_two, dashed=dashed):
        return None
    shared = unit_two if unit_two.name else unit
    if not shared.name and dashed:
        return _score(line, one, two, end_two)
    return end_two, [_joined(line, one, two, shared, end_two)]


def _changed(line: Sequence[Token], one: Number, unit: Unit, end: int, *, decimal_mark: str) -> Quantity | None:
    """The form "from 90 planes to 53", "from 40 days to 12 days": the thing is named at the first number."""
    if one.money is not None or not one.first or line[one.first - 1].low != "from":
        return None
    noun = None if unit.name else noun_after(line, end)
    place = noun[1] if noun else end
    if (noun is None and not unit.name) or place >= len(line) or line[place].low != "to":
        return None
    two = number_at(line, _past_modifier(line, place + 1), decimal_mark=decimal_mark)
    if two is None or two.money is not None or not {one.amount.style, two.amount.style} <= {"digits", "words"}:
        return None
    behind = two.amount.end
    if unit_behind(line, two)[0].name or any(
        labels.is_label(line, each.number, each.amount.end) for each in (one, two)
    ):
        return None
    again = noun_after(line, behind) if behind < len(line) and line[behind].low not in _BEFORE_TIMES else None
    if again is not None and (noun is None or again[0] != noun[0]):
        return None
    thing = unit if noun is None else Unit(noun[0], "", "thing")
    return _joined(line, one, two, thing, again[1] if again else behind)


def _connector(line: Sequence[Token], one: Number, end: int) -> int | None:
    """Index of what follows "to", a dash, or the "and" of "between"."""
    if end + 1 >= len(line):
        return None
    token = line[end]
    if is_hyphen(token):
        after = end + 1
        if line[after].low == "to":
            after += 1 + (after + 1 < len(line) and is_hyphen(line[after + 1]))
        return after if token.glued or not line[after].glued else None
    if token.low == "to":
        after = end + 1
        return after + 1 if is_hyphen(line[after]) else after
    if token.low == "and":
        opening = one.first - 1
        while opening > 0 and line[opening].low in {"about", "around", "roughly", "some"}:
            opening -= 1
        return end + 1 if opening >= 0 and line[opening].low == "between" else None
    return None


def _past_modifier(line: Sequence[Token], index: int) -> int:
    while index < len(line) and line[index].low in {
        "about",
        "around",
        "nearly",
        "almost",
        "roughly",
        "as",
        "much",
        "up",
    }:
        index += 1
    return index


def _is_dated(line: Sequence[Token], number: Number) -> bool:
    """Whether a number is the year in "rose in 2018 to 3.9 million"."""
    before = line[number.first - 1].low if number.first else ""
    return (before in _BEFORE_YEARS or before in MONTHS) and labels.is_year(line[number.number].text)


def _are_years(line: Sequence[Token], one: Number, two: Number, unit: Unit, unit_two: Unit) -> bool:
    if unit.name or unit_two.name or one.money or two.money:
        return False
    return (
        labels.is_year(line[one.number].text)
        and line[two.number].kind == "number"
        and len(line[two.number].text) in {2, 4}
    )


def _matching(line: Sequence[Token], one: Number, unit: Unit, two: Number, unit_two: Unit, *, dashed: bool) -> bool:
    """Whether two numbers are the ends of one range."""
    if {one.amount.style, two.amount.style} & {"vague", "share", "article"} or (
        two.negative and not dashed and not one.negative
    ):
        return False
    if unit.name and unit_two.name and unit.name != unit_two.name:
        return unit_two.name.startswith(unit.name + " per") and (not dashed or two.money is not None)
    if dashed:
        return not (unit.name and not unit_two.name) or one.money is not None
    if unit.name and not unit_two.name:
        return one.money is not None and one.first > 0 and line[one.first - 1].low in {"from", "between"}
    told = qualifiers.direction(line, one.first)
    opened = one.first > 0 and line[one.first - 1].low in {"from", "between", "of", "to"}
    return not (told and unit.name) or opened


def _score(line: Sequence[Token], one: Number, two: Number, end: int) -> tuple[int, list[Quantity]]:
    small = all(
        line[number.number].text.isdecimal() and len(line[number.number].text) <= _SCORE_DIGITS and not number.negative
        for number in (one, two)
    )
    noun = noun_after(line, end)
    if noun is not None and noun[1] > end and not _is_result(line, end):
        return noun[1], [_joined(line, one, two, Unit(noun[0], "", "thing"), noun[1])]
    labelled = labels.is_label(line, one.number, one.amount.end) or labels.is_label(line, two.number, two.amount.end)
    if not small or labelled or (end < len(line) and is_hyphen(line[end]) and line[end].glued):
        return end, []
    return end, [_joined(line, one, two, _SCORE, end)]


def _is_result(line: Sequence[Token], index: int) -> bool:
    """Whether what follows is the outcome of a match: "(13-10) overtime loss"."""
    if line[index].low == "down":
        return True
    behind = line[index : index + _LONGEST_RESULT]
    at = next((at for at, token in enumerate(behind) if token.low in _RESULTS), len(behind))
    return at < len(behind) and all(token.kind == "word" for token in behind[:at])


def _joined(line: Sequence[Token], one: Number, two: Number, unit: Unit, end: int) -> Quantity:
    low, high = one.amount, two.amount
    assert isinstance(low.value, float)
    assert isinstance(high.value, float)
    first = low.value * (-1 if one.negative else 1)
    second = high.value * (-1 if two.negative else 1)
    if low.scale == 1 and high.scale >= _THOUSAND and first < high.value / high.scale * _TEN:
        first *= high.scale  # "$10 to $15 billion"
    if not unit.name:
        noun = noun_after(line, end)
        unit, end = (Unit(noun[0], "", "thing"), noun[1]) if noun else (unit, end)
    return Quantity(one.first, end, (first, second), unit, "digits", two.amount.end)
