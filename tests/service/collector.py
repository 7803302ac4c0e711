"""A process that collects, and is killed at a commit: python -m tests.service.collector DATABASE-URL COMMIT."""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count

from sqlalchemy import event

from briefing.bootstrap.edges import summarizer
from briefing.collect.politeness import failed
from briefing.extract.document import of_entry
from briefing.model import Article, Document, Entry, Poll, SourceState, Unreadable
from briefing.pipeline.analysis import annotate
from briefing.pipeline.collecting import Collecting
from briefing.pipeline.stories import StoryDesk
from briefing.store.database import Database
from briefing.store.engine import connect

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
SOURCE = "quay"
BATCHES = 3
COMMITS = BATCHES + 2


def entry(number: int) -> Entry:
    lines = [
        f"In the harbour of the town of number {number}, boat {part} of many came in at noon." for part in range(6)
    ]
    content = "".join(f"<p>{line}</p>" for line in lines)
    return Entry(str(number), f"https://quay.example/{number}", f"Boats of town {number}", content=content)


ENTRIES = [entry(number) for number in range(45)]


class Quay:
    """A source that brings its entries, and remembers that it did."""

    name = SOURCE

    def poll(self, state: SourceState, now: datetime) -> Poll:
        documents = tuple(Document(entry, entry.url) for entry in ENTRIES)
        return Poll(documents, replace(state, last_success=now), entries=len(documents))


class FeedReader:
    """Reads what the entries themselves carry."""

    def read(self, document: Document) -> Article | Unreadable:
        return of_entry(document) or Unreadable("empty")

    def read_many(self, documents: Sequence[Document]) -> Sequence[Article | Unreadable]:
        return [self.read(document) for document in documents]


def _id(entry: Entry) -> str:
    read = FeedReader().read(Document(entry, entry.url))
    assert isinstance(read, Article)
    return read.id


IDS = [_id(entry) for entry in ENTRIES]


def collect(store: Database) -> None:
    """One poll."""
    read_through = partial(annotate, summarizer=summarizer("salience"))
    Collecting(store, FeedReader(), StoryDesk(store.articles), read_through, failed).poll(Quay(), "", NOW)


def main(url: str, last: int) -> None:
    engine = connect(url)
    commits = count(1)

    def die(_: object) -> None:
        if next(commits) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "commit", die)
    collect(Database(engine))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
