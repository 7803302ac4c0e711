"""Invented articles, stories and a summarizer that takes the first sentences: material for the tests of composing."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from briefing.compose.material import Material
from briefing.model import (
    Annotation,
    Article,
    Brief,
    BriefSpec,
    Figure,
    Quote,
    Sentence,
    Shown,
    Story,
    Window,
)

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
LOCAL = NOW.astimezone(ZoneInfo("Europe/Berlin"))
WINDOW = Window(NOW - timedelta(hours=24), NOW)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def article(name: str, title: str, text: str, **more: object) -> Article:
    defaults: dict[str, object] = {
        "url": f"https://{name}.example/",
        "site": f"Outlet {name}",
        "source": f"source-{name}",
        "first_seen": NOW - timedelta(hours=3),
    }
    return Article(id=name, title=title, text=text, **{**defaults, **more})  # type: ignore[arg-type]


def sentences(article: Article) -> tuple[Sentence, ...]:
    found = []
    for number, match in enumerate(_SENTENCE.finditer(article.text)):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        text = match[0].strip()
        if text:
            salience = 1.0 / (1 + number)
            found.append(Sentence(text, start, start + len(text), 0, article.id, article.version, salience))
    return tuple(found)


def annotation(
    article: Article, figures: Sequence[Figure] = (), quotes: Sequence[Quote] = (), count: int = 3
) -> Annotation:
    found = sentences(article)
    return Annotation(article.id, article.version, found, found[:count], tuple(figures), tuple(quotes))


class FirstSentences:
    """A summarizer that knows nothing but order."""

    def rank(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        del article
        return tuple(sentences)

    def summarize(self, article: Article, *, count: int = 3, words: int | None = None) -> tuple[Sentence, ...]:
        del words
        return sentences(article)[:count]

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        del words
        everything = [one for article in articles for one in sentences(article) if one.text not in known]
        return tuple(everything[:count])


def material(*stories: Story, **more: object) -> Material:
    notes = {(one.id, one.version): annotation(one) for story in stories for one in story.articles}
    extra = more.pop("annotations", {})
    assert isinstance(extra, Mapping)
    return Material(stories=stories, annotations={**notes, **extra}, **more)  # type: ignore[arg-type]


def spec(**more: object) -> BriefSpec:
    return BriefSpec(name="morning", title="The Morning Brief", **more)  # type: ignore[arg-type]


def shown_of(brief: Brief) -> dict[str, Shown]:
    """What a store would remember of a delivered brief."""
    return {
        item.story_id: Shown(
            item.story_id,
            brief.slot,
            item.headline,
            tuple(
                dict.fromkeys(
                    [(one.article_id, one.version) for one in item.sentences]
                    + [(one.article_id, one.version) for one in item.links]
                )
            ),
            item.sentences,
            item.figures,
        )
        for item in brief.items
    }
