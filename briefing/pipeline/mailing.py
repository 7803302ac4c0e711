"""Mail to many: several lines to the mail server at once, and one commit for what all of them settle and claim.

Each line has one mail in hand at a time, claimed and committed before it is handed over, as the ledger's protocol asks.
What makes it fast is that lines wait together: while one transaction is written, the others queue up what they need,
and the next transaction does it all. A process that is killed leaves at most one mail a line of which nobody knows.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Event, Lock

from briefing import ledger
from briefing.ledger import Policy
from briefing.model import Delivery, DeliveryState, Outcome, Refused, Waiting
from briefing.pipeline.delivering import Delivering
from briefing.pipeline.lanes import Lanes
from briefing.ports import Clock, Ledger, MailChannel, MailLine

CHANNEL = "email"
ROUND = "@mail"
"""The key of the job that sends whatever mail is due; no delivery has it."""
MOST = 20_000
"""Mails looked at in one go: their keys and addresses alone, a few megabytes."""
PAUSE = 1.0
"""Seconds that a line sleeps at most before it looks whether it should stop."""

Returned = Callable[[Delivery, Refused], None]


@dataclass(frozen=True, slots=True)
class Mailing:
    """What mailing needs.

    Attributes:
        delivering: does what is due for those that are not simply to be sent.
        connections: lines at once.
        returned: told of each mail that was refused for good.
        tell: told of each delivery that needs the operator.
        stop: set when the process is to end: lines finish what they have in hand.
    """

    ledger: Ledger
    channel: MailChannel
    delivering: Delivering
    lanes: Lanes
    owner: str
    clock: Clock
    returned: Returned
    tell: Callable[[Delivery], None]
    connections: int = 8
    policy: Policy = field(default_factory=Policy)
    seconds: Callable[[], float] = time.monotonic
    stop: Event = field(default_factory=Event)

    def run(self) -> int:
        """Send what is due until nothing is, the server cannot be reached, or told to stop; answers how many left."""
        total = 0
        while not self.stop.is_set():
            due = self.ledger.waiting(CHANNEL, self.clock(), MOST)
            fresh = [one for one in due if self._sendable(one)]
            for one in due:
                if not self._sendable(one) and not self.stop.is_set():
                    self.delivering.advance(one.key)
            sent = self._send_all(fresh)
            total += sent
            if not sent:
                break
        return total

    def _sendable(self, one: Waiting) -> bool:
        return one.state is DeliveryState.PENDING and not (one.expires and one.expires < self.clock())

    def _send_all(self, waiting: list[Waiting]) -> int:
        self.lanes.fill(waiting)
        desk = _Desk(self.ledger, self.owner, self.clock, self.channel.lease)
        gate = Lock()
        count = min(self.connections, len(waiting))
        if not count:
            return 0
        with ThreadPoolExecutor(count, thread_name_prefix="mail") as pool:
            return sum(pool.map(lambda _: self._work(desk, gate), range(count)))

    def _work(self, desk: "_Desk", gate: Lock) -> int:
        """Send over one line until nothing is left; answers how many were tried."""
        line, sent = self.channel.line(), 0
        settled: list[tuple[Delivery, Delivery]] = []
        try:
            while (key := self._next(gate, settled, desk)) and line.ready() is None:
                claimed = desk.exchange(settled, key)
                settled = []
                if claimed is not None:
                    settled = [self._sent(line, claimed)]
                    sent += 1
        finally:
            desk.exchange(settled, "")
            line.close()
        return sent

    def _next(self, gate: Lock, settled: list[tuple[Delivery, Delivery]], desk: "_Desk") -> str:
        """The key of the next mail, waiting for its domain's turn; "" when nothing is left or it is time to stop."""
        while not self.stop.is_set():
            with gate:
                found = self.lanes.take(self.seconds())
            if found is None:
                return ""
            if isinstance(found, Waiting):
                return found.key
            # What is known is written down before a sleep: nothing may be forgotten in it.
            desk.exchange(settled, "")
            settled.clear()
            self.stop.wait(min(found, PAUSE))
        return ""

    def _sent(self, line: MailLine, claimed: Delivery) -> tuple[Delivery, Delivery]:
        """One attempt, and what it makes of the delivery."""
        late = claimed.lease_until is None or self.clock() >= claimed.lease_until
        outcome: Outcome | None = None if late else line.send(claimed)
        if outcome is None:
            return claimed, claimed
        policy = replace(self.policy, settle=self.channel.settle)
        after = ledger.settle(claimed, outcome, self.clock(), policy)
        if isinstance(outcome, Refused):
            self.returned(claimed, outcome)
        if after.state in {DeliveryState.FAILED, DeliveryState.HELD}:
            self.tell(after)
        return claimed, after


@dataclass(slots=True)
class _Order:
    settled: list[tuple[Delivery, Delivery]]
    key: str
    done: bool = False
    claimed: Delivery | None = None


class _Desk:
    """Where lines settle and claim: whoever comes first carries the orders of all who wait, in one transaction."""

    def __init__(self, ledger: Ledger, owner: str, clock: Clock, lease: float) -> None:
        self._ledger, self._owner, self._clock, self._lease = ledger, owner, clock, lease
        self._waiting: list[_Order] = []
        self._gate, self._turn = Lock(), Lock()

    def exchange(self, settled: list[tuple[Delivery, Delivery]], key: str) -> Delivery | None:
        """Settle these and claim that one; committed when this comes back. None when another was faster."""
        if not settled and not key:
            return None
        order = _Order(list(settled), key)
        with self._gate:
            self._waiting.append(order)
        with self._turn:
            if not order.done:
                with self._gate:
                    orders, self._waiting = self._waiting, []
                self._carry(orders)
        return order.claimed

    def _carry(self, orders: list[_Order]) -> None:
        pairs = [pair for order in orders for pair in order.settled]
        keys = [order.key for order in orders if order.key]
        try:
            claimed = self._ledger.exchange(pairs, keys, self._owner, self._clock(), self._lease)
        except Exception:
            # Whoever waits carries its own order next, and meets what is wrong by itself.
            with self._gate:
                self._waiting = [*orders[1:], *self._waiting]
            raise
        for order in orders:
            order.claimed, order.done = claimed.get(order.key), True
