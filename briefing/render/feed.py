"""Briefs as an Atom feed (RFC 4287), newest first: what each is about, and where to read it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker
from lxml.html import builder as html

from briefing.model import Brief
from briefing.render import wording
from briefing.render.bounds import shortened
from briefing.render.scrub import scrub

ATOM = "http://www.w3.org/2005/Atom"
HEADLINES = 12
LONGEST = 200
"""Characters of a line that are shown of a brief."""
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
    updated = max((brief.created for brief in briefs), default=_EPOCH)
    feed = make.feed(
        make.id(url),
        make.title(scrub((title,))[0]),
        make.updated(_moment(updated)),
        make.link(rel="self", type="application/atom+xml", href=url),
        make.author(make.name(scrub((title,))[0])),
        *(_entry(make, brief, page_of(brief)) for brief in briefs),
    )
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _entry(make: ElementMaker, brief: Brief, url: str) -> etree._Element:
    # Only what is shown is made harmless: all of twenty briefs takes its time.
    shown = scrub((brief.title, brief.top_line, *(item.headline for item in brief.items[:HEADLINES])))
    title, top_line, *headlines = (shortened(line, LONGEST) for line in shown)
    first = f": {headlines[0]}" if headlines else ""
    return make.entry(
        make.id(url),
        make.title(f"{title}, {wording.day(brief.local_date)}{first}"),
        make.updated(_moment(brief.created)),
        make.published(_moment(brief.created)),
        make.link(rel="alternate", type="text/html", href=url),
        make.summary(_summary(brief, top_line, headlines), type="html"),
    )


def _summary(brief: Brief, top_line: str, headlines: Sequence[str]) -> str:
    """The top line, the headlines, and how long all of it takes to read."""
    more = len(brief.items) - len(headlines)
    lines = [html.LI(line) for line in [*headlines, *([f"and {more} more"] if more else [])]]
    parts = [html.P(line) for line in (top_line, wording.size(brief)) if line]
    parts[1:1] = [html.UL(*lines)] if lines else []
    return "".join(etree.tostring(part, encoding="unicode", method="html") for part in parts)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
