"""The jobs: whether somebody works on them, how long they wait, and what the dead left."""

from collections.abc import Iterator

from briefing.bootstrap.queues import condition
from briefing.doctor.results import Finding, Patient, failure, good, warning
from briefing.render.wording import plural

LONG = 600.0
"""Seconds that a job may wait before there are too few workers."""


def depth(patient: Patient) -> Iterator[Finding]:
    """Whether workers live, jobs do not wait for long, and none failed for good."""
    found = condition(patient.settings)
    if found is None:
        yield good("jobs run inside `briefing serve`")
        return
    words = f"{found.waiting} waiting, {plural(found.workers, 'worker')}"
    if found.waiting and not found.workers:
        yield failure(f"{words}: nobody works on them", "start `briefing serve` or `briefing worker`")
    elif found.longest > LONG:
        yield warning(f"{words}, the oldest waits for {found.longest / 60:.0f} minutes", "start more `briefing worker`")
    elif not found.workers:
        yield warning("no worker runs", "start `briefing serve` or `briefing worker`")
    else:
        yield good(words)
    if found.failed:
        yield warning(f"{found.failed} failed for good within a week", "the log of the workers says why: `job failed`")


def rescue(patient: Patient) -> Iterator[Finding]:
    """Whether the jobs of workers that died are taken back; every process that ticks does so."""
    found = condition(patient.settings)
    if found is None:
        yield good("not needed: nothing outlives the process")
    elif found.abandoned:
        advice = "is a `briefing serve` or `briefing worker` running, and does it log `tick failed`?"
        yield failure(f"{plural(found.abandoned, 'job')} of dead workers not taken back", advice)
    else:
        yield good("no job of a dead worker is left")
