"""When an article appeared and when it was last changed."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from htmldate import find_date
from lxml import etree, html

from briefing.extract.months import written_date
from briefing.text.plain import clean

_EARLIEST = 1990
_PUBLISHED_NAMES = ("article:published_time", "og:article:published_time", "og:published_time", "article:published")
_OTHER_NAMES = ("datepublished", "parsely-pub-date", "dc.date.issued", "pubdate", "cxenseparse:recs:publishtime")
_UPDATED_NAMES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_LOOSE = re.compile(
    r"(\d{4})-?(\d{1,2})-?(\d{1,2})"
    r"(?:[T ](\d{1,2}):?(\d{2})(?::?(\d{2}|\d(?=Z)))?(?:[.,]\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?)?$"
)
_LABEL = re.compile(
    r"(?:^|[\s_-])(?:publish\w*|posted\w*|(?:post|article|entry|create|creation|news|story|content|meta)[-_]?date\w*"
    r"|date|datum|fecha|time|pubdate|timestamp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|widget|popular|latest|recent|event|respond|copyright|birth|updat"
    r"|modif",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset({"aside", "nav", "footer"})
_WHOLE_PAGE = frozenset({"body", "html", "main", "article"})
_DAY_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:/(\d{1,2})/(\d{1,2})(?=/)|-?(\d\d)-?(\d\d)(?!\d))")
_HOUR = timedelta(hours=1)
_OFFSETS = range(-10, 13)
_BESIDE = 25
_LONGEST = 120
_MOST_CHILDREN = 4


def published(tree: html.HtmlElement, meta: Mapping[str, str], stated: str, url: str | None) -> datetime | None:
    """When the article appeared, in the offset that the publisher wrote; a date without time is midnight UTC.

    What publishers write for other programs comes first (Open Graph, then JSON-LD), then what is marked or labelled as
    the date on the page, then the extensive search of htmldate.

    Args:
        tree: the page; left as it is.
        meta: contents of its meta elements by name.
        stated: "datePublished" of its structured data; empty when there is none.
        url: the page's address, which may name a date.

    A time in UTC whose day differs from the day that the outlet prints is moved to the outlet's clock: the instant
    stays, the offset becomes the least one at which the printed day is right.
    """
    texts = (*(meta.get(name, "") for name in _PUBLISHED_NAMES), stated, *(meta.get(name, "") for name in _OTHER_NAMES))
    stamp = _first(texts)
    if stamp is None:
        return _labelled(tree, _midnight(_url_day(url) or _beside_headline(tree))) or _searched(tree, url)
    return _on_day(stamp, _printed_day(tree, url, stamp)) if stamp.utcoffset() == timedelta() else stamp


def updated(meta: Mapping[str, str], stated: str) -> datetime | None:
    """When the article was last changed, where the publisher says so.

    Args:
        meta: contents of the page's meta elements by name.
        stated: "dateModified" of its structured data; empty when there is none.
    """
    return _first((stated, *(meta.get(name, "") for name in _UPDATED_NAMES)))


def moment(text: str) -> datetime | None:
    """An aware time from ISO 8601 as publishers write it (single digits and missing colons included).

    A time without offset and a date alone are taken for UTC.

    Args:
        text: what a publisher wrote; anything else gives None.
    """
    found = _LOOSE.match(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    zone = (offset or "Z").replace("Z", "+00:00")
    clock = f"{int(hour or 0):02}:{minute or '00'}:{int(second or 0):02}"
    try:
        moment_ = datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}T{clock}{zone}")
        moment_.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment_ if moment_.year >= _EARLIEST else None


def _first(texts: Iterable[str]) -> datetime | None:
    return next(filter(None, map(moment, texts)), None)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day and day.year >= _EARLIEST else None


def _on_day(stamp: datetime, day: date | None) -> datetime:
    """The same instant on the outlet's clock: the least offset from UTC at which it falls on the printed day."""
    if day is None or stamp.time() == time() or abs(day - stamp.date()) != timedelta(days=1):
        return stamp
    begins = datetime.combine(max(day, stamp.date()), time(), UTC)
    hours = math.ceil((begins - stamp) / _HOUR) if day > stamp.date() else -math.floor((stamp - begins) / _HOUR) - 1
    return stamp.astimezone(timezone(hours * _HOUR)) if hours in _OFFSETS else stamp


def _printed_day(tree: html.HtmlElement, url: str | None, stamp: datetime) -> date | None:
    """The day in the page's address or beside its headline; None where neither names one near the stamp."""
    days = (_url_day(url), _beside_headline(tree))
    return next((day for day in days if day and abs(day - stamp.date()) <= timedelta(days=1)), None)


def _url_day(url: str | None) -> date | None:
    """The day that an address names ("/2026/11/24/")."""
    named = _DAY_IN_URL.search(url or "")
    return written_date("-".join(filter(None, named.groups()))) if named else None


def _beside_headline(tree: html.HtmlElement) -> date | None:
    """The day in the first label of a date close behind a main heading."""
    since = _BESIDE
    for element in tree.iter(etree.Element):
        since = 0 if element.tag == "h1" else since + 1
        shows = element.tag == "time" or _is_marked(element) or _is_label(element)
        if since < _BESIDE and shows and not _ELSEWHERE.search(element.get("class", "")):
            found = written_date(clean("".join(element.itertext())[: 2 * _LONGEST]))
            if found:
                return found
    return None


def _labelled(tree: html.HtmlElement, printed: datetime | None) -> datetime | None:
    """The date in the first element that is marked up as it, else the printed one, else that of the first label."""
    classed = printed
    for element in tree.iter(etree.Element):
        marked = _is_marked(element)
        if not marked and (classed or not _is_label(element)):
            continue
        text = element.get("datetime") or element.get("content") or clean("".join(element.itertext())[: 2 * _LONGEST])
        found = (moment(text) or _midnight(written_date(text))) if len(text) <= _LONGEST else None
        if found and not _is_elsewhere(element):
            if marked:
                return found
            classed = found
    return classed


def _is_marked(element: html.HtmlElement) -> bool:
    return "datepublished" in element.get("itemprop", "").lower()


def _is_label(element: html.HtmlElement) -> bool:
    """Whether an element's class or id says that it shows a date, and not that of a change or a comment."""
    if len(element) > _MOST_CHILDREN or element.tag in _WHOLE_PAGE:
        return False
    return _names_a_date(element.get("class", ""), element.get("id", ""))


@lru_cache(maxsize=4096)
def _names_a_date(*names: str) -> bool:
    """Whether class and id say that an element shows a date; remembered, since a page repeats its classes."""
    named = " ".join(names)
    return _LABEL.search(named) is not None and _ELSEWHERE.search(named) is None


def _is_elsewhere(element: html.HtmlElement) -> bool:
    """Whether an element belongs to a comment, a list of other pieces or the foot of the page."""
    return any(
        above.tag in _ELSEWHERE_TAGS
        or (above.tag not in _WHOLE_PAGE and _ELSEWHERE.search(f"{above.get('class', '')} {above.get('id', '')}"))
        for above in element.iterancestors()
    )


def _searched(tree: html.HtmlElement, url: str | None) -> datetime | None:
    """The date that htmldate finds in the page or its address."""
    try:
        found = find_date(tree, url=url, extensive_search=True, original_date=True)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return _midnight(date.fromisoformat(found)) if found else None
