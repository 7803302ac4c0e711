"""Live through simulated days of the replay newsroom: poll every feed when it is due, and keep a diary of each."""

import asyncio
import importlib
import json
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from briefing.collect.feed import FeedSource
from briefing.collect.http.fetch import HttpFetcher, Limits
from briefing.collect.politeness import LONGEST, failed
from briefing.collect.problems import Held
from briefing.errors import BriefingError
from briefing.extract.canonical import canonical
from briefing.model import Document, SourceState

IN_TEST_TIME = Limits(deadline=2.5, rate=1000, crawl_delay=0.001, connections=2)
"""Simulated days pass in seconds, so a rate in real seconds would only slow the simulation down."""


@dataclass
class Diary:
    """What happened to one feed."""

    mode: str
    state: SourceState
    polls: list[datetime] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)
    documents: list[tuple[datetime, Document]] = field(default_factory=list)
    left_out: int = 0


@dataclass
class Days:
    """What happened to all of them; what was published after `soon` may still come."""

    diaries: Mapping[str, Diary]
    statistics: Mapping[str, Any]
    truth: list[dict[str, Any]]
    start: str
    soon: str
    seconds: float


def open_newsroom(shared: Path, **options: Any) -> Any:
    """The newsroom of the evaluation folder, not yet running."""
    sys.path.insert(0, str(shared / "checks"))
    try:
        return importlib.import_module("newsroom").Newsroom(port=0, **options)
    finally:
        sys.path.pop(0)


@contextmanager
def running(newsroom: Any) -> Iterator[None]:
    """The newsroom on an event loop of its own, closed behind it (its own `thread()` leaves the loop open)."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(newsroom.start(), loop).result(60)

    async def stop() -> None:
        for server in newsroom.servers:
            server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.05)  # closed transports let go of their sockets in the next rounds of the loop
        await loop.shutdown_default_executor()

    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def live(newsroom: Any, days: float, limits: Limits = IN_TEST_TIME) -> Days:
    """Poll every feed when it is due, from the newsroom's first hour on."""
    began = time.monotonic()
    with (
        HttpFetcher(
            contact="https://bot.example/about",
            allow_private=("127.0.10.0/24",),
            limits=limits,
            clock=newsroom.now,
        ) as fetcher,
        ThreadPoolExecutor(32) as pool,
    ):
        diaries = {feed.url: Diary(feed.mode, SourceState(feed.url)) for feed in newsroom.feeds.values()}
        end = newsroom.t0 + timedelta(days=days)
        while newsroom.now() < end:
            now = newsroom.now()
            due = [url for url, diary in diaries.items() if _is_due(diary.state, now)]
            list(pool.map(lambda url: _poll(url, diaries[url], fetcher, now), due))  # noqa: B023  (done before it moves)
            times = [diary.state.next_poll for diary in diaries.values() if diary.state.next_poll]
            newsroom.offset = (
                min(max(min(times, default=end), now + timedelta(minutes=5)), end) - newsroom.t0
            ).total_seconds()
        soon = (end - timedelta(seconds=LONGEST)).strftime("%Y-%m-%dT%H:%M:%SZ")
        detail = newsroom.get("/_stats?detail=1")
    return Days(
        diaries, detail, newsroom.get("/_truth"), newsroom.get("/_clock")["start"], soon, time.monotonic() - began
    )


def _is_due(state: SourceState, now: datetime) -> bool:
    return not state.gone and (state.next_poll is None or state.next_poll <= now)


def _poll(url: str, diary: Diary, fetcher: HttpFetcher, now: datetime) -> None:
    diary.polls.append(now)
    try:
        poll = FeedSource(name=url, url=url, fetcher=fetcher).poll(diary.state, now)
    except Held as error:
        diary.polls.pop()
        diary.state = failed(diary.state, error, now)
        return
    except BriefingError as error:
        diary.problems[str(error)] += 1
        diary.state = failed(diary.state, error, now)
        return
    diary.state = json_round_trip(poll.state)
    diary.left_out += poll.left_out
    diary.documents += [(now, document) for document in poll.documents]


def json_round_trip(state: SourceState) -> SourceState:
    """The state as it comes back from the database: every poll is one after a restart."""
    return SourceState(
        **{name: getattr(state, name) for name in SourceState.__slots__ if name != "memory"},
        memory=json.loads(json.dumps(dict(state.memory))),
    )


def collected(days: Days) -> dict[str, list[tuple[str, Document]]]:
    """Documents by the newsroom's address of their article, with the feed they came from."""
    found: dict[str, list[tuple[str, Document]]] = defaultdict(list)
    for url, diary in days.diaries.items():
        for _, document in diary.documents:
            found[canonical(document.entry.url.partition("?")[0])].append((url, document))
    return found


NEVER_COLLECTED = frozenset(
    {
        "loop", "to_trap", "to_file", "gone410", "notfound404", "auth401", "forbidden403", "err500", "stall",
        "stall_body", "drip", "oversize", "gzip_bomb", "reset", "short", "html_200_error", "cookie_wall",
        "empty200", "zero_items",
    }
)  # fmt: skip
"""Modes of feeds from which nothing can come."""

SELDOM = frozenset({"sy_daily", "ttl_skip", "huge", "truncated", "flaky", "rate429s", "rate429d", "busy503"})
"""Modes that ask for so long a pause, or list so much or so little, that an article may come and go unseen."""


def covered(newsroom: Any) -> set[str]:
    """Sites with a feed of all their articles from which everything should come."""
    return {
        newsroom.host(feed.site)
        for feed in newsroom.feeds.values()
        if feed.section is None and feed.mode not in NEVER_COLLECTED | SELDOM
    }


def missing(days: Days, sites: set[str]) -> list[dict[str, Any]]:
    """Articles that were published under our eyes, on sites with a feed that always works, and never came in."""
    known = collected(days)
    return [
        article
        for article in days.truth
        if days.start <= article["published"] < days.soon and article["site"] in sites
        if canonical(article["url"]) not in known
    ]
