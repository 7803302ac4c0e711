"""Autodiscovery: the feeds that a web page names (RSS Advisory Board "RSS Autodiscovery", JSON Feed 1.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.etree import LxmlError

from briefing.collect.http.address import resolved
from briefing.text.plain import plain

_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
    "text/xml",
    "application/xml",
)
_LESS_WANTED = ("comment", "kommentar", "commentaire")
_LOOKS_LIKE_A_FEED = re.compile(r"(?:^|[/._-])(?:rss|atom|feeds?)(?:[/._-]|\d|$)|\.rdf$", re.IGNORECASE)
_WITHIN = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that a page names."""

    url: str
    title: str
    kind: str


def feeds(page: bytes, url: str) -> tuple[Found, ...]:
    """The feeds that a page names, best first: in the order of the page, feeds of comments last.

    Args:
        page: HTML.
        url: its address, against which relative ones are resolved.
    """
    found: dict[str, Found] = {}
    for link, address in _pointing(page, url, "link"):
        kind = str(link.get("type") or "").partition(";")[0].strip().lower()
        relations = str(link.get("rel") or "").lower().split()
        if address and kind in _TYPES and {"alternate", "feed"} & set(relations):
            found.setdefault(address, Found(address, plain(str(link.get("title") or ""))[:200], kind))
    return tuple(sorted(found.values(), key=_is_less_wanted))


def linked(page: bytes, url: str) -> tuple[str, ...]:
    """Addresses that a page links to for its readers and that look like those of feeds, in the order of the page.

    Args:
        page: HTML.
        url: its address, against which relative ones are resolved.
    """
    addresses = (address.partition("#")[0] for _, address in _pointing(page, url, "a"))
    return tuple(dict.fromkeys(one for one in addresses if one and _LOOKS_LIKE_A_FEED.search(urlsplit(one).path)))


def _pointing(page: bytes, url: str, tag: str) -> Iterator[tuple[lxml_html.HtmlElement, str]]:
    """The elements of one kind that point somewhere, each with its address, in the order of the page."""
    tree = _tree(page)
    if tree is None:
        return
    base = _base(tree, url)
    for node in tree.iter(tag):
        if node.get("href"):
            yield node, resolved(str(node.get("href")), base)


def _tree(page: bytes) -> lxml_html.HtmlElement | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(page[:_WITHIN], parser=parser)
    except (LxmlError, ValueError):
        return None


def _base(tree: lxml_html.HtmlElement, url: str) -> str:
    """The address against which those in the page are resolved (HTML, the base element)."""
    named = next((resolved(str(node.get("href")), url) for node in tree.iter("base") if node.get("href")), "")
    return named or url


def _is_less_wanted(found: Found) -> bool:
    return any(word in f"{found.url} {found.title}".lower() for word in _LESS_WANTED)
