"""What a page says about its article: in JSON-LD, in its meta elements, and to its readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml import html

from briefing.extract import json_ld
from briefing.extract.dates import moment, shown_date
from briefing.text.plain import clean, plain_html


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; empty where the page says nothing believable.

    Attributes:
        canonical_url: the address the page gives as its own, absolute.
        image: address of the lead image, absolute.
        body: the text as the page's structured data carries it.
        free: False when the publisher declares that the text is not free to read.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    site: str = ""
    image: str = ""
    canonical_url: str = ""
    body: str = ""
    free: bool = True


def metadata(tree: html.HtmlElement, url: str | None) -> Metadata:
    """Everything the page says about its article, the most reliable place first.

    Args:
        tree: the page; left as it is.
        url: where it came from.
    """
    found = json_ld.nodes(tree)
    node = json_ld.article_node(found)
    meta = _meta(tree)
    published = moment(str(node.get("datePublished") or meta.get("article:published_time", "")))
    return Metadata(
        title=_first(json_ld.strings(node.get("headline"))) or plain_html(meta.get("og:title", "")) or _heading(tree),
        authors=tuple(dict.fromkeys(json_ld.strings(node.get("author"), found))),
        published=published or shown_date(tree, url),
        updated=moment(str(node.get("dateModified") or meta.get("article:modified_time", ""))),
        language=(tree.get("lang") or "")[:2].lower(),
        site=plain_html(meta.get("og:site_name", "")) or _first(json_ld.strings(node.get("publisher"), found)),
        image=_absolute(meta.get("og:image", "") or json_ld.address(node.get("image")), url),
        canonical_url=_absolute(_canonical_link(tree), url),
        body=str(node.get("articleBody") or ""),
        free=str(node.get("isAccessibleForFree", "")).lower() not in {"false", "no"},
    )


def _meta(tree: html.HtmlElement) -> Mapping[str, str]:
    """The contents of meta elements by name or property, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and not content.isspace():
            found.setdefault(name.strip().lower(), content)
    return found


def _heading(tree: html.HtmlElement) -> str:
    """The page's only h1, else its title."""
    headings = [clean(" ".join(element.itertext())) for element in tree.iter("h1")]
    title = tree.find(".//title")
    return headings[0] if len(headings) == 1 else clean(title.text or "") if title is not None else ""


def _canonical_link(tree: html.HtmlElement) -> str:
    return next((link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"), "")


def _absolute(address: str, url: str | None) -> str:
    """The address as an absolute web address; empty when it is none."""
    try:
        joined = urljoin(url or "", clean(address)) if address else ""
    except ValueError:
        return ""
    return joined if joined.startswith(("https://", "http://")) else ""


def _first(names: list[str]) -> str:
    return names[0] if names else ""
