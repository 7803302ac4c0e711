"""When a source may be asked again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.collect.politeness import (
    DAY,
    HOUR,
    LONGEST,
    SHORTEST,
    Wishes,
    failed,
    freshness,
    interval,
    next_poll,
    not_skipped,
    rhythm,
    spread,
)
from briefing.collect.problems import Crowded, Gone, Held
from briefing.errors import Permanent, Transient
from briefing.model import SourceState

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)  # a Monday
moments = st.integers(946_684_800, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def hours_ago(*hours: float) -> list[datetime]:
    return [NOW - timedelta(hours=hour) for hour in hours]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=7200"}, 7200),
        ({"cache-control": "max-age=99999999"}, DAY),
        ({"cache-control": "no-cache, max-age=7200"}, 0),
        ({"cache-control": "s-maxage=60"}, 0),
        ({"expires": "Mon, 02 Mar 2026 10:00:00 GMT", "date": "Mon, 02 Mar 2026 08:00:00 GMT"}, 7200),
        ({"expires": "Mon, 02 Mar 2026 07:00:00 GMT", "date": "Mon, 02 Mar 2026 08:00:00 GMT"}, 0),
        ({"expires": "0", "date": "Mon, 02 Mar 2026 08:00:00 GMT"}, 0),
        ({"cache-control": "max-age=60", "expires": "Mon, 02 Mar 2099 10:00:00 GMT"}, 60),
        ({}, 0),
    ],
)
def test_freshness_is_what_the_headers_say(headers: dict[str, str], seconds: float) -> None:
    assert freshness(headers) == seconds


def test_the_interval_follows_the_rhythm_of_the_feed() -> None:
    hourly, daily = rhythm(hours_ago(0, 1, 2, 3, 4), NOW), rhythm(hours_ago(0, 24, 48, 72), NOW)
    assert hourly == HOUR
    assert interval(hourly, 0, 0) == HOUR / 2
    assert interval(daily, 0, 0) == LONGEST
    assert interval(60.0, 0, 0) == SHORTEST


def test_a_feed_that_fell_silent_is_asked_less_often() -> None:
    assert rhythm(hours_ago(40, 41, 42, 43), NOW) == 10 * HOUR


def test_a_feed_without_dates_is_asked_less_often_the_longer_it_brings_nothing() -> None:
    assert rhythm([], NOW) is None
    pauses = [interval(None, quiet, 0) for quiet in range(12)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (SHORTEST, LONGEST)


def test_the_longest_wish_wins_and_none_is_granted_more_than_a_day() -> None:
    assert next_poll("s", NOW, SHORTEST, Wishes(interval=2 * HOUR)) >= NOW + timedelta(hours=2)
    assert next_poll("s", NOW, 3 * HOUR, Wishes(interval=2 * HOUR)) >= NOW + timedelta(hours=3)
    assert next_poll("s", NOW, SHORTEST, Wishes(interval=1e9)) <= NOW + timedelta(hours=27)


def test_hours_and_days_to_be_skipped_are_skipped() -> None:
    night = Wishes(skip_hours=frozenset(range(8, 14)), skip_days=frozenset({0}))
    assert not_skipped(NOW, night).date() == NOW.date() + timedelta(days=1)
    assert not_skipped(NOW, Wishes(skip_hours=frozenset(range(8, 14)))).hour == 14
    assert not_skipped(NOW, Wishes(skip_hours=frozenset(range(24)))) == NOW


@given(moments, st.frozensets(st.integers(0, 23), max_size=23), st.frozensets(st.integers(0, 6), max_size=6))
def test_what_may_be_asked_then_is_never_in_a_time_to_be_skipped(
    moment: datetime, hours: frozenset[int], days: frozenset[int]
) -> None:
    later = not_skipped(moment, Wishes(skip_hours=hours, skip_days=days))
    assert later >= moment
    assert later.hour not in hours
    assert later.weekday() not in days


@given(st.text(max_size=20), moments, st.floats(SHORTEST, DAY))
def test_jitter_only_ever_adds(source: str, now: datetime, own: float) -> None:
    later = next_poll(source, now, own, Wishes())
    assert own <= (later - now).total_seconds() + 1e-3 <= own * 1.1 + 1
    assert 0 <= spread(source, now) <= 1


def test_sources_that_are_polled_together_drift_apart() -> None:
    assert len({next_poll(f"s{number}", NOW, HOUR, Wishes()) for number in range(50)}) == 50


@pytest.mark.parametrize(("error", "longest"), [(Transient("x"), 1.1 * DAY + 1), (Permanent("x"), 3.3 * DAY + 1)])
def test_the_pause_grows_with_every_failure_and_the_source_is_never_given_up(error: Exception, longest: float) -> None:
    state, pauses = SourceState("s"), []
    for _ in range(30):
        state = failed(state, error, NOW)
        assert state.next_poll is not None
        pauses.append((state.next_poll - NOW).total_seconds())
    assert pauses[0] < pauses[1] < pauses[2] < pauses[4]
    assert max(pauses) <= longest
    assert (state.failures, state.problem, state.gone) == (30, "x", False)


def test_a_pause_that_was_asked_for_is_kept_whole() -> None:
    state = failed(SourceState("s"), Transient("busy", retry_after=7200), NOW)
    assert state.next_poll is not None
    assert state.next_poll >= NOW + timedelta(seconds=7200)


def test_what_is_gone_is_never_polled_again_and_tells() -> None:
    state = failed(SourceState("s", next_poll=NOW), Gone("gone for good"), NOW)
    assert (state.gone, state.next_poll, state.problem) == (True, None, "gone for good")


def test_waiting_for_the_host_is_no_failure_of_the_source() -> None:
    before = SourceState("s", failures=0, last_success=NOW)
    state = failed(before, Held("host rests", retry_after=600), NOW)
    assert state.failures == 0
    assert state.next_poll is not None
    assert state.next_poll >= NOW + timedelta(seconds=600)


def test_a_source_that_is_asked_too_often_is_asked_less_often_from_then_on() -> None:
    state = failed(SourceState("s"), Crowded("too often", retry_after=60), NOW)
    assert state.memory["floor"] == 2 * SHORTEST
    state = failed(state, Crowded("too often", retry_after=60), NOW)
    assert interval(60.0, 0, state.memory["floor"]) == 4 * SHORTEST


def test_the_memory_survives_a_failure() -> None:
    before = SourceState("s", last_success=NOW, memory={"etag": '"1"'})
    assert failed(before, Transient("x"), NOW).memory == {"etag": '"1"'}
