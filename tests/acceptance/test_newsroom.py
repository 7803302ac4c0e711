"""Fifteen hours in the replay newsroom: 120 feeds on 8 sites, each of its faults, a restart before every poll."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.newsroom import NEVER_COLLECTED, Days, Diary, collected, covered, live, missing, open_newsroom, running
from briefing.collect.fetch import Limits
from briefing.extract.canonical import canonical

SHARED = Path(__file__).parents[2] / ".." / "shared"
PREFIX = "Café “Zürich” – "
SILENT = {"empty200", "zero_items"}
BACKED_OFF = {"loop", "to_trap", "to_file", "notfound404", "auth401", "forbidden403", "err500", "stall", "oversize"}

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
        yield live(newsroom, 15 / 24, Limits(deadline=0.7, rate=1000, crawl_delay=0.001))


def of_mode(days: Days, *modes: str) -> list[Diary]:
    found = [diary for diary in days.diaries.values() if diary.mode in modes]
    assert found
    return found


def gaps(diary: Diary) -> list[timedelta]:
    return [later - earlier for earlier, later in zip(diary.polls, diary.polls[1:], strict=False)]


def test_no_publisher_has_reason_to_complain(days: Days) -> None:
    assert days.statistics["violations"] == {}


def test_every_article_of_a_covered_site_comes_in(newsroom: Any, days: Days) -> None:
    assert len(covered(newsroom)) >= 5
    lost = [(article["url"], article["published"], article["mode"]) for article in missing(days, covered(newsroom))]
    assert not lost


def test_no_feed_brings_an_article_twice_unless_it_changed(days: Days) -> None:
    changed = {canonical(article["url"]) for article in days.truth if article["updated"]}
    for url, diary in days.diaries.items():
        if diary.mode in {"huge", "bad_xml"}:  # one shifts its addresses, the other its descriptions
            continue
        times = Counter(
            (canonical(document.entry.url.partition("?")[0]), bool(document.problem)) for _, document in diary.documents
        )
        twice = [key for (key, _), number in times.items() if number > 1 + (key in changed)]
        assert not twice, url


def test_feeds_that_can_be_read_are_and_the_others_say_why_not(days: Days) -> None:
    for diary in days.diaries.values():
        if diary.mode in NEVER_COLLECTED:
            assert not diary.documents, diary.mode
            assert diary.problems or diary.mode in SILENT, diary.mode
        else:
            assert diary.documents, diary.mode


def test_pauses_that_were_asked_for_are_kept(days: Days) -> None:
    for diary in of_mode(days, "maxage", "ttl_skip"):
        assert min(gaps(diary)) >= timedelta(hours=2)
    for diary in of_mode(days, "ttl_skip"):
        assert not [moment for moment in diary.polls[1:] if moment.hour < 6]
    for diary in of_mode(days, "sy_daily"):
        assert len(diary.polls) <= 4


def test_what_fails_is_asked_less_and_less(days: Days) -> None:
    for diary in of_mode(days, *BACKED_OFF):
        assert len(diary.polls) <= 8, diary.mode
        assert gaps(diary) == sorted(gaps(diary)), diary.mode
    assert all(len(diary.polls) == 1 and diary.state.gone for diary in of_mode(days, "gone410"))


def test_addresses_move_when_the_move_is_confirmed_and_only_then(days: Days) -> None:
    assert all("/moved/" in diary.state.url for diary in of_mode(days, "moved301", "moved308", "html_page"))
    assert all(not diary.state.url for diary in of_mode(days, "temp302", "chain", "ok"))


def test_titles_are_right_whatever_the_encoding_says(days: Days) -> None:
    for diary in of_mode(days, "latin1_as_utf8", "header_charset", "utf16"):
        assert all(document.entry.title.startswith(PREFIX) for _, document in diary.documents), diary.mode
    given = "".join(article["title"] for article in days.truth)
    for diary in days.diaries.values():
        for _, document in diary.documents:
            assert "\ufffd" not in document.entry.title or document.entry.title.removeprefix(PREFIX) in given
            assert "alert(1)" not in document.entry.summary
            assert "root:" not in repr(document.entry)


def test_dates_in_the_future_are_now(days: Days) -> None:
    for diary in of_mode(days, "future"):
        assert all(not document.entry.published or document.entry.published <= now for now, document in diary.documents)


def test_most_pages_are_read_and_robots_are_kept_to(days: Days) -> None:
    pages = [document for found in collected(days).values() for _, document in found]
    assert sum(1 for document in pages if document.html) > len(pages) / 2
    assert days.statistics["violations"].get("robots", 0) == 0
