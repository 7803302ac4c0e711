"""Whether work can be done now: the database answers, and takes what is written to it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from briefing.errors import BriefingError
from briefing.ports import Clock

BELIEVED = timedelta(minutes=1)
"""For so long the database counts as one that can be written to once it was."""


class Readiness:
    """Asks the database each time, and writes to it at most once a minute while that goes well.

    A full or read-only disk is told by writing alone, but everybody may ask, and a write keeps the disk and other
    writers. What failed is tried again each time, so that good news is told at once. Safe to share between threads:
    those that come while one writes are told what came of that.

    Args:
        check: raises when the database does not answer or is not what this code expects.
        touch: raises when it cannot be written to.
    """

    def __init__(self, check: Callable[[], None], touch: Callable[[], None], clock: Clock) -> None:
        self._check, self._touch, self._clock = check, touch, clock
        self._written: datetime | None = None
        self._door, self._trials, self._problem = Lock(), 0, ""

    def __call__(self) -> str:
        """Why work cannot be done; empty when it can."""
        trials = self._trials
        problem = _problem(self._check)
        if problem or self._believed():
            return problem
        with self._door:
            if self._trials == trials:
                self._try()
            return self._problem

    def _believed(self) -> bool:
        # A clock that was set back leaves a moment that is still to come.
        return self._written is not None and timedelta(0) <= self._clock() - self._written < BELIEVED

    def _try(self) -> None:
        self._problem = _problem(self._touch)
        self._written = None if self._problem else self._clock()
        self._trials += 1


def _problem(deed: Callable[[], None]) -> str:
    try:
        deed()
    except BriefingError as error:
        return str(error)
    return ""
