"""Whether two figures have the same value, as far as what is printed promises one."""

import re
from functools import cache

from briefing.annotate.words.lexing import table
from briefing.annotate.words.small_words import word_set
from briefing.model import Figure

# Counted people go by several names, but part of a group (children, officers) is never the whole.
GROUPS = (
    word_set("person people victim fatality casualty life"),
    word_set("worker employee staff staffer"),
    word_set("job position post role"),
    word_set("home house household dwelling"),
    word_set("soldier troop"),
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TIME = "time"
_BOUNDS = frozenset("<>")
_ABOUT = 0.05
_ROUGH = 0.1
_NEAR = 0.01
_SCALED = 1.5
_WIDEST = 3.0


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures are in the same unit or in units of one family: years and decades, miles and kilometres."""
    if one.unit == other.unit or _family(one)[0] == _family(other)[0]:
        return True
    return any(one.unit in group and other.unit in group for group in GROUPS)


def duration(figure: Figure) -> bool:
    """Whether it is a length of time."""
    return _family(figure)[0] == _TIME


def significant_digits(figure: Figure) -> int:
    """How many digits a number has without zeros at its ends: 3 for 18,400 and 1.25; of a range the upper end's."""
    digits = f"{size(figure):.12g}".partition("e")[0].replace(".", "")
    return len(digits.strip("0"))


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two values agree within what is printed: "nearly 25 years", "24 years" and "a quarter-century".

    A bound agrees with the values it allows for that are near it ("more than 100" and 104, not 300).
    """
    if one.value is None or other.value is None:
        return one.value == other.value and one.text.lower() == other.text.lower()
    if _breaks(one, other) or _breaks(other, one):
        return False
    slack = max(_slack(one), _slack(other))
    return all(abs(first - second) <= slack for first, second in zip(_ends(one), _ends(other), strict=True))


def rounded_alike(one: Figure, other: Figure) -> bool:
    """Whether two values may be one, printed more or less rounded: 229 and 230 feet, 140,660 and 140,000 pounds."""
    difference = abs(size(one) - size(other))
    rounding = max(_rounding(one), _rounding(other))
    return difference <= max(rounding, _NEAR * max(size(one), size(other)))


def bounds(one: Figure, other: Figure) -> bool:
    """Whether one is a bound that the other keeps: "at least 12" says nothing against 14."""
    return _allows(one, other) or _allows(other, one)


def within_reason(one: Figure, other: Figure) -> bool:
    """Whether two values may be of one thing: far apart they are of two, however alike the words."""
    first, second = size(one), size(other)
    return min(first, second) > 0 and max(first, second) <= _WIDEST * min(first, second)


def size(figure: Figure) -> float:
    """The value, of a range its upper end, without sign, in the unit that its family is compared in; 0 when vague."""
    return max((abs(end) for end in _ends(figure)), default=0.0)


@cache
def _families() -> dict[str, tuple[str, float]]:
    return {unit: (family, float(factor)) for unit, family, factor in table("conversions.tsv")}


def _family(figure: Figure) -> tuple[str, float]:
    return _families().get(figure.unit, (figure.unit, 1.0))


def _ends(figure: Figure) -> tuple[float, ...]:
    if figure.value is None:
        return ()
    factor = _family(figure)[1]
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    return low * factor, high * factor


def _slack(figure: Figure) -> float:
    """How far a value may be from the printed one, in the family's unit."""
    step = _printed_step(figure) * _family(figure)[1]
    if figure.unit in {"decade", "century"} or "century" in figure.text:
        return max(step, _ROUGH * size(figure))
    return max(step, _ABOUT * size(figure)) if figure.modifier in {"~", "<", ">"} else step


def _printed_step(figure: Figure) -> float:
    """Half of the last printed place: 0.05 billion for "1.2 billion", nothing for a plain count or two numbers."""
    printed = _NUMBER.search(figure.text)
    if not isinstance(figure.value, tuple) and len(_NUMBER.findall(figure.text)) > 1:
        return 0.0  # "4 hours and 13 minutes"
    value = figure.value[1] if isinstance(figure.value, tuple) else figure.value
    if printed is None or value is None:
        return 0.0
    digits = printed.group()
    decimals = len(digits) - digits.rfind(".") - 1 if "." in digits else 0
    shown = float(digits.replace(",", "")) if digits.count(".") <= 1 else 0.0
    scale = abs(value) / shown if shown else 1.0
    return 0.5 * scale * 10.0**-decimals if decimals or scale > _SCALED else 0.0


def _rounding(figure: Figure) -> float:
    """Half of the last place that is not a zero: 5 for "230", 50 for "400"."""
    printed = _NUMBER.search(figure.text)
    digits = printed.group().replace(",", "") if printed else ""
    zeros = len(digits) - len(digits.rstrip("0")) if digits.isdecimal() else 0
    shown = float(digits) if digits.isdecimal() else 0.0
    return 0.5 * 10.0**zeros * size(figure) / shown if zeros and shown else 0.0


def _breaks(bound: Figure, figure: Figure) -> bool:
    """Whether an exact value lies on the wrong side of a bound: 6.2 and "below 6"."""
    return bound.modifier in _BOUNDS and figure.modifier == "=" and not _allows(bound, figure)


def _allows(bound: Figure, figure: Figure) -> bool:
    if bound.value is None or figure.value is None:
        return False
    limit, value = _ends(bound)[0], _ends(figure)[0]
    return (bound.modifier == ">" and value >= limit) or (bound.modifier == "<" and value <= limit)
