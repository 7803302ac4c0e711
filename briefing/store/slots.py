"""Slots: which are done, who composes one, and how it ends.

Which are done is what every tick asks, answered from the primary key however long the history is.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, exists, func, insert, or_, select, update

from briefing.model import Brief, Slot
from briefing.store.briefs import showings
from briefing.store.engine import batches, insert_into, reading, writing
from briefing.store.schema import briefs, shown, slots

COMPOSING = "composing"
"""The state of a slot that a worker has in hand; every other one is done."""
PUBLISHED, SKIPPED, MISSED = "published", "skipped", "missed"
SUPPOSED = "supposed"
"""The state of a slot whose brief is taken for sent, because the database that knew was lost."""

_DATE = len("2026-11-24")
_DONE = select(slots.c.brief, slots.c.slot).where(slots.c.state != COMPOSING)


def done_slots(engine: Engine, briefs: Collection[str], since: str) -> Mapping[str, frozenset[str]]:
    """Keys, from `since` on, of the slots of each brief that were published, skipped or missed for good."""
    return _keys(engine, briefs, lambda some: _DONE.where(slots.c.brief.in_(some), slots.c.slot >= since))


def last_slots(engine: Engine, briefs: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The same of the latest day on which a brief had such a slot, however long ago; not of those without one."""
    return _keys(engine, briefs, _last)


def last_published_window_end(engine: Engine, brief: str) -> datetime | None:
    """Where the window of the latest published slot ended, or of one that is taken for sent: when that was due.

    A brief on demand, without a slot, does not count.
    """
    published = and_(slots.c.brief == briefs.c.name, slots.c.slot == briefs.c.slot, slots.c.state == PUBLISHED)
    ends = (
        select(func.max(briefs.c.window_end)).join(slots, published).where(briefs.c.name == brief),
        select(func.max(slots.c.due)).where(slots.c.brief == brief, slots.c.state == SUPPOSED),
    )
    with reading(engine) as connection:
        found: list[datetime] = [end for statement in ends if (end := connection.scalar(statement))]
    return max(found, default=None)


def supposed_slots(engine: Engine, brief: str, since: str) -> frozenset[str]:
    """Keys, from `since` on, of the slots whose brief is taken for sent."""
    statement = select(slots.c.slot).where(slots.c.brief == brief, slots.c.state == SUPPOSED, slots.c.slot >= since)
    with reading(engine) as connection:
        return frozenset(connection.scalars(statement))


def slot_done(engine: Engine, brief: str, slot: str) -> bool:
    """Whether the slot was published, skipped or missed for good."""
    closed = exists().where(slots.c.brief == brief, slots.c.slot == slot, slots.c.state != COMPOSING)
    published = exists().where(briefs.c.name == brief, briefs.c.slot == slot)
    with reading(engine) as connection:
        return bool(connection.scalar(select(or_(closed, published))))


def claim_slot(engine: Engine, slot: Slot, owner: str, now: datetime, lease: float) -> bool:
    """Take a due slot for composing; False when it is done or anybody holds a living lease of so many seconds."""
    taken = {"state": COMPOSING, "owner": owner, "lease_until": now + timedelta(seconds=lease), "updated": now}
    expired = and_(slots.c.state == COMPOSING, slots.c.lease_until <= now)
    with writing(engine) as connection:
        statement = insert_into(connection, slots).values(_slot_row(slot, taken))
        statement = statement.on_conflict_do_update(index_elements=["brief", "slot"], set_=taken, where=expired)
        return connection.scalar(statement.returning(slots.c.owner)) is not None


def close_slot(engine: Engine, slot: Slot, owner: str, now: datetime, outcome: str) -> None:
    """Record that a slot was skipped or, after its closing time, missed, and why."""
    _close(engine, slot, owner, now, MISSED if now > slot.closes else SKIPPED, outcome)


def suppose_sent(engine: Engine, slot: Slot, owner: str, now: datetime, outcome: str) -> None:
    """Record that a slot's brief is taken for sent, and why."""
    _close(engine, slot, owner, now, SUPPOSED, outcome)


def _close(engine: Engine, slot: Slot, owner: str, now: datetime, state: str, outcome: str) -> None:
    closed = {"state": state, "owner": owner, "lease_until": None, "outcome": outcome, "updated": now}
    free = and_(slots.c.state == COMPOSING, or_(slots.c.owner == owner, slots.c.lease_until <= now))
    with writing(engine) as connection:
        statement = insert_into(connection, slots).values(_slot_row(slot, closed))
        connection.execute(statement.on_conflict_do_update(index_elements=["brief", "slot"], set_=closed, where=free))


def slot_state(connection: Connection, brief: Brief) -> str | None:
    """The state of a brief's slot, whose row is locked until the commit; None for a brief without one."""
    statement = select(slots.c.state).where(slots.c.brief == brief.name, slots.c.slot == brief.slot).with_for_update()
    state: str | None = connection.scalar(statement)
    return state


def publish_slot(connection: Connection, brief: Brief, now: datetime) -> None:
    """Record in the transaction of its publication that a slot is done, and what its brief showed."""
    ours = and_(slots.c.brief == brief.name, slots.c.slot == brief.slot)
    connection.execute(update(slots).where(ours).values(state=PUBLISHED, lease_until=None, updated=now))
    # An item a story; were there two, the first would be the one that counts.
    rows = {
        memory.story_id: {
            "brief": brief.name,
            "slot": brief.slot,
            "story_id": memory.story_id,
            "created": brief.created,
            "shown": memory,
        }
        for memory in reversed(showings(brief))
    }
    if rows:
        connection.execute(insert(shown), list(rows.values()))


def _last(briefs: list[str]) -> Select[Any]:
    day = func.substr(func.max(slots.c.slot), 1, _DATE).label("day")
    latest = select(slots.c.brief, day).where(slots.c.state != COMPOSING, slots.c.brief.in_(briefs))
    days = latest.group_by(slots.c.brief).subquery()
    return _DONE.join(days, days.c.brief == slots.c.brief).where(slots.c.slot >= days.c.day)


def _keys(
    engine: Engine, briefs: Collection[str], wanted: Callable[[list[str]], Select[Any]]
) -> Mapping[str, frozenset[str]]:
    """The keys by brief, for those of the named that have any."""
    found: dict[str, set[str]] = {}
    with reading(engine) as connection:
        for some in batches(briefs):
            for brief, key in connection.execute(wanted(some)):
                found.setdefault(brief, set()).add(key)
    return {brief: frozenset(keys) for brief, keys in found.items()}


def _slot_row(slot: Slot, columns: dict[str, Any]) -> dict[str, Any]:
    return {"brief": slot.brief, "slot": slot.key, "due": slot.due, "outcome": ""} | columns
