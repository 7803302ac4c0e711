"""Bytes of any syndication format into a Feed: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed.

Two parsers in turn for XML: fastfeedparser reads what is at all in order, at tens of thousands of entries a second;
feedparser, patient with the rest, is asked when the first refuses or finds nothing where entries are.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import fastfeedparser

from briefing.collect.http.address import resolved
from briefing.collect.http.coding import gunzipped
from briefing.collect.syndication import json_feed, patient
from briefing.collect.syndication.charset import utf8
from briefing.collect.syndication.hints import Hints, hints
from briefing.collect.syndication.oversized import without_oversized_tags
from briefing.collect.syndication.references import forget_errors, lost, mended
from briefing.collect.syndication.written import Manner, entry, title
from briefing.errors import Permanent
from briefing.model import Fault, Feed

LARGEST = 10_000_000
_CLOSED_WITHIN = 512
_CLOSINGS = (b"</rss>", b"</feed>", b"rdf>")
_DATES_WITHIN = 65_536
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
    if not document:
        raise Permanent("not a feed: it is empty", fault=Fault.EMPTY)
    read = _of_json if document.startswith((b"{", b"[")) else _of_xml
    return read(document, url or "")


def _of_json(document: bytes, url: str) -> Feed:
    parsed = json_feed.read(document)
    if parsed is None:
        raise Permanent("not a feed: it is JSON of another kind", fault=Fault.NOT_A_FEED)
    return _feed(parsed["feed"], parsed["entries"], url, Hints(), Manner())


def _of_xml(document: bytes, url: str) -> Feed:
    document = without_oversized_tags(document)
    parsed = _parsed(document)
    manner = Manner(
        only_describes=_ATOM.search(document, 0, _ROOT_WITHIN) is None,
        ambiguous=_NUMERIC_DATE.search(document, 0, _DATES_WITHIN) is not None,
    )
    return _feed(parsed["feed"], _whole(parsed["entries"], document), url, hints(document), manner)


def _feed(top: Raw, entries: Iterable[Raw], url: str, around: Hints, manner: Manner) -> Feed:
    home = resolved(str(top.get("link") or ""), url)
    base = resolved(around.base, url) or url or home
    return Feed(
        url=url,
        title=title(top.get("title")),
        entries=tuple([entry(raw, base, manner) for raw in entries]),
        home=home,
        language=str(top.get("language") or around.language).lower(),
        interval=around.interval,
        skip_hours=around.skip_hours,
        skip_days=around.skip_days,
    )


def _parsed(document: bytes) -> Raw:
    """What the first parser says, or the second where the first does not do."""
    forget_errors()
    found = _fast(document)
    if found is None or lost():
        document = mended(document)
        found = _fast(document)
    if found is None and (inside := _wrapped(document)):
        found = _fast(inside)
    if found and (found["entries"] or not _has_entries(document)):
        return found
    second = patient.read(document)
    if second is not None:
        return second
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
    return any(tag in document for tag in (b"<item", b":item", b"<entry", b":entry"))


def _looks_like(document: bytes) -> str:
    start = document[:2000].lower()
    if b"<opml" in start:
        return "it is a list of feeds (OPML)"
    if b"<html" in start or b"<!doctype html" in start or b"<body" in start:
        return "it is a web page"
    return "neither RSS, Atom nor JSON Feed"
