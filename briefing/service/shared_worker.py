"""The workers of this process on an event loop of their own, and the rescue of jobs whose worker died.

procrastinate leaves the job of a killed worker in `doing` for ever; whoever ticks takes such jobs back here.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job as Row
from procrastinate.jobs import Notification, Status
from procrastinate.manager import JobManager, NotificationCallback

from briefing.errors import Transient
from briefing.model import Job, JobKind
from briefing.service.logger import get_logger
from briefing.service.queue import BACK_OFF, DRAIN, MOST_FAILURES, RESERVED, Handlers
from briefing.service.shared_connections import commit_each_async, pool

TASK = "briefing.work"
HEARTBEAT, DEAD = 5.0, 20.0
"""Seconds between signs of life; and without one, after which a worker's jobs are given to others."""
RETRIES = RetryStrategy(max_attempts=MOST_FAILURES, exponential_wait=int(BACK_OFF))
"""After 3, 9, 27 and 81 seconds; then the job stays in the table as failed, and the tick queues a fresh one."""
KEPT_HOURS, TIDIED = 7 * 24, 3600.0
"""How long a failed job stays to be looked at, and seconds between looks for older ones."""
LOOK = 5.0
"""Seconds between looks for jobs that nothing told of: those whose time has come, and those whose telling was lost."""
_PAUSE = 1.0
_FREED = """
SELECT pg_notify('procrastinate_queue_v1#' || queue_name, json_build_object('type', 'job_inserted', 'job_id', id)::text)
FROM procrastinate_jobs WHERE status = 'todo' AND lock = %(lane)s ORDER BY priority DESC, id LIMIT 1
"""
"""Tells of the job that waits for a lane as procrastinate tells of one that is new."""
_KNOCK = "SELECT pg_notify(%(channel)s, json_build_object('type', 'job_inserted', 'job_id', 0)::text)"
_ALIVE = """
INSERT INTO procrastinate_workers (id) OVERRIDING SYSTEM VALUE VALUES (%(worker)s)
ON CONFLICT (id) DO UPDATE SET last_heartbeat = now()
"""
"""procrastinate's own does nothing where the worker is not known any more: its next job would fail."""
_MOMENT = 0.1
"""Seconds between knocks at a listener whose connection is not there yet."""
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the work that a process takes.

    Attributes:
        kinds: of jobs; empty for a process that only queues.
        concurrency: jobs at once, besides those that are kept for the urgent kinds.
    """

    kinds: frozenset[JobKind] = field(default_factory=lambda: frozenset(JobKind))
    concurrency: int = 4


class Tidings(JobManager):
    """procrastinate's jobs, with what it leaves to the next look: lanes that are free again, tellings at a bad moment.

    Its own tells the workers of new jobs only, and a worker forgets what it is told while it looks, or before it hears.
    """

    def __init__(self, connector: BaseConnector) -> None:
        super().__init__(connector)
        self._told = 0

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Row | None:
        """Take the next job, looking again where one was told of during the look."""
        while True:
            told = self._told
            found = await super().fetch_job(queues, worker_id)
            if found or told == self._told:
                return found

    async def finish_job(self, job: Row, status: Status, delete_job: bool) -> None:
        """Note the end of a job, and tell the workers on all machines that its lane is free."""
        await super().finish_job(job, status, delete_job)
        await self._tell(job)

    async def retry_job(self, job: Row, *when: Any, **changes: Any) -> None:
        """Put a job back for later, and tell the workers on all machines that its lane is free."""
        await super().retry_job(job, *when, **changes)
        await self._tell(job)

    async def listen_for_jobs(
        self, *, on_notification: NotificationCallback, queues: Iterable[str] | None = None
    ) -> None:
        """Pass on what is told of the queues; what came before it could be heard is told once more."""
        heard = asyncio.Event()

        async def note(*, channel: str, notification: Notification) -> None:
            self._told += 1
            heard.set()
            await on_notification(channel=channel, notification=notification)

        # No group of tasks: a cancellation that comes as a task takes its first step is lost, and of those that
        # procrastinate tries one after the other a group passes on only the first.
        knocking = asyncio.create_task(self._knock(f"procrastinate_queue_v1#{next(iter(queues or ()))}", heard))
        try:
            await super().listen_for_jobs(on_notification=note, queues=queues)
        finally:
            knocking.cancel()

    async def update_heartbeat(self, worker_id: int) -> None:
        """Give a sign of life; a worker that others took for dead while it stood still is known again."""
        await self.connector.execute_query_async(_ALIVE, worker=worker_id)

    async def _tell(self, ended: Row) -> None:
        if ended.lock != ended.queueing_lock:
            await self.connector.execute_query_async(_FREED, lane=ended.lock)

    async def _knock(self, channel: str, heard: asyncio.Event) -> None:
        while not heard.is_set():
            with suppress(ConnectorException):
                await self.connector.execute_query_async(_KNOCK, channel=channel)
            with suppress(TimeoutError):
                await asyncio.wait_for(heard.wait(), _MOMENT)


class Crew:
    """procrastinate's workers of this process.

    Args:
        conninfo: ``postgresql://…``, as libpq reads it.
        share: what they work on.
    """

    def __init__(self, conninfo: str, share: Share) -> None:
        self._conninfo = conninfo
        self._share = share
        self._loop: asyncio.AbstractEventLoop | None = None
        self._app: App | None = None
        self._workers: set[int] = set()
        self._under_way: set[int] = set()
        self._orphans: set[int] = set()
        self._tidied = 0.0

    @contextmanager
    def working(self, handlers: Handlers) -> Iterator[None]:
        """Work while the context is open; leaving it lets the jobs under way finish."""
        loop = asyncio.new_event_loop()
        loop.set_default_executor(ThreadPoolExecutor(self._share.concurrency + len(RESERVED), "worker"))
        stop, begun = asyncio.Event(), Event()
        thread = Thread(target=self._turn, args=(loop, self._work(handlers, begun, stop)), name="crew", daemon=True)
        thread.start()
        try:
            begun.wait(_PATIENCE)
            yield
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join(DRAIN + _PAUSE)

    def rescue(self) -> int:
        """Take the jobs of workers that gave no sign of life for `DEAD` seconds; answers how many.

        Raises:
            Transient: the database is out of reach.
        """
        if self._loop is None or self._app is None:
            return 0
        try:
            return asyncio.run_coroutine_threadsafe(self._rescue(self._app), self._loop).result(_PATIENCE)
        except (ConnectorException, TimeoutError) as error:
            raise Transient("the jobs of dead workers cannot be taken back: the database does not answer") from error

    def _turn(self, loop: asyncio.AbstractEventLoop, work: Coroutine[None, None, None]) -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(work)
        finally:
            loop.close()

    async def _work(self, handlers: Handlers, begun: Event, stop: asyncio.Event) -> None:
        kept = [(self._share.kinds & kinds, 1) for kinds in RESERVED]
        parts = [(self._share.kinds, self._share.concurrency), *kept]
        app = App(connector=_connector(self._conninfo))
        app.job_manager = Tidings(app.connector)
        app.task(name=TASK, retry=RETRIES, pass_context=True)(self._handling(handlers))
        async with _opened(app, stop):
            self._app, self._loop = app, asyncio.get_running_loop()
            working = [asyncio.create_task(self._persist(app, kinds, count)) for kinds, count in parts if kinds]
            begun.set()
            await stop.wait()
            self._app = None
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_default_executor()

    def _handling(self, handlers: Handlers) -> Callable[..., None]:
        def work(context: JobContext, kind: str, key: str, arguments: dict[str, str]) -> None:
            row = context.job
            self._workers.add(row.worker_id or 0)
            self._under_way.add(row.id or 0)
            try:
                handlers[JobKind(kind)](Job(JobKind(kind), key, arguments))
            except Exception:
                get_logger().exception("job failed", kind=kind, key=key, attempts=row.attempts)
                raise
            finally:
                self._under_way.discard(row.id or 0)

        return work

    async def _persist(self, app: App, kinds: frozenset[JobKind], concurrency: int) -> None:
        """Keep one worker running, whatever happens to the database: procrastinate's own stops on a lost connection."""
        while True:
            try:
                await app.run_worker_async(
                    queues=sorted(kind.value for kind in kinds),
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=LOOK,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=DRAIN,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=DEAD,
                )
            except Exception as error:  # noqa: BLE001  (the database comes back, and so does the worker)
                get_logger().warning("worker stopped", error=type(error).__name__)
            await asyncio.sleep(_PAUSE)

    async def _rescue(self, app: App) -> int:
        manager = app.job_manager
        dead = [*await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD), *await self._orphaned(app)]
        for row in dead:
            await _give(app, row)
        await manager.prune_stalled_workers(DEAD)
        if time.monotonic() > self._tidied + TIDIED or not self._tidied:
            self._tidied = time.monotonic()
            await manager.delete_old_jobs(KEPT_HOURS, include_failed=True)
        if dead:
            get_logger().warning("jobs of dead workers taken back", jobs=len(dead))
        return len(dead)

    async def _orphaned(self, app: App) -> list[Row]:
        """Jobs that this process ended, and could not say so because the connection broke, twice in a row."""
        doing = await app.job_manager.list_jobs_async(status=Status.DOING.value)
        ended = {row.id: row for row in doing if row.worker_id in self._workers and row.id not in self._under_way}
        found = [row for number, row in ended.items() if number in self._orphans]
        self._orphans = {number for number in ended if number}
        return found


def _connector(conninfo: str) -> PsycopgConnector:
    return PsycopgConnector(conninfo=conninfo, min_size=1, max_size=6, pool_factory=pool, configure=commit_each_async)


@asynccontextmanager
async def _opened(app: App, stop: asyncio.Event) -> AsyncIterator[None]:
    """The app with its connections; waits for the database as long as it takes."""
    while not stop.is_set():
        try:
            await app.open_async()
            break
        except Exception as error:  # noqa: BLE001  (whatever the driver calls it, it is not there yet)
            get_logger().warning("the database of the jobs is out of reach", error=type(error).__name__)
            # A pool that was not filled in time is closed for good: the next attempt needs a new one.
            with suppress(ConnectorException):
                await app.close_async()
            await asyncio.sleep(_PAUSE)
    try:
        yield
    finally:
        with suppress(ConnectorException):
            await app.close_async()


async def _give(app: App, row: Row) -> None:
    """Let another worker run a dead one's job, or, when a newer one of its name waits, leave that to do it."""
    assert row.id is not None
    try:
        await app.job_manager.retry_job_by_id_async(row.id, datetime.now(UTC))
    except UniqueViolation:
        await app.job_manager.finish_job_by_id_async(row.id, Status.FAILED, delete_job=True)
    except ConnectorException as error:
        # It ended in the meantime, or another clock was faster; a lost connection shows at the next statement.
        get_logger().debug("job not taken back", job=row.id, error=str(error.__cause__))
