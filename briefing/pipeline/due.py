"""What is due: the clock only ticks, and this decides from the store which jobs there are to do."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from briefing.model import BriefSpec, Job, JobKind, Slot
from briefing.pipeline.mailing import CHANNEL, ROUND
from briefing.pipeline.publishing import ASKED
from briefing.ports import Store
from briefing.schedule import decide, previous_slot


def due_jobs(store: Store, specs: Sequence[BriefSpec], sources: frozenset[str], owner: str, now: datetime) -> list[Job]:
    """All jobs to do now: sources to poll, slots to publish, deliveries to advance, requests to answer.

    Missed slots are closed on the way, with their reason; nothing is skipped silently.
    """
    jobs = [job for spec in specs for job in _compose_jobs(store, spec, owner, now)]
    jobs += [Job(JobKind.DELIVER, delivery.key) for delivery in store.ledger.due(now, without=CHANNEL)]
    if store.ledger.waiting(CHANNEL, now, 1):
        jobs.append(Job(JobKind.DELIVER, ROUND))
    jobs += [Job(JobKind.SUMMARIZE, request.id) for request in store.requests.open(now)]
    jobs += [Job(JobKind.COLLECT, name) for name in store.sources.due(now) if name in sources]
    return jobs


def due_slot(store: Store, spec: BriefSpec, owner: str, now: datetime) -> tuple[Slot, tuple[str, ...]] | None:
    """The slot that is due now, if any, and the keys of those it covers because they were missed."""
    slot = _decide(store, spec, owner, now)
    return (slot, missed_since(store, spec, slot.key)) if slot else None


def scheduled(keys: frozenset[str]) -> frozenset[str]:
    """Without the editions that somebody asked for outside the schedule."""
    return frozenset(key for key in keys if not key.endswith(ASKED))


def missed_since(store: Store, spec: BriefSpec, key: str) -> tuple[str, ...]:
    """Keys of the slots that were closed without a brief since the last published one before `key`."""
    keys = sorted(one for one in scheduled(store.ledger.done_slots(spec.name)) if one < key)
    missed: list[str] = []
    for one in reversed(keys):
        if store.briefs.get(spec.name, one) is not None:
            return tuple(reversed(missed))
        missed.append(one)
    return ()


def _compose_jobs(store: Store, spec: BriefSpec, owner: str, now: datetime) -> Iterator[Job]:
    slot = _decide(store, spec, owner, now)
    if slot:
        yield Job(JobKind.COMPOSE, f"{spec.name}@{slot.key}", {"brief": spec.name})


def _decide(store: Store, spec: BriefSpec, owner: str, now: datetime) -> Slot | None:
    """The slot to publish now; slots that will not be sent any more are closed with their reason."""
    if spec.schedule is None:
        return None
    done = scheduled(store.ledger.done_slots(spec.name))
    if not done:
        # The schedule begins here: a slot that was due before the bot knew the brief is not made up for.
        if before := previous_slot(spec.name, spec.schedule, now):
            store.ledger.close_slot(before, owner, now, "due before the bot was started for the first time")
        return None
    decision = decide(spec.name, spec.schedule, done, now)
    for slot in decision.missed:
        store.ledger.close_slot(slot, owner, now, "nothing was running between its due time and its catch-up limit")
    return decision.due
