"""Jobs in this process: a bounded set of threads, each key in work or waiting at most once."""

import heapq
import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Condition, Thread

import structlog

from briefing.model import Job, JobKind

PRIORITY = {JobKind.SUMMARIZE: 0, JobKind.COMPOSE: 1, JobKind.DELIVER: 2, JobKind.COLLECT: 3}
DRAIN = 20.0
"""Seconds that jobs under way get to finish."""

Handlers = Mapping[JobKind, Callable[[Job], None]]


class LocalQueue:
    """Runs jobs in threads of this process, the urgent kinds first.

    Nothing is lost when the process dies: what was waiting is still due in the store, and the next tick finds it.

    Args:
        workers: threads.
    """

    def __init__(self, workers: int = 4) -> None:
        self._workers = workers
        self._waiting: list[tuple[int, int, Job]] = []
        self._known: set[tuple[JobKind, str]] = set()
        self._order = itertools.count()
        self._changed = Condition()
        self._open = True
        self._busy = 0

    def put(self, job: Job) -> bool:
        """Queue a job; False when one of the same kind and key is waiting or under way, or the queue is closed."""
        with self._changed:
            if not self._open or (job.kind, job.key) in self._known:
                return False
            self._known.add((job.kind, job.key))
            heapq.heappush(self._waiting, (PRIORITY[job.kind], next(self._order), job))
            self._changed.notify()
            return True

    @contextmanager
    def run(self, handlers: Handlers) -> Iterator[None]:
        """Work on jobs while the context is open; leaving it lets those under way finish and takes no new ones."""
        threads = [
            Thread(target=self._work, args=(handlers,), name=f"worker-{number}", daemon=True)
            for number in range(self._workers)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            with self._changed:
                self._open = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: not self._busy, timeout=DRAIN)

    def settle(self, timeout: float) -> bool:
        """Wait until nothing is waiting or under way; False when that took longer than `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._known, timeout=timeout)

    def _work(self, handlers: Handlers) -> None:
        while (job := self._next()) is not None:
            try:
                handlers[job.kind](job)
            except Exception:  # noqa: BLE001  (a worker outlives every job; the tick finds what is still due)
                structlog.get_logger().exception("job failed", kind=job.kind.value, key=job.key)
            finally:
                with self._changed:
                    self._busy -= 1
                    self._known.discard((job.kind, job.key))
                    self._changed.notify_all()

    def _next(self) -> Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or not self._open)
            if not self._open:
                return None
            self._busy += 1
            return heapq.heappop(self._waiting)[2]
