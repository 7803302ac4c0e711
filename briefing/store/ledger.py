"""Slots and deliveries: the truth about what was due and what went out.

Every step is one statement that states what it expects to find (compare-and-set), so that any number of processes may
try it and one wins, on either database.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, func, insert, or_, select, update

from briefing.model import Brief, Delivery, DeliveryState, Ingredients, Message, Slot, Waiting
from briefing.store import search
from briefing.store.delivery_rows import WORKABLE, Templates, delivery_of, delivery_row, keep_templates, moving
from briefing.store.engine import insert_into, reading, writing
from briefing.store.schema import briefs, deliveries
from briefing.store.slots import (
    COMPOSING,
    claim_slot,
    close_slot,
    done_slots,
    last_published_window_end,
    last_slots,
    publish_slot,
    slot_done,
    slot_state,
    suppose_sent,
    supposed_slots,
)

_LONGEST_DUE_FIRST = (deliveries.c.due_at, deliveries.c.part, deliveries.c.key)


class DeliveryLedger:
    """The Ledger on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._templates = Templates()

    def last_delivered_window_end(self, brief: str) -> datetime | None:
        """Where the window of the latest published slot ended, or when one that is taken for sent was due."""
        return last_published_window_end(self._engine, brief)

    def slot_done(self, brief: str, slot: str) -> bool:
        """Whether the slot was published, skipped or missed for good."""
        return slot_done(self._engine, brief, slot)

    def done_slots(self, briefs: Collection[str], since: str) -> Mapping[str, frozenset[str]]:
        """Keys, from `since` on, of the slots of each brief that were published, skipped or missed for good."""
        return done_slots(self._engine, briefs, since)

    def last_slots(self, briefs: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The same of the latest day on which a brief had such a slot, however long ago; not of those without one."""
        return last_slots(self._engine, briefs)

    def claim_slot(self, slot: Slot, owner: str, now: datetime, lease: float) -> bool:
        """Take a due slot for composing; False when it is done or anybody, this owner too, holds a living lease.

        Args:
            lease: seconds after which another may take it over.
        """
        return claim_slot(self._engine, slot, owner, now, lease)

    def close_slot(self, slot: Slot, owner: str, now: datetime, outcome: str) -> None:
        """Record that a slot was skipped or, after its closing time, missed, and why.

        A slot that is done already, or that another holds with a living lease, stays as it is.
        """
        close_slot(self._engine, slot, owner, now, outcome)

    def suppose_sent(self, slot: Slot, owner: str, now: datetime, outcome: str) -> None:
        """Record that a slot's brief is taken for sent, and why: the next window begins when it was due.

        A slot that is done already, or that another holds with a living lease, stays as it is.
        """
        suppose_sent(self._engine, slot, owner, now, outcome)

    def supposed_slots(self, brief: str, since: str) -> Collection[str]:
        """Keys, from `since` on, of the slots whose brief is taken for sent."""
        return supposed_slots(self._engine, brief, since)

    def publish(
        self,
        brief: Brief,
        messages: Sequence[Message],
        now: datetime,
        expires: datetime | None,
        ingredients: Ingredients | None = None,
    ) -> bool:
        """Store the brief, its frozen bytes and a delivery a part, in one transaction.

        Only a brief for a slot (one that was claimed) enters the memory of what was shown.

        Args:
            now: moment from which the deliveries are due.
            expires: when they are no longer useful; None for never.
            ingredients: what the brief was composed from, for those who want to compose it again.

        Returns:
            False, with nothing changed, when this brief was published, skipped or missed before.
        """
        rows = [delivery_row(delivery) for delivery in _deliveries(brief, messages, now, expires)]
        with writing(self._engine) as connection:
            state = slot_state(connection, brief)
            if state not in {None, COMPOSING} or not _add_brief(connection, brief, ingredients):
                return False
            search.index_brief(connection, brief)
            if state == COMPOSING:
                publish_slot(connection, brief, now)
            keep_templates(connection, (part for message in messages for part in message.parts), now)
            if rows:
                connection.execute(insert(deliveries), rows)
        return True

    def add(self, delivery: Delivery) -> bool:
        """Take in something to be sent that is no part of a brief, a letter; False when its key is known."""
        with writing(self._engine) as connection:
            statement = insert_into(connection, deliveries).values(delivery_row(delivery)).on_conflict_do_nothing()
            return connection.execute(statement).rowcount == 1

    def due(self, now: datetime, limit: int = 100, *, without: str = "") -> Sequence[Delivery]:
        """Deliveries to work on now, the longest due first, parts in order.

        Those are pending and unknown ones whose `not_before` has come, and those in sending whose lease has ended.

        Args:
            without: a kind of channel to leave out; "" for none.
        """
        statement = select(deliveries).where(deliveries.c.due_at <= now, deliveries.c.channel != without)
        return self._read(statement.order_by(*_LONGEST_DUE_FIRST).limit(limit))

    def due_keys(
        self, now: datetime, limit: int = 1000, *, without: str = "", brief: str = "", slot: str = ""
    ) -> Sequence[str]:
        """The keys of what `due` would find, without the messages; of one brief or slot where one is named."""
        named = {deliveries.c.brief: brief, deliveries.c.slot: slot}
        statement = select(deliveries.c.key).where(deliveries.c.due_at <= now, deliveries.c.channel != without)
        statement = statement.where(*(column == value for column, value in named.items() if value))
        with reading(self._engine) as connection:
            return connection.scalars(statement.order_by(*_LONGEST_DUE_FIRST).limit(limit)).all()

    def waiting(self, channel: str, now: datetime, limit: int) -> Sequence[Waiting]:
        """What `due` would find of one kind of channel, without the messages: as many as there may be subscribers."""
        columns = (deliveries.c.key, deliveries.c.address, deliveries.c.state, deliveries.c.expires)
        statement = select(*columns).where(deliveries.c.due_at <= now, deliveries.c.channel == channel)
        with reading(self._engine) as connection:
            found = connection.execute(statement.order_by(*_LONGEST_DUE_FIRST).limit(limit)).all()
        return [Waiting(row.key, row.address, DeliveryState(row.state), row.expires) for row in found]

    def get(self, key: str) -> Delivery | None:
        """One delivery."""
        return next(iter(self._read(select(deliveries).where(deliveries.c.key == key))), None)

    def find(self, *, brief: str = "", slot: str = "", state: str = "", limit: int = 100) -> Sequence[Delivery]:
        """Deliveries that match, newest first."""
        wanted = {deliveries.c.brief: brief, deliveries.c.slot: slot, deliveries.c.state: state}
        newest_first = (deliveries.c.created.desc(), deliveries.c.key)
        # Chosen by key first: what is sorted should not carry the messages along.
        keys = select(deliveries.c.key).where(*(column == value for column, value in wanted.items() if value))
        keys = keys.order_by(*newest_first).limit(limit)
        return self._read(select(deliveries).where(deliveries.c.key.in_(keys)).order_by(*newest_first))

    def claim(self, delivery: Delivery, owner: str, now: datetime, lease: float) -> Delivery | None:
        """Compare-and-set to `sending` with a lease, committed; None when another was faster.

        The state of `delivery` itself tells what must follow: after `pending` a first call, after `unknown` or
        `sending` (a lease that ended) a look-up.
        """
        claimed = _claimed(delivery, owner, now, lease)
        abandoned = and_(deliveries.c.state == DeliveryState.SENDING.value, deliveries.c.lease_until <= now)
        claimable = or_(deliveries.c.state.in_(WORKABLE), abandoned)
        with writing(self._engine) as connection:
            statement = update(deliveries).where(_unmoved(delivery), claimable).values(moving(claimed))
            return claimed if connection.execute(statement).rowcount == 1 else None

    def update(self, before: Delivery, after: Delivery) -> bool:
        """Compare-and-set on (state, lease owner, attempts); the frozen bytes and their address never change.

        Raises:
            ValueError: `after.updated`, the moment of the change, is not set.
        """
        with writing(self._engine) as connection:
            return _update(connection, before, after)

    def exchange(
        self, settled: Sequence[tuple[Delivery, Delivery]], keys: Sequence[str], owner: str, now: datetime, lease: float
    ) -> Mapping[str, Delivery]:
        """Settle some deliveries and claim others, all in one transaction: what many senders wait for costs one commit.

        Args:
            settled: (before, after) of attempts that are over; one that has moved on since stays as it is.
            keys: pending deliveries to claim for a first call.

        Returns:
            The claimed ones by key; without those that another was faster to take.
        """
        with writing(self._engine) as connection:
            for before, after in sorted(settled, key=lambda pair: pair[0].key):
                _update(connection, before, after)
            pending = and_(deliveries.c.state == DeliveryState.PENDING.value, deliveries.c.due_at <= now)
            # In one order everywhere, so that two processes cannot wait for each other's rows.
            statement = select(deliveries).where(deliveries.c.key.in_(keys), pending).order_by(deliveries.c.key)
            rows = connection.execute(statement.with_for_update(skip_locked=True)).all()
            shared = self._templates.of(connection, rows)
            claimed = [_claimed(delivery_of(row, shared), owner, now, lease) for row in rows]
            for one in claimed:
                connection.execute(update(deliveries).where(deliveries.c.key == one.key).values(moving(one)))
        return {one.key: one for one in claimed}

    def counts(self) -> Mapping[DeliveryState, int]:
        """How many deliveries are in each state."""
        statement = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        with reading(self._engine) as connection:
            return {DeliveryState(state): count for state, count in connection.execute(statement)}

    def _read(self, statement: Select[Any]) -> list[Delivery]:
        with reading(self._engine) as connection:
            rows = connection.execute(statement).all()
            shared = self._templates.of(connection, rows)
        return [delivery_of(row, shared) for row in rows]


def delivery_key(brief: str, slot: str, destination: str, part: int) -> str:
    """The key that exists once, whatever the process or the run: brief : slot : destination : part."""
    return f"{brief}:{slot}:{destination}:{part}"


def _add_brief(connection: Connection, brief: Brief, ingredients: Ingredients | None) -> bool:
    statement = insert_into(connection, briefs).values(
        name=brief.name,
        slot=brief.slot,
        created=brief.created,
        window_end=brief.window.end,
        brief=brief,
        ingredients=ingredients,
    )
    return connection.scalar(statement.on_conflict_do_nothing().returning(briefs.c.slot)) is not None


def _deliveries(
    brief: Brief, messages: Sequence[Message], now: datetime, expires: datetime | None
) -> Iterator[Delivery]:
    for message in messages:
        start = max(message.not_before or now, now)
        for part in message.parts:
            yield Delivery(
                key=delivery_key(brief.name, brief.slot, message.destination.name, part.number),
                brief=brief.name,
                slot=brief.slot,
                destination=message.destination,
                part=part,
                not_before=start,
                expires=expires + (start - now) if expires else None,
                created=now,
                updated=now,
            )


def _claimed(delivery: Delivery, owner: str, now: datetime, lease: float) -> Delivery:
    return replace(
        delivery,
        state=DeliveryState.SENDING,
        attempts=delivery.attempts + 1,
        lease_owner=owner,
        lease_until=now + timedelta(seconds=lease),
        updated=now,
    )


def _update(connection: Connection, before: Delivery, after: Delivery) -> bool:
    return connection.execute(update(deliveries).where(_unmoved(before)).values(moving(after))).rowcount == 1


def _unmoved(delivery: Delivery) -> ColumnElement[bool]:
    """Whether the row still stands where this value of it stood."""
    return and_(
        deliveries.c.key == delivery.key,
        deliveries.c.state == delivery.state.value,
        deliveries.c.lease_owner == delivery.lease_owner,
        deliveries.c.attempts == delivery.attempts,
    )
