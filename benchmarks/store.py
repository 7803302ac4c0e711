"""How fast the store answers: python -m benchmarks.store [--articles N] [DATABASE-URL].

Without a URL it fills a SQLite file in a temporary folder. Give an empty PostgreSQL database to measure that.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from typing import Any

from sqlalchemy import insert, text

from briefing.model import (
    Annotation,
    Article,
    Brief,
    Destination,
    Message,
    Part,
    Reason,
    Sentence,
    SourceState,
    Window,
)
from briefing.pipeline.due import due_jobs
from briefing.service.queue import LocalQueue
from briefing.store.database import Database, open_store
from briefing.store.engine import writing
from briefing.store.schema import article_versions, articles, sources

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
SOURCES = 10_000
DUE = 1_000
DAYS = 90
WORDS = ("the", "ferry", "harbour", "council", "said", "on", "Tuesday", "that", "twelve", "boats", "were", "moored")


def article_rows(total: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Articles of 30 sentences, spread evenly over 90 days and 500 sources; only the last are fully annotated."""
    step = timedelta(days=DAYS) / total
    for number in range(total):
        article_id = f"{number:016x}"
        words = [f"{WORDS[index % len(WORDS)]}{(number * index) % 97}" for index in range(600)]
        lines = [" ".join(words[start : start + 20]) for start in range(0, 600, 20)]
        seen = NOW - timedelta(days=DAYS) + step * (number + 1)
        source = f"source{number % 500}"
        article = Article(
            article_id, f"https://outlet.example/{number}", lines[0], " ".join(lines), source=source, first_seen=seen
        )
        row = {"id": article_id, "version": 1, "story_id": article_id, "copy_of": "", "first_seen": seen}
        version = {
            "article_id": article_id,
            "version": 1,
            "seen": seen,
            "source": source,
            "digest": b"0" * 32,
            "article": article,
            "annotation": annotation(article, lines if number > 0.98 * total else lines[:1]),
        }
        yield row, version


def annotation(article: Article, lines: list[str]) -> Annotation:
    reasons = (Reason("position", 0.123), Reason("centrality", 0.456))
    sentences = tuple(
        Sentence(line, index * 100, index * 100 + len(line), 0, article.id, 1, 0.5, reasons)
        for index, line in enumerate(lines)
    )
    return Annotation(article.id, 1, sentences, sentences[:3], (), ())


def fill(store: Database, total: int) -> None:
    rows = article_rows(total)
    while batch := list(islice(rows, 1000)):
        with writing(store._engine) as connection:  # noqa: SLF001
            connection.execute(insert(articles), [row for row, _ in batch])
            connection.execute(insert(article_versions), [version for _, version in batch])
    with writing(store._engine) as connection:  # noqa: SLF001
        states = [state(number) for number in range(SOURCES)]
        connection.execute(
            insert(sources), [{"source": one.source, "due_at": one.next_poll, "state": one} for one in states]
        )
        connection.execute(text("ANALYZE"))


def state(number: int) -> SourceState:
    next_poll = NOW - timedelta(seconds=number) if number < DUE else NOW + timedelta(seconds=number)
    return SourceState(f"source{number}", next_poll=next_poll, memory={"etag": "x" * 40})


def measure(name: str, call: Callable[[], Any], rounds: int = 20) -> None:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        found = call()
        times.append((time.perf_counter() - start) * 1000)
    size = len(found) if hasattr(found, "__len__") else 1
    print(f"{name:<58} {size:>6} rows  median {statistics.median(times):8.2f} ms  worst {max(times):8.2f} ms")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("url", nargs="?", default="")
    options.add_argument("--articles", type=int, default=100_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(chosen.url or f"sqlite:///{folder}/briefing.db")
        store.upgrade()
        start = time.perf_counter()
        fill(store, chosen.articles)
        print(f"{chosen.articles} articles stored in bulk in {time.perf_counter() - start:.0f} s")
        report(store)
        store.close()


def report(store: Database) -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    some = [f"source{number}" for number in range(20)]
    names = frozenset(f"source{number}" for number in range(SOURCES))
    measure(f"sources.due: {DUE} of {SOURCES}", lambda: store.sources.due(NOW, names))
    measure(
        f"the same chosen and queued among all that is due, {DUE} of {SOURCES}",
        lambda: LocalQueue().put_all(due_jobs(store, (), names, "benchmark", NOW)),
    )
    measure("sources.save", lambda: store.sources.save(state(1)))
    measure("articles.seen_between: a day", lambda: store.articles.seen_between(NOW - day, NOW))
    measure("articles.seen_between: a day, 20 sources", lambda: store.articles.seen_between(NOW - day, NOW, some))
    measure("articles.seen_between: an hour", lambda: store.articles.seen_between(NOW - hour, NOW))
    pairs = [(article.id, 1) for article in store.articles.seen_between(NOW - day, NOW, some)]
    measure("articles.annotations", lambda: store.articles.annotations(pairs))
    ids = [article.id for article in store.articles.seen_between(NOW - day, NOW)]
    measure("articles.known", lambda: store.articles.known(ids))
    changed = islice(article_rows(1000), 20)
    measure("articles.save: a new version", lambda: save(store, *next(changed)))
    measure("ledger.due: none", lambda: store.ledger.due(NOW))
    numbers = count()
    measure("ledger.publish: 1,000 messages of 30 kB", lambda: publish(store, next(numbers)), rounds=3)
    measure("ledger.due: 100 of 3,000", lambda: store.ledger.due(NOW))
    measure("ledger.find: 100 of 3,000", lambda: store.ledger.find(state="pending"))
    due = iter(store.ledger.due(NOW))
    measure("ledger.claim", lambda: store.ledger.claim(next(due), "worker", NOW, 60))


def publish(store: Database, number: int) -> None:
    window = Window(NOW - timedelta(days=1), NOW)
    brief = Brief(f"brief{number}", "Morning", "2026-11-24T07:00", window, NOW, NOW.date(), "07:00 UTC", ())
    part = (Part(0, "message/rfc822", b"x" * 30_000),)
    messages = [Message(Destination(f"reader{reader}", "email", "a@b.example"), part) for reader in range(1000)]
    store.ledger.publish(brief, messages, NOW, None)


def save(store: Database, row: dict[str, Any], version: dict[str, Any]) -> None:
    store.articles.save(version["article"], version["annotation"], row["story_id"])


if __name__ == "__main__":
    main()
