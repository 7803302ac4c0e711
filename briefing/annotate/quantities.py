"""Quantities in a line of tokens: a number with its unit or counted noun, ranges joined, labels left alone."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate import labels, numerals, qualifiers
from briefing.annotate.counted import noun_after, one_noun_after, plural_after
from briefing.annotate.lexing import Token, is_hyphen
from briefing.annotate.numerals import Amount
from briefing.annotate.small_words import DETERMINERS, PREPOSITIONS
from briefing.annotate.units import NONE, Unit, divided, measures, prefixes, unit_at

Value = float | tuple[float, float] | None
_YEARS_OF_AGE = Unit("year of age", "a", "age")
_SHARE = Unit("", "", "share")
_SCORE = Unit("score", "", "score")
_BARE_CUES = PREPOSITIONS | frozenset(
    "is was are were be had has have scored score about nearly almost some roughly just = ≈".split()
)
_LIST_WORDS = frozenset({"-", "‑", ",", "or", "and"})
_FARTHEST_LENDER = 12
_PARTS_OF = {
    ("dollar", "cent"): 100, ("euro", "cent"): 100, ("pound sterling", "pence"): 100, ("pound", "pence"): 100,
    ("malaysian ringgit", "sen"): 100, ("foot", "inch"): 12,
}  # fmt: skip
_AGE_CUES = frozenset("aged age turned turning turns".split())


class Quantity(NamedTuple):
    """A quantity as a range of tokens.

    Attributes:
        first: index of its first token, sign and currency included.
        end: index behind its last token, unit and counted noun included.
        value: a number, a range, or None when vague.
        style: how the number is written: "digits", "words", "share", "vague", "article", "half".
        core: index behind the number itself.
    """

    first: int
    end: int
    value: Value
    unit: Unit
    style: str
    core: int


class _Number(NamedTuple):
    first: int
    number: int
    amount: Amount
    negative: bool
    money: Unit | None


def quantities(line: Sequence[Token], *, decimal_comma: bool = False) -> tuple[Quantity, ...]:
    """All quantities of a sentence, in reading order.

    Args:
        line: tokens of one sentence.
        decimal_comma: the language writes 1.234,56.
    """
    found: list[Quantity] = []
    index = 0
    while index < len(line):
        step, news = _read(line, index, decimal_comma=decimal_comma)
        found.extend(news)
        index = max(step, index + 1)
    whole = _borrow_units(line, _merge_parts(line, _lend_units(line, found)))
    return tuple(quantity for quantity in whole if _keep(line, quantity))


def _read(line: Sequence[Token], index: int, *, decimal_comma: bool) -> tuple[int, list[Quantity]]:
    """What begins at a token: where to read on, and the quantities found."""
    number = _number(line, index, decimal_comma=decimal_comma)
    chain = labels.chain_end(line, index)
    if chain > index and (number is None or number.amount.end < chain):
        return chain, []
    if number is None:
        return index + 1, []
    unit, end = _unit(line, number)
    pair = _pair(line, number, unit, end, decimal_comma=decimal_comma)
    if pair is not None:
        return pair
    return _single(line, number, unit, end)


def _number(line: Sequence[Token], index: int, *, decimal_comma: bool) -> _Number | None:
    """Sign, currency and amount."""
    place, negative = index, False
    if _is_minus(line, place):
        place, negative = place + 1 + is_hyphen(line[place + 1]), True
    money = prefixes().match_from(line, place)
    if money is not None:
        place = money[1]
        if _is_minus(line, place, glued=True):
            place, negative = place + 1, True
    if place >= len(line) or (money is None and line[place].kind == "symbol" and line[place].text not in "½¼¾⅓⅔"):
        return None
    if money is not None and line[place].kind != "number":
        return None
    amount = numerals.amount(line, place, money=money is not None, decimal_comma=decimal_comma)
    if amount is None:
        return None
    return _Number(index, place, amount, negative, money[0] if money else None)


def _is_minus(line: Sequence[Token], index: int, *, glued: bool = False) -> bool:
    if index + 1 >= len(line):
        return False
    if line[index].low in {"minus", "negative"}:
        return line[index + 1].kind != "word" or line[index + 1].low in numerals.SMALL
    return (
        line[index].text in "-−–"
        and line[index + 1].glued
        and (glued or not line[index].glued)
        and line[index + 1].text != "-"
    )


def _unit(line: Sequence[Token], number: _Number) -> tuple[Unit, int]:
    end = number.amount.end
    if number.money is not None:
        following = measures().match_from(line, end)
        if following and following[0].kind == "money" and following[0].name.endswith(number.money.name):
            end = following[1]
        return divided(line, number.money, end)
    place = end
    if number.amount.style == "vague" and place < len(line) and line[place].low == "of":
        place += 1
    if number.amount.style == "share" and place < len(line) and line[place].low == "of":
        return _of_century(line, place) or (NONE, end)
    if number.amount.style == "half" and line[place : place + 1] and line[place].low in {"a", "an"}:
        place += 1
    found = unit_at(line, place)
    if found is None or (labels.is_year(line[number.number].text) and line[place].text.istitle()):
        return NONE, end  # "in 2016 Stone spoke"
    return found


def _of_century(line: Sequence[Token], index: int) -> tuple[Unit, int] | None:
    if index + 2 < len(line) and line[index + 1].low == "a" and line[index + 2].low == "century":
        return Unit("century", "100.a", "time"), index + 3
    return None


def _pair(
    line: Sequence[Token], one: _Number, unit: Unit, end: int, *, decimal_comma: bool
) -> tuple[int, list[Quantity]] | None:
    """Join "10 to 20 years", "$3-5 billion", "between 44 and 50 mg"; tell scores and spans of years apart."""
    place = _connector(line, one, end)
    if place is None:
        return None
    two = _number(line, _past_modifier(line, place), decimal_comma=decimal_comma)
    if two is None or two.amount.style == "vague" or isinstance(two.amount.value, tuple):
        return None
    unit_two, end_two = _unit(line, two)
    if _are_years(line, one, two, unit, unit_two):
        return end_two, []
    dashed = is_hyphen(line[end]) if end < len(line) else False
    if not _matching(line, one, unit, two, unit_two, dashed=dashed):
        return None
    shared = unit_two if unit_two.name else unit
    if not shared.name and dashed:
        return _score(line, one, two, end_two)
    return end_two, [_joined(line, one, two, shared, end_two)]


def _connector(line: Sequence[Token], one: _Number, end: int) -> int | None:
    """Index of what follows "to", a dash, or the "and" of "between"."""
    if end + 1 >= len(line):
        return None
    token = line[end]
    if is_hyphen(token):
        after = end + 1
        if line[after].low in {"to"}:
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


def _are_years(line: Sequence[Token], one: _Number, two: _Number, unit: Unit, unit_two: Unit) -> bool:
    if unit.name or unit_two.name or one.money or two.money:
        return False
    return (
        labels.is_year(line[one.number].text)
        and line[two.number].kind == "number"
        and len(line[two.number].text) in {2, 4}
    )


def _matching(line: Sequence[Token], one: _Number, unit: Unit, two: _Number, unit_two: Unit, *, dashed: bool) -> bool:
    """Whether two numbers are the ends of one range."""
    if (
        {one.amount.style, two.amount.style} & {"vague", "share", "article"}
        or two.negative
        and not dashed
        and not one.negative
    ):
        return False
    if unit.name and unit_two.name and unit.name != unit_two.name:
        return unit_two.name.startswith(unit.name + " per") and not dashed
    if dashed:
        return not (unit.name and not unit_two.name) or one.money is not None
    if unit.name and not unit_two.name:
        return one.money is not None and one.first > 0 and line[one.first - 1].low in {"from", "between"}
    told = qualifiers.direction(line, one.first)
    opened = one.first > 0 and line[one.first - 1].low in {"from", "between", "of", "to"}
    return not (told and unit.name) or opened


def _score(line: Sequence[Token], one: _Number, two: _Number, end: int) -> tuple[int, list[Quantity]]:
    small = all(
        line[number.number].text.isdigit() and len(line[number.number].text) <= 3 and not number.negative  # noqa: PLR2004
        for number in (one, two)
    )
    noun = noun_after(line, end)
    if (
        noun is not None
        and noun[1] > end
        and line[end].low not in {"win", "victory", "loss", "defeat", "lead", "draw", "down"}
    ):
        return noun[1], [_joined(line, one, two, Unit(noun[0], "", "thing"), noun[1])]
    labelled = labels.is_label(line, one.number, one.amount.end) or labels.is_label(line, two.number, two.amount.end)
    if not small or labelled or (end < len(line) and is_hyphen(line[end]) and line[end].glued):
        return end, []
    return end, [_joined(line, one, two, _SCORE, end)]


def _joined(line: Sequence[Token], one: _Number, two: _Number, unit: Unit, end: int) -> Quantity:
    low, high = one.amount, two.amount
    assert isinstance(low.value, float)
    assert isinstance(high.value, float)
    first = low.value * (-1 if one.negative else 1)
    second = high.value * (-1 if two.negative else 1)
    if low.scale == 1 and high.scale >= 1e3 and first < high.value / high.scale * 10:  # noqa: PLR2004
        first *= high.scale  # "$10 to $15 billion"
    if not unit.name:
        noun = noun_after(line, end)
        unit, end = (Unit(noun[0], "", "thing"), noun[1]) if noun else (unit, end)
    return Quantity(one.first, end, (first, second), unit, "digits", two.amount.end)


def _single(line: Sequence[Token], number: _Number, unit: Unit, end: int) -> tuple[int, list[Quantity]]:
    amount = number.amount
    value: Value = -amount.value if number.negative and isinstance(amount.value, float) else amount.value
    if unit.name == "century" and amount.style in {"share", "half"} and isinstance(value, float):
        value, unit = value * 100, Unit("year", "a", "time")
    if unit.kind == "millions" and isinstance(value, float):
        value, unit = value * 1e6, unit._replace(kind="money")
    if not unit.name:
        unit, end = (_SHARE, end) if amount.style in {"share", "half"} else _counted(line, number, end)
    if unit.kind == "time" and _is_age(line, number.first, end):
        unit = _YEARS_OF_AGE
    return max(end, amount.end), [Quantity(number.first, end, value, unit, amount.style, amount.end)]


def _is_age(line: Sequence[Token], first: int, end: int) -> bool:
    before = [token.low for token in line[max(0, first - 2) : first]]
    return line[end - 1].low.startswith("year") and (before[-2:] == ["age", "of"] or before[-1:] == ["aged"])


def _counted(line: Sequence[Token], number: _Number, end: int) -> tuple[Unit, int]:
    amount = number.amount
    if amount.style == "digits" and labels.is_label(line, number.number, amount.end):
        return _age(line, number) or (Unit("", "", "label"), end)
    age = _age(line, number)
    if age is not None:
        return age
    place = end
    if place < len(line) and line[place].low == "of" and (amount.style == "vague" or _is_determined(line, place + 1)):
        place = _past_determiner(line, place + 1)
        noun = plural_after(line, place)
        return (Unit(noun[0], "", "thing"), noun[1]) if noun else (NONE, end)
    noun = one_noun_after(line, place) if amount.value == 1 and place == end else noun_after(line, place)
    return (Unit(noun[0], "", "thing"), noun[1]) if noun else (NONE, end)


def _past_determiner(line: Sequence[Token], index: int) -> int:
    return index + 1 if _is_determined(line, index) else index


def _is_determined(line: Sequence[Token], index: int) -> bool:
    return index < len(line) and (line[index].low in DETERMINERS or line[index].low.endswith(("’s", "'s")))


def _age(line: Sequence[Token], number: _Number) -> tuple[Unit, int] | None:
    """ "Ana Belo, 44, said", "aged 35", "turned 30"."""
    token, end = line[number.number], number.amount.end
    if not (token.text.isdigit() and len(token.text) in {1, 2}) or number.negative:
        return None
    before = line[number.first - 1] if number.first else None
    if before is None:
        return None
    if before.low in _AGE_CUES:
        return _YEARS_OF_AGE, end
    if before.text != "," or number.first < 2 or not line[number.first - 2].text[:1].isupper():  # noqa: PLR2004
        return None
    closed = (
        end >= len(line)
        or line[end].text in {",", ".", ")"}
        or line[end].low in {"has", "was", "is", "who", "of", "from", "said"}
    )
    return (
        (_YEARS_OF_AGE, end)
        if closed and len(token.text) == 2 and not labels.is_label(line, number.number, end)
        else None
    )  # noqa: PLR2004


def _lend_units(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give a number without a unit that of the next one in its list: "7- or 8-inch", "eight or nine euros"."""
    lent = list(found)
    for index in range(len(lent) - 2, -1, -1):
        one, two = lent[index], lent[index + 1]
        between = [token.low for token in line[one.core : two.first]]
        if one.unit.name or one.unit.kind == "label" or not two.unit.name or len(between) > 3 or not between:  # noqa: PLR2004
            continue
        plain = one.style in {"digits", "words"} and two.style == one.style
        if set(between) <= _LIST_WORDS and ("or" in between or "-" in between or (plain and between == ["and"])):
            lent[index] = one._replace(unit=two.unit)
    return lent


def _merge_parts(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """One quantity where two say one: "three dollars and 50 cents", "5 ft 2 in"."""
    merged: list[Quantity] = []
    for quantity in found:
        before = merged[-1] if merged else None
        share = _PARTS_OF.get((before.unit.name, quantity.unit.name)) if before else None
        if before is None or share is None or not _adjoin(line, before, quantity):
            merged.append(quantity)
            continue
        assert isinstance(before.value, float)
        assert isinstance(quantity.value, float)
        merged[-1] = before._replace(value=before.value + quantity.value / share, end=quantity.end)
    return merged


def _adjoin(line: Sequence[Token], one: Quantity, two: Quantity) -> bool:
    between = [token.low for token in line[one.end : two.first]]
    return isinstance(one.value, float) and isinstance(two.value, float) and between in ([], ["and"])


def _borrow_units(line: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give a number without a unit that of the one it is compared with: "3.9 million headsets, up from 2.4 million"."""
    borrowed: list[Quantity] = []
    for quantity in found:
        before = borrowed[-1] if borrowed else None
        cue = line[quantity.first - 1].low if quantity.first else ""
        if before is not None and not quantity.unit.name and _may_borrow(before, quantity, cue):
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
        and before.unit.kind not in {"time", "age", "score"}
        and cue in {"from", "with", "than", "to"}
    )


def _keep(line: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number without a unit is one that measures something all the same."""
    if quantity.unit.kind == "label":
        return False
    if quantity.unit.name:
        return not (quantity.style == "article" and quantity.value == 1)
    if quantity.first == 0 and quantity.end >= len(line) - (line[-1].text == "."):
        return True  # a number on its own: a cell of a table
    if quantity.style in {"vague", "half"} or (
        quantity.style == "words" and line[quantity.first].low in numerals.SCALES
    ):
        return False
    if quantity.style in {"share", "article"}:
        return True
    if quantity.style == "words":
        return isinstance(quantity.value, float) and quantity.value >= 100  # noqa: PLR2004
    token = line[quantity.core - 1]
    before = line[quantity.first - 1].low if quantity.first else ""
    return len(token.text) > 3 or "." in token.text or before in _BARE_CUES  # noqa: PLR2004
