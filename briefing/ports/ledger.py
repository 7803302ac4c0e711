"""Slots and deliveries, and questions on the way to their answers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from briefing.model import Brief, Delivery, DeliveryState, Ingredients, Message, Request, Slot, Waiting


class Ledger(Protocol):
    """Slots and deliveries: the truth about what was due and what went out."""

    def last_delivered_window_end(self, brief: str) -> datetime | None:
        """Where the window of the latest published slot ended, or when one that is taken for sent was due."""

    def slot_done(self, brief: str, slot: str) -> bool:
        """Whether the slot was published, skipped or missed for good."""

    def done_slots(self, briefs: Collection[str], since: str) -> Mapping[str, frozenset[str]]:
        """Keys, from `since` on, of the slots of each brief that were published, skipped or missed for good."""

    def last_slots(self, briefs: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The same of the latest day on which a brief had such a slot, however long ago; not of those without one."""

    def claim_slot(self, slot: Slot, owner: str, now: datetime, lease: float) -> bool:
        """Take a due slot for composing; False when it is published, skipped, or another holds a living lease."""

    def close_slot(self, slot: Slot, owner: str, now: datetime, outcome: str) -> None:
        """Record that a slot was skipped or missed, and why."""

    def suppose_sent(self, slot: Slot, owner: str, now: datetime, outcome: str) -> None:
        """Record that a slot's brief is taken for sent, and why."""

    def supposed_slots(self, brief: str, since: str) -> Collection[str]:
        """Keys, from `since` on, of the slots whose brief is taken for sent."""

    def publish(
        self,
        brief: Brief,
        messages: Sequence[Message],
        now: datetime,
        expires: datetime | None,
        ingredients: Ingredients | None = None,
    ) -> bool:
        """Store the brief with what it was composed from, its frozen bytes and a delivery a part, in one transaction.

        False if published before.
        """

    def add(self, delivery: Delivery) -> bool:
        """Take in something to be sent that is no part of a brief; False when its key is known."""

    def due(self, now: datetime, limit: int = 100, *, without: str = "") -> Sequence[Delivery]:
        """Deliveries to work on now: pending ones whose time has come, unknown ones, and expired leases.

        Args:
            without: a kind of channel to leave out; "" for none.
        """

    def due_keys(
        self, now: datetime, limit: int = 1000, *, without: str = "", brief: str = "", slot: str = ""
    ) -> Sequence[str]:
        """The keys of what `due` would find, without the messages; of one brief or slot where one is named."""

    def waiting(self, channel: str, now: datetime, limit: int) -> Sequence[Waiting]:
        """What `due` would find of one kind of channel, without the messages."""

    def exchange(
        self, settled: Sequence[tuple[Delivery, Delivery]], keys: Sequence[str], owner: str, now: datetime, lease: float
    ) -> Mapping[str, Delivery]:
        """Settle some deliveries and claim others, all in one transaction; comes back with the claimed ones by key."""

    def counts(self) -> Mapping[DeliveryState, int]:
        """How many deliveries are in each state."""

    def get(self, key: str) -> Delivery | None:
        """One delivery."""

    def find(self, *, brief: str = "", slot: str = "", state: str = "", limit: int = 100) -> Sequence[Delivery]:
        """Deliveries that match, newest first."""

    def claim(self, delivery: Delivery, owner: str, now: datetime, lease: float) -> Delivery | None:
        """Compare-and-set to `sending` with a lease, committed; None when another was faster."""

    def update(self, before: Delivery, after: Delivery) -> bool:
        """Compare-and-set on (state, lease owner, attempts); False when the row has moved on."""


class RequestStore(Protocol):
    """Questions asked on demand."""

    def add(self, request: Request) -> bool:
        """False when a request of this id is known already."""

    def get(self, request_id: str) -> Request | None:
        """One request."""

    def open(self, now: datetime) -> Sequence[Request]:
        """Requests not yet answered whose time has come, oldest first."""

    def claim(self, request: Request, until: datetime) -> Request | None:
        """Take one in hand, so that nobody else does until then; None when another was faster."""

    def save(self, request: Request) -> None:
        """Remember how far it is."""
