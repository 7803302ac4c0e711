"""The delivery protocol as promises: whatever happens, nothing is sent twice blindly and nothing is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing import ledger
from briefing.ledger import Policy, Step
from briefing.model import (
    Absent,
    Delivery,
    DeliveryState,
    Destination,
    Finding,
    Later,
    Outcome,
    Part,
    Refused,
    Sent,
    Unclear,
)

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
POLICY = Policy()


def delivery(**changes: object) -> Delivery:
    fresh = Delivery(
        "morning:2026-11-24T07:00:team:0",
        "morning",
        "2026-11-24T07:00",
        Destination("team", "slack", "C0NEWS"),
        Part(0, "application/json", b"{}"),
        created=NOW,
        updated=NOW,
    )
    return replace(fresh, **changes)  # type: ignore[arg-type]


def claimed(**changes: object) -> Delivery:
    lease = {
        "state": DeliveryState.SENDING,
        "attempts": 1,
        "lease_owner": "w",
        "lease_until": NOW + timedelta(minutes=1),
    }
    return delivery(**{**lease, **changes})


def test_a_pending_delivery_is_sent() -> None:
    assert ledger.next_step(delivery(), NOW) is Step.SEND


def test_nothing_is_done_before_its_time() -> None:
    assert ledger.next_step(delivery(not_before=NOW + timedelta(seconds=1)), NOW) is Step.NOTHING


def test_what_another_is_sending_is_left_alone() -> None:
    assert ledger.next_step(claimed(), NOW) is Step.NOTHING


def test_f2_a_dead_workers_delivery_becomes_unknown_and_waits_to_be_looked_up() -> None:
    dead = claimed(lease_until=NOW - timedelta(seconds=1))
    assert ledger.next_step(dead, NOW) is Step.LAPSE
    lapsed = ledger.lapse(dead, NOW, POLICY)
    assert (lapsed.state, lapsed.unclear) == (DeliveryState.UNKNOWN, 1)
    assert ledger.next_step(lapsed, NOW) is Step.NOTHING
    assert ledger.next_step(lapsed, NOW + timedelta(seconds=POLICY.settle)) is Step.LOOK_UP


def test_a_delivery_past_its_useful_life_is_given_up_with_its_last_reason() -> None:
    late = delivery(expires=NOW - timedelta(seconds=1), reason="Slack asks to wait")
    assert ledger.next_step(late, NOW) is Step.EXPIRE
    gone = ledger.expire(late, NOW)
    assert gone.state is DeliveryState.FAILED
    assert "Slack asks to wait" in gone.reason


def test_an_unknown_delivery_is_looked_up_even_past_its_useful_life() -> None:
    late = delivery(state=DeliveryState.UNKNOWN, expires=NOW - timedelta(hours=1))
    assert ledger.next_step(late, NOW) is Step.LOOK_UP


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Sent({"ts": "1"}), DeliveryState.SENT),
        (Refused("no"), DeliveryState.FAILED),
        (Later("busy", 30.0), DeliveryState.PENDING),
        (Unclear("reset"), DeliveryState.UNKNOWN),
    ],
)
def test_each_outcome_has_its_state_and_the_lease_is_let_go(outcome: Outcome, state: DeliveryState) -> None:
    after = ledger.settle(claimed(), outcome, NOW, POLICY)
    assert (after.state, after.lease_owner, after.lease_until) == (state, "", None)


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (Sent({"ts": "1"}), DeliveryState.SENT),
        (Absent(), DeliveryState.PENDING),
        (Unclear("no permission"), DeliveryState.HELD),
        (Later("down", None), DeliveryState.UNKNOWN),
    ],
)
def test_each_finding_has_its_state(finding: Finding, state: DeliveryState) -> None:
    assert ledger.resolve(claimed(), finding, NOW, POLICY).state is state


def test_pauses_grow_and_have_an_end() -> None:
    pauses = []
    for attempts in range(1, POLICY.attempts):
        after = ledger.settle(claimed(attempts=attempts), Later("busy"), NOW, POLICY)
        assert after.not_before is not None
        pauses.append((after.not_before - NOW).total_seconds())
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (POLICY.pause, POLICY.longest_pause)
    assert ledger.settle(claimed(attempts=POLICY.attempts), Later("busy"), NOW, POLICY).state is DeliveryState.FAILED


def test_a_later_part_waits_for_the_one_before_and_shares_its_fate() -> None:
    second = delivery(part=Part(1, "application/json", b"{}"))
    assert ledger.follow(second, delivery(state=DeliveryState.SENT), NOW) is None
    waiting = ledger.follow(second, delivery(), NOW)
    assert waiting is not None
    assert (waiting.state, waiting.not_before) == (DeliveryState.PENDING, NOW + timedelta(seconds=2))
    failed = ledger.follow(second, delivery(state=DeliveryState.FAILED), NOW)
    assert failed is not None
    assert failed.state is DeliveryState.FAILED


def test_the_operator_may_try_again_or_say_that_it_arrived() -> None:
    again = ledger.retried(delivery(state=DeliveryState.HELD, attempts=9, reason="?"), NOW)
    assert ledger.next_step(again, NOW + timedelta(days=1)) is Step.SEND
    assert ledger.resolved(delivery(state=DeliveryState.HELD), NOW, "seen").state is DeliveryState.SENT


OUTCOMES = some.sampled_from(
    ["sent", "refused", "later", "unclear but sent", "unclear and not sent", "killed", "killed after"]
)


@given(some.lists(OUTCOMES, max_size=30), some.booleans())
def test_whatever_fails_the_other_side_never_gets_it_twice(script: list[str], history: bool) -> None:
    """A worker that may die at any point, a server that may fail at any point, a look-up that may be forbidden."""
    state, now, arrived = delivery(), NOW, 0
    for event in [*script, *["sent"] * 30]:
        now += timedelta(minutes=30)
        match ledger.next_step(state, now):
            case Step.NOTHING:
                continue
            case Step.LAPSE:
                state = ledger.lapse(state, now, POLICY)
            case Step.LOOK_UP:
                finding: Finding = (Sent({}) if arrived else Absent()) if history else Unclear("not permitted")
                state = ledger.resolve(state, finding, now, POLICY)
            case Step.SEND:
                state = replace(claimed(), attempts=state.attempts + 1, unclear=state.unclear)
                state = replace(state, lease_until=now + timedelta(seconds=POLICY.lease))
                arrived += event in {"sent", "unclear but sent", "killed after"}
                outcomes: dict[str, Outcome] = {
                    "sent": Sent({}),
                    "refused": Refused("no"),
                    "later": Later("busy"),
                    "unclear but sent": Unclear("reset"),
                    "unclear and not sent": Unclear("reset"),
                }
                if event in outcomes:
                    state = ledger.settle(state, outcomes[event], now, POLICY)
    assert arrived <= 1
    assert state.state in ledger.FINAL
    assert (state.state is DeliveryState.SENT) <= (arrived == 1)
