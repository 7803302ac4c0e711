"""Search and windows over many articles: python -m benchmarks.archive [--articles N] [--server PID] [DATABASE-URL].

Without a URL it fills a SQLite file in a temporary folder. Give an empty PostgreSQL database to measure that. The
articles have 150 words, as frequent as words are (Zipf), of 2,000 sources over 90 days.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice, product
from time import process_time
from typing import Any

import numpy as np
from sqlalchemy import insert, text

from benchmarks.processes import cpu_of
from briefing.model import Annotation, Article, Sentence
from briefing.store.database import Database, open_store
from briefing.store.engine import reading, writing
from briefing.store.schema import article_versions, articles
from briefing.store.search import forget_article, index_article

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
SOURCES, FOLLOWED, DAYS, WORDS, BATCH = 2_000, 20, 90, 150, 2_000
QUESTIONS, FURTHER = 400, 300
_SYLLABLES = ("ka", "lo", "mi", "ren", "tos", "vel", "dan", "shu", "bri", "or", "pel", "gant", "es", "um", "fi", "wex")
VOCABULARY = np.array(["".join(parts) for length in (2, 3, 4) for parts in product(_SYLLABLES, repeat=length)])
_SHARES = np.cumsum(1.0 / np.arange(3, len(VOCABULARY) + 3))
_SHARES /= _SHARES[-1]


def invented(total: int) -> Iterator[Article]:
    """Articles in order of appearance."""
    chance = np.random.default_rng(7)
    for begin in range(0, total, BATCH):
        drawn = VOCABULARY[np.searchsorted(_SHARES, chance.random((min(BATCH, total - begin), WORDS)))]
        for offset, words in enumerate(drawn):
            number = begin + offset
            seen = NOW - timedelta(days=DAYS) * (1 - (number + 1) / total)
            body = ". ".join(" ".join(words[start : start + 15]) for start in range(0, WORDS, 15))
            url, source = f"https://outlet.example/{number}", f"source{number % SOURCES}"
            yield Article(f"{number:016x}", url, " ".join(words[:8]), body, source=source, first_seen=seen)


def fill(store: Database, total: int) -> None:
    rows = invented(total)
    while batch := list(islice(rows, BATCH)):
        keep(store, batch)
    if store.file is None:
        in_server(store, "VACUUM ANALYZE search_entries, articles, article_versions")


def in_server(store: Database, statement: str) -> Any:
    """What PostgreSQL answers to a statement that stands in no transaction."""
    with reading(store._engine) as connection:  # noqa: SLF001
        found = connection.execute(text(statement))
        return found.scalar() if found.returns_rows else None


def keep(store: Database, batch: Sequence[Article]) -> None:
    """Store a batch of articles and make them findable."""
    with writing(store._engine) as connection:  # noqa: SLF001
        connection.execute(insert(articles), [_row(one) for one in batch])
        connection.execute(insert(article_versions), [_version(one) for one in batch])
        for one in batch:
            index_article(connection, one)


def _row(one: Article) -> dict[str, Any]:
    return {"id": one.id, "version": 1, "story_id": one.id, "copy_of": "", "first_seen": one.first_seen}


def _version(one: Article) -> dict[str, Any]:
    said = one.text.partition(". ")[0]
    sentences = (Sentence(said, 0, len(said), 0, one.id, 1, 0.5),)
    return {
        "article_id": one.id,
        "version": 1,
        "seen": one.first_seen,
        "source": one.source,
        "digest": b"0" * 32,
        "article": one,
        "annotation": Annotation(one.id, 1, sentences, sentences, (), ()),
    }


def measure(name: str, calls: Sequence[Callable[[], Sequence[object]]], server: int) -> None:
    """Print how long the calls took, the first of them not counted, and what they cost this process and the server."""
    calls[0]()
    times, found = [], 0
    begun = process_time(), cpu_of(server)
    for call in calls:
        start = time.perf_counter()
        found += len(call())
        times.append((time.perf_counter() - start) * 1000)
    ours, theirs = (
        (now - then) * 1000 / len(calls) for now, then in zip((process_time(), cpu_of(server)), begun, strict=True)
    )
    p99, middle = statistics.quantiles(times, n=100)[98], statistics.median(times)
    print(
        f"{name:<50} {len(calls)} times, wall median {middle:6.2f} p99 {p99:6.2f} ms, CPU {ours:5.2f} ms here and "
        f"{theirs:5.2f} in the server, {found / len(calls):5.1f} rows",
        flush=True,
    )


def report_cost(store: Database, total: int) -> None:
    """Print what the search costs to keep: the size of its index, and the time of an article more."""
    further = list(islice(invented(total + FURTHER), total, None))
    times = []
    for one in further:
        with writing(store._engine) as connection:  # noqa: SLF001
            start = time.perf_counter()
            index_article(connection, one)
            times.append((time.perf_counter() - start) * 1000)
            forget_article(connection, one)
    p99, middle = statistics.quantiles(times, n=100)[98], statistics.median(times)
    print(f"an article more: findable after {middle:.2f} ms, p99 {p99:.2f} ms")
    if store.file is None:
        for kind in ("table", "indexes"):
            size = in_server(store, f"SELECT pg_{kind}_size('search_entries')")
            print(f"{kind} of the search: {size / 1e6:.0f} MB")


def report(store: Database, server: int) -> None:
    chance = random.Random(7)
    common, rare = list(map(str, VOCABULARY[:50])), list(map(str, VOCABULARY[2_000:40_000]))
    questions: dict[str, Callable[[], str]] = {
        "search: one of the 50 most frequent words": lambda: chance.choice(common),
        "search: a rare word": lambda: chance.choice(rare),
        "search: two frequent words": lambda: " ".join(chance.sample(common, 2)),
        "search: a frequent and a rare word": lambda: f"{chance.choice(common)} {chance.choice(rare)}",
        "search: a frequent word without another one": lambda: " -".join(chance.sample(common, 2)),
        "search: a phrase of a frequent and a rare word": lambda: f'"{chance.choice(common)} {chance.choice(rare)}"',
        "search: a phrase of two frequent words": lambda: f'"{" ".join(chance.sample(common, 2))}"',
    }
    for name, ask in questions.items():
        asked = [ask() for _ in range(QUESTIONS)]
        measure(name, [partial(store.articles.search, one) for one in asked], server)
    day = timedelta(days=1)
    chosen = [[f"source{at}" for at in chance.sample(range(SOURCES), FOLLOWED)] for _ in range(200)]
    ends = [NOW - timedelta(hours=chance.uniform(0, 24 * (DAYS - 2))) for _ in chosen]
    windows = [(end - day, end, of) for end, of in zip(ends, chosen, strict=True)]
    measure(
        f"window: a day of {FOLLOWED} sources", [partial(store.articles.seen_between, *one) for one in windows], server
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("url", nargs="?", default="")
    options.add_argument("--articles", type=int, default=1_000_000)
    options.add_argument(
        "--server", type=int, default=0, help="process id of a PostgreSQL here: its CPU time is told too"
    )
    options.add_argument("--filled", action="store_true", help="the database holds the articles already")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(chosen.url or f"sqlite:///{folder}/briefing.db")
        store.upgrade()
        if not chosen.filled:
            start = time.perf_counter()
            fill(store, chosen.articles)
            print(f"{chosen.articles} articles stored in bulk in {time.perf_counter() - start:.0f} s", flush=True)
        report(store, chosen.server)
        report_cost(store, chosen.articles)
        store.close()


if __name__ == "__main__":
    main()
