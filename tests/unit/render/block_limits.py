"""The limits of Block Kit that our messages could reach, checked on the JSON that goes out."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

CONTROL = re.compile(r"<(?!https?://[^\s<>|]+(\|[^<>|\n]*)?>)")


def findings(message: Mapping[str, Any]) -> list[str]:
    """Everything wrong with the arguments of chat.postMessage, a line each."""
    blocks = message["blocks"]
    found = [*_message(message)]
    for place, block in enumerate(blocks):
        found.extend(f"block {place} {block['type']}: {fault}" for fault in _CHECKS[block["type"]](block))
    return found


def leaves(value: Any, kind: str) -> Iterator[Mapping[str, Any]]:
    """All objects of a type, however deep."""
    if isinstance(value, dict):
        if value.get("type") == kind:
            yield value
        for member in value.values():
            yield from leaves(member, kind)
    if isinstance(value, list):
        for member in value:
            yield from leaves(member, kind)


def shown(message: Mapping[str, Any]) -> str:
    """All text of the blocks in order."""
    return "\n".join(_strings(message["blocks"]))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for member in value.values():
            yield from _strings(member)
    if isinstance(value, list):
        for member in value:
            yield from _strings(member)


def _message(message: Mapping[str, Any]) -> Iterator[str]:
    blocks = message["blocks"]
    if not 0 < len(blocks) <= 50:
        yield f"{len(blocks)} blocks"
    if not 0 < len(message["text"]) <= 4000:
        yield f"text of {len(message['text'])}"
    if CONTROL.search(message["text"]):
        yield "control sequence in text"
    if message["unfurl_links"] or message["unfurl_media"]:
        yield "unfurls"
    if {"link_names", "parse", "thread_ts"} & set(message):
        yield "argument that must stay unset"
    size = sum(map(len, _strings(blocks))) + 125 * (len(blocks) - 1)
    if size > 12_000:
        yield f"cumulative size of {size}"


def _text(member: Mapping[str, Any], most: int) -> Iterator[str]:
    text = member["text"]
    if not text.strip() or len(text) > most:
        yield f"text of {len(text)}"
    if member["type"] == "mrkdwn":
        if CONTROL.search(text):
            yield f"control sequence in {text!r}"
        if not member["verbatim"]:
            yield "not verbatim"
        if re.search(r"&(?!amp;|lt;|gt;)", text):
            yield f"bare ampersand in {text!r}"


def _header(block: Mapping[str, Any]) -> Iterator[str]:
    yield from _text(block["text"], 150)


def _section(block: Mapping[str, Any]) -> Iterator[str]:
    if "text" in block:
        yield from _text(block["text"], 3000)
    if "fields" in block or "text" not in block:
        if not 0 < len(block["fields"]) <= 10:
            yield f"{len(block['fields'])} fields"
        for field in block["fields"]:
            yield from _text(field, 2000)


def _context(block: Mapping[str, Any]) -> Iterator[str]:
    if not 0 < len(block["elements"]) <= 10:
        yield f"{len(block['elements'])} elements"
    for element in block["elements"]:
        yield from _text(element, 3000)


def _rich_text(block: Mapping[str, Any]) -> Iterator[str]:
    for kind in ("text", "link"):
        for leaf in leaves(block, kind):
            if not leaf["text"]:
                yield f"empty {kind}"
            if kind == "link" and not re.fullmatch(r"https?://[^\s<>|]{1,2900}", leaf["url"]):
                yield f"address {leaf['url']!r}"
    for kind in ("user", "usergroup", "broadcast", "channel", "emoji"):
        if list(leaves(block, kind)):
            yield f"a {kind}"
    for kind in ("rich_text_section", "rich_text_quote", "rich_text_list"):
        if any(not leaf["elements"] for leaf in leaves(block, kind)):
            yield f"empty {kind}"


def _actions(block: Mapping[str, Any]) -> Iterator[str]:
    for button in block["elements"]:
        yield from _text(button["text"], 75)
        if len(button.get("url", "")) > 3000 or len(button.get("value", "")) > 2000:
            yield "long address or value"
        if ("url" in button) == ("value" in button):
            yield "a button that leads nowhere, or to two places"


def _divider(block: Mapping[str, Any]) -> Iterator[str]:
    if set(block) != {"type"}:
        yield "more than a divider"


_CHECKS = {
    "header": _header,
    "section": _section,
    "context": _context,
    "rich_text": _rich_text,
    "actions": _actions,
    "divider": _divider,
}
