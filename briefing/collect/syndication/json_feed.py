"""JSON Feed 1.0 and 1.1, and what publishers make of it: an item that is none spoils no other."""

import json
from collections.abc import Mapping
from typing import Any

from briefing.collect.syndication.references import without_controls

_SHORT = 512
"""Characters of a text that stand for its summary where there is none."""


def read(document: bytes) -> Mapping[str, Any] | None:
    """What a JSON document says, in the words of the parsers for XML; None when it is no feed.

    Args:
        document: UTF-8.
    """
    try:
        top = json.loads(without_controls(document), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(top, dict):
        return None
    if not isinstance(top.get("items"), list) and "jsonfeed.org" not in _text(top.get("version")):
        return None
    about = {"title": _text(top.get("title")), "link": _text(top.get("home_page_url"))}
    items = [_entry(item) for item in _list(top.get("items")) if isinstance(item, dict)]
    return {"feed": about | {"language": _text(top.get("language"))}, "entries": items}


def _entry(item: Mapping[str, Any]) -> Mapping[str, Any]:
    html, text = _text(item.get("content_html")), _text(item.get("content_text"))
    return {
        "id": _text(item.get("id")) or _text(item.get("url")),
        "title": _text(item.get("title")),
        "link": _text(item.get("url")),
        "description": _text(item.get("summary")) or ("" if html else text[:_SHORT]),
        "content": [{"type": "text/html" if html else "text/plain", "value": html or text}],
        "published": _text(item.get("date_published")),
        "updated": _text(item.get("date_modified")),
        "authors": _authors(item),
    }


def _authors(item: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The people of version 1.1, or the one of version 1.0."""
    people = _list(item.get("authors")) or [item.get("author")]
    return [{"name": _text(one.get("name"))} for one in people if isinstance(one, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    """What a member says; identifiers are often numbers."""
    return str(value).strip() if isinstance(value, str | int | float) else ""
