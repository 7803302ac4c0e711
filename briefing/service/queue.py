"""Jobs in this process: a bounded set of threads, each key in work or waiting at most once."""

import heapq
import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Lock, Thread

from briefing.model import Job, JobKind
from briefing.service.logger import get_logger

PRIORITY = {JobKind.SUMMARIZE: 0, JobKind.COMPOSE: 1, JobKind.DELIVER: 2, JobKind.COLLECT: 3}
RESERVED = (
    frozenset({JobKind.SUMMARIZE}),
    frozenset({JobKind.SUMMARIZE, JobKind.COMPOSE}),
    frozenset({JobKind.SUMMARIZE, JobKind.COMPOSE, JobKind.DELIVER}),
)
"""Kinds that a thread each is kept free for: somebody waits for an answer while a thousand briefs are composed, and for
a brief, composed and delivered, while hosts that say nothing keep every other thread."""
DRAIN = 20.0
"""Seconds that jobs under way get to finish."""
BACK_OFF, MOST_FAILURES = 3.0, 4
"""A job that failed n times is not taken again before 3ⁿ seconds; n stops growing at four."""

Handlers = Mapping[JobKind, Callable[[Job], None]]


@dataclass
class _Crew:
    """Workers that take the same kinds of jobs, and how many of them sleep; all is done under the queue's lock."""

    kinds: frozenset[JobKind]
    bed: Condition
    asleep: int = 0

    def sleep(self) -> None:
        self.asleep += 1
        self.bed.wait()

    def wake(self) -> None:
        self.asleep -= 1
        self.bed.notify()

    def wake_all(self) -> None:
        self.asleep = 0
        self.bed.notify_all()


class LocalQueue:
    """Runs jobs in threads of this process, the urgent kinds first.

    Nothing is lost when the process dies: what was waiting is still due in the store, and the next tick finds it.

    Args:
        workers: threads, besides those that are kept for urgent jobs.
        seconds: a clock that only goes forward.
    """

    def __init__(self, workers: int = 4, seconds: Callable[[], float] = time.monotonic) -> None:
        self._workers = workers
        self._seconds = seconds
        self._waiting: list[tuple[int, int, Job]] = []
        self._known: set[tuple[JobKind, str]] = set()
        self._failures: dict[tuple[JobKind, str], tuple[int, float]] = {}
        self._order = itertools.count()
        self._lock = Lock()
        self._crews = tuple(_Crew(kinds, Condition(self._lock)) for kinds in (*RESERVED, frozenset(JobKind)))
        self._settled = Condition(self._lock)
        self._open = True
        self._busy = 0

    def put(self, job: Job) -> bool:
        """Queue a job; False when one of the same kind and key waits, is under way or rests after a failure."""
        name = (job.kind, job.key)
        with self._lock:
            if not self._open or name in self._known or self._rests(name):
                return False
            self._known.add(name)
            heapq.heappush(self._waiting, (PRIORITY[job.kind], next(self._order), job))
            self._wake(job.kind)
            return True

    def put_all(self, jobs: Iterable[Job]) -> int:
        """Queue those of the jobs that are not known yet; answers how many."""
        return sum(self.put(job) for job in jobs)

    def rescue(self) -> int:
        """Nothing outlives this process, so there is nothing to take from the dead."""
        return 0

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many jobs wait and are under way, by kind; zeros left out."""
        with self._lock:
            waiting = Counter(job.kind.value for _, _, job in self._waiting)
            known = Counter(kind.value for kind, _ in self._known)
        return _without_zeros(
            {kind: {"waiting": waiting[kind], "under way": known[kind] - waiting[kind]} for kind in known}
        )

    @contextmanager
    def run(self, handlers: Handlers) -> Iterator[None]:
        """Work on jobs while the context is open; leaving it lets those under way finish and takes no new ones."""
        *kept, all_round = self._crews
        for number, crew in enumerate([*kept, *[all_round] * self._workers]):
            Thread(target=self._work, args=(handlers, crew), name=f"worker-{number}", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._open = False
                for crew in self._crews:
                    crew.wake_all()
                self._settled.wait_for(lambda: not self._busy, timeout=DRAIN)

    def settle(self, timeout: float) -> bool:
        """Wait until nothing is waiting or under way; False when that took longer than `timeout` seconds."""
        with self._lock:
            return self._settled.wait_for(lambda: not self._known, timeout=timeout)

    def _wake(self, kind: JobKind) -> None:
        """Wake one worker for a job, none that is kept for its kind while others sleep; who works looks by himself."""
        crew = next((crew for crew in reversed(self._crews) if kind in crew.kinds and crew.asleep), None)
        if crew:
            crew.wake()

    def _work(self, handlers: Handlers, crew: "_Crew") -> None:
        while (job := self._next(crew)) is not None:
            failed = True
            try:
                handlers[job.kind](job)
                failed = False
            except Exception:  # noqa: BLE001  (a worker outlives every job; the tick finds what is still due)
                get_logger().exception("job failed", kind=job.kind.value, key=job.key)
            finally:
                self._end(job, failed)

    def _next(self, crew: "_Crew") -> Job | None:
        with self._lock:
            while self._open and not (self._waiting and self._waiting[0][2].kind in crew.kinds):
                crew.sleep()
            if not self._open:
                return None
            self._busy += 1
            return heapq.heappop(self._waiting)[2]

    def _end(self, job: Job, failed: bool) -> None:
        name = (job.kind, job.key)
        with self._lock:
            count, _ = self._failures.pop(name, (0, 0.0))
            if failed:
                self._failures = {one: rest for one, rest in self._failures.items() if not self._forgotten(rest)}
                count = min(count + 1, MOST_FAILURES)
                self._failures[name] = (count, self._seconds() + BACK_OFF**count)
            self._busy -= 1
            self._known.discard(name)
            self._settled.notify_all()

    def _rests(self, name: tuple[JobKind, str]) -> bool:
        _, until = self._failures.get(name, (0, 0.0))
        return self._seconds() < until

    def _forgotten(self, rest: tuple[int, float]) -> bool:
        """Whether a failure is so long ago that the next one counts as the first."""
        return self._seconds() > rest[1] + BACK_OFF**MOST_FAILURES


def _without_zeros(counts: Mapping[str, Mapping[str, int]]) -> Mapping[str, Mapping[str, int]]:
    return {kind: {state: count for state, count in states.items() if count} for kind, states in counts.items()}
