"""A feed as a source: asked conditionally, read completely, remembered."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from briefing.collect.http.conditional import UNCHANGED, conditions, validators
from briefing.collect.pages import FullText, read
from briefing.collect.politeness import Wishes, freshness, interval, next_poll, rhythm
from briefing.collect.seen import news
from briefing.collect.syndication.discover import feeds
from briefing.collect.syndication.parse import parse_feed
from briefing.errors import Permanent
from briefing.model import Fault, Feed, Page, Poll, SourceState
from briefing.ports import Fetcher

__all__ = ["FeedSource", "FullText", "parse_feed"]

CONFIRMATIONS = 3
"""So many identical permanent redirects, one a poll, and the new address takes the place of the old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource:
    """A feed in any syndication format, or a web page that names one; implements `ports.Source`.

    Attributes:
        name: as in the settings.
        url: address of the feed.
        fetcher: the door out.
        full_text: where the text of the articles is taken from.
        most: at most so many entries are read in one poll; the newest are.
    """

    name: str
    url: str
    fetcher: Fetcher
    full_text: FullText = FullText.AUTO
    most: int = 50

    def poll(self, state: SourceState, now: datetime) -> Poll:
        """Ask what is new.

        Args:
            state: what the last poll left.
            now: the time of this poll.

        Raises:
            Transient, Permanent: the feed could not be had; `politeness.failed` says what to remember.
        """
        state = self._own(state)
        address = state.url or self.url
        memory = dict(state.memory)
        page = self.fetcher.fetch(address, headers=conditions(memory))
        digest = hashlib.blake2b(page.body, digest_size=8).hexdigest()
        if page.status in UNCHANGED or not page.body.strip() or memory.get("digest") == digest:
            return self._unchanged(state, page, now)
        page, feed = self._parsed(page)
        first = state.last_success is None
        found = news(feed.entries, memory.get("seen", {}), now, most=self.most, first=first)
        reading = read(self.fetcher, found.entries, memory, self.full_text, now)
        memory |= validators(page) | {
            "digest": digest,
            "seen": found.seen,
            **reading.memory,
            "quiet": 0 if found.entries else memory.get("quiet", 0) + 1,
            "wishes": _wishes(feed),
            "rhythm": rhythm((entry.published for entry in feed.entries if entry.published), now),
        }
        if page.requested_url != address:
            state = replace(state, url=page.requested_url)
        state = self._went_well(replace(state, memory=memory), page, now)
        documents = tuple(reversed(reading.documents))
        return Poll(documents, state, entries=len(feed.entries), left_out=found.left_out)

    def _own(self, state: SourceState) -> SourceState:
        """The state, without what belongs to another address when the settings have changed."""
        if state.memory.get("configured", self.url) == self.url:
            return replace(state, memory={**state.memory, "configured": self.url})
        return replace(state, url="", memory={"configured": self.url, "seen": state.memory.get("seen", {})})

    def _parsed(self, page: Page) -> tuple[Page, Feed]:
        """The feed, or where a web page came instead, the feed that it names."""
        try:
            return page, parse_feed(page.body, page.url)
        except Permanent as error:
            named = feeds(page.body, page.url)
            if not named:
                raise Permanent(f"{page.url}: {error}", fault=error.fault) from error
        page = self.fetcher.fetch(named[0].url)
        try:
            return page, parse_feed(page.body, page.url)
        except Permanent as error:
            raise Permanent(f"{page.url}: {error}", fault=error.fault) from error

    def _unchanged(self, state: SourceState, page: Page, now: datetime) -> Poll:
        """A poll that brought nothing new, except perhaps pages that could not be had before."""
        memory = dict(state.memory)
        reading = read(self.fetcher, (), memory, self.full_text, now)
        memory |= {**reading.memory, "quiet": memory.get("quiet", 0) + 1}
        memory |= validators(page) if page.status == 200 and page.body.strip() else {}  # noqa: PLR2004  (OK)
        state = self._went_well(replace(state, memory=memory), page, now)
        if page.status == 200 and not page.body.strip():  # noqa: PLR2004  (OK)
            state = replace(state, problem=f"{page.url} answered with an empty body", fault=Fault.EMPTY)
        return Poll(reading.documents, state)

    def _went_well(self, state: SourceState, page: Page, now: datetime) -> SourceState:
        """The state after a poll that went well."""
        memory = dict(state.memory)
        url, memory["moved"] = _moved(state.url, memory.get("moved"), page.permanent_url)
        own = interval(memory.get("rhythm"), memory.get("quiet", 0), memory.get("floor", 0.0))
        wishes = memory.get("wishes", {})
        asked = Wishes(
            interval=max(wishes.get("interval", 0.0), freshness(page.headers)),
            skip_hours=frozenset(wishes.get("skip_hours", ())),
            skip_days=frozenset(wishes.get("skip_days", ())),
        )
        return replace(
            state,
            url=url,
            last_poll=now,
            last_success=now,
            next_poll=next_poll(self.name, now, own, asked),
            failures=0,
            problem="",
            memory=memory,
        )


def _wishes(feed: Feed) -> dict[str, Any]:
    return {
        "interval": feed.interval or 0.0,
        "skip_hours": sorted(feed.skip_hours),
        "skip_days": sorted(feed.skip_days),
    }


def _moved(url: str, known: Mapping[str, Any] | None, target: str) -> tuple[str, dict[str, Any] | None]:
    """The address to poll from now on, and the count of identical permanent redirects."""
    if not target:
        return url, None
    times = known["times"] + 1 if known and known["url"] == target else 1
    if times >= CONFIRMATIONS:
        return target, None
    return url, {"url": target, "times": times}
