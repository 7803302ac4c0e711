"""A dead man's switch: a service elsewhere is told that this one lives, and raises the alarm when it hears nothing."""

import http.client
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread

from briefing.ports import Clock
from briefing.service.logger import get_logger

EVERY = timedelta(minutes=1)
TIMEOUT = 10.0
"""Seconds."""


class Ping:
    """Asks for an address after good ticks, at most once a minute, and holds up nothing.

    Args:
        url: where; whoever knows it can keep the alarm silent, so it is never logged.
        ask: fetches an address, within a time.
    """

    def __init__(self, url: str, clock: Clock, ask: Callable[[str], None] | None = None) -> None:
        self._url = url
        self._clock = clock
        self._ask = ask or _ask
        self._last: datetime | None = None
        self._under_way: Thread | None = None

    def __call__(self) -> None:
        """Tell that all is well, where that is due."""
        now = self._clock()
        busy = self._under_way is not None and self._under_way.is_alive()
        if busy or (self._last is not None and now - self._last < EVERY):
            return
        self._last = now
        self._under_way = Thread(target=self._tell, name="ping", daemon=True)
        self._under_way.start()

    def finish(self) -> None:
        """Wait for the one that is under way."""
        if self._under_way is not None:
            self._under_way.join(TIMEOUT)

    def _tell(self) -> None:
        try:
            self._ask(self._url)
        except (OSError, ValueError, http.client.HTTPException) as error:
            # Without its words: they may hold the address.
            get_logger().warning("ping failed", problem=type(error).__name__)


def _ask(url: str) -> None:
    with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310  (the settings allow http and https only)
        answer.read(1)
