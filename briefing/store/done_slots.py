"""Which slots are done, by brief: what every tick asks, answered from the primary key however long the history is."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import Engine, Select, func, select

from briefing.store.engine import batches, reading
from briefing.store.schema import slots

COMPOSING = "composing"
"""The state of a slot that a worker has in hand; every other one is done."""

_DATE = len("2026-11-24")
_DONE = select(slots.c.brief, slots.c.slot).where(slots.c.state != COMPOSING)


def done_slots(engine: Engine, briefs: Collection[str], since: str) -> Mapping[str, frozenset[str]]:
    """Keys, from `since` on, of the slots of each brief that were published, skipped or missed for good."""
    return _keys(engine, briefs, lambda some: _DONE.where(slots.c.brief.in_(some), slots.c.slot >= since))


def last_slots(engine: Engine, briefs: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The same of the latest day on which a brief had such a slot, however long ago; not of those without one."""
    return _keys(engine, briefs, _last)


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
