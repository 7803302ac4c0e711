"""After a backup was restored: what may have gone out since the copy was made is not sent again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from briefing import ledger
from briefing.errors import Transient
from briefing.model import BriefSpec, DeliveryState
from briefing.pipeline.due import done_of
from briefing.ports import Store
from briefing.schedule import decide

OUTCOME = "taken for sent: the database was restored from a backup that was made before"
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Resumed:
    """What was taken for sent, or is in doubt.

    Attributes:
        slots: keys of the slots that are closed now, each "brief@slot".
        doubted: keys of the deliveries that were under way in the copy.
    """

    slots: tuple[str, ...]
    doubted: tuple[str, ...]


def resume(
    store: Store,
    specs: Iterable[BriefSpec],
    moment: datetime,
    owner: str,
    now: datetime,
    looked_up: Collection[str],
) -> Resumed:
    """Take what was due up to a moment for sent, and have what was on its way looked up or held; safe to run again.

    Args:
        specs: the standing orders.
        moment: until when the lost database was at work.
        owner: this process's name.
        looked_up: kinds of channels that can tell what arrived; deliveries of all others are held for the operator.

    Raises:
        Transient: a slot was being composed when the copy was made, less than a lease ago.
    """
    slots = tuple(key for spec in specs for key in _closed(store, spec, moment, owner, now))
    states = (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNKNOWN)
    there = [one for state in states for one in store.ledger.find(state=state.value, limit=_ALL)]
    doubted = [one for one in there if one.created is None or one.created <= moment]
    moved = [one.key for one in doubted if store.ledger.update(one, ledger.restored(one, now, looked_up))]
    return Resumed(slots, tuple(moved))


def _closed(store: Store, spec: BriefSpec, moment: datetime, owner: str, now: datetime) -> list[str]:
    if spec.schedule is None:
        return []
    decision = decide(spec.name, spec.schedule, done_of(store, [spec], moment).get(spec.name, ()), moment)
    slots = [*decision.missed, *([decision.due] if decision.due else [])]
    for slot in slots:
        store.ledger.suppose_sent(slot, owner, now, OUTCOME)
        if not store.ledger.slot_done(spec.name, slot.key):
            raise Transient(f"{spec.name} was being composed when the copy was made: start again in a minute")
    return [f"{spec.name}@{slot.key}" for slot in slots]
