"""The heartbeat: whether the clock still ticks."""

from collections.abc import Callable
from datetime import timedelta

from briefing.ports import Clock
from briefing.service.logger import get_logger

HUNG = timedelta(seconds=90)
"""Without a tick for so long the process counts as hung."""


class Beat:
    """Ticks, outlives what a tick may raise, and remembers when the last one was.

    Args:
        tick: what to do.
        clock: the time.
        well: called after each tick that went well.
    """

    def __init__(self, tick: Callable[[], None], clock: Clock, well: Callable[[], None] | None = None) -> None:
        self._well = well or (lambda: None)
        self._tick = tick
        self._clock = clock
        self._last = clock()

    def tick(self) -> None:
        """Tick once; what fails is logged, and tried again by the next tick."""
        self._last = self._clock()
        try:
            self._tick()
            self._well()
        except Exception:  # noqa: BLE001  (a broken database must not stop the clock)
            get_logger().exception("tick failed")

    def alive(self) -> bool:
        """Whether there was a tick lately."""
        return self.age() < HUNG

    def age(self) -> timedelta:
        """How long ago the last tick began."""
        return self._clock() - self._last
