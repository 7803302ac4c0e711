"""Jobs for workers on any machine, through procrastinate in the PostgreSQL that holds everything else.

Its queues carry the names of the kinds. What is due stays decided by the store: a job only says "look at this", so one
that runs twice, late or never does no harm; the next tick finds what is still due.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Lock

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ProcrastinateException
from procrastinate.jobs import Job as Row
from psycopg_pool import ConnectionPool, PoolTimeout

from briefing.errors import Transient
from briefing.model import Job, JobKind
from briefing.service.queue import PRIORITY, Handlers
from briefing.service.shared_connections import commit_each
from briefing.service.shared_worker import TASK, Crew, Share

LANES = 2
"""Jobs that may ask one host at the same time, over all workers."""
_WORDS = {"todo": "waiting", "doing": "under way", "failed": "failed"}
_PATIENCE = 5.0
"""Seconds to wait for a connection: whoever queues is told, and tries again at the next tick."""
_LOOKS = 3
_MANY = 100
_KNOWN = """
SELECT queueing_lock FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = ANY(%(names)s)
UNION ALL
SELECT queueing_lock FROM procrastinate_jobs
WHERE status = 'doing' AND lock = ANY(%(locks)s) AND queueing_lock = ANY(%(names)s)
"""
"""Which of some jobs wait or are under way: procrastinate's own list brings every job there is, whole."""


class SharedQueue:
    """The Queue of `briefing.ports` over procrastinate.

    Args:
        conninfo: ``postgresql://…``, as libpq reads it.
        share: what this process works on.
        hosts: tells the host of each source, so that all workers together keep to its limit; "" for none.
    """

    def __init__(self, conninfo: str, share: Share, hosts: Callable[[], Mapping[str, str]]) -> None:
        self._crew = Crew(conninfo, share)
        self._hosts = hosts
        self._conninfo = conninfo
        self._connector = SyncPsycopgConnector()
        self._app = App(connector=self._connector)
        self._opening = Lock()
        self._pool: ConnectionPool | None = None

    def put(self, job: Job) -> bool:
        """Queue a job; False when one of the same kind and key waits already.

        Raises:
            Transient: the database is out of reach; the tick finds what is due once it is back.
        """
        with self._explained():
            return self._put(*self._rows([job]))

    def put_all(self, jobs: Iterable[Job]) -> int:
        """Queue those of the jobs that neither wait nor are under way; answers how many; raises as `put`."""
        with self._explained():
            rows = self._rows(jobs)
            for _ in range(_LOOKS):
                fresh = self._fresh(rows)
                if not fresh:
                    return 0
                with suppress(AlreadyEnqueued):  # another clock ticked at the same moment
                    return self._put_fresh(fresh)
            return sum(map(self._put, rows))

    def rescue(self) -> int:
        """Give the jobs of dead workers to the living; answers how many. None while the queue does not run."""
        return self._crew.rescue()

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many jobs wait, are under way and failed for good, by kind; zeros left out; raises as `put`."""
        with self._explained():
            queues = self._app.job_manager.list_queues()
        return {
            str(queue["name"]): {word: queue[state] for state, word in _WORDS.items() if queue[state]}
            for queue in queues
        }

    @contextmanager
    def run(self, handlers: Handlers) -> Iterator[None]:
        """Work on this process's share while the context is open; leaving it lets jobs under way finish."""
        try:
            with self._crew.working(handlers):
                yield
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the connections that jobs are queued through."""
        with self._opening:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with self._opening:
            if self._pool is None:
                self._pool = self._opened()
        try:
            yield
        except (ProcrastinateException, PoolTimeout) as error:
            cause = error.__cause__ or error
            raise Transient(
                f"jobs cannot be queued: {next(iter(str(cause).splitlines()), 'no reason given')}"
            ) from error

    def _opened(self) -> ConnectionPool:
        """A pool that is filled when the database is there; procrastinate's own waits for it, and is closed for good.

        Who cannot wait longer than `_PATIENCE` for a connection is told.
        """
        pool = ConnectionPool(
            self._conninfo,
            min_size=1,
            max_size=4,
            timeout=_PATIENCE,
            configure=commit_each,
            check=ConnectionPool.check_connection,
            open=True,
        )
        self._connector = SyncPsycopgConnector()
        self._connector.open(pool)
        self._app = App(connector=self._connector)
        return pool

    def _put(self, row: Row) -> bool:
        try:
            self._app.job_manager.defer_job(row)
        except AlreadyEnqueued:
            return False
        return True

    def _fresh(self, rows: Sequence[Row]) -> list[Row]:
        """Those of the rows whose jobs neither wait nor are under way."""
        names, locks = [row.queueing_lock for row in rows], [row.lock for row in rows]
        known = {one["queueing_lock"] for one in self._connector.execute_query_all(_KNOWN, names=names, locks=locks)}
        return [row for row in rows if row.queueing_lock not in known]

    def _put_fresh(self, rows: list[Row]) -> int:
        count = len(self._app.job_manager.batch_defer_jobs(rows))
        if count >= _MANY:
            # The planner takes the table for as small as it was before, and would compare all jobs with each other.
            self._connector.execute_query("ANALYZE procrastinate_jobs")
        return count

    def _rows(self, jobs: Iterable[Job]) -> list[Row]:
        """The jobs as procrastinate keeps them; the hosts are asked for once."""
        listed = list(jobs)
        hosts = self._hosts() if any(job.kind is JobKind.COLLECT for job in listed) else {}
        return [_row(job, hosts.get(job.key, "") if job.kind is JobKind.COLLECT else "") for job in listed]


def _row(job: Job, host: str) -> Row:
    name = f"{job.kind.value}:{job.key}"
    return Row(
        queue=job.kind.value,
        priority=-PRIORITY[job.kind],
        lock=_lane(job, host) or name,
        queueing_lock=name,
        task_name=TASK,
        task_kwargs={"kind": job.kind.value, "key": job.key, "arguments": dict(job.arguments)},
    )


def _lane(job: Job, host: str) -> str:
    """One of the few locks of the job's host: jobs with the same one wait for each other, on all machines."""
    number = hashlib.sha256(job.key.encode()).digest()[0] % LANES
    return f"{host}#{number}" if host else ""
