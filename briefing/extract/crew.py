"""Children that pages are read in: begun with the first page, anew when they break down, ended when none comes."""

import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, wait
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import Any

from pebble import ProcessPool

from briefing.forking import SERVER
from briefing.model import Article

Clock = Callable[[], float]

_LOOK_AGAIN = 1.0
"""Seconds after which somebody who waits for a page looks whether its pool still lives."""
_UNKNOWN_END = 255
"""Exit code of a child whose server died before it could tell (multiprocessing.popen_forkserver)."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A page under way."""

    pool: ProcessPool
    future: "Future[Article | str]"

    def lost(self) -> bool:
        """Wait for its end; whether none will come, because the pool broke down: then it forgets what was queued."""
        while not self.future.done():
            if not self.pool.active:
                return True
            wait((self.future,), timeout=_LOOK_AGAIN)
        error = self.future.exception()
        return isinstance(error, BrokenExecutor) or getattr(error, "exitcode", None) == _UNKNOWN_END


class Crew:
    """Some children of one pool; all methods may be called from any thread.

    Args:
        size: children.
        pool: makes a pool of so many.
        clock: seconds that only go forward.
        needed: is open while there are children.
    """

    def __init__(
        self,
        size: int,
        pool: Callable[[int], ProcessPool],
        clock: Clock = time.monotonic,
        needed: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._size, self._new, self._clock, self._needed = size, pool, clock, needed
        self._pool: ProcessPool | None = None
        self._under_way: dict[Future[Article | str], float] = {}
        self._needs = ExitStack()
        self._changing = Lock()
        self._last = clock()
        self._closed = False

    @property
    def load(self) -> float:
        """Pages under way for each child."""
        return len(self._under_way) / self._size

    def is_stuck(self, seconds: float) -> bool:
        """Whether a page has been under way for longer than so many seconds."""
        return any(self._clock() - since > seconds for since in list(self._under_way.values()))

    def begin(self, work: Callable[..., Article | str], args: tuple[Any, ...], seconds: float) -> Begun:
        """Put a page under way.

        Raises:
            RuntimeError: the crew is closed.
        """
        with self._changing:
            if self._closed:
                raise RuntimeError("the reader is closed")
            self._last = self._clock()
            pool = self._pool or self._renewed()
            try:
                future = pool.schedule(work, args=args, timeout=seconds)
            except RuntimeError:  # of no use any more: the system may have killed the server that forks
                pool = self._renewed()
                future = pool.schedule(work, args=args, timeout=seconds)
            self._under_way[future] = self._last
        future.add_done_callback(self._ended)
        return Begun(pool, future)

    def rest(self, idle: float) -> None:
        """End the children where no page was under way for so many seconds; the next one begins them again."""
        with self._changing:
            if not self._under_way and self._clock() - self._last >= idle:
                self._end()

    def close(self) -> None:
        """End the children for good; pages that are being read are given up."""
        with self._changing:
            self._closed = True
            self._end()

    def _ended(self, future: "Future[Article | str]") -> None:
        self._under_way.pop(future, None)
        self._last = self._clock()

    def _renewed(self) -> ProcessPool:
        if self._pool is None:
            self._needs.enter_context(self._needed())
        else:
            _stop(self._pool)
        self._under_way.clear()
        self._pool = self._new(self._size)
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            _stop(self._pool)
            self._pool = None
            self._needs.close()
        SERVER.end()


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
