import itertools
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from briefing.model import Delivery, DeliveryState
from tests.store.samples import NOW, brief, message, slot


class Protocol(RuleBasedStateMachine):
    """Workers that claim, answer, sleep and die in any order: what a delivery may never do."""

    def __init__(self, store, numbers) -> None:
        super().__init__()
        self.ledger = store.ledger
        self.name = f"brief{next(numbers)}"
        self.now = NOW
        self.held: dict[str, Delivery] = {}
        self.ledger.publish(brief(slot(self.name)), [message(parts=1)], NOW, None)
        self.seen = [self.row()]

    def row(self):
        return self.ledger.find(brief=self.name)[0]

    @rule(seconds=st.integers(1, 90))
    def time_passes(self, seconds) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(owner=st.sampled_from("abc"), data=st.data())
    def claim(self, owner, data) -> None:
        before = self.row()
        known = data.draw(st.sampled_from(self.seen))
        claimed = self.ledger.claim(known, owner, self.now, 60)
        if claimed is None:
            assert self.row() == before
            return
        assert before.state in {DeliveryState.PENDING, DeliveryState.UNKNOWN} or before.lease_until <= self.now
        assert claimed.attempts == before.attempts + 1
        self.held[owner] = claimed

    @precondition(lambda self: self.held)
    @rule(state=st.sampled_from(DeliveryState), data=st.data())
    def answer(self, state, data) -> None:
        owner = data.draw(st.sampled_from(sorted(self.held)))
        claimed = self.held.pop(owner)
        before = self.row()
        after = replace(claimed, state=state, lease_owner="", lease_until=None, updated=self.now)
        took = self.ledger.update(claimed, after)
        assert took == (before == claimed)
        assert self.row() == (after if took else before)

    @invariant()
    def remember(self) -> None:
        row = self.row()
        if row not in self.seen:
            assert row.attempts >= self.seen[-1].attempts
            self.seen.append(row)
        due = [one.key for one in self.ledger.due(self.now, 1000)]
        waits = row.state in {DeliveryState.PENDING, DeliveryState.UNKNOWN}
        abandoned = row.state is DeliveryState.SENDING and (row.lease_until or self.now) <= self.now
        assert (row.key in due) == (waits or abandoned)


def test_no_order_of_events_lets_two_workers_hold_one_delivery(store):
    numbers = itertools.count()
    few = settings(max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(lambda: Protocol(store, numbers), settings=few)  # type: ignore[arg-type]
