"""What a source prints in every article is learned while it is collected, and missing from what is stored."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from briefing.bootstrap.edges import summarizer
from briefing.collect.politeness import failed
from briefing.extract.document import of_entry
from briefing.model import Article, Document, Entry, Poll, SourceState, Unreadable
from briefing.pipeline.analysis import annotate
from briefing.pipeline.collecting import Collecting
from briefing.pipeline.stories import StoryDesk
from briefing.store.database import Database

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
PITCH = "Our readers pay for what you read: join the two thousand who keep the presses of the Quay rolling."


class Listed:
    """A source that brings the entries it is given."""

    name = "quay"

    def __init__(self, *entries: Entry) -> None:
        self.entries = entries

    def poll(self, state: SourceState, now: datetime) -> Poll:
        del now
        documents = tuple(Document(entry, entry.url) for entry in self.entries)
        return Poll(documents, state, entries=len(documents))


class FeedReader:
    """Reads what the entries themselves carry."""

    def read(self, document: Document) -> Article | Unreadable:
        return of_entry(document) or Unreadable("empty")

    def read_many(self, documents: Sequence[Document]) -> Sequence[Article | Unreadable]:
        return [self.read(document) for document in documents]


def entry(number: int, more: str = "") -> Entry:
    own = [f"In the harbour of the town of number {number}, boat {part} of many came in at noon." for part in range(6)]
    lines = [*own[:3], PITCH, *own[3:], *([more] if more else [])]
    return Entry(
        id=str(number),
        url=f"https://quay.example/{number}",
        title=f"Boats of town {number}",
        content="".join(f"<p>{line}</p>" for line in lines),
    )


def desk(store: Database) -> Collecting:
    read_through = partial(annotate, summarizer=summarizer("salience"))
    return Collecting(store, FeedReader(), StoryDesk(store.articles), read_through, failed)


def stored(store: Database) -> list[Article]:
    return list(store.articles.seen_between(datetime(2026, 1, 1, tzinfo=UTC), NOW))


def test_a_pitch_is_taken_out_from_the_first_poll_on_and_every_span_is_one_into_what_is_left(store: Database) -> None:
    desk(store).poll(Listed(*map(entry, range(20))), "", NOW)
    desk(store).poll(Listed(entry(99)), "", NOW)
    articles = stored(store)
    assert len(articles) == 21
    assert not any(PITCH in article.text for article in articles)
    for article in articles:
        found = store.articles.annotations([(article.id, 1)])[article.id, 1]
        assert all(article.text[one.start : one.end] == one.text for one in found.sentences)


def test_learning_a_line_does_not_make_what_is_stored_a_changed_article(store: Database) -> None:
    desk(store).poll(Listed(entry(1)), "", NOW)
    desk(store).poll(Listed(*map(entry, range(2, 20))), "", NOW)
    again = desk(store).poll(Listed(entry(1)), "", NOW)
    edited = desk(store).poll(Listed(entry(1, "The harbour master has confirmed it since.")), "", NOW)
    assert (again.new, again.changed) == (0, 0)
    assert (edited.new, edited.changed) == (0, 1)


def test_an_article_that_is_listed_twice_in_one_poll_is_one_as_it_was_listed_last(store: Database) -> None:
    found = desk(store).poll(Listed(entry(1), entry(2), entry(1, "The harbour master has confirmed it.")), "", NOW)
    assert (found.new, found.changed) == (2, 0)
    assert [article.version for article in stored(store)] == [1, 1]
    assert sum("has confirmed it" in article.text for article in stored(store)) == 1
