"""Counts a day, and the story pages' questions, on both databases."""

from datetime import date

from briefing.store.database import Database
from tests.store.samples import DAY, HOUR, NOW, annotation, article, brief, item, message, slot


def keep(store: Database, article_id: str, story: str, **known) -> None:
    one = article(article_id, **known)
    store.articles.save(one, annotation(one), story)


def test_articles_count_on_the_day_they_were_met(store: Database) -> None:
    for number, moment in enumerate((NOW - DAY, NOW, NOW + HOUR)):
        keep(store, f"a{number}", "s", first_seen=moment)
    assert store.statistics.articles_by_day(NOW - 2 * DAY) == {date(2026, 11, 23): 1, date(2026, 11, 24): 2}
    assert store.statistics.articles_by_day(NOW) == {date(2026, 11, 24): 2}


def test_deliveries_count_by_day_and_state(store: Database) -> None:
    store.ledger.publish(brief(slot(), item()), [message()], NOW, None)
    assert store.statistics.deliveries_by_day(NOW - DAY) == {date(2026, 11, 24): {"pending": 2}}


def test_the_database_has_a_size(store: Database) -> None:
    assert store.statistics.size() > 10_000


def test_a_storys_articles_come_newest_first(store: Database) -> None:
    keep(store, "a1", "s1", first_seen=NOW - HOUR)
    keep(store, "a2", "s1", first_seen=NOW)
    keep(store, "b1", "s2", first_seen=NOW)
    assert [one.id for one in store.articles.in_story("s1")] == ["a2", "a1"]
    assert store.articles.in_story("unknown") == []


def test_what_briefs_showed_of_a_story_comes_newest_first_over_its_merges(store: Database) -> None:
    keep(store, "a1", "s1")
    for day, story in ((23, "s1"), (24, "s2")):
        of = slot(day=day)
        store.ledger.claim_slot(of, "one", of.due, 60)
        store.ledger.publish(brief(of, item(story, "a1")), [message()], of.due, None)
    store.articles.assign({"a1": "s2"})
    assert [(name, showing.slot) for name, showing in store.briefs.showings("s2")] == [
        ("morning", "2026-11-24T07:00"),
        ("morning", "2026-11-23T07:00"),
    ]


def test_an_archive_goes_on_where_a_page_ended(store: Database) -> None:
    for day in (22, 23, 24):
        one = brief(slot(day=day))
        store.ledger.publish(one, [message()], one.created, None)
    assert [one.slot[8:10] for one in store.briefs.latest("morning", 2)] == ["24", "23"]
    assert [one.slot[8:10] for one in store.briefs.latest("morning", 2, skip=2)] == ["22"]
