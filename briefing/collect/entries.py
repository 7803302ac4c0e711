"""Entries in plain JSON, for the memory of a source; without their content, which their pages hold."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from briefing.model import Entry


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """What `entry_from_json` makes the entry from again."""
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "published": entry.published.isoformat() if entry.published else None,
        "authors": list(entry.authors),
    }


def entry_from_json(value: Mapping[str, Any]) -> Entry:
    """The entry as `entry_as_json` wrote it."""
    return Entry(
        id=value["id"],
        url=value["url"],
        title=value["title"],
        summary=value.get("summary", ""),
        published=datetime.fromisoformat(value["published"]) if value["published"] else None,
        authors=tuple(value["authors"]),
    )
