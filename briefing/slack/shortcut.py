"""The link in a message that somebody wants to be summarised."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ADDRESS = re.compile(r"https?://[^\s|<>\"]{1,2000}")


def first_link(message: Mapping[str, Any]) -> str:
    """The first web address in a message's blocks, text or previews; "" when there is none.

    Args:
        message: as a message shortcut brings it (https://docs.slack.dev/interactivity/implementing-shortcuts).
    """
    for text in _texts([message.get("blocks"), message.get("text"), message.get("attachments")], depth=0):
        if found := _ADDRESS.search(text):
            return found[0].replace("&amp;", "&").rstrip(".,;)")
    return ""


def _texts(value: Any, depth: int) -> Iterator[str]:
    """Every address and text in a message, in the order of reading."""
    if depth > 20:  # noqa: PLR2004  (deeper than any message nests)
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member, depth + 1)
    elif isinstance(value, Mapping):
        for key in ("url", "from_url", "original_url", "title_link", "text", "elements", "fields", "fallback"):
            yield from _texts(value.get(key), depth + 1)
