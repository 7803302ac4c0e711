"""Runs of number words ("two hundred and fifty", "three lakh crore") and the ordinals that divide them."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate.numbers.number_words import HUNDRED, PARTS, SCALES, SMALL, and_part, low_at, past_hyphen
from briefing.annotate.words.lexing import Token, is_hyphen

_TEN = 10
_DECIMALS = frozenset({10, 100, 1000})
_TWENTY = 20
_ONES_ORDINALS = {
    "firsts": 1, "thirds": 3, "fourths": 4, "fifths": 5, "sixths": 6, "sevenths": 7, "eighths": 8, "ninths": 9,
}  # fmt: skip


class Run(NamedTuple):
    """Number words that belong together.

    Attributes:
        end: index behind the last word.
        factor: the largest scale among them; 1 for none.
        whole: the value before the last "and"; 0 when there is none.
        ten: what a ten that ends the run adds ("one hundred thirty": 30); 0 when something else ends it.
    """

    value: float
    end: int
    factor: float
    whole: float
    ten: float


def run_of_words(line: Sequence[Token], begin: int) -> Run:
    """Read the run that begins at a token, which must be a number word."""
    total = current = scaled = whole = ten = 0.0
    factor, end, place = 1.0, begin, begin
    while place < len(line):
        word = line[place].low
        if word in SMALL and _fits(current, SMALL[word], fresh=place == begin):
            ten = float(SMALL[word]) if SMALL[word] >= _TWENTY and (total or current) else 0.0
            current, scaled = current + SMALL[word], 0.0
        elif word in SCALES:
            factor, ten = max(factor, SCALES[word]), 0.0
            if SCALES[word] <= HUNDRED:  # hundred and dozen multiply what stands right before
                current = (current or 1) * SCALES[word]
            elif scaled and not current:  # "three lakh crore": two scales multiply
                total, scaled = total + scaled * (SCALES[word] - 1), scaled * SCALES[word]
            else:
                scaled = (current or 1) * SCALES[word]
                total, current = total + scaled, 0.0
        elif word == "and" and place > begin and _joins(line, place):
            whole = total + current
        else:
            break
        end = place + 1
        place = _past_joint(line, end)
    return Run(total + current, end, factor, whole, ten)


def divided_by(line: Sequence[Token], run: Run) -> tuple[float, int] | None:
    """The fraction whose denominator follows a run: "twenty-one fifths", "three twenty-firsts".

    Returns:
        Its value and the index behind it; None when no plural ordinal follows.
    """
    place = past_hyphen(line, run.end)
    ones = _ONES_ORDINALS.get(low_at(line, place))
    if run.ten and ones:  # "one hundred thirty-fifths"
        return (run.value - run.ten) / (run.ten + ones), place + 1
    part = PARTS.get(low_at(line, place), 0) if low_at(line, place) != "quarters" else 0  # of a year
    if part and low_at(line, place).endswith("s") and run.value > 1:
        whole = run.whole if part in _DECIMALS else 0.0  # "two hundred and four tenths" is 200.4
        return whole + (run.value - whole) / part, place + 1
    behind = past_hyphen(line, run.end + 1)
    ten, ones = SMALL.get(low_at(line, run.end), 0), _ONES_ORDINALS.get(low_at(line, behind))
    return (run.value / (ten + ones), behind + 1) if ten >= _TWENTY and ones else None


def _past_joint(line: Sequence[Token], index: int) -> int:
    """Behind the hyphen inside a number; in texts cut into words it stands alone: "ninety - five"."""
    place = past_hyphen(line, index)
    if place == index and index + 1 < len(line) and is_hyphen(line[index]):
        ten, one = SMALL.get(low_at(line, index - 1), 0), SMALL.get(low_at(line, index + 1), 0)
        return index + 1 if ten >= _TWENTY and 0 < one < _TEN else place
    return place


def _joins(line: Sequence[Token], index: int) -> bool:
    """Whether an "and" stands inside a number: "two hundred and fifty", not "two million and one half"."""
    return low_at(line, index - 1) in SCALES and low_at(line, index + 1) in SMALL and and_part(line, index) is None


def _fits(current: float, value: int, *, fresh: bool) -> bool:
    """Whether a small number word continues the number: after a ten comes a one, after a hundred anything below."""
    if fresh or current == 0:
        return True
    if current % 100 == 0:
        return True
    return current % 10 == 0 and current % HUNDRED >= _TWENTY and 0 < value < _TEN
