"""The front page of a site without a feed as a source: its links to articles are the entries."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.etree import LxmlError

from briefing.collect.http.address import resolved
from briefing.collect.listing import polled
from briefing.errors import Permanent
from briefing.model import Entry, Fault, Page, Poll, SourceState
from briefing.ports import Fetcher
from briefing.text.plain import clean

MOST_LINKS = 300
_LARGEST = 5_000_000
_LEAST_WORDS = 4
_LONGEST_TITLE = 300
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2])(?:[/-]|\b)")
_NUMBERED = re.compile(r"\d{5,}")
_WORDY = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-_][^\W_]++){3}")
_CHROME = ("nav", "footer", "header", "aside", "form")
_NOT_AN_ARTICLE = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|search|login|signin|register|account|about|contact|privacy|terms|"
    r"impressum|datenschutz|subscribe|newsletters?|cookies?|rss|feeds?|shop|jobs)(?:/|$)|\.(?:pdf|jpe?g|png|gif|zip|mp[34])$",
    re.IGNORECASE,
)
_TITLE_WORTH, _ADDRESS_WORTH, _LEAST_WORTH = 2, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSource:
    """A web page with links to articles; implements `ports.Source`.

    Attributes:
        name: as in the settings.
        url: address of the page.
        fetcher: the door out; robots.txt of the site is kept to.
        most: at most so many pages are read in one poll.
    """

    name: str
    url: str
    fetcher: Fetcher
    most: int = 20

    def poll(self, state: SourceState, now: datetime) -> Poll:
        """Ask what is new; see `FeedSource.poll`."""
        address = state.url or self.url
        page = self.fetcher.fetch_many([address])[address]
        if not isinstance(page, Page):
            raise page
        entries = read_links(page.body, page.url)
        if not entries:
            raise Permanent(f"{page.url} has no links that look like articles", fault=Fault.NOT_A_FEED)
        return polled(
            name=self.name, fetcher=self.fetcher, entries=entries, page=page, state=state, now=now, most=self.most
        )


def read_links(data: bytes, url: str) -> tuple[Entry, ...]:
    """The articles that a page links to, in its order.

    An article is told from the rest by its place (not in navigation), the length of its link text and the form of
    its address: a date, a long number or a phrase in it, on the same site.

    Args:
        data: HTML.
        url: address of the page.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(data[:_LARGEST], parser=parser)
    except (LxmlError, ValueError):
        return ()
    titles: dict[str, str] = {}
    for address, title, worth in _links(tree, url):
        if worth >= _LEAST_WORTH and len(title) > len(titles.get(address, "")):
            titles[address] = title
    return tuple(Entry(id="", url=address, title=title) for address, title in titles.items())[:MOST_LINKS]


def _links(tree: lxml_html.HtmlElement, url: str) -> Iterator[tuple[str, str, int]]:
    """Address, text and worth of every link that may lead to an article."""
    site = _site(url)
    chrome = {node for tag in _CHROME for place in tree.iter(tag) for node in place.iter("a")}
    headed = {node for level in ("h1", "h2", "h3", "h4") for place in tree.iter(level) for node in place.iter("a")}
    links = [node for node in tree.iter("a") if node.get("href")]
    addresses = [resolved(str(node.get("href")), url).partition("#")[0] for node in links]
    often = Counter(addresses)
    for node, address in zip(links, addresses, strict=True):
        path = urlsplit(address).path
        if not address or _site(address) != site or len(path) < 2 or _NOT_AN_ARTICLE.search(path):  # noqa: PLR2004
            continue
        title = clean("".join(node.itertext()))[:_LONGEST_TITLE]
        worth = _TITLE_WORTH * (len(title.split()) >= _LEAST_WORDS) + (node in headed) - 3 * (node in chrome)
        worth += _ADDRESS_WORTH * bool(_DATED.search(path) or _NUMBERED.search(path) or _WORDY.search(path))
        yield address, title, worth - (often[address] > 4)  # noqa: PLR2004  (headline, picture, "more", comments)


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
