"""The door out, as the settings describe it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from aiohttp.abc import AbstractResolver

from briefing.collect.http.client import Watch, unwatched
from briefing.collect.http.fetch import HttpFetcher, Limits
from briefing.ports import Clock
from briefing.settings.schema import Settings


def utc_now() -> datetime:
    """The clock of the real world."""
    return datetime.now(UTC)


@contextmanager
def fetching(
    settings: Settings, clock: Clock = utc_now, resolver: AbstractResolver | None = None, watch: Watch = unwatched
) -> Iterator[HttpFetcher]:
    """A fetcher, closed when the context ends.

    Args:
        clock: the time.
        resolver: looks up the names of hosts; the system's when none is given.
        watch: is told of every request.
    """
    fetch = settings.fetch
    with HttpFetcher(
        contact=fetch.contact,
        allow_private=fetch.private_networks,
        limits=Limits(deadline=fetch.timeout, rate=fetch.rate),
        clock=clock,
        proxy=fetch.proxy,
        resolver=resolver,
        watch=watch,
    ) as fetcher:
        yield fetcher
