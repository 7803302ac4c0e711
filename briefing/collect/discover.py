"""Autodiscovery: the feeds that a web page names (RSS Advisory Board "RSS Autodiscovery", JSON Feed 1.1)."""

from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.etree import LxmlError

from briefing.collect.address import resolved
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
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(page[:_WITHIN], parser=parser)
    except (LxmlError, ValueError):
        return ()
    base = next((resolved(str(node.get("href")), url) for node in tree.iter("base") if node.get("href")), "") or url
    found: dict[str, Found] = {}
    for link in tree.iter("link"):
        kind = str(link.get("type") or "").partition(";")[0].strip().lower()
        relations = str(link.get("rel") or "").lower().split()
        address = resolved(str(link.get("href") or ""), base) if link.get("href") else ""
        if address and kind in _TYPES and {"alternate", "feed"} & set(relations):
            found.setdefault(address, Found(address, plain(str(link.get("title") or ""))[:200], kind))
    return tuple(sorted(found.values(), key=_is_less_wanted))


def _is_less_wanted(found: Found) -> bool:
    return any(word in f"{found.url} {found.title}".lower() for word in _LESS_WANTED)
