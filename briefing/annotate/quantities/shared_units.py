"""Quantities that share a unit: lent by the next one, borrowed from the one before, two that are one."""

from collections.abc import Sequence

from briefing.annotate.numbers.number_words import low_at
from briefing.annotate.quantities.quantity import Quantity
from briefing.annotate.quantities.units import NONE, Unit, measures
from briefing.annotate.words.lexing import Token

_LIST_WORDS = frozenset({"-", "‑", ",", "or", "and"})
_FARTHEST_LENDER = 12
_LONGEST_GAP = 3
_TWO_DIGITS = 10
_HUNDRED = 100
_INCH = Unit("inch", "[in_i]", "length")
_COMPARING = frozenset({"from", "with", "than", "to", "above", "below", "not"})
_ALSO_BEFELL = frozenset(
    {"killed", "killing", "wounded", "wounding", "injured", "injuring", "hurt", "arrested", "arresting"}
)
_MONEY_PARTS = frozenset({"cent", "pence", "sen"})
# What a measure said in two units is worth in the smaller one, which keeps it whole: "7 feet 10 inches" is 94 inches.
SMALLER = {
    ("foot", "inch"): 12, ("yard", "foot"): 3, ("yard", "inch"): 36, ("mile", "foot"): 5280, ("mile", "yard"): 1760,
    ("kilometre", "metre"): 1000, ("kilometre", "centimetre"): 100_000, ("metre", "centimetre"): 100,
    ("metre", "millimetre"): 1000, ("centimetre", "millimetre"): 10, ("pound", "ounce"): 16, ("stone", "pound"): 14,
    ("kilogram", "gram"): 1000, ("year", "month"): 12, ("year", "week"): 52, ("decade", "year"): 10, ("week", "day"): 7,
    ("day", "hour"): 24, ("hour", "minute"): 60, ("hour", "second"): 3600, ("minute", "second"): 60,
}  # fmt: skip
_SPOKEN_PARTS = {"hour": (60, Unit("minute", "min", "time")), "minute": (60, Unit("second", "s", "time"))}


def lend_units(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give a number without a unit that of the next one in its list: "7- or 8-inch", "eight or nine euros"."""
    lent = list(found)
    for index in range(len(lent) - 2, -1, -1):
        one, two = lent[index], lent[index + 1]
        between = [token.low for token in line[one.core : two.first]]
        if one.unit.name or one.unit.kind == "label" or not two.unit.name or not 0 < len(between) <= _LONGEST_GAP:
            continue
        plain = one.style in {"digits", "words"} and two.style == one.style
        if set(between) <= _LIST_WORDS and ("or" in between or "-" in between or (plain and between == ["and"])):
            lent[index] = one._replace(unit=two.unit)
    return lent


def merge_parts(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """One quantity where two say one: "three dollars and 50 cents", "5 ft 2 in", "fifteen dollars fifty"."""
    merged: list[Quantity] = []
    for quantity in found:
        before = merged[-1] if merged else None
        whole = _merged(line, before, quantity) if before else None
        if whole is not None:
            merged[-1] = whole
        else:
            merged.append(_with_article(line, quantity))
    return merged


def _merged(line: Sequence[Token], one: Quantity, two: Quantity) -> Quantity | None:
    """Both as one; None when they are two."""
    between = {token.low for token in line[one.end : two.first]}
    value, part = one.value, two.value
    if not isinstance(value, float) or not isinstance(part, float) or not between <= {"and", ","}:
        return None
    if one.unit.name == "foot" and two.unit == NONE and not between and low_at(line, two.end) == "in":
        two = two._replace(unit=_INCH, end=two.end + 1)
    if one.unit.kind == "money":
        return None if "," in between else _with_cents(one, value, two, part)
    step = SMALLER.get((one.unit.name, two.unit.name))
    if step is not None and one.unit.kind == "time" and (between or part >= step):
        return None  # "3 years, 2 months and 14 days"
    if step is not None and (part < step or "," not in between):
        return one._replace(value=value * step + part, unit=two.unit, end=two.end)
    return None if "," in between else _with_minutes(one, value, two, part)


def _with_cents(one: Quantity, value: float, two: Quantity, cents: float) -> Quantity | None:
    """The form "three dollars and 50 cents", "fifteen dollars fifty"."""
    bare = two.unit == NONE and two.style in {"digits", "words"} and cents >= _TWO_DIGITS
    if not (two.unit.name in _MONEY_PARTS or bare) or cents >= _HUNDRED or value != int(value):
        return None
    if one.unit.name in _MONEY_PARTS or " per " in one.unit.name:
        return None
    return one._replace(value=value + cents / _HUNDRED, end=two.end)


def _with_minutes(one: Quantity, value: float, two: Quantity, minutes: float) -> Quantity | None:
    """The form "1 hour fifteen"."""
    step, unit = _SPOKEN_PARTS.get(one.unit.name, (0, NONE))
    if two.unit != NONE or not _TWO_DIGITS <= minutes < step or value != int(value):
        return None
    return one._replace(value=value * step + minutes, unit=unit, end=two.end)


def _with_article(line: Sequence[Token], quantity: Quantity) -> Quantity:
    """The form "a dollar and 42 cents": the unit with an article belongs to what follows."""
    first = quantity.first - 3
    if quantity.unit.name not in _MONEY_PARTS or first < 0 or not isinstance(quantity.value, float):
        return quantity
    unit = measures().match_from(line, first + 1)
    if line[first].low not in {"a", "one"} or line[first + 2].low != "and" or unit is None or unit[0].kind != "money":
        return quantity
    return quantity._replace(first=first, value=1 + quantity.value / _HUNDRED, unit=unit[0])


def borrow_units(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give a number without a unit that of the one it is compared with: "3.9 million headsets, up from 2.4 million"."""
    borrowed: list[Quantity] = []
    for quantity in found:
        before = borrowed[-1] if borrowed else None
        cue = low_at(line, quantity.first - 1)
        cue = low_at(line, quantity.first - 2) if cue == "the" else cue
        if before is not None and quantity.unit == NONE and _may_borrow(before, quantity, cue):
            quantity = quantity._replace(unit=before.unit)  # noqa: PLW2901
        borrowed.append(quantity)
    return borrowed


def _may_borrow(before: Quantity, quantity: Quantity, cue: str) -> bool:
    if quantity.style not in {"digits", "words"} or quantity.first - before.end > _FARTHEST_LENDER:
        return False
    if before.unit.kind == "share":
        return cue == "by"
    return (
        bool(before.unit.name)
        and before.unit.kind not in {"time", "age", "score", "factor"}
        and (cue in _COMPARING or (cue in _ALSO_BEFELL and before.unit.kind == "thing"))
    )
