"""How often each may ask: exactly so often in any span, and bounded whoever comes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.pipeline import allowance
from briefing.pipeline.allowance import Allowance

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@given(some.lists(some.integers(0, 200), max_size=60).map(sorted), some.integers(1, 5))
def test_no_span_holds_more_than_is_allowed_and_nobody_waits_longer_than_one(seconds: list[int], most: int) -> None:
    permits = Allowance(most, MINUTE)
    taken = [second for second in seconds if permits.take("ann", NOW + timedelta(seconds=second))]
    for second in seconds:
        within = [one for one in taken if second - 60 < one <= second]
        assert len(within) <= most
        assert within or second not in seconds


def test_each_has_an_allowance_of_their_own_and_a_refusal_costs_nothing() -> None:
    permits = Allowance(2, MINUTE)
    assert [permits.take("ann", NOW) for _ in range(3)] == [True, True, False]
    assert permits.take("bob", NOW)
    assert permits.take("ann", NOW + MINUTE)


def test_memory_is_bounded_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "MOST_KNOWN", 100)
    permits = Allowance(1, MINUTE)
    assert all(permits.take(f"visitor-{number}", NOW) for number in range(1000))
    assert len(permits._asked) == 100
    assert not permits.take("visitor-999", NOW)


def test_a_clock_that_was_set_back_keeps_nobody_waiting() -> None:
    permits = Allowance(2, MINUTE)
    assert [permits.take("ann", NOW) for _ in range(3)] == [True, True, False]
    assert [permits.take("ann", NOW - timedelta(hours=1)) for _ in range(3)] == [True, True, False]
