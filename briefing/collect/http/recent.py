"""Pages asked for a moment ago: the feeds of one site list the same articles, and each page is fetched once for all."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.model import Page
from briefing.ports import Clock

Answer = Page | Exception

AGE = timedelta(minutes=5)
LARGEST, MOST = 32_000_000, 1000


@dataclass
class _Known:
    since: datetime
    answer: asyncio.Future[Answer]
    size: int = 0


class RecentPages:
    """Shares what was fetched in the last minutes, and what is being fetched now; lives on one event loop.

    Args:
        fetch: what really fetches; it answers with an error instead of raising it.
        clock: tells the age of an answer.
    """

    def __init__(self, fetch: Callable[[str], Awaitable[Answer]], clock: Clock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._size = 0

    async def get(self, url: str) -> Answer:
        """The answer to a request for `url`, at most a few minutes old."""
        known = self._known.get(url)
        if known is not None and self._clock() - known.since < AGE:
            return await asyncio.shield(known.answer)
        self._forget(url)
        self._forget_old()
        known = self._known[url] = _Known(self._clock(), asyncio.ensure_future(self._fetch(url)))
        answer = await asyncio.shield(known.answer)
        if self._known.get(url) is known:
            known.size = len(answer.body) if isinstance(answer, Page) else 0
            self._size += known.size
        while self._size > LARGEST or len(self._known) > MOST:
            self._forget(next(iter(self._known)))
        return answer

    def _forget_old(self) -> None:
        """Let go of what is too old to be shared: the oldest stand first."""
        oldest = self._clock() - AGE
        while self._known and next(iter(self._known.values())).since <= oldest:
            self._forget(next(iter(self._known)))

    def _forget(self, url: str) -> None:
        known = self._known.pop(url, None)
        self._size -= known.size if known else 0
