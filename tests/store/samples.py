"""Invented values for the store's tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from briefing.model import (
    Annotation,
    Article,
    ArticleLink,
    Brief,
    Destination,
    Figure,
    Item,
    Message,
    Part,
    Quote,
    Sentence,
    Slot,
    Window,
)

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def article(article_id: str = "a1", text: str = "The ferry sank. Nobody was hurt.", **known) -> Article:
    defaults: dict[str, Any] = {"title": "Ferry sinks", "source": "harbour", "first_seen": NOW}
    return Article(article_id, f"https://harbour.example/{article_id}", text=text, **(defaults | known))


def annotation(of: Article) -> Annotation:
    sentence = Sentence(of.text, 0, len(of.text), article_id=of.id, version=of.version)
    figure = Figure("one", 1, "ferry", "=", "ferries", 0, 3, article_id=of.id, version=of.version)
    quote = Quote("gone", 0, 4, "Ada Vell", article_id=of.id, version=of.version)
    return Annotation(of.id, of.version, (sentence,), (sentence,), (figure,), (quote,))


def slot(brief: str = "morning", day: int = 24, hour: int = 7) -> Slot:
    due = datetime(2026, 11, day, hour, tzinfo=UTC)
    return Slot(brief, due.replace(tzinfo=None), due, due + 4 * HOUR)


def item(story_id: str = "a1", article_id: str = "a1", text: str = "The ferry sank.", **known) -> Item:
    sentence = Sentence(text, 0, len(text), article_id=article_id)
    figure = Figure("one", 1, "ferry", "=", f"ferries of {article_id}", 0, 3, article_id=article_id)
    link = ArticleLink(article_id, 1, f"https://harbour.example/{article_id}", "Ferry sinks", "Harbour", 1)
    return Item(1, story_id, f"Headline of {story_id}", link, (sentence,), figures=(figure,), **known)


def brief(of: Slot, *items: Item) -> Brief:
    window = Window(of.due - DAY, of.due)
    return Brief(of.brief, "Morning", of.key, window, of.due, date(2026, 11, of.local.day), "07:00 UTC", items)


def message(name: str = "team", parts: int = 2) -> Message:
    frozen = tuple(
        Part(number, "application/json", f"{name} {number}\x00\xff".encode("latin-1")) for number in range(parts)
    )
    return Message(Destination(name, "slack", "C1"), frozen)
