"""An entry as its publisher wrote it and a parser found it, made into one that can be believed."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from briefing.collect.http.address import resolved
from briefing.collect.syndication.markup import has_tags, plain_text
from briefing.model import Entry
from briefing.text.plain import plain

_SUMMARY_MARKUP = 2500
_OPENING_MARKUP = 500
_TITLE_MARKUP = 2000
_FULL_MARKUP = 1500
_FULL_TEXT = 1200
_FULL_WITHIN = 10_000
_EARLIEST, _LATEST = 1990, 2100
_MAILBOX = re.compile(r"\S{1,200}@\S{1,200}\s{1,9}\(([^()]{1,200})\)")
_PLAIN_TYPES = frozenset({"text", "text/plain"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How a feed writes its entries.

    Attributes:
        only_describes: what has no content but a description comes from the parsers with that as its content.
        ambiguous: its dates are digits of which nobody can say which are the month.
    """

    only_describes: bool = False
    ambiguous: bool = False


def entry(raw: Mapping[str, Any], base: str, manner: Manner) -> Entry:
    """The entry that a publisher means.

    Args:
        raw: what a parser says of it.
        base: address against which relative ones are resolved.
        manner: how its feed writes entries.
    """
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
        url=resolved(link, base) if link else "",
        title=title(raw.get("title")),
        summary=plain_text(description or content, _OPENING_MARKUP if content else _SUMMARY_MARKUP),
        content=content,
        published=published,
        updated=_date(raw.get("updated")),
        authors=_authors(raw),
    )


def title(value: Any) -> str:
    """A title as plain text; empty for none.

    Args:
        value: as it was written, text or HTML.
    """
    return plain_text(str(value or ""), _TITLE_MARKUP)


def _content(raw: Mapping[str, Any]) -> str:
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


def _authors(raw: Mapping[str, Any]) -> tuple[str, ...]:
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
