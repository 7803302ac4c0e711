"""Whether two figures of one story belong to one claim, from the words around them: who, what, when, and how sure."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.annotate.across.likeness import disjoint, fate_stems, matter, named_alike
from briefing.annotate.words.small_words import AUXILIARIES, CALENDAR, MONTHS, PREPOSITIONS, WEEKDAYS
from briefing.model import Figure
from briefing.text.similarity import content

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_BREAK = re.compile(r"[.,;:()—–“”\"]\s|\s[—–-]\s")
_BESIDE = 60
_RIGHT_BEFORE = 3
_PERIOD = re.compile(
    r"\b(last|this|next|previous|past|coming|first|second|third|fourth|final|same)\s(?:financial\s|fiscal\s)?"
    r"(year|season|month|week|weekend|quarter|half|night|decade|day|round|game|match)\b"
)
# What was expected, wanted or allowed is no account of what was.
_UNSURE = re.compile(
    r"\b(?:expect|forecast|predict|project(?:s|ed|ing)\b|plan(?:s|ned)?\b|aim|target|need|hop(?:e|ing)|offer|propos|seek|sought"
    r"|ask(?:s|ed)?\sfor|demand|want|can\b|could\b|may\b|might\b|should\b|licen[cs]ed|limit)"
)
# Told on one side alone, a time that the value holds for tells the values apart.
_DURING = re.compile(r"\b(?:during|before|until|since|without)\s(?:[a-z]+\s){0,2}?([^\W\d_]{3,})")
_SIZED = re.compile(
    r"\b([^\W_]+)-(?:year|month|week|day|hour|minute|mile|metre|foot|bed|bedroom|seat|room|litre|inch)\b"
)
_HOLLOW = """
    official officials police spokesman spokeswoman spokesperson authority authorities minister ministry government
    company officer statement report say said tell told add people person news agency source nearly almost estimate
    least more most others put total reach cost worth left accord have be leave new number figure count mean amount come
    came hit stand stood rise rose risen fall fell fallen ease eased climb drop dropped grow grew jump slip slide
    slid increase decline
"""


class _Words(NamedTuple):
    """What stands around a figure, as far as it tells which claim the figure belongs to.

    Attributes:
        near: stems of what it measures and of the words right beside it; complement: of those behind it, when a
            preposition or "were" joins them; wide: of its sentence.
        sizes: numbers that size what stands behind it ("for two-year deals").
        subject: names before it in its clause; names: all names of its sentence.
        days: weekdays of its sentence; months and years likewise.
        periods: "last season" and the like in its clause; ends: years right behind it.
        during: the words for a time during, before or without which it holds.
        unsure: it is expected, wanted or allowed.
    """

    near: frozenset[str]
    complement: frozenset[str]
    sizes: frozenset[str]
    wide: frozenset[str]
    subject: frozenset[str]
    names: frozenset[str]
    days: frozenset[str]
    months: frozenset[str]
    years: frozenset[str]
    periods: frozenset[tuple[str, str]]
    ends: frozenset[str]
    during: frozenset[str]
    unsure: bool


def other_claim(one: Figure, other: Figure, *, fate: bool) -> bool:
    """Whether the words around two figures tell that they belong to two claims; in doubt they do.

    Args:
        one: a figure of one article; other: the same of another.
        fate: both count those whom something befell, of whom outlets tell in many words: only what
            a preposition joins is compared.
    """
    first, second = _words(one), _words(other)
    if not first.wide or not second.wide:
        return False
    beside = (first.complement, second.complement) if fate else (first.near, second.near)
    return (
        _other_time(first, second)
        or first.unsure != second.unsure
        or _other_subject(first, second)
        or first.sizes != second.sizes
        or bool(beside[0] - second.wide and beside[1] - first.wide)
    )


def _other_time(one: _Words, other: _Words) -> bool:
    return (
        disjoint(one.days, other.days)
        or disjoint(one.years, other.years)
        or one.months != other.months
        or one.periods != other.periods
        or bool(one.ends - other.years or other.ends - one.years)
        or bool(one.during - other.wide or other.during - one.wide)
    )


def _other_subject(one: _Words, other: _Words) -> bool:
    """Whether both name someone before the figure whom the other sentence does not name."""
    return bool(one.subject and other.subject) and not (one.subject & other.names or other.subject & one.names)


@lru_cache(maxsize=4096)
def _words(figure: Figure) -> _Words:
    before, behind = figure.words_before, figure.words_behind
    lead, tail = _BREAK.split(before)[-1], _BREAK.split(f"{behind} ")[0][:_BESIDE]
    sentence, clause = f"{before}{figure.text}{behind}", f"{lead}{figure.text}{tail}"
    joined = bool(tail.split()) and tail.split()[0] in PREPOSITIONS | AUXILIARIES
    lower = {word.lower() for word in _WORD.findall(sentence)}
    told_by = {word.lower() for word in _WORD.findall(figure.attribution)}
    own = frozenset(content(figure.unit)) | _hollow() | told_by | CALENDAR
    follows = frozenset(stem for stem in content(tail) if not stem.isdigit()) - own
    return _Words(
        near=named_alike(matter(figure) | follows | frozenset(content(" ".join(lead.split()[-_RIGHT_BEFORE:]))) - own),
        complement=(follows if joined else frozenset()) - fate_stems(),
        sizes=frozenset(_SIZED.findall(tail)),
        wide=named_alike(frozenset(content(sentence))) if before or behind else frozenset(),
        subject=_names(lead, opening=lead == before) - told_by,
        names=_names(sentence, opening=False),
        days=frozenset(lower & WEEKDAYS),
        months=frozenset(word.lower() for word in _WORD.findall(sentence) if word[:1].isupper()) & MONTHS,
        years=frozenset(_YEAR.findall(sentence)),
        periods=frozenset(_PERIOD.findall(clause)),
        ends=frozenset(_YEAR.findall(tail)),
        during=frozenset(stem for word in _DURING.findall(clause) for stem in content(word)),
        unsure=_UNSURE.search(clause) is not None,
    )


def _names(text: str, *, opening: bool) -> frozenset[str]:
    """Words with a capital; the first word of a sentence may have its own from there."""
    words = _WORD.findall(text)[1 if opening else 0 :]
    return frozenset(word.lower() for word in words if word[:1].isupper()) - CALENDAR


@cache
def _hollow() -> frozenset[str]:
    return frozenset(content(_HOLLOW))
