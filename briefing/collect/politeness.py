"""When a source may be asked again: pure rules, from what the publisher asks for and how the source behaves.

Sources: RFC 9111 (Cache-Control, Expires), RFC 9110 section 10.2.3 (Retry-After), RSS 2.0 (ttl, skipHours,
skipDays), RSS 1.0 syndication module (sy:updatePeriod).
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from briefing.collect.http.answers import http_date
from briefing.collect.problems import Crowded, Gone, Held
from briefing.errors import BriefingError, Permanent, Transient
from briefing.model import SourceState

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
SHORTEST = 15 * MINUTE
"""Never asked more often, whatever the feed does."""

LONGEST = 4 * HOUR
"""Asked at least so often when nobody asks for a longer pause: a brief is at most a few hours behind."""

MOST_ASKED = DAY
"""A longer pause than this is not granted to any header: it is a mistake far more often than a wish."""

_JITTER = 0.1
_GROWTH = 1.5
_WIDEST_FLOOR = 6 * HOUR
_LONGEST_TRANSIENT, _LONGEST_PERMANENT = DAY, 3 * DAY
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s{0,3}=\s{0,3}\"?(\d{1,10})", re.IGNORECASE)
_NEVER_FRESH = re.compile(r"no-store|no-cache", re.IGNORECASE)
_NEWEST_COUNTED = 20


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a publisher asks for.

    Attributes:
        interval: seconds between polls; 0 when it does not say.
        skip_hours: hours (GMT, 0 to 23) in which it asks to be left alone.
        skip_days: weekdays (0 = Monday, GMT) on which it asks to be left alone.
    """

    interval: float = 0.0
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


def spread(source: str, now: datetime) -> float:
    """A number from 0 to 1 that looks random and is the same for the same source and time.

    It keeps sources apart that failed together, and leaves the rules free of hidden state.
    """
    digest = hashlib.blake2b(f"{source}\n{now.isoformat()}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 0xFFFFFFFF


def freshness(headers: Mapping[str, str]) -> float:
    """Seconds for which an answer says it stays fresh (RFC 9111 section 4.2.1); 0 when it does not say.

    Args:
        headers: names in lower case.
    """
    control = headers.get("cache-control", "")
    if _NEVER_FRESH.search(control):
        return 0.0
    age = _MAX_AGE.search(control)
    if age:
        return min(float(age[1]), MOST_ASKED)
    expires, date = http_date(headers.get("expires", "")), http_date(headers.get("date", ""))
    if expires is None or date is None:
        return 0.0
    return min(max((expires - date).total_seconds(), 0.0), MOST_ASKED)


def rhythm(published: Iterable[datetime], now: datetime) -> float | None:
    """Seconds between two entries of a feed, in the middle of its newest ones; None when that cannot be said.

    A feed that has been silent for longer than its rhythm is slower than it was.
    """
    times = sorted({moment for moment in published if moment <= now})[-_NEWEST_COUNTED:]
    if len(times) < 3:  # noqa: PLR2004  (two gaps at least)
        return None
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    return max(median(gaps), (now - times[-1]).total_seconds() / 4)


def interval(own_rhythm: float | None, quiet: int, floor: float) -> float:
    """Seconds to the next poll of a source that asks for nothing.

    Args:
        own_rhythm: seconds between its entries, where known.
        quiet: polls in a row that brought nothing.
        floor: seconds below which this source was found to be asked too often.
    """
    own = SHORTEST * _GROWTH ** min(quiet, 10) if own_rhythm is None else own_rhythm / 2
    return max(min(max(own, SHORTEST), LONGEST), floor)


def not_skipped(moment: datetime, wishes: Wishes) -> datetime:
    """The first moment from `moment` on that lies in no hour or day to be skipped; the same if all are."""
    start = moment.astimezone(UTC)
    for hours in range(24 * 8):
        later = start if hours == 0 else (start + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
        if later.hour not in wishes.skip_hours and later.weekday() not in wishes.skip_days:
            return later + (timedelta(seconds=start.minute * 10 + start.second) if hours else timedelta())
    return start


def next_poll(source: str, now: datetime, own: float, wishes: Wishes) -> datetime:
    """When to poll again after a poll that went well.

    Args:
        source: name of the source, for the spread.
        own: seconds that `interval` gave.
        wishes: what the publisher asks for; the longer of the two counts.
    """
    seconds = max(own, min(wishes.interval, MOST_ASKED))
    return not_skipped(now + timedelta(seconds=seconds * (1 + _JITTER * spread(source, now))), wishes)


def failed(state: SourceState, error: Exception, now: datetime) -> SourceState:
    """What to remember of a source whose poll failed: the pause grows with every failure in a row.

    Args:
        state: as before the poll.
        error: what the poll raised.
        now: when it failed.
    """
    fault = error.fault if isinstance(error, BriefingError) else ""
    state = replace(state, problem=str(error) or type(error).__name__, fault=fault)
    asked = (error.retry_after or 0.0) if isinstance(error, Transient) else 0.0
    if isinstance(error, Held):
        return replace(state, next_poll=_after(state.source, now, asked))
    since = state.failing_since if state.failures else None
    state = replace(state, last_poll=now, failing_since=since or now)
    if isinstance(error, Gone):
        return replace(state, failures=state.failures + 1, gone=True, next_poll=None)
    first, longest = (HOUR, _LONGEST_PERMANENT) if isinstance(error, Permanent) else (SHORTEST, _LONGEST_TRANSIENT)
    pause = min(first * 2.0 ** min(state.failures, 20), longest)
    return replace(
        state,
        failures=state.failures + 1,
        next_poll=_after(state.source, now, max(pause, asked)),
        memory=_slower(state.memory) if isinstance(error, Crowded) else state.memory,
    )


def _after(source: str, now: datetime, seconds: float) -> datetime:
    """`seconds` later and a little more, never less: a pause that was asked for is kept whole."""
    return now + timedelta(seconds=1 + seconds * (1 + _JITTER * spread(source, now)))


def _slower(memory: Mapping[str, object]) -> dict[str, object]:
    """The memory of a source that said it is asked too often: from now on at least twice the pause."""
    known = memory.get("floor")
    floor = known if isinstance(known, int | float) else SHORTEST
    return {**memory, "floor": min(2 * floor, _WIDEST_FLOOR)}
