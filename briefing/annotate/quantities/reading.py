"""Quantities in a line of tokens: a number with its unit or counted noun, ranges joined, labels left alone."""

from collections.abc import Sequence

from briefing.annotate.numbers.number_words import HUNDRED, SCALES, Amount, and_part
from briefing.annotate.quantities import labels
from briefing.annotate.quantities.counted import noun_after, one_noun_after, opens_clause, plural_after
from briefing.annotate.quantities.measured_numbers import Number, number_at, unit_behind
from briefing.annotate.quantities.multiples import multiple_at
from briefing.annotate.quantities.quantity import Quantity, Value
from briefing.annotate.quantities.ranges import joined
from briefing.annotate.quantities.shared_units import borrow_units, lend_units, merge_parts
from briefing.annotate.quantities.units import NONE, Unit, declined, divided, measures
from briefing.annotate.words.lexing import Token
from briefing.annotate.words.small_words import DETERMINERS, PREPOSITIONS, PRONOUNS, singular, word_set

_YEARS_OF_AGE = Unit("year of age", "a", "age")
_SHARE = Unit("", "", "share")
_BARE_CUES = PREPOSITIONS | word_set("""
    is was are were be had has have scored score about nearly almost some roughly just = ≈
    killed killing wounded wounding injured injuring hurt arrested arresting
""")
_BEHIND_AGE = frozenset({",", ".", ")", "has", "was", "is", "who", "of", "from", "said"})
_BEFORE_A_LONE_HALF = word_set("by than nearly almost about roughly over under exactly")
_THOUSAND = 1000
_GERMAN_MONTHS = word_set("""
    januar jänner februar märz april mai juni juli august september oktober november dezember uhr
""")
_OF_LATE = frozenset({"last", "past", "first", "next", "previous"})
_WHOM = (["them"], ["those"], ["whom"], ["these"])
_AGE_CUES = word_set("aged age turned turning turns")


def quantities(line: Sequence[Token], *, decimal_mark: str = ".") -> tuple[Quantity, ...]:
    """All quantities of a sentence, in reading order.

    Args:
        line: tokens of one sentence.
        decimal_mark: what the language puts before decimals: "." or ",".
    """
    found: list[Quantity] = []
    index = 0
    while index < len(line):
        step, news = _read(line, index, decimal_mark=decimal_mark)
        found.extend(news)
        index = max(step, index + 1)
    if decimal_mark == ",":
        found = [_counting_capital(line, quantity) for quantity in found]
    whole = borrow_units(line, merge_parts(line, lend_units(line, found)))
    kept = (quantity for quantity in whole if _keep(line, quantity))
    if decimal_mark == ",":
        return tuple(_counting_next_word(line, quantity) for quantity in kept)
    return tuple(quantity for quantity in kept if not _is_name(line, quantity))


def _read(line: Sequence[Token], index: int, *, decimal_mark: str) -> tuple[int, list[Quantity]]:
    """What begins at a token: where to read on, and the quantities found."""
    number = number_at(line, index, decimal_mark=decimal_mark)
    chain = labels.chain_end(line, index)
    if chain > index and (number is None or number.amount.end < chain):
        return chain, []
    if number is None:
        other = multiple_at(line, index) or _measure_and_part(line, index)
        return (other.end, [other]) if other else (index + 1, [])
    unit, end = unit_behind(line, number)
    both = joined(line, number, unit, end, decimal_mark=decimal_mark)
    return both or _single(line, number, unit, end)


def _single(line: Sequence[Token], number: Number, unit: Unit, end: int) -> tuple[int, list[Quantity]]:
    amount = number.amount
    value: Value = -amount.value if number.negative and isinstance(amount.value, float) else amount.value
    if unit.name == "century" and amount.style in {"share", "half"} and isinstance(value, float):
        value, unit = value * 100, Unit("year", "a", "time")
    if unit.kind == "millions" and isinstance(value, float):
        value, unit = value * 1e6, unit._replace(kind="money")
    part = and_part(line, end) if unit.name else None
    if part is not None and isinstance(value, float):
        value, end = value + part[0], part[1]  # "two years and a half"
    if not unit.name:
        unit, end = (_SHARE, end) if amount.style in {"share", "half"} else _counted(line, number, end)
    if unit.kind == "time" and _is_age(line, number.first, end):
        unit = _YEARS_OF_AGE
    return max(end, amount.end), [Quantity(number.first, end, value, unit, amount.style, amount.end)]


def _measure_and_part(line: Sequence[Token], index: int) -> Quantity | None:
    """The form "a year and a half", "an inch and a quarter"."""
    if line[index].low not in {"a", "an"}:
        return None
    found = measures().match_from(line, index + 1)
    part = and_part(line, found[1]) if found else None
    return Quantity(index, part[1], 1 + part[0], found[0], "words", part[1]) if found and part else None


def _is_age(line: Sequence[Token], first: int, end: int) -> bool:
    before = [token.low for token in line[max(0, first - 2) : first]]
    return line[end - 1].low.startswith("year") and (before[-2:] == ["age", "of"] or before[-1:] == ["aged"])


def _counted(line: Sequence[Token], number: Number, end: int) -> tuple[Unit, int]:
    amount = number.amount
    if amount.style == "digits" and labels.is_label(line, number.number, amount.end):
        return _age(line, number) or (Unit("", "", "label"), end)
    age = _age(line, number)
    if age is not None:
        return age
    noun = _noun(line, amount, end)
    if noun is not None and opens_clause(line, number.first, noun[1]):
        return NONE, end
    return divided(line, Unit(noun[0], "", "thing"), noun[1]) if noun else (NONE, end)


def _noun(line: Sequence[Token], amount: Amount, place: int) -> tuple[str, int] | None:
    """The noun that an amount counts and the index behind it: "40 cars", "dozens of missiles", "three of the ships"."""
    if place < len(line) and line[place].low == "of":
        if (total := _total(line, _past_determiner(line, place + 1))) is not None:
            return total, place
        if amount.style == "vague" or _is_determined(line, place + 1):
            return plural_after(line, _past_determiner(line, place + 1))
    return one_noun_after(line, place) if amount.value == 1 else noun_after(line, place)


def _total(line: Sequence[Token], index: int) -> str | None:
    """The noun of which a part is counted, when the whole is given too: "112 of the 250 seats", "9 of the last 10"."""
    index += index < len(line) and line[index].low in _OF_LATE
    whole = number_at(line, index, decimal_mark=".")
    if whole is None or whole.money is not None or whole.amount.style not in {"digits", "words"}:
        return None
    noun = plural_after(line, whole.amount.end)
    return noun[0] if noun else None


def _past_determiner(line: Sequence[Token], index: int) -> int:
    return index + 1 if _is_determined(line, index) else index


def _is_determined(line: Sequence[Token], index: int) -> bool:
    return index < len(line) and (line[index].low in DETERMINERS or line[index].low.endswith(("’s", "'s")))


def _age(line: Sequence[Token], number: Number) -> tuple[Unit, int] | None:
    """The form "Ana Belo, 44, said", "aged 35", "turned 30"."""
    token, end = line[number.number], number.amount.end
    if not (token.text.isdecimal() and len(token.text) in {1, 2}) or number.negative:
        return None
    before = line[number.first - 1] if number.first else None
    if before is None:
        return None
    if before.low in _AGE_CUES:
        return _YEARS_OF_AGE, end
    if before.text != "," or not line[max(0, number.first - 2)].text[:1].isupper():
        return None
    closed = end >= len(line) or line[end].low in _BEHIND_AGE
    named = closed and len(token.text) > 1 and not labels.is_label(line, number.number, end)
    return (_YEARS_OF_AGE, end) if named else None


def _keep(line: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number without a unit is one that measures something all the same."""
    if quantity.unit.kind == "label" or _is_some_day(line, quantity):
        return False
    if quantity.unit.name:
        return not (quantity.style == "article" and quantity.value == 1)
    if quantity.first == 0 and quantity.end >= len(line) - (line[-1].text == "."):
        return True  # a number on its own: a cell of a table
    if quantity.style == "words":
        large = isinstance(quantity.value, float) and quantity.value >= HUNDRED
        return large and line[quantity.first].low not in SCALES
    if quantity.style == "half":
        return line[quantity.first - 1].low in _BEFORE_A_LONE_HALF  # "more than half said no"
    return quantity.style in {"share", "article"} or (quantity.style == "digits" and _stands_bare(line, quantity))


def _counting_capital(line: Sequence[Token], quantity: Quantity) -> Quantity:
    """A number in digits with the German noun behind it, which has a capital letter: "12 Menschen"."""
    if quantity.unit != NONE or quantity.style != "digits" or quantity.end >= len(line):
        return quantity
    noun = line[quantity.end]
    if noun.kind != "word" or noun.glued or not noun.text.istitle() or noun.low in _GERMAN_MONTHS:
        return quantity
    return quantity._replace(end=quantity.end + 1, unit=Unit(noun.low, "", "thing"))


def _counting_next_word(line: Sequence[Token], quantity: Quantity) -> Quantity:
    """A quantity of a counted thing with no more than the next word: where phrases end is known for English only."""
    if quantity.unit.kind != "thing" or quantity.end <= quantity.core + 1 or " per " in quantity.unit.name:
        return quantity
    noun = line[quantity.core]
    if noun.kind != "word":
        return quantity
    return quantity._replace(end=quantity.core + 1, unit=quantity.unit._replace(name=singular(noun.low)))


def _is_some_day(line: Sequence[Token], quantity: Quantity) -> bool:
    """The form "One day it may sail again", at the beginning."""
    if quantity.first or quantity.end >= len(line) or [token.low for token in line[: quantity.end]] != ["one", "day"]:
        return False
    return line[quantity.end].low in PRONOUNS | DETERMINERS or line[quantity.end].text == ","


def _is_name(line: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a unit has a capital and lacks its plural, so that the number begins a name: "50 Cent", "5 Mile Walk"."""
    if quantity.end - quantity.core != 1 or quantity.value in {1.0, -1.0, None}:
        return False
    unit = line[quantity.core]
    return unit.text.istitle() and unit.low in declined()


def _stands_bare(line: Sequence[Token], quantity: Quantity) -> bool:
    """Whether digits without unit and noun are large, have decimals, or follow a word that leads to a number."""
    token = line[quantity.core - 1]
    if isinstance(quantity.value, float) and abs(quantity.value) >= _THOUSAND:
        return True
    before = line[quantity.first - 1].low if quantity.first else ""
    behind = [one.low for one in line[quantity.end : quantity.end + 2]]
    return "." in token.text or before in _BARE_CUES or (behind[:1] == ["of"] and behind[1:] in _WHOM)
