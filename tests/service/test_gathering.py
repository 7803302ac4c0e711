"""What a brief is composed from: the stories with news, whole; of all others not a line is read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from briefing.bootstrap.edges import summarizer
from briefing.model import Article, BriefSpec, Shown, Window
from briefing.pipeline.analysis import annotate
from briefing.pipeline.material import gather
from briefing.store.database import Database

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
ORDER = BriefSpec("morning", "The Morning Brief")
LAST_HOUR = Window(NOW - HOUR, NOW)


def came_in(store: Database, name: str, story: str, hours: float) -> None:
    """An article was read so many hours ago."""
    moment = NOW - hours * HOUR
    text = f"The quay of {name} was closed on Monday.\n\nIt opens again in spring, the port office of {name} said."
    read = Article(name, f"https://{name}.example/", f"Quay of {name} closed", text, source="quay")
    read = replace(read, published=moment, first_seen=moment)
    store.articles.save(read, partial(annotate, summarizer=summarizer("salience"))(read), story)


def test_a_story_with_news_comes_with_its_articles_of_three_days(store: Database) -> None:
    for name, story, hours in (("maren", "a", 80), ("ostby", "a", 60), ("kolm", "a", 0.5), ("sund", "b", 20)):
        came_in(store, name, story, hours)
    material = gather(store, ORDER, LAST_HOUR, ())
    assert [(story.id, [one.id for one in story.articles]) for story in material.stories] == [("a", ["ostby", "kolm"])]
    assert material.earlier == {("ostby", 1)}


def test_a_story_without_news_is_not_read(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        came_in(store, f"sund{number}", f"b{number}", 5 + number)
    came_in(store, "kolm", "a", 0.5)
    read: list[str] = []
    of = store.articles._articles.of

    def note(pairs: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], Article]:
        read.extend(article_id for article_id, _ in pairs)
        return of(pairs)

    monkeypatch.setattr(store.articles._articles, "of", note)
    assert [story.id for story in gather(store, ORDER, LAST_HOUR, ()).stories] == ["a"]
    assert set(read) == {"kolm"}


def test_of_what_was_shown_before_only_the_stories_with_news_are_looked_into(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, story, hours in (("ostby", "a", 30), ("kolm", "a", 0.5), ("sund", "b", 30), ("maren", "c", 30)):
        came_in(store, name, story, hours)
    told = {"a": "ostby", "b": "sund", "merged": "kolm", "c": "maren"}
    shown = {story: Shown(story, "2026-11-23T07:00", "Quay closed", ((one, 1),)) for story, one in told.items()}
    monkeypatch.setattr(store.briefs, "shown", lambda _: shown)
    material = gather(store, ORDER, LAST_HOUR, ())
    assert material.shown == shown
    assert {article_id for article_id, _ in material.annotations} == {"ostby", "kolm"}
