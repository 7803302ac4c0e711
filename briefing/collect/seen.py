"""Which entries of a source are new or changed: pure, between what it lists now and what is remembered.

An entry is known by the canonical URL of its article rather than by its own id: ids that change with every answer
or are the same for all entries are common, and both bring floods or losses to readers that trust them.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefing.extract.canonical import canonical
from briefing.model import Entry

FIRST_REACH = timedelta(hours=48)
"""How far back the first poll of a source goes: it does not brief the archive."""

REACH = timedelta(days=30)
"""What is older than this is not news, however new it is to us."""

FIRST_UNDATED = 10
_LEAST_KEPT, _MOST_KEPT = 500, 20_000


@dataclass(frozen=True, slots=True)
class News:
    """What a poll has to read.

    Attributes:
        entries: new or changed, newest first.
        left_out: new or changed entries that the cap left out; what is too old to be news is not among them.
        seen: fingerprints by key, to be remembered; oldest first.
    """

    entries: tuple[Entry, ...]
    left_out: int
    seen: dict[str, str]


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=size).hexdigest()


def fingerprint(entry: Entry) -> str:
    """A short hash of what an entry says; it changes when its publisher changes the entry."""
    updated = entry.updated.isoformat() if entry.updated else ""
    return _digest(f"{entry.title}\0{entry.summary}\0{entry.content}\0{updated}", 4)


def keys(entries: Sequence[Entry]) -> list[str]:
    """What each entry is known by: URL, else its own id, else its text; told apart where several share one."""
    urls = [canonical(entry.url) if entry.url else "" for entry in entries]
    titles: dict[str, set[str]] = defaultdict(set)
    for url, entry in zip(urls, entries, strict=True):
        titles[url].add(entry.title)
    ids = Counter(entry.id for entry in entries)
    found = []
    for url, entry in zip(urls, entries, strict=True):
        if url:
            name = url if len(titles[url]) == 1 else f"{url}\n{entry.title}"
        else:
            name = entry.id if entry.id and ids[entry.id] == 1 else f"{entry.title}\n{entry.summary}"
        found.append(_digest(name, 8))
    return found


def _believable(entry: Entry, now: datetime) -> Entry:
    """The entry with dates in the future moved to now."""
    published = min(entry.published, now) if entry.published else None
    updated = min(entry.updated, now) if entry.updated else None
    return replace(entry, published=published, updated=updated)


def _recent(entries: Iterable[Entry], now: datetime, *, first: bool) -> list[Entry]:
    """The entries that are news by their dates."""
    since = now - (FIRST_REACH if first else REACH)
    undated = FIRST_UNDATED if first else _MOST_KEPT
    found = []
    for entry in entries:
        moment = entry.updated or entry.published
        undated -= moment is None
        if moment >= since if moment else undated >= 0:
            found.append(entry)
    return found


def news(entries: Sequence[Entry], seen: Mapping[str, str], now: datetime, *, most: int, first: bool) -> News:
    """Decide what is to be read.

    Args:
        entries: what the source lists, in its order.
        seen: fingerprints by key, as remembered.
        now: the time of the poll.
        most: at most so many are read; the newest are.
        first: whether the source is polled for the first time.
    """
    listed = dict(zip(keys(entries), entries, strict=True))
    marks = {key: fingerprint(entry) for key, entry in listed.items()}
    fresh = [_believable(entry, now) for key, entry in listed.items() if seen.get(key) != marks[key]]
    recent = _recent(fresh, now, first=first)
    recent.sort(key=lambda entry: entry.updated or entry.published or now, reverse=True)
    return News(tuple(recent[:most]), len(recent[most:]), remembered(seen, marks))


def remembered(seen: Mapping[str, str], marks: Mapping[str, str]) -> dict[str, str]:
    """The memory after a poll: what is listed now comes last, and the oldest of the rest are forgotten."""
    kept = {key: mark for key, mark in seen.items() if key not in marks}
    room = min(max(_LEAST_KEPT, 2 * len(marks)), _MOST_KEPT)
    surplus = max(len(kept) + len(marks) - room, 0)
    for key in list(kept)[:surplus]:
        del kept[key]
    return {**kept, **dict(reversed(list(marks.items())))}
