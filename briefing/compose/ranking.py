"""How much a story deserves its place, as a sum of named contributions."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.compose.candidates import Candidate
from briefing.compose.phrases import found
from briefing.model import Article, BriefSpec, Preferences, Reason

_HALF_LIFE_HOURS = 18.0
_RECENCY = 1.0
_COPY = 0.25
_TOPIC = 0.5
_WATCHED = 1.5
_KNOWN = 0.5
"""Share of what known coverage counts that is taken off: half, as readers do want to hear how a great story goes on."""
_DEGRADED = -1.0
_LEAST_FACTOR = 1 / 64


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story with its place: the sum of its reasons, largest first."""

    candidate: Candidate
    score: float
    reasons: tuple[Reason, ...]


def rank(
    spec: BriefSpec, candidate: Candidate, fresh: Sequence[Article], preferences: Preferences, now: datetime
) -> Ranked:
    """Judge one story; every contribution is a doubling or a fraction of one (unit: doublings).

    Args:
        fresh: those of its articles that no earlier brief drew on; all of them for a new story.
        preferences: what the readers' votes come to.
        now: moment from which its age counts; dates in the future count as now.
    """
    reasons = (
        _coverage(candidate),
        _novelty(candidate, fresh),
        _recency(candidate, now),
        _sources(spec, candidate),
        _topic(candidate),
        _watched(spec, candidate),
        *_votes(candidate, preferences),
        _readable(candidate),
    )
    telling = tuple(sorted((one for one in reasons if one.value), key=lambda one: (-one.value, one.name)))
    return Ranked(candidate, math.fsum(one.value for one in telling), telling)


def _coverage(candidate: Candidate) -> Reason:
    outlets = len(candidate.outlets)
    value = math.log2(1 + outlets) + _COPY * math.log2(1 + candidate.copies)
    words = f"{outlets} outlet{'s' if outlets != 1 else ''}"
    if candidate.copies:
        words += f", {candidate.copies} cop{'ies' if candidate.copies != 1 else 'y'}"
    return Reason("coverage", value, words)


def _novelty(candidate: Candidate, fresh: Sequence[Article]) -> Reason:
    """What of its coverage the reader knows already: an update counts less, the fewer outlets have something to add."""
    new, outlets = len({one.outlet for one in fresh}), len(candidate.outlets)
    words = f"{new} of {outlets} outlet{'s' if outlets != 1 else ''} since it was last shown"
    return Reason("novelty", _KNOWN * math.log2((1 + new) / (1 + outlets)), words)


def _recency(candidate: Candidate, now: datetime) -> Reason:
    ages = [(now - one.when).total_seconds() / 3600 for one in candidate.articles if one.when]
    if not ages:
        return Reason("recency", 0.0)
    age = max(0.0, min(ages))
    return Reason("recency", _RECENCY * 0.5 ** (age / _HALF_LIFE_HOURS), f"{age:.0f} h old")


def _sources(spec: BriefSpec, candidate: Candidate) -> Reason:
    weights = {one.source: spec.weights.get(one.source, 1.0) for one in candidate.articles}
    source = max(sorted(weights), key=lambda name: weights[name])
    return Reason("source", _doublings(weights[source]), source)


def _topic(candidate: Candidate) -> Reason:
    topic = candidate.topic
    return Reason("topic", _TOPIC + _doublings(topic.weight), topic.name) if topic else Reason("topic", 0.0)


def _watched(spec: BriefSpec, candidate: Candidate) -> Reason:
    words = found(spec.watch, candidate.face)
    return Reason("watch word", _WATCHED if words else 0.0, ", ".join(words))


def _votes(candidate: Candidate, preferences: Preferences) -> Iterator[Reason]:
    """What readers thought of its sources, on average, of its topic, and of the story itself."""
    topic = candidate.topic.name if candidate.topic else ""
    subjects = (
        ("votes on its sources", sorted({one.source for one in candidate.articles}), preferences.sources),
        ("votes on its topic", [topic], preferences.topics),
        ("votes on the story", [candidate.id], preferences.stories),
    )
    for name, wanted, known in subjects:
        leanings = [known[one] for one in wanted if one in known]
        if leanings:
            liked, disliked = (math.fsum(getattr(one, side) for one in leanings) for side in ("liked", "disliked"))
            value = math.fsum(one.value for one in leanings) / len(leanings)
            yield Reason(name, value, f"{name}: {liked:.1f} for, {disliked:.1f} against")


def _readable(candidate: Candidate) -> Reason:
    unread = all(one.degraded for one in candidate.articles)
    return Reason("full text", _DEGRADED if unread else 0.0, "no article could be read in full")


def _doublings(factor: float) -> float:
    return math.log2(max(factor, _LEAST_FACTOR))
