"""Memory that serves a rush: kept while briefs are composed, let go of after the last of them."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock

from briefing.model import Job, JobKind
from briefing.ports import Clock
from briefing.service.arenas import give_back
from briefing.service.queue import Handlers

KINDS = frozenset({JobKind.COMPOSE, JobKind.SUMMARIZE})
"""Work that profits from what is remembered."""
GIVEN = 1.0
"""Seconds between two times that memory is given back after work: it takes a few milliseconds."""
IDLE = timedelta(minutes=1)
"""Time without such work after which everything remembered is let go of, where nobody knows that none is to come: who
asked once asks again, and with a shared queue the next brief may be on its way."""


class Rush:
    """Knows whether somebody works who profits from what is remembered; safe to share between threads.

    Args:
        clock: the time.
        forget: what each lets go of something that is remembered.
        in_sight: whether more such work than one job is to be done, as far as anybody can know.
        give_back: gives the system what is free; done after work and now and then, as composing and reading take much
            that does not last.
        seconds: a clock that only goes forward.
    """

    def __init__(
        self,
        clock: Clock,
        forget: Sequence[Callable[[], object]],
        in_sight: Callable[[], bool] = lambda: True,
        give_back: Callable[[], object] = give_back,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock, self._forget, self._in_sight = clock, forget, in_sight
        self._give_back, self._seconds = give_back, seconds
        self._given = -math.inf
        self._working = 0
        self._last: datetime | None = None
        self._changing = Lock()

    def over(self, handlers: Handlers) -> Handlers:
        """The same handlers, whose work is taken note of where it profits."""
        return {kind: self._noted(work) if kind in KINDS else work for kind, work in handlers.items()}

    def rest(self) -> None:
        """Let go of everything, once, where nobody has worked for a minute, and give back what is free."""
        with self._changing:
            if self._working:
                return
            is_over = self._last is not None and abs(self._clock() - self._last) >= IDLE
        if is_over:
            self._let_go()
        self._give_back()

    def _noted(self, work: Callable[[Job], None]) -> Callable[[Job], None]:
        def done(job: Job) -> None:
            with self._at_work():
                work(job)
            if job.kind is JobKind.COMPOSE and not self._in_sight():
                self._let_go()
                self._give_back()

        return done

    def _let_go(self) -> None:
        with self._changing:
            self._last = None
        for forget in self._forget:
            forget()

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        with self._changing:
            self._working += 1
        try:
            yield
        finally:
            with self._changing:
                self._working -= 1
                self._last = self._clock()
                gives = not self._working and self._seconds() - self._given >= GIVEN
                self._given = self._seconds() if gives else self._given
            if gives:
                self._give_back()
