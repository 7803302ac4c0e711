"""Memory that serves a rush: kept while briefs are composed, let go of once none was for a while."""

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
"""Time without such work after which everything remembered is let go of."""


class Rush:
    """Knows whether somebody works who profits from what is remembered; safe to share between threads.

    Args:
        clock: the time.
        forget: what each lets go of something that is remembered.
        give_back: gives the system what is free; done after work and now and then, as composing and reading take much
            that does not last.
        seconds: a clock that only goes forward.
    """

    def __init__(
        self,
        clock: Clock,
        forget: Sequence[Callable[[], object]],
        give_back: Callable[[], object] = give_back,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock, self._forget = clock, forget
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
            self._last = None if is_over else self._last
        if is_over:
            for forget in self._forget:
                forget()
        self._give_back()

    def _noted(self, work: Callable[[Job], None]) -> Callable[[Job], None]:
        def done(job: Job) -> None:
            with self._at_work():
                work(job)

        return done

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
