"""Bytes of any syndication format into a Feed: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed.

Two parsers in turn: fastfeedparser reads what is at all in order, at tens of thousands of entries a second;
feedparser, patient with the rest, is asked when the first refuses or finds nothing where entries are.
"""

import html
import io
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import fastfeedparser

from briefing.collect.http.address import resolved
from briefing.collect.http.coding import gunzipped
from briefing.collect.syndication.charset import utf8
from briefing.collect.syndication.hints import Hints, hints
from briefing.collect.syndication.markup import has_tags, plain_text
from briefing.collect.syndication.oversized import without_oversized_tags
from briefing.collect.syndication.references import forget_errors, lost, mended, without_controls
from briefing.errors import Permanent
from briefing.model import Entry, Fault, Feed
from briefing.text.plain import plain

LARGEST = 10_000_000
MOST_PATIENT = 3_000_000
"""Bytes up to which feedparser is asked: it reads less than a megabyte a second of what is broken enough."""

_CLOSED_WITHIN = 512
_CLOSINGS = (b"</rss>", b"</feed>", b"rdf>", b"}")
_SUMMARY_MARKUP = 2500
_OPENING_MARKUP = 500
_DATES_WITHIN = 65_536
_TITLE_MARKUP = 2000
_FULL_MARKUP = 1500
_FULL_TEXT = 1200
_FULL_WITHIN = 10_000
_EARLIEST, _LATEST = 1990, 2100
_MAILBOX = re.compile(r"\S{1,200}@\S{1,200}\s{1,9}\(([^()]{1,200})\)")
_PLAIN_TYPES = frozenset({"text", "text/plain"})
_ATOM = re.compile(rb"<(?:\w{1,20}:)?feed[\s>]")
_ROOT_WITHIN = 4096
_NUMERIC_DATE = re.compile(
    rb"<(?:pubDate|dc:date|updated|published|issued|date)>\s{0,9}\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})\b"
)

Raw = Mapping[str, Any]


def parse_feed(data: bytes, url: str | None = None) -> Feed:
    """Read a feed.

    Args:
        data: the bytes as they came; gzip is undone.
        url: where they came from, against which relative addresses are resolved.

    Returns:
        its entries in the order of the feed, titles and summaries as plain text.

    Raises:
        Permanent: this is not a feed.
    """
    try:
        document = utf8(gunzipped(data, LARGEST).lstrip())
    except ValueError as error:
        raise Permanent(f"not a feed: damaged gzip data ({error})", fault=Fault.BROKEN) from error
    is_json = document.startswith((b"{", b"["))
    document = document if is_json else without_oversized_tags(document)
    around = Hints() if is_json else hints(document)
    parsed = _parsed(document)
    top: Raw = parsed.get("feed") or {}
    home = resolved(str(top.get("link") or ""), url or "")
    manner = _Manner(
        base=resolved(around.base, url or "") or url or home,
        only_describes=not is_json and _ATOM.search(document, 0, _ROOT_WITHIN) is None,
        ambiguous=_NUMERIC_DATE.search(document, 0, _DATES_WITHIN) is not None,
    )
    return Feed(
        url=url or "",
        title=plain_text(str(top.get("title") or ""), _TITLE_MARKUP),
        entries=tuple(_entry(raw, manner) for raw in _whole(parsed["entries"], document)),
        home=home,
        language=str(top.get("language") or around.language).lower(),
        interval=around.interval,
        skip_hours=around.skip_hours,
        skip_days=around.skip_days,
    )


def _parsed(document: bytes) -> Raw:
    """What the first parser says, or the second where the first does not do."""
    if not document:
        raise Permanent("not a feed: it is empty", fault=Fault.EMPTY)
    forget_errors()
    found = _fast(document)
    if found is None or lost():
        document = without_controls(document) if document.startswith(b"{") else mended(document)
        found = _fast(document)
    if found is None and (inside := _wrapped(document)):
        found = _fast(inside)
    if found and (found["entries"] or not _has_entries(document)):
        return found
    patient = _patient(document)
    if patient is not None:
        return patient
    if found is None:
        raise Permanent(f"not a feed: {_looks_like(document)}", fault=Fault.NOT_A_FEED)
    return found


def _fast(document: bytes) -> Raw | None:
    """What fastfeedparser says; None when it refuses."""
    try:
        found: Raw = fastfeedparser.parse(document, include_tags=False, include_media=False, include_enclosures=False)
    except Exception:  # noqa: BLE001  (it raises what its own parsers raise: ValueError, lxml's, AttributeError)
        return None
    return found


def _wrapped(document: bytes) -> bytes:
    """The feed around which a server put a web page; empty when there is none."""
    for name in (b"feed", b"rss"):
        start, end = document.find(b"<" + name + b" "), document.rfind(b"</" + name + b">")
        if 0 < start < end:
            return document[start : end + len(name) + 3]
    return b""


def _whole(entries: Sequence[Raw], document: bytes) -> Sequence[Raw]:
    """The entries without the last one when the document breaks off in the middle of it."""
    tail = document[-_CLOSED_WITHIN:].lower()
    if len(entries) < 2 or any(end in tail for end in _CLOSINGS):  # noqa: PLR2004  (half of one is better than none)
        return entries
    cut = any(document.rfind(b"<" + tag) > document.rfind(b"</" + tag) for tag in (b"item", b"entry"))
    return entries[:-1] if cut else entries


def _has_entries(document: bytes) -> bool:
    return any(tag in document for tag in (b"<item", b":item", b"<entry", b":entry", b'"items"'))


def _looks_like(document: bytes) -> str:
    start = document[:2000].lower()
    if b"<opml" in start:
        return "it is a list of feeds (OPML)"
    if b"<html" in start or b"<!doctype html" in start or b"<body" in start:
        return "it is a web page"
    if start.startswith((b"{", b"[")):
        return "it is JSON of another kind"
    return "neither RSS, Atom nor JSON Feed"


def _patient(document: bytes) -> Raw | None:
    """What feedparser says, in the words of the first parser; None when it is not a feed for it either."""
    if len(document) > MOST_PATIENT or document.startswith((b"{", b"[")):
        return None
    import feedparser  # late: nearly every feed does without it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = feedparser.parse(io.BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
        except Exception:  # noqa: BLE001  (AssertionError, KeyError and others on hostile input)
            return None
    if not found.entries and not found.get("version"):
        return None
    return {"feed": found.feed, "entries": [_as_fast(entry) for entry in found.entries]}


def _as_fast(entry: Raw) -> Raw:
    return {
        **{name: entry.get(name) for name in ("id", "title", "link", "content", "authors", "author")},
        "description": entry.get("summary"),
        "published": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        "updated": _moment(entry.get("updated_parsed")),
    }


def _moment(parts: Any) -> str | None:
    try:
        return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*parts[:6]) if parts else None
    except (TypeError, ValueError, IndexError):
        return None


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a feed writes its entries.

    Attributes:
        base: address against which relative ones are resolved.
        only_describes: what has no content but a description comes from the parsers with that as its content.
        ambiguous: its dates are digits of which nobody can say which are the month.
    """

    base: str
    only_describes: bool
    ambiguous: bool


def _entry(raw: Raw, manner: _Manner) -> Entry:
    identifier = str(raw.get("id") or "").strip()
    description = str(raw.get("description") or "")
    content = _content(raw)
    if not content or (manner.only_describes and content.strip() == description.strip()):
        content = description if _is_full(description) else ""
    link = str(raw.get("link") or "") or (identifier if identifier.startswith(("http://", "https://")) else "")
    published = _date(raw.get("published"))
    if manner.ambiguous and published is not None and published.day <= 12:  # noqa: PLR2004  (may be the month)
        published = None
    return Entry(
        id=identifier[:2000],
        url=resolved(link, manner.base) if link else "",
        title=plain_text(str(raw.get("title") or ""), _TITLE_MARKUP),
        summary=plain_text(description or content, _OPENING_MARKUP if content else _SUMMARY_MARKUP),
        content=content,
        published=published,
        updated=_date(raw.get("updated")),
        authors=_authors(raw),
    )


def _content(raw: Raw) -> str:
    """The full content as HTML."""
    parts = raw.get("content") or ()
    if not parts:
        return ""
    value = str(parts[0].get("value") or "")
    if parts[0].get("type") in _PLAIN_TYPES and not has_tags(value, _SUMMARY_MARKUP):
        return "".join(f"<p>{html.escape(line)}</p>" for line in value.splitlines() if line.strip())
    return value


def _is_full(description: str) -> bool:
    """Whether a description is the whole article rather than a teaser."""
    if len(description) <= _FULL_MARKUP:
        return False
    paragraphs = description.count("<p", 0, _FULL_WITHIN) + description.count("<br", 0, _FULL_WITHIN)
    return paragraphs > 1 or len(plain_text(description, _FULL_WITHIN)) > _FULL_TEXT


def _date(value: Any) -> datetime | None:
    """A date that can be believed: between 1990 and 2100."""
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
        if moment.tzinfo is not UTC:
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if _EARLIEST <= moment.year < _LATEST else None


def _authors(raw: Raw) -> tuple[str, ...]:
    listed = raw.get("authors") or ()
    names = tuple([str(author["name"]) for author in listed if isinstance(author, dict) and author.get("name")])
    if not names and (only := raw.get("author")):
        names = (str(only),)
    return _distinct(names)


@lru_cache(maxsize=1000)
def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_author, names)))


def _author(name: str) -> str:
    text = plain(name)[:200]
    mailbox = _MAILBOX.fullmatch(text) if "@" in text else None
    return mailbox[1].strip() if mailbox else text
