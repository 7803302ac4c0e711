"""The clock: APScheduler ticks and asks what is due; it decides nothing.

Its own cron and its job stores are not used: a memory store in every process, one interval job, and a tick that is
late or doubled does no harm, because the store says what is due.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler


@contextmanager
def ticking(tick: Callable[[], None], seconds: float) -> Iterator[None]:
    """Call `tick` now and every so many seconds while the context is open; ticks never overlap, late ones coalesce."""
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(tick, "interval", seconds=seconds, next_run_time=datetime.now(UTC), id="tick")
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)
