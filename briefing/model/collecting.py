"""What comes in: entries, feeds, pages, and what is remembered of a source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as its publisher announced it, already plain text.

    Attributes:
        id: the publisher's own identifier; empty when it gave none.
        url: address of the article; empty when the entry has none.
        title: plain text.
        summary: the feed's own summary, plain text.
        content: full content as HTML when the feed carries it; empty otherwise.
        published: when the publisher says it appeared; None when unknown or not believable.
    """

    id: str
    url: str
    title: str
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed.

    Attributes:
        interval: seconds between polls that the feed asks for (ttl, sy:update*); None when it does not.
        skip_hours: hours of the day (GMT, 0 to 23) in which it asks not to be polled.
        skip_days: days of the week (0 = Monday) on which it asks not to be polled.
    """

    url: str
    title: str
    entries: tuple[Entry, ...]
    home: str = ""
    language: str = ""
    interval: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """A response to a fetch: the bytes as they came, decoded from their transfer and content encodings.

    Attributes:
        url: the address that answered, after redirects.
        requested_url: the address that was asked for.
        headers: names in lower case.
        permanent_url: where a chain of permanent redirects (301, 308) from the first hop leads; empty if none.
    """

    url: str
    requested_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    permanent_url: str = ""


class Fault(StrEnum):
    """What kind of failure a source has: it decides what the operator can do."""

    ADDRESS = "address"
    """It is not an address of the web."""
    REFUSED = "refused"
    """It lies on a network that is not public."""
    NAME = "name"
    """Its host name does not exist."""
    LOOKUP = "lookup"
    """Its host name cannot be looked up."""
    CONNECTION = "connection"
    """Its host cannot be connected to, or hangs up."""
    SILENCE = "silence"
    """It does not answer in time."""
    CERTIFICATE = "certificate"
    """It cannot be spoken to securely, or nobody vouches for it."""
    EXPIRED = "expired"
    """Its certificate is out of date, or not valid yet."""
    OTHER_HOST = "other host"
    """Its certificate is for another host."""
    OUTDATED = "outdated"
    """It speaks only versions of TLS that are not safe."""
    REDIRECT = "redirect"
    """Its redirects lead nowhere."""
    ROBOTS = "robots"
    """Its robots.txt does not let us read it."""
    LOGIN = "login"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    GONE = "gone"
    CROWDED = "crowded"
    """It is asked too often."""
    HELD = "held"
    """It was not asked, because its host had asked for a pause."""
    SERVER = "server"
    """It fails itself (5xx)."""
    TOO_LARGE = "too large"
    BROKEN = "broken"
    """Its answer breaks off or cannot be decoded."""
    NOT_A_FEED = "not a feed"
    EMPTY = "empty"
    FOLDER = "folder"
    """A folder or mailbox that cannot be read."""


class Health(StrEnum):
    """How a source fares."""

    NEW = "new"
    """Not polled yet."""
    FINE = "ok"
    HELD = "held"
    """Not asked at its last turn, because its host had asked for a pause."""
    FAILING = "failing"
    STOPPED = "stopped"
    """It said that it is gone for good."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between two polls, stored as it is.

    Attributes:
        source: the source's name in the settings.
        url: the address to poll now; may differ from the settings after repeated permanent redirects.
        next_poll: not to be polled before.
        failures: consecutive failed polls.
        failing_since: when the first of them failed.
        problem: why the last poll failed, a sentence for the operator; empty when it went well.
        fault: which kind of problem it is; empty when there is none, or none of these.
        gone: the source said that it will not come back (410); it is not polled again.
        capped: when a poll last listed more that was new than the source's cap lets in.
        left_out: how many entries that poll left out.
        memory: what the kind of source wants to remember (validators, redirect counts, seen ids): plain JSON.
    """

    source: str
    url: str = ""
    last_poll: datetime | None = None
    last_success: datetime | None = None
    next_poll: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    problem: str = ""
    fault: str = ""
    gone: bool = False
    capped: datetime | None = None
    left_out: int = 0
    memory: Mapping[str, Any] = field(default_factory=dict)

    @property
    def health(self) -> Health:
        """How the source fares, from what its last poll left."""
        if self.gone:
            return Health.STOPPED
        if self.problem and (self.failures or self.fault != Fault.HELD):
            return Health.FAILING
        if self.problem:
            return Health.HELD
        return Health.FINE if self.last_success else Health.NEW


@dataclass(frozen=True, slots=True)
class SeenLine:
    """How often a line stood in the articles of one site.

    Attributes:
        key: digest of site and line; of the site alone for the count of its articles.
        articles: in how many it stood.
        edges: in how many of them it was among the first or the last paragraphs.
        since: how many articles of the site had been counted before it was met.
        last: how many articles of the source had been counted when it was met last.
    """

    key: int
    articles: int
    edges: int
    since: int
    last: int


@dataclass(frozen=True, slots=True)
class SeenLines:
    """What a source's articles repeat, counted over those that were new to it.

    Attributes:
        articles: how many were counted.
    """

    articles: int = 0
    lines: tuple[SeenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Something to read: an entry with, where the source fetched it, the page or file behind it.

    Attributes:
        body: bytes of the page, file or mail; None when only the entry itself is to be read.
        text: the text itself for sources that carry plain text; empty otherwise.
        problem: why the page could not be had, for the mark on the article; empty when it could.
        content_type: what the body is, as HTTP and MIME write it ("text/html; charset=koi8-r"); empty for HTML.
    """

    entry: Entry
    url: str
    body: bytes | None = None
    text: str = ""
    problem: str = ""
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll of a source brought.

    Attributes:
        documents: new or changed documents, oldest first.
        state: what to remember for the next poll.
        entries: how many entries the source listed, known ones included.
        left_out: how many entries a cap left out.
    """

    documents: tuple[Document, ...]
    state: SourceState
    entries: int = 0
    left_out: int = 0
