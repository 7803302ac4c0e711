"""When an article appeared."""

from datetime import UTC, datetime, time

from htmldate import find_date
from lxml import html

_EARLIEST = 1990


def moment(text: str) -> datetime | None:
    """An ISO 8601 date or time as an aware UTC time; a date alone, and a time without zone, is taken for UTC.

    Args:
        text: what a publisher wrote; anything else than ISO 8601 gives None.
    """
    try:
        found = datetime.fromisoformat(text.strip())
        aware = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return aware if aware.year >= _EARLIEST else None


def shown_date(tree: html.HtmlElement, url: str | None) -> datetime | None:
    """The date that the page shows or carries somewhere, midnight UTC (htmldate's extensive search).

    Args:
        tree: the page; left as it is.
        url: its address, which may name a date.
    """
    try:
        found = find_date(tree, url=url, extensive_search=True, original_date=True)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return datetime.combine(datetime.fromisoformat(found), time(), UTC) if found else None
