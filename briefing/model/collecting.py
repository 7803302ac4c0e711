"""What comes in: entries, feeds, pages, and what can be wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    FILES = "files"
    """Some of its files or mails cannot be read; the others can."""


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
