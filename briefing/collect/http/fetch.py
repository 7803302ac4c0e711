"""The one door out: guarded, capped and polite HTTP, asynchronous inside and synchronous outside."""

import asyncio
import threading
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver

from briefing.collect.http.client import Client, Limits, Watch, unwatched
from briefing.collect.http.guard import Guard
from briefing.errors import Transient
from briefing.model import Page
from briefing.ports import Clock

__all__ = ["HttpFetcher", "Limits", "user_agent"]

Result = TypeVar("Result")

LOOKUPS = 64
"""Names that are looked up at once, a thread each: a few that no name server answers for do not keep others waiting."""


def user_agent(contact: str) -> str:
    """How we introduce ourselves.

    Args:
        contact: address of a page or mailbox where a publisher reaches the operator; may be empty.
    """
    return f"briefing/{version('briefing')}" + (f" (+{contact})" if contact else "")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class HttpFetcher:
    """Fetches over HTTP; implements `ports.Fetcher`.

    It runs one event loop in a thread of its own, and may be used by any number of threads at once.

    Args:
        contact: where a publisher reaches the operator; goes into the User-Agent.
        allow_private: networks on which private addresses may be dialled all the same.
        limits: what a fetch may cost.
        clock: against which pauses that hosts ask for are kept.
        proxy: address of an HTTP proxy that the settings name; the environment is never asked.
        resolver: resolves names; the system's when none is given.
        watch: is told of every request, from the fetcher's own thread.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allow_private: Iterable[str] = (),
        limits: Limits | None = None,
        clock: Clock = _utc_now,
        proxy: str = "",
        resolver: AbstractResolver | None = None,
        watch: Watch = unwatched,
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(LOOKUPS, thread_name_prefix="names"))
        self._thread = threading.Thread(target=self._loop.run_forever, name="fetch", daemon=True)
        self._thread.start()

        async def client() -> Client:
            return Client(
                agent=user_agent(contact),
                guard=Guard(allow_private),
                limits=limits or Limits(),
                clock=clock,
                proxy=proxy,
                resolver=resolver or ThreadedResolver(),
                watch=watch,
            )

        self._client = self._run(client())

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        """Fetch one address.

        Args:
            url: http or https; credentials in it are sent to its own origin only.
            headers: more request headers; they go along with redirects.

        Returns:
            the answer, of a status below 400, with its body decoded.

        Raises:
            Transient: it may work later.
            Permanent: refused, forbidden, not there, or too large.
        """
        return self._run(self._client.one(url, headers or {}))

    def fetch_many(
        self, urls: Sequence[str], headers: Mapping[str, Mapping[str, str]] | None = None
    ) -> Mapping[str, Page | Exception]:
        """Fetch pages that robots may read, many at once.

        Args:
            urls: addresses of pages; each is asked once.
            headers: more request headers by address; a page asked for with some is never one of minutes ago.

        Returns:
            by address as given, the page or the Transient or Permanent that stands for it.
        """
        return self._run(self._many(list(dict.fromkeys(urls)), headers or {}))

    def close(self) -> None:
        """Break off what is under way and let go of all connections; may be called twice."""
        if self._loop.is_closed():
            return
        self._run(self._shut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop).result()
        except CancelledError as error:
            raise Transient("broken off, because the program ends") from error

    async def _many(
        self, urls: Sequence[str], headers: Mapping[str, Mapping[str, str]]
    ) -> Mapping[str, Page | Exception]:
        found = await asyncio.gather(*(self._client.page(url, headers.get(url, {})) for url in urls))
        return dict(zip(urls, found, strict=True))

    async def _shut(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.close()
        await self._loop.shutdown_default_executor()
