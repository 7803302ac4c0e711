"""Who goes first in this process: whoever must be answered at once, before all work that may wait."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LONGEST = 0.25
"""Seconds that work gives way at once: however many commands come, it goes on."""


class Precedence:
    """Lets work stand aside while somebody is being acknowledged; safe to share between threads.

    One interpreter serves all threads in turn, so that fifty acknowledgements share it with a collection and with the
    first answers, which nobody waits for by the millisecond.

    Args:
        longest: seconds that work stands aside at most.
    """

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._ahead = 0
        self._clear = Condition()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Go before everything that gives way, while the context is open."""
        with self._clear:
            self._ahead += 1
        try:
            yield
        finally:
            with self._clear:
                self._ahead -= 1
                if not self._ahead:
                    self._clear.notify_all()

    def after(self, work: Callable[P, R]) -> Callable[P, R]:
        """The same work, begun when nobody goes first any more."""

        def later(*arguments: P.args, **named: P.kwargs) -> R:
            with self._clear:
                self._clear.wait_for(lambda: not self._ahead, self._longest)
            return work(*arguments, **named)

        return later
