"""What is stored of an article that comes again, or from a clock that is ahead."""

from dataclasses import replace
from datetime import timedelta

from briefing.store.database import Database
from tests.service.test_repeated_lines import NOW, Listed, desk, entry, stored


def test_what_was_read_whole_is_not_given_up_for_a_summary(store: Database) -> None:
    desk(store).poll(Listed(entry(1)), "", NOW)
    (before,) = stored(store)
    summary = replace(entry(1), content="", summary="Boats came in at noon.")
    found = desk(store).poll(Listed(summary), "", NOW)
    assert (found.new, found.changed) == (0, 0)
    assert stored(store) == [before]


def test_a_summary_gives_way_to_the_whole(store: Database) -> None:
    desk(store).poll(Listed(replace(entry(1), content="", summary="Boats came in at noon.")), "", NOW)
    found = desk(store).poll(Listed(entry(1)), "", NOW)
    assert (found.new, found.changed) == (0, 1)
    (article,) = stored(store)
    assert (article.version, article.degraded) == (2, "")


def test_b11_an_article_from_the_future_is_from_now(store: Database) -> None:
    desk(store).poll(Listed(replace(entry(1), published=NOW + timedelta(days=365))), "", NOW)
    assert [article.published for article in stored(store)] == [NOW]
