"""Fifteen hours in the replay newsroom: 120 feeds on 8 sites, each of its faults, a restart before every poll."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.newsroom.copies import Copies, compared
from benchmarks.newsroom.days import Days, collected, covered, live, missing, open_newsroom, running
from benchmarks.newsroom.expectations import PROMISES, unmet
from briefing.collect.http.fetch import Limits

SHARED = Path(__file__).parents[2] / ".." / "shared"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
    pytest.mark.allow_hosts(["127.0.0.0/8"]),
    pytest.mark.skipif(not (SHARED / "checks" / "newsroom.py").is_file(), reason="needs the shared checks"),
]


@pytest.fixture(scope="module")
def newsroom() -> Any:
    return open_newsroom(SHARED, sites=8, feeds=120, days=1, max_articles=300)


@pytest.fixture(scope="module")
def days(newsroom: Any) -> Iterator[Days]:
    with running(newsroom):
        yield live(newsroom, 15 / 24, Limits(deadline=1.5, rate=1000, crawl_delay=0.001))


@pytest.fixture(scope="module")
def copies(days: Days) -> Copies:
    return compared(days)


def test_no_publisher_has_reason_to_complain(days: Days) -> None:
    assert days.statistics["violations"] == {}


def test_every_feed_gets_what_a_good_collector_does(days: Days) -> None:
    assert unmet(days) == []


def test_every_promise_is_put_to_the_test(days: Days) -> None:
    lived = {diary.mode for diary in days.diaries.values()}
    assert all(promise.modes <= lived for promise in PROMISES)


def test_every_article_of_a_covered_site_comes_in(newsroom: Any, days: Days) -> None:
    assert len(covered(newsroom)) >= 5
    lost = [(article["url"], article["published"], article["mode"]) for article in missing(days, covered(newsroom))]
    assert not lost


def test_every_article_is_one_article(copies: Copies) -> None:
    assert copies.read > 100
    assert copies.twice == ()


def test_syndicated_copies_are_known_as_copies(copies: Copies) -> None:
    assert copies.families >= 5
    assert copies.unknown == ()
    assert copies.strangers == ()


def test_most_pages_are_read_and_robots_are_kept_to(days: Days) -> None:
    pages = [document for found in collected(days).values() for _, document in found]
    assert sum(1 for document in pages if document.body) > len(pages) / 2
    assert days.statistics["violations"].get("robots", 0) == 0
