"""From the readers' votes to what a brief leans to: bounded, fading, and no reader louder than the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from briefing.model import Leaning, Preferences, Vote

REMEMBERED = timedelta(days=90)
"""Votes older than this have faded away: they need not be read."""
_HALF_LIFE_DAYS = 21.0
_LOUDEST = 3.0
"""Votes of one reader on one subject that count: who votes on everything does not speak for everybody."""
_DOUBT = 3.0
"""Voices that would have to be added on the other side before a lone vote is taken at its word."""

_Subjects = Callable[[Vote], Iterable[str]]


def preferences(votes: Iterable[Vote], now: datetime) -> Preferences:
    """Weigh the votes on a brief's stories into leanings to sources, topics and stories.

    A leaning is the balance of voices, drawn to nothing by a few imagined ones that do not care (additive smoothing,
    as in the Bayesian average of ratings): it stays between -1 and 1 doublings of a story's worth, and each voice
    fades by half in three weeks.

    Args:
        votes: on stories of one brief, in any order.
        now: the moment from which they are looked back at, aware; votes from the future count as of now.
    """
    latest = _latest(votes)
    return Preferences(
        sources=_leanings(latest, lambda vote: vote.sources, now),
        topics=_leanings(latest, lambda vote: [vote.topic] if vote.topic else [], now),
        stories=_leanings(latest, lambda vote: [vote.story_id], now),
    )


def _latest(votes: Iterable[Vote]) -> list[Vote]:
    """The last word of each reader on each story."""
    ordered = sorted(
        votes, key=lambda vote: (vote.cast, vote.reader, vote.story_id, vote.value, vote.sources, vote.topic)
    )
    return list({(vote.reader, vote.story_id): vote for vote in ordered}.values())


def _leanings(votes: Iterable[Vote], subjects: _Subjects, now: datetime) -> Mapping[str, Leaning]:
    voices: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for vote in votes:
        for subject in set(subjects(vote)):
            if vote.value:
                voices[subject][vote.reader].append(_weight(vote, now))
    return {subject: _leaning(list(readers.values())) for subject, readers in sorted(voices.items())}


def _weight(vote: Vote, now: datetime) -> float:
    """One for a fresh thumb up, minus one for a fresh thumb down, nearer to nothing the older it is."""
    age = max(0.0, (now - vote.cast) / timedelta(days=1))
    return float((1 if vote.value > 0 else -1) * 0.5 ** (age / _HALF_LIFE_DAYS))


def _leaning(readers: Iterable[list[float]]) -> Leaning:
    liked = disliked = 0.0
    for weights in readers:
        share = min(1.0, _LOUDEST / sum(abs(weight) for weight in weights))
        liked += share * sum(weight for weight in weights if weight > 0)
        disliked -= share * sum(weight for weight in weights if weight < 0)
    return Leaning((liked - disliked) / (liked + disliked + _DOUBT), liked, disliked)
