"""One step of one delivery, by the protocol of the ledger: claim, one call, settle."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from briefing import ledger
from briefing.ledger import Policy, Step
from briefing.model import Delivery, DeliveryState, Unclear
from briefing.ports import Channel, Clock, Ledger

MOST = 10_000
"""More deliveries than this of one brief are left to the service."""


@dataclass(frozen=True, slots=True)
class Delivering:
    """What delivering needs.

    Attributes:
        channels: by kind.
        owner: this worker's name, unique among all processes.
        clock: the time, read again after the call, which may have taken long.
        tell: called with each delivery that failed or is held, for the operator.
    """

    ledger: Ledger
    channels: Mapping[str, Channel]
    owner: str
    clock: Clock
    tell: Callable[[Delivery], None]
    policy: Policy = field(default_factory=Policy)

    def advance(self, key: str) -> Delivery | None:
        """Do what is due for a delivery, if anything; comes back with it as it stands, None when it is unknown."""
        before = self.ledger.get(key)
        if before is None:
            return None
        policy = replace(self.policy, settle=self.channels[before.destination.channel].settle)
        match ledger.next_step(before, self.clock()):
            case Step.NOTHING:
                return before
            case Step.EXPIRE:
                return self._move(before, ledger.expire(before, self.clock()))
            case Step.LAPSE:
                return self._move(before, ledger.lapse(before, self.clock(), policy))
            case Step.SEND:
                return self._send(before, policy)
            case Step.LOOK_UP:
                return self._look_up(before, policy)

    def advance_all(self, brief: str, slot: str) -> list[Delivery]:
        """Do what is due for each delivery of a brief, parts in order; comes back with them as they stand."""
        keys = sorted(one.key for one in self.ledger.find(brief=brief, slot=slot, limit=MOST))
        return [one for key in keys if (one := self.advance(key)) is not None]

    def _send(self, before: Delivery, policy: Policy) -> Delivery:
        first = self._part_before(before)
        if before.part.number and (waiting := ledger.follow(before, first, self.clock())):
            return self._move(before, waiting)
        claimed = self._claim(before, policy)
        if claimed is None:
            return before
        thread = first.receipt if first else None
        # A worker that was paused since its claim must not send what another may be sending by now.
        if claimed.lease_until is None or self.clock() >= claimed.lease_until:
            return claimed
        outcome = self.channels[claimed.destination.channel].send(claimed, thread)
        return self._move(claimed, ledger.settle(claimed, outcome, self.clock(), policy))

    def _look_up(self, before: Delivery, policy: Policy) -> Delivery:
        claimed = self._claim(before, policy)
        if claimed is None:
            return before
        first = self._part_before(before)
        finding = self.channels[claimed.destination.channel].look_up(claimed, first.receipt if first else None)
        if isinstance(finding, Unclear):
            finding = Unclear(f"{finding.reason}; the attempt: {before.reason}")
        return self._move(claimed, ledger.resolve(claimed, finding, self.clock(), policy))

    def _claim(self, before: Delivery, policy: Policy) -> Delivery | None:
        return self.ledger.claim(before, self.owner, self.clock(), policy.lease)

    def _move(self, before: Delivery, after: Delivery) -> Delivery:
        moved = self.ledger.update(before, after)
        if moved and after.state in {DeliveryState.FAILED, DeliveryState.HELD}:
            self.tell(after)
        return after if moved else before

    def _part_before(self, delivery: Delivery) -> Delivery | None:
        """Part 0 of the same message for a later part; only when the part just before was sent does it go out."""
        if not delivery.part.number:
            return None
        head, _, _ = delivery.key.rpartition(":")
        first = self.ledger.get(f"{head}:0")
        previous = self.ledger.get(f"{head}:{delivery.part.number - 1}")
        return first if previous and previous.state is DeliveryState.SENT else previous
