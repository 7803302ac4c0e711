"""What publishers ask for is kept to by every kind of source, from the answer to the next poll."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from briefing.collect.feed import FeedSource
from briefing.collect.http.fetch import HttpFetcher
from briefing.collect.page import PageSource
from briefing.collect.politeness import failed
from briefing.collect.sitemap import SitemapSource
from briefing.errors import Transient
from briefing.model import SourceState
from briefing.ports import Source
from tests.unit.collect.loopback import Site, answer

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday
FEED = "<rss version='2.0'><channel><title>G</title>{}<item><title>A</title><guid>1</guid></item></channel></rss>"
MAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/a</loc></url></urlset>"
FRONT = "<h2><a href='/2026/03/02/ferry-sails-again-today'>The ferry sails again today</a></h2>"


def next_poll(one: Source) -> timedelta:
    found = one.poll(SourceState(one.name), NOW).state.next_poll
    assert found is not None
    return found - NOW


@pytest.mark.parametrize(
    ("kind", "body"), [(FeedSource, FEED.format("")), (SitemapSource, MAP), (PageSource, FRONT)], ids=lambda one: ""
)
def test_an_answer_that_stays_fresh_is_not_asked_for_again_before(
    kind: Callable[..., Source], body: str, site: Site, fetcher: HttpFetcher
) -> None:
    site.pages |= {"/robots.txt": answer(404), "/x": answer(body=body)}
    site.pages["/fresh"] = answer(body=body, Cache_Control="max-age=36000")
    assert next_poll(kind(name="s", url=f"{site.url}/x", fetcher=fetcher)) < timedelta(hours=5)
    assert next_poll(kind(name="s", url=f"{site.url}/fresh", fetcher=fetcher)) >= timedelta(hours=10)


@pytest.mark.parametrize(
    ("wish", "least"),
    [
        (f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in range(8, 20))}</skipHours>", timedelta(hours=12)),
        ("<skipDays><day>Monday</day><day>Tuesday</day></skipDays>", timedelta(hours=40)),
    ],
)
def test_a_feed_is_left_alone_in_the_hours_and_on_the_days_that_it_names(
    wish: str, least: timedelta, site: Site, fetcher: HttpFetcher
) -> None:
    site.pages["/x"] = answer(body=FEED.format(wish))
    assert next_poll(FeedSource(name="s", url=f"{site.url}/x", fetcher=fetcher)) >= least


def test_sources_that_fail_together_are_not_asked_again_together() -> None:
    states = (failed(SourceState(f"s{number}"), Transient("x"), NOW) for number in range(50))
    assert len({state.next_poll for state in states}) == 50


def test_a_host_is_asked_no_faster_than_its_rate_once_it_was_asked_so_often(
    site: Site, new_fetcher: Callable[..., HttpFetcher]
) -> None:
    urls = [f"{site.url}/{number}" for number in range(15)]
    site.pages |= {"/robots.txt": answer(404), **{f"/{number}": answer() for number in range(15)}}
    began = time.monotonic()
    new_fetcher(limits={"rate": 10.0}).fetch_many(urls)
    assert time.monotonic() - began >= 0.5
