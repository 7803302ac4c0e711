"""Likeness of figures: whether two have the same value as printed, and whether they measure the same."""

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from briefing.annotate.lexing import table
from briefing.annotate.small_words import MONTHS, WEEKDAYS, word_set
from briefing.model import Figure
from briefing.text.similarity import content, rarity

# Counted people go by many names; what happened to them tells them apart.
_PEOPLE = word_set("""
    person people man woman child victim resident passenger civilian worker employee staff soldier student
    patient migrant protester officer job member adult refugee fan visitor guest miner dead
""")
_WORKERS = frozenset({"worker", "employee", "staff", "job", "position", "post"})
_FATES = {
    "dead": "die died dead death deaths kill kills killed killing fatal fatalities toll lost perished",
    "hurt": "injure injured injuries injuring hurt wound wounded wounding hospital hospitalized hospitalised",
    "missing": "missing unaccounted trapped",
    "held": "arrest arrested arrests detain detained custody charged jailed",
    "moved": "evacuate evacuated evacuation displaced homeless fled flee",
    "saved": "rescue rescued saved survivors survived",
    "sick": "infected infections infection cases tested positive",
    "fired": "cut cuts cutting layoffs laid fire fired redundancies redundant axe axed",
    "hired": "hire hired hiring recruit create created creating",
}
_FATE_OF = {word: fate for fate, words in _FATES.items() for word in words.split()}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ABOUT = 0.05
_VAGUE = 0.1
_WORD = re.compile(r"[^\W\d_]+")
_PERIODS = MONTHS | WEEKDAYS
_FULL = 3
_SCALED = 1.5


def same_fact(one: Figure, other: Figure) -> bool:
    """Whether one tells no more than the other: the same value in the same unit, as far as it is printed."""
    return comparable(one, other) and same_value(one, other)


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures are in the same unit, or in units of one family (years and decades, miles and kilometres)."""
    if one.unit == other.unit:
        return True
    if _family(one)[0] == _family(other)[0]:
        return True
    return _is_person(one) and _is_person(other)


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two values agree within what their words promise: "nearly 25 years", "24 years" and "a quarter-century".

    A bound agrees with every value it allows for that is near it ("more than 100" and 104, not 300).
    """
    if one.value is None or other.value is None:
        return one.value == other.value and one.text.lower() == other.text.lower()
    ones, others = _ends(one), _ends(other)
    slack = max(_slack(one), _slack(other))
    return all(abs(first - second) <= slack for first, second in zip(ones, others, strict=True))


def bounds(one: Figure, other: Figure) -> bool:
    """Whether one is a bound that the other keeps: "at least 12" says nothing against 14."""
    return _allows(one, other) or _allows(other, one)


def same_measure(one: Figure, other: Figure) -> float:
    """How alike what two figures measure is, 0 (surely something else) to 1.

    Args:
        one: a figure with its `what`; other: the same of another article.
    """
    if not comparable(one, other) or one.unit in {"", "score", "year of age"} or _clash(one, other):
        return 0.0
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0
    shared = _weight(first & second)
    smaller = min(_weight(first), _weight(second))
    together = _weight(first | second)
    likeness = 0.6 * shared / smaller + 0.4 * shared / together
    return likeness * min(1.0, (len(first & second) + bool(_fates(one) & _fates(other))) / _FULL + 1 / _FULL)


@cache
def _families() -> dict[str, tuple[str, float]]:
    return {unit: (family, float(factor)) for unit, family, factor in table("conversions.tsv")}


def _family(figure: Figure) -> tuple[str, float]:
    return _families().get(figure.unit, (figure.unit, 1.0))


def _is_person(figure: Figure) -> bool:
    return figure.unit in _PEOPLE


def _ends(figure: Figure) -> tuple[float, float]:
    factor = _family(figure)[1]
    value = figure.value
    assert value is not None
    low, high = value if isinstance(value, tuple) else (value, value)
    return low * factor, high * factor


def _slack(figure: Figure) -> float:
    """How far a value may be from the printed one, in the family's unit."""
    low, high = _ends(figure)
    size = max(abs(low), abs(high))
    step = _printed_step(figure) * _family(figure)[1]
    if figure.value is None or figure.unit in {"decade", "century"} or "century" in figure.text:
        return max(step, _VAGUE * size)
    return max(step, _ABOUT * size) if figure.modifier in {"~", "<", ">"} else step


def _printed_step(figure: Figure) -> float:
    """Half of the last printed place: 0.05 billion for "1.2 billion", nothing for a plain count."""
    printed = _NUMBER.search(figure.text)
    value = figure.value[1] if isinstance(figure.value, tuple) else figure.value
    if printed is None or value is None:
        return 0.0
    digits = printed.group()
    decimals = len(digits) - digits.rfind(".") - 1 if "." in digits else 0
    shown = float(digits.replace(",", "")) if digits.count(".") <= 1 else 0.0
    scale = abs(value) / shown if shown else 1.0
    return 0.5 * scale * 10.0**-decimals if decimals or scale > _SCALED else 0.0


def _allows(bound: Figure, figure: Figure) -> bool:
    if bound.value is None or figure.value is None:
        return False
    limit, value = _ends(bound)[0], _ends(figure)[0]
    return (bound.modifier == ">" and value >= limit) or (bound.modifier == "<" and value <= limit)


def _clash(one: Figure, other: Figure) -> bool:
    """Whether something tells them apart: another fate, another direction, another time, another name."""
    fates = _fates(one), _fates(other)
    if fates[0] and fates[1] and not fates[0] & fates[1]:
        return True
    if ({one.modifier, other.modifier} & {"up", "down"}) and one.modifier != other.modifier:
        return True
    times = _times(one), _times(other)
    if times[0] and times[1] and not times[0] & times[1]:
        return True
    names = _names(one), _names(other)
    return bool(names[0] and names[1] and not names[0] & names[1])


@lru_cache(maxsize=4096)
def _text(figure: Figure) -> str:
    return f"{figure.text} {figure.what}"


def _fates(figure: Figure) -> frozenset[str]:
    return frozenset(_FATE_OF[word] for word in _WORD.findall(_text(figure).lower()) if word in _FATE_OF)


def _times(figure: Figure) -> frozenset[str]:
    """Months, weekdays and years named beside the figure or as its date."""
    found = _WORD.findall(f"{figure.what} {figure.as_of}".lower())
    years = re.findall(r"\b(?:19|20)\d\d\b", f"{figure.what} {figure.as_of}")
    return frozenset([word for word in found if word in _PERIODS] + years)


def _names(figure: Figure) -> frozenset[str]:
    words = _WORD.findall(figure.what)[1:]
    return frozenset(word.lower() for word in words if word[:1].isupper() and word.lower() not in _PERIODS)


@lru_cache(maxsize=4096)
def _words(figure: Figure) -> frozenset[str]:
    """Stems of what it measures: the words of `what`, and the counted noun's own attributes."""
    own = _NUMBER.sub(" ", figure.text)
    return frozenset(content(f"{figure.what} {own}")) - frozenset(content(figure.unit))


def _weight(stems: Iterable[str]) -> float:
    return math.fsum(rarity(stem) for stem in stems)
