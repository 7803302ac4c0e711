from collections.abc import Callable, Iterator
from typing import Any

import pytest

from briefing.collect.http.fetch import HttpFetcher, Limits
from tests.unit.collect.loopback import Site

LOOPBACK = ("127.0.0.0/8", "::1/128")


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.fixture
def new_site() -> Iterator[Callable[[str], Site]]:
    sites: list[Site] = []

    def make(host: str) -> Site:
        sites.append(Site(host))
        return sites[-1]

    yield make
    for served in sites:
        served.close()


@pytest.fixture
def new_fetcher() -> Iterator[Callable[..., HttpFetcher]]:
    """Makes fetchers that may use loopback, without a rate, and closes them."""
    fetchers: list[HttpFetcher] = []

    def make(**options: Any) -> HttpFetcher:
        limits = {"rate": 10_000.0, "deadline": 5.0, **options.pop("limits", {})}
        settings = {"allow_private": LOOPBACK, "contact": "https://bot.example/about", **options}
        fetchers.append(HttpFetcher(limits=Limits(**limits), **settings))
        return fetchers[-1]

    yield make
    for fetcher in fetchers:
        fetcher.close()


@pytest.fixture
def fetcher(new_fetcher: Callable[..., HttpFetcher]) -> HttpFetcher:
    return new_fetcher()
