"""Briefs as an Atom feed (RFC 4287), newest first."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker

from briefing.model import Brief, Links
from briefing.render import wording
from briefing.render.html import HtmlRenderer
from briefing.render.scrub import scrub

ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def atom(briefs: Sequence[Brief], *, title: str, url: str, page_of: Callable[[Brief], str]) -> bytes:
    """The feed document.

    Args:
        briefs: newest first, already cut to the number wanted.
        title: name of the feed.
        url: its own address; also its identifier.
        page_of: the address of a brief's page, which must not change.
    """
    make = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
    html = HtmlRenderer()
    updated = max((brief.created for brief in briefs), default=_EPOCH)
    feed = make.feed(
        make.id(url),
        make.title(scrub((title,))[0]),
        make.updated(_moment(updated)),
        make.link(rel="self", type="application/atom+xml", href=url),
        make.author(make.name(scrub((title,))[0])),
        *(_entry(make, html, brief, page_of(brief)) for brief in briefs),
    )
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _entry(make: ElementMaker, html: HtmlRenderer, brief: Brief, url: str) -> etree._Element:
    clean = scrub(brief)
    headline = f": {clean.items[0].headline}" if clean.items else ""
    return make.entry(
        make.id(url),
        make.title(f"{clean.title}, {wording.day(brief.local_date)}{headline}"),
        make.updated(_moment(brief.created)),
        make.published(_moment(brief.created)),
        make.link(rel="alternate", type="text/html", href=url),
        make.summary(clean.top_line or wording.dateline(clean)),
        make.content(html.fragment(brief, Links(browser=url)), type="html"),
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
