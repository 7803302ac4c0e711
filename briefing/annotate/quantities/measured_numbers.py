"""A number with its sign, its currency and its unit, at one place of a line of tokens."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate.numbers import numerals
from briefing.annotate.numbers.number_words import SMALL, Amount
from briefing.annotate.numbers.written import MONEY_SUFFIXES, SUFFIXES
from briefing.annotate.quantities import labels
from briefing.annotate.quantities.units import NONE, Unit, divided, measures, prefixes, unit_at
from briefing.annotate.words.lexing import Token, is_hyphen

_JOINTS = frozenset({"de", "di"})


class Number(NamedTuple):
    """A number as printed.

    Attributes:
        first: index of its first token, sign and currency included; number: of the number itself.
        money: the currency that stands before it; None without one.
    """

    first: int
    number: int
    amount: Amount
    negative: bool
    money: Unit | None


def number_at(line: Sequence[Token], index: int, *, decimal_mark: str) -> Number | None:
    """Read sign, currency and amount; None where no number begins."""
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
    amount = numerals.amount(line, place, suffixes=MONEY_SUFFIXES if money else SUFFIXES, decimal_mark=decimal_mark)
    if amount is None:
        return None
    return Number(index, place, amount, negative, money[0] if money else None)


def _is_minus(line: Sequence[Token], index: int, *, glued: bool = False) -> bool:
    if index + 1 >= len(line):
        return False
    if line[index].low in {"minus", "negative"} and not _is_margin(line, index):
        return line[index + 1].kind != "word" or line[index + 1].low in SMALL
    return (
        line[index].text in "-−–"
        and line[index + 1].glued
        and (glued or not line[index].glued)
        and line[index + 1].text != "-"
    )


def _is_margin(line: Sequence[Token], index: int) -> bool:
    """The form "plus or minus", "plus-or-minus"."""
    before = [token.low for token in line[max(0, index - 4) : index] if not is_hyphen(token)]
    return before[-2:] == ["plus", "or"]


def unit_behind(line: Sequence[Token], number: Number) -> tuple[Unit, int]:
    """The unit of a number, `NONE` without one, and the index behind it."""
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
        return _of_a_measure(line, place) or (NONE, end)
    if number.amount.scale > 1 and place < len(line) and line[place].low in _JOINTS:
        place += 1  # "3 millions de dollars"
    if number.amount.style == "half" and line[place : place + 1] and line[place].low in {"a", "an"}:
        place += 1
    found = unit_at(line, place)
    if found is None or (labels.is_year(line[number.number].text) and line[place].text.istitle()):
        return NONE, end  # "in 2016 Stone spoke"
    return found


def _of_a_measure(line: Sequence[Token], index: int) -> tuple[Unit, int] | None:
    """The form "of a century", "of a percentage point", behind a share of it."""
    if index + 2 >= len(line) or line[index + 1].low not in {"a", "an"}:
        return None
    found = measures().match_from(line, index + 2)
    return found if found and found[0].kind not in {"money", "share", "factor", "count"} else None
