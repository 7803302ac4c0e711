"""When an article appeared and when it was last changed."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone

from htmldate import find_date
from lxml import html

from briefing.extract.datelines import Datelines
from briefing.extract.moments import midnight, moment
from briefing.extract.months import written_date

_PUBLISHED_NAMES = ("article:published_time", "og:article:published_time", "og:published_time", "article:published")
_OTHER_NAMES = ("datepublished", "parsely-pub-date", "dc.date.issued", "pubdate", "cxenseparse:recs:publishtime")
_UPDATED_NAMES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_DAY_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:/(\d{1,2})/(\d{1,2})(?=/)|-?(\d\d)-?(\d\d)(?!\d))")
_LONGEST = 80
_HOUR = timedelta(hours=1)
_A_DAY = timedelta(days=1)
_OFFSETS = range(-10, 13)


def published(
    tree: html.HtmlElement, meta: Mapping[str, str], stated: str, headline: str, url: str | None
) -> datetime | None:
    """When the article appeared, in the offset that the publisher wrote; a date without time is midnight UTC.

    What publishers write for other programs comes first (Open Graph, then JSON-LD), then what is marked up as the date
    on the page, then the address, then what stands beside the headline, then a label anywhere. What the search of
    htmldate finds beyond that counts unless the page shows it only in comments, beside the article or not at all.

    Args:
        tree: the page; left as it is.
        meta: contents of its meta elements by name.
        stated: "datePublished" of its structured data; empty when there is none.
        headline: the page's headline; empty when there is none.
        url: the page's address, which may name a date.

    A time in UTC whose day differs from the day that the outlet prints is moved to the outlet's clock: the instant
    stays, the offset becomes the least one at which the printed day is right.
    """
    texts = (*(meta.get(name, "") for name in _PUBLISHED_NAMES), stated, *(meta.get(name, "") for name in _OTHER_NAMES))
    stamp = _first(texts)
    shown = Datelines(tree, headline)
    if stamp is None:
        printed = shown.marked() or midnight(_url_day(url)) or shown.near_headline() or shown.labelled()
        return printed or _searched(tree, url, shown)
    moved = stamp.utcoffset() == timedelta() and stamp.time() != time()
    return _on_day(stamp, _printed_day(shown, url, stamp)) if moved else stamp


def updated(meta: Mapping[str, str], stated: str) -> datetime | None:
    """When the article was last changed, where the publisher says so.

    Args:
        meta: contents of the page's meta elements by name.
        stated: "dateModified" of its structured data; empty when there is none.
    """
    return _first((stated, *(meta.get(name, "") for name in _UPDATED_NAMES)))


def _first(texts: Iterable[str]) -> datetime | None:
    return next((found for text in texts if (found := moment(text) or midnight(written_date(text[:_LONGEST])))), None)


def _on_day(stamp: datetime, day: date | None) -> datetime:
    """The same instant on the outlet's clock: the least offset from UTC at which it falls on the printed day."""
    if day is None or stamp.time() == time() or abs(day - stamp.date()) != timedelta(days=1):
        return stamp
    begins = datetime.combine(max(day, stamp.date()), time(), UTC)
    hours = math.ceil((begins - stamp) / _HOUR) if day > stamp.date() else -math.floor((stamp - begins) / _HOUR) - 1
    return stamp.astimezone(timezone(hours * _HOUR)) if hours in _OFFSETS else stamp


def _printed_day(shown: Datelines, url: str | None, stamp: datetime) -> date | None:
    """The day in the page's address, else beside its headline; None where neither names one near the stamp."""
    day = _url_day(url)
    if day is None or abs(day - stamp.date()) > _A_DAY:
        label = shown.beside_headline()
        day = label.date() if label else None
    return day if day and abs(day - stamp.date()) <= _A_DAY else None


def _url_day(url: str | None) -> date | None:
    """The day that an address names ("/2026/11/24/")."""
    named = _DAY_IN_URL.search(url or "")
    return written_date("-".join(filter(None, named.groups()))) if named else None


def _searched(tree: html.HtmlElement, url: str | None, shown: Datelines) -> datetime | None:
    """The date that htmldate finds in the page or its address, if the page bears it out."""
    try:
        found = find_date(tree, url=url, extensive_search=True, original_date=True)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    when = midnight(date.fromisoformat(found)) if found else None
    return when if when and shown.bears_out(when) else None
