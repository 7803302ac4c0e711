"""Row A24 of the faults, and RFC 9309: pages are read where robots may read them."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from briefing.collect.http.fetch import HttpFetcher
from briefing.collect.http.robots import rules
from tests.unit.collect.loopback import Answer, Site, answer, moved

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_a24_a_page_that_robots_may_not_read_is_skipped_and_says_so(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {
        "/robots.txt": answer(body="User-agent: *\nDisallow: /private/\n", Content_Type="text/plain"),
        "/private/a": answer(body="secret"),
        "/public": answer(body="open"),
        "/leads": moved("/private/a"),
    }
    found = fetcher.fetch_many([f"{site.url}/{path}" for path in ("private/a", "public", "leads")])
    assert "does not allow" in str(found[f"{site.url}/private/a"])
    assert "does not allow" in str(found[f"{site.url}/leads"])
    assert found[f"{site.url}/public"].body == b"open"  # type: ignore[union-attr]
    assert not site.asked("/private/a")
    assert len(site.asked("/robots.txt")) == 1


@pytest.mark.parametrize("said", [answer(500), answer(503), lambda connection: None])
def test_a24_robots_that_cannot_be_read_for_a_fault_of_the_host_forbid_its_pages(
    said: Answer, site: Site, fetcher: HttpFetcher
) -> None:
    site.pages |= {"/robots.txt": said, "/a": answer(body="x")}
    assert "cannot be read" in str(fetcher.fetch_many([f"{site.url}/a"])[f"{site.url}/a"])
    assert not site.asked("/a")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_robots_that_are_not_there_allow_everything(status: int, site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/robots.txt": answer(status), "/a": answer(body="x")}
    assert fetcher.fetch_many([f"{site.url}/a"])[f"{site.url}/a"].body == b"x"  # type: ignore[union-attr]


def test_robots_are_asked_for_again_after_a_day(site: Site, new_fetcher: Callable[..., HttpFetcher]) -> None:
    moment = NOW
    site.pages |= {"/robots.txt": answer(404), "/a": answer(body="x")}
    fetcher = new_fetcher(clock=lambda: moment)
    for hours in (0, 23, 2):
        moment += timedelta(hours=hours)
        fetcher.fetch_many([f"{site.url}/a"])
    assert len(site.asked("/robots.txt")) == 2


def test_the_pause_that_robots_ask_for_between_pages_is_kept_but_not_a_longer_one_than_ours(
    site: Site, new_fetcher: Callable[..., HttpFetcher]
) -> None:
    paths = ("/a", "/b", "/c", "/d")
    site.pages |= {"/robots.txt": answer(body="User-agent: *\nCrawl-delay: 30\n"), **dict.fromkeys(paths, answer())}
    fetcher = new_fetcher(limits={"crawl_delay": 0.1})
    began = time.monotonic()
    fetcher.fetch_many([f"{site.url}{path}" for path in paths])
    assert 0.3 <= time.monotonic() - began < 5
    assert all(site.asked(path) for path in paths)


def test_rules_for_our_name_go_before_those_for_everybody() -> None:
    body = b"User-agent: *\nDisallow: /\n\nUser-agent: briefing\nAllow: /\nCrawl-delay: 7\n"
    read = rules("h.example", 200, body, NOW)
    assert read.refusal("https://h.example/a") == ""
    assert read.delay == 7


def test_a_forwarding_by_meta_refresh_is_followed(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {
        "/a": answer(body='<html><head><meta http-equiv="refresh" content="0; url=/b?x=1&amp;y=2"></head></html>'),
        "/b?x=1&y=2": answer(body="<p>there"),
        "/slow": answer(body='<meta http-equiv="refresh" content="300; url=/b">still here'),
    }
    found = fetcher.fetch_many([f"{site.url}/a", f"{site.url}/slow"])
    page = found[f"{site.url}/a"]
    assert (page.body, page.url, page.requested_url) == (b"<p>there", f"{site.url}/b?x=1&y=2", f"{site.url}/a")  # type: ignore[union-attr]
    assert b"still here" in found[f"{site.url}/slow"].body  # type: ignore[union-attr]
