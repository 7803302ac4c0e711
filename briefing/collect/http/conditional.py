"""Conditional requests (RFC 9110 section 13): ask only for what has changed."""

from collections.abc import Mapping
from typing import Any

from briefing.model import Page

UNCHANGED = frozenset({204, 206, 304})
"""Statuses that bring nothing new: no content, a part of it, not modified."""


def conditions(memory: Mapping[str, Any]) -> dict[str, str]:
    """Request headers with the validators of the last answer, word for word.

    Args:
        memory: what a source remembers.
    """
    pairs = (("If-None-Match", memory.get("etag")), ("If-Modified-Since", memory.get("modified")))
    return {name: value for name, value in pairs if value}


def validators(page: Page) -> dict[str, str]:
    """What a source remembers of an answer, for `conditions`."""
    return {"etag": page.headers.get("etag", ""), "modified": page.headers.get("last-modified", "")}
