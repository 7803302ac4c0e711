"""What the sources share that find links to articles instead of entries: sitemaps, front pages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefing.collect.pages import FullText, read
from briefing.collect.politeness import Wishes, freshness, interval, next_poll, rhythm
from briefing.collect.seen import News, news
from briefing.model import Entry, Page, Poll, SourceState
from briefing.ports import Fetcher


def polled(
    *,
    name: str,
    fetcher: Fetcher,
    entries: Sequence[Entry] | None,
    page: Page,
    state: SourceState,
    now: datetime,
    most: int,
) -> Poll:
    """The poll of a source that listed `entries`: what is new is fetched, the rest remembered.

    Args:
        name: name of the source.
        entries: what it lists; None when it has not changed since the last poll.
        page: the answer that held the list; its headers say how long it stays fresh.
        state: what the last poll left.
        most: at most so many pages are read; the newest are.
    """
    memory = dict(state.memory)
    seen = memory.get("seen", {})
    first = state.last_success is None
    found = News((), 0, seen) if entries is None else news(entries, seen, now, most=most, first=first)
    reading = read(fetcher, found.entries, memory, FullText.PAGE, now)
    memory |= {
        "seen": found.seen,
        **reading.memory,
        "quiet": 0 if found.entries else memory.get("quiet", 0) + 1,
    }
    if entries is not None:
        memory["rhythm"] = rhythm((entry.published for entry in entries if entry.published), now)
    own = interval(memory.get("rhythm"), memory["quiet"], memory.get("floor", 0.0))
    state = replace(
        state,
        last_poll=now,
        last_success=now,
        next_poll=next_poll(name, now, own, Wishes(interval=freshness(page.headers))),
        failures=0,
        problem="",
        memory=memory,
    )
    return Poll(tuple(reversed(reading.documents)), state, entries=len(entries or ()), left_out=found.left_out)
