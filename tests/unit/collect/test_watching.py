"""Of the articles that are looked at again there are never many, neither in memory nor in one poll."""

from datetime import UTC, datetime, timedelta

from briefing.collect.watching import GAPS, MOST_AT_ONCE, MOST_WATCHED, Watched, after, due, remembered, watched
from briefing.errors import Permanent, Transient
from briefing.model import Entry, Page

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def one(number: int) -> Watched:
    url = f"https://h.example/{number}"
    entry = Entry(id="", url=url, title="Ferry", summary="It sails.", content="<p>It sails.")
    return watched(entry, Page(url, url, 200, {"etag": '"1"'}, b"<p>It sails."), NOW)


def test_the_last_read_are_remembered_and_few_are_looked_at_at_once() -> None:
    known = remembered((), map(one, range(MOST_WATCHED + 5)))
    assert [item.entry.url for item in known] == [f"https://h.example/{5 + n}" for n in range(MOST_WATCHED)]
    assert due(known, NOW) == []
    assert due(known, NOW + GAPS[0]) == list(reversed(known))[:MOST_AT_ONCE]


def test_an_article_that_is_gone_is_left_alone_and_one_that_cannot_be_had_in_passing_is_not() -> None:
    assert after(one(1), Permanent("it is not there"), NOW) is None
    again = after(one(1), Transient("busy"), NOW)
    assert again is not None
    assert (again.looks, again.due) == (1, NOW + GAPS[1])


def test_neither_text_nor_page_is_remembered() -> None:
    assert "sails" not in repr(one(1))
    assert due([one(1)], NOW + timedelta(days=1)) == [one(1)]
