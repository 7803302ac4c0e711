"""How alike what two figures measure is, from the words beside them."""

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby

from briefing.annotate.across.values import GROUPS, comparable, duration
from briefing.annotate.numbers.number_words import NUMBER_WORDS
from briefing.annotate.words.small_words import CALENDAR, PREPOSITIONS, word_set
from briefing.model import Figure
from briefing.text.similarity import content, rarity

SAME = 0.6
"""Below it two figures may be about the same matter and still measure different things."""

_EMPLOYED = GROUPS[0] | GROUPS[1] | GROUPS[2] | {"man", "woman", "teacher", "nurse", "officer", "engineer"}
# What happened to people tells counts of them apart.
_FATES = {
    "dead": "die died dead death deaths kill kills killed killing fatal fatalities toll lost perished",
    "hurt": "injure injured injuries injuring hurt wound wounded wounding hospital hospitalized hospitalised",
    "missing": "missing unaccounted trapped",
    "held": "arrest arrested arrests detain detained custody charged jailed",
    "moved": "evacuate evacuated evacuation displaced homeless fled flee",
    "saved": "rescue rescued saved survivors survived",
    "sick": "infected infections infection cases tested positive",
    "fired": "cut cuts cutting layoffs laid lay fire fired redundancies redundant axe axed lose",
    "hired": "hire hired hiring recruit create created creating",
}
_FATE_OF = {word: fate for fate, words in _FATES.items() for word in words.split()}
PARTS = word_set(
    "including among additional another more further first second third half half-year quarter month week day"
)
# Prices of the day differ by the hour they were looked up at, and what is sold in several versions differs by the
# version: no outlet is wrong.
_VARYING = word_set("""
    share stock index futures trading points gained shares stocks
    battery storage ram memory processor processors core cores chip display resolution
""")
# One event by several names.
_NAMES_OF_EVENTS = (
    "fire blaze wildfire inferno flames",
    "earthquake quake tremor temblor",
    "blast explosion bomb bombing",
    "storm hurricane typhoon cyclone",
    "crash collision accident",
    "attack assault raid",
)
_HOLLOW = "put estimate report say expect total reach rise cost worth about more left accord company have be leave"
# Units of scores, of sports and of devices: their figures differ from player to player and from model to model.
_NOT_ALONE = frozenset({"", "year of age"}) | word_set("""
    score point time yard touchdown rebound assist
    megabyte gigabyte terabyte hertz kilohertz megahertz gigahertz
""")
_ISO_4217 = 3
_COSTING = word_set("cost costs costing came come comes reached reach totalled totaled")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FULL = 3
_OF_A_KIND = 0.7


def same_measure(one: Figure, other: Figure) -> float:
    """How alike what two figures of one story measure is, 0 (surely something else) to 1.

    Args:
        one: a figure with its `what`; other: the same of another article.
    """
    if one.unit in _NOT_ALONE or not comparable(one, other) or _clash(one, other) or _goes_on(one) or _goes_on(other):
        return 0.0
    first, second = matter(one), matter(other)
    befell = counts_a_fate(one)
    if not first or not second:
        return _OF_A_KIND if befell else 0.0
    shared, smaller = _weight(first & second), min(_weight(first), _weight(second))
    likeness = 0.6 * shared / smaller + 0.4 * shared / _weight(first | second)
    likeness *= min(1.0, (1 + len(first & second)) / _FULL)
    return max(likeness, _OF_A_KIND) if befell else likeness


def one_price(one: Figure, other: Figure) -> bool:
    """Whether two sums of money are what one thing cost, by the noun that heads what they measure."""
    if len(one.unit_code) != _ISO_4217 or one.unit_code != other.unit_code or _clash(one, other):
        return False
    paid = _paid_for(one)
    return bool(paid) and paid == _paid_for(other)


def _paid_for(figure: Figure) -> str:
    """The stem of the noun that heads what a sum was paid for: "repairs" of "After repairs to the reactor costing"."""
    words = _WORD.findall(figure.what.lower())
    end = next((at for at, word in enumerate(words) if word in _COSTING), len(words))
    for joined, phrase in groupby(words[:end], PREPOSITIONS.__contains__):
        stems = [] if joined else [stem for stem in content(" ".join(phrase)) if stem not in _hollow()]
        if stems:
            return stems[-1]
    return ""


def _goes_on(figure: Figure) -> bool:
    """Whether it is a time that grows while outlets write: "five days of riots"."""
    return duration(figure) and figure.what.startswith("of ")


def _clash(one: Figure, other: Figure) -> bool:
    """Whether something tells them apart: another fate, another direction, another time, another name, a part."""
    if not one.unit_code and fates(one) != fates(other):
        return True
    if one.step != other.step or {one.modifier, other.modifier} == {"up", "down"}:
        return True
    if (
        _years(one) != _years(other)
        or disjoint(_calendar(one), _calendar(other))
        or disjoint(_names(one), _names(other))
    ):
        return True
    words = _lower(one), _lower(other)
    return (words[0] & PARTS) != (words[1] & PARTS) or bool((words[0] | words[1]) & _VARYING)


def disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both say something and nothing of it is common."""
    return bool(one and other and not one & other)


def _lower(figure: Figure) -> frozenset[str]:
    return frozenset(_WORD.findall(f"{figure.text} {figure.what}".lower()))


def fates(figure: Figure) -> frozenset[str]:
    """What happened to those who are counted: "dead", "hurt", "missing" and the like."""
    printed, told = _told_fates(figure, figure.text), _told_fates(figure, figure.what)
    nearest = told[-1:] if figure.what_span[0] < figure.start else told[:1]  # "killed 14 people and hurt 12"
    behind = _told_fates(figure, " ".join(figure.words_behind.split()[:1]))
    return frozenset(printed or behind or nearest)  # "left 9 people missing"


def _told_fates(figure: Figure, text: str) -> list[str]:
    """The fates that words tell of what is counted; only people and their jobs are cut or fired."""
    found = [_FATE_OF[word] for word in _WORD.findall(text.lower()) if word in _FATE_OF]
    return found if figure.unit in _EMPLOYED else [fate for fate in found if fate not in {"fired", "hired"}]


def counts_a_fate(figure: Figure) -> bool:
    """Whether it counts those whom something befell: 12 dead, 400 jobs cut, unlike a risk that was cut by 12 %."""
    return not figure.unit_code and bool(fates(figure))


@cache
def fate_stems() -> frozenset[str]:
    """The stems of all words that tell what befell people."""
    return frozenset(content(" ".join(_FATES.values())))


def _years(figure: Figure) -> frozenset[str]:
    return frozenset(_YEAR.findall(f"{figure.what} {figure.as_of}"))


def _calendar(figure: Figure) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(f"{figure.what} {figure.as_of}".lower()) if word in CALENDAR)


def periods(figure: Figure) -> frozenset[str]:
    """The years, months and weekdays that are named with it."""
    return _years(figure) | _calendar(figure)


def _names(figure: Figure) -> frozenset[str]:
    """Names in what it measures; its first word is left out, which may have its capital from the sentence."""
    words = _WORD.findall(figure.what)[1:]
    return frozenset(word.lower() for word in words if word[:1].isupper() and word.lower() not in CALENDAR)


@lru_cache(maxsize=4096)
def matter(figure: Figure) -> frozenset[str]:
    """Stems of what it measures: the words of `what` and the attributes of the counted noun."""
    printed = " ".join(word for word in _WORD.findall(figure.text) if word.lower() not in NUMBER_WORDS)
    return named_alike(frozenset(content(f"{figure.what} {printed}")) - frozenset(content(figure.unit)) - _hollow())


def named_alike(stems: frozenset[str]) -> frozenset[str]:
    """Stems with every name of an event as the first of its kind."""
    return frozenset(_event_stems().get(stem, stem) for stem in stems)


@cache
def _event_stems() -> dict[str, str]:
    return {stem: content(names)[0] for names in _NAMES_OF_EVENTS for stem in content(names)}


@cache
def _hollow() -> frozenset[str]:
    return frozenset(content(_HOLLOW))


def _weight(stems: Iterable[str]) -> float:
    return math.fsum(rarity(stem) for stem in stems)
