"""What fits into the reader's time: every story competes for every word."""

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from briefing.compose.length import ALSO_SHARE
from briefing.compose.ranking import Ranked
from briefing.model import Annotation, BriefSpec

_ALSO_MOST = 8
_SHORT_VALUE = 0.65
"""Worth of a story told in one sentence, as a share of its worth told in full."""
_CROWDING = 0.85
"""Each further story of a topic is worth so much less: a busy day of one topic leaves room for the others."""
_FRAME_WORDS = 30
_EXTRAS_WORDS = 60
_LINKS_WORDS = 8


class Form(IntEnum):
    """How a story is told."""

    NONE = 0
    SHORT = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class Size:
    """Words that a story takes, told short and in full."""

    short: int
    full: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Which stories are told and how, best first, and which are one-liners."""

    told: tuple[tuple[Ranked, Form], ...]
    also: tuple[Ranked, ...]


def size(ranked: Ranked, annotation: Annotation | None, sentences: int) -> Size:
    """Estimate the words of a story from its first article's summary."""
    lead = ranked.candidate.articles[0]
    frame = len(lead.title.split()) + _LINKS_WORDS
    lengths = [len(one.text.split()) for one in annotation.summary[:sentences]] if annotation else []
    lengths = lengths or [min(30, lead.words)]
    return Size(frame + lengths[0], frame + sum(lengths) + _EXTRAS_WORDS)


def plan(spec: BriefSpec, ranked: Sequence[Ranked], sizes: Sequence[Size], words: int) -> Plan:
    """Spend the words where they tell most: greedily by worth per word over the steps none, short, full.

    A multiple-choice knapsack whose steps have falling returns; taking steps by worth per word is its linear
    relaxation's optimum up to the last step (Sinha and Zoltners 1979). n log n in the number of stories.

    Args:
        ranked: all stories, best first; `sizes` runs in parallel.
        words: the whole budget.
    """
    left = words - _FRAME_WORDS - int(ALSO_SHARE * words)
    forms = _spend(spec, ranked, sizes, left)
    order = sorted(forms, key=lambda number: (-ranked[number].score, number))
    told = tuple((ranked[number], forms[number]) for number in order)
    also = tuple(one for number, one in enumerate(ranked) if number not in forms)[:_ALSO_MOST]
    return Plan(told, also)


def _spend(spec: BriefSpec, ranked: Sequence[Ranked], sizes: Sequence[Size], left: int) -> dict[int, Form]:
    forms: dict[int, Form] = {}
    topics: Counter[str] = Counter()
    waiting = [(-_worth(one) * _SHORT_VALUE / sizes[number].short, number, 0) for number, one in enumerate(ranked)]
    heapq.heapify(waiting)
    while waiting:
        rate, number, crowd = heapq.heappop(waiting)
        if number in forms:
            cost = sizes[number].full - sizes[number].short
            if cost <= left:
                forms[number] = Form.FULL
                left -= cost
            continue
        name, most = _topic(ranked[number])
        if len(forms) >= spec.most or (most and topics[name] >= most):
            continue
        if name and topics[name] > crowd:
            worse = rate * _CROWDING ** (topics[name] - crowd)
            heapq.heappush(waiting, (worse, number, topics[name]))
            continue
        if sizes[number].short > left and forms:
            continue
        forms[number] = Form.SHORT
        topics[name] += 1
        left -= sizes[number].short
        gain = _worth(ranked[number]) * (1 - _SHORT_VALUE) / max(1, sizes[number].full - sizes[number].short)
        heapq.heappush(waiting, (-gain, number, 0))
    return forms


def _topic(ranked: Ranked) -> tuple[str, int]:
    topic = ranked.candidate.topic
    return (topic.name, topic.most) if topic else ("", 0)


def _worth(ranked: Ranked) -> float:
    """Scores count doublings: two more of them are worth four times the words."""
    return float(2.0**ranked.score)
