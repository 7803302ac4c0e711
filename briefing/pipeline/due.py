"""What is due: the clock only ticks, and this decides from the store which jobs there are to do."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from briefing.model import BriefSpec, Job, JobKind, Slot
from briefing.pipeline.mailing import CHANNEL, ROUND
from briefing.ports import Store
from briefing.schedule import LOOK_BACK, decide, previous_slot

RECENT = timedelta(days=3)
"""Closed slots of so many days are read on each tick; of a brief that rested for longer, those of its last day."""
_DAY = "%Y-%m-%d"


def due_jobs(store: Store, specs: Sequence[BriefSpec], sources: frozenset[str], owner: str, now: datetime) -> list[Job]:
    """All jobs to do now: sources to poll, slots to publish, deliveries to advance, requests to answer.

    Missed slots are closed on the way, with their reason; nothing is skipped silently.
    """
    done = done_of(store, specs, now)
    jobs = [job for spec in specs for job in _compose_jobs(store, spec, done.get(spec.name, ()), owner, now)]
    jobs += [Job(JobKind.DELIVER, key) for key in store.ledger.due_keys(now, without=CHANNEL)]
    if store.ledger.waiting(CHANNEL, now, 1):
        jobs.append(Job(JobKind.DELIVER, ROUND))
    jobs += [Job(JobKind.SUMMARIZE, request.id) for request in store.requests.open(now)]
    jobs += [Job(JobKind.COLLECT, name) for name in store.sources.due(now, sources)]
    return jobs


def due_slot(store: Store, spec: BriefSpec, owner: str, now: datetime) -> tuple[Slot, tuple[str, ...]] | None:
    """The slot that is due now, if any, and the keys of those it covers because they were missed."""
    slot = _decide(store, spec, done_of(store, [spec], now).get(spec.name, ()), owner, now)
    return (slot, _missed_since(store, spec, slot)) if slot else None


def done_of(store: Store, specs: Sequence[BriefSpec], now: datetime) -> Mapping[str, Collection[str]]:
    """Keys of the closed slots of each brief that what is due follows from: at least its newest, with all of that day.

    However long the history is, so much is read on each tick and no more.
    """
    names = [spec.name for spec in specs if spec.schedule]
    recent = store.ledger.done_slots(names, f"{now - RECENT:{_DAY}}")
    return {**store.ledger.last_slots([name for name in names if name not in recent]), **recent}


def _missed_since(store: Store, spec: BriefSpec, slot: Slot) -> tuple[str, ...]:
    """Keys of the slots that were closed without a brief since the last one before `slot` that was sent."""
    begin = f"{slot.local - LOOK_BACK:{_DAY}}"
    keys = sorted(one for one in store.ledger.done_slots([spec.name], begin).get(spec.name, ()) if one < slot.key)
    supposed = store.ledger.supposed_slots(spec.name, begin)
    missed: list[str] = []
    for one in reversed(keys):
        if one in supposed or store.briefs.get(spec.name, one) is not None:
            break
        missed.append(one)
    else:
        return ()
    return tuple(reversed(missed))


def _compose_jobs(store: Store, spec: BriefSpec, done: Collection[str], owner: str, now: datetime) -> Iterator[Job]:
    slot = _decide(store, spec, done, owner, now)
    if slot:
        yield Job(JobKind.COMPOSE, f"{spec.name}@{slot.key}", {"brief": spec.name})


def _decide(store: Store, spec: BriefSpec, done: Collection[str], owner: str, now: datetime) -> Slot | None:
    """The slot to publish now; slots that will not be sent any more are closed with their reason."""
    if spec.schedule is None:
        return None
    if not done:
        # The schedule begins here: a slot that was due before the bot knew the brief is not made up for.
        if before := previous_slot(spec.name, spec.schedule, now):
            store.ledger.close_slot(before, owner, now, "due before the bot was started for the first time")
        return None
    decision = decide(spec.name, spec.schedule, done, now)
    for slot in decision.missed:
        store.ledger.close_slot(slot, owner, now, "nothing was running between its due time and its catch-up limit")
    return decision.due
