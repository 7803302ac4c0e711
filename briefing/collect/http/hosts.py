"""What is owed to one host: few connections, a rate, and the pauses that it asked for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from aiolimiter import AsyncLimiter

from briefing.collect.http.robots import Rules
from briefing.collect.problems import Held
from briefing.model import Fault
from briefing.text.durations import lasting

STRIKES = 3
"""So many requests in a row without any answer, and the host gets a rest."""

REST = timedelta(minutes=10)


class Host:
    """One host as the fetcher knows it; lives on the fetcher's event loop.

    Args:
        name: as in the address.
        connections: requests under way at once.
        rate: requests a second, over short bursts of as many.
    """

    def __init__(self, name: str, connections: int, rate: float) -> None:
        self.name = name
        self.rules: dict[str, Rules] = {}
        self.rules_lock = asyncio.Lock()
        self._slots = asyncio.Semaphore(connections)
        self._limiter = AsyncLimiter(max(rate, 1.0), max(rate, 1.0) / rate)
        self._held_until: datetime | None = None
        self._why = ""
        self._strikes = 0

    def slow_down(self, delay: float) -> None:
        """Leave `delay` seconds between requests from now on, when that is slower than before."""
        if delay > self._limiter.time_period / self._limiter.max_rate:
            self._limiter = AsyncLimiter(1, delay)

    def hold(self, until: datetime, why: str) -> None:
        """Ask nothing before `until`."""
        if self._held_until is None or until > self._held_until:
            self._held_until, self._why = until, why

    def answered(self) -> None:
        """Note that the host is alive."""
        self._strikes = 0

    def silent(self, now: datetime) -> None:
        """Note that the host did not answer; it rests after a few of these in a row."""
        self._strikes += 1
        if self._strikes >= STRIKES:
            self._strikes = 0
            self.hold(now + REST, "did not answer several times in a row")

    def check(self, now: datetime) -> None:
        """Raise Held while the host is not to be asked."""
        if self._held_until is None or now >= self._held_until:
            return
        wait = (self._held_until - now).total_seconds()
        raise Held(
            f"{self.name} {self._why}; it is left alone for another {lasting(wait)}", retry_after=wait, fault=Fault.HELD
        )

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn to ask."""
        async with self._slots, self._limiter:
            yield
