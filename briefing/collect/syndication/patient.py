"""feedparser for what is too broken for the first parser, or of a kind that hardly anybody writes."""

import io
import re
import warnings
from collections.abc import Mapping
from typing import Any

LARGEST = 3_000_000
"""Bytes up to which it is asked: it reads less than a megabyte a second of what is broken enough."""

_SIGNS = re.compile(rb"<(?:[\w-]{1,40}:)?(?:rss|feed|rdf|channel|item|entry)[\s>/]", re.IGNORECASE)


def read(document: bytes) -> Mapping[str, Any] | None:
    """What feedparser says, in the words of the first parser; None when it is not a feed for it either.

    Args:
        document: UTF-8.
    """
    if len(document) > LARGEST or not _SIGNS.search(document):
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


def _as_fast(entry: Mapping[str, Any]) -> Mapping[str, Any]:
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
