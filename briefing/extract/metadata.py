"""What a page says about its article: in JSON-LD, in its meta elements, and to its readers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from lxml import html

from briefing.extract import json_ld
from briefing.extract.authors import authors
from briefing.extract.dates import published, updated
from briefing.extract.titles import titles
from briefing.text.plain import clean, plain_html

_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])", re.IGNORECASE)
_NOT_FREE = frozenset({"false", "no"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; empty where the page says nothing believable.

    Attributes:
        titles: every form of the headline, the best first.
        published: in the offset that the publisher wrote.
        canonical_url: the address the page gives as its own, absolute.
        image: address of the lead image, absolute.
        descriptions: what the page says the article is about.
        body: the text as the page's structured data carries it.
        free: False when the publisher declares that the text is not free to read.
    """

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    site: str = ""
    image: str = ""
    canonical_url: str = ""
    descriptions: tuple[str, ...] = ()
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
    publishers = json_ld.strings(node.get("publisher"), found)
    site = plain_html(meta.get("og:site_name", "")) or next(iter(publishers), "")
    outlets = [name for name in (site, *publishers, _host_name(url)) if name]
    forms = tuple(titles(tree, meta, next(iter(json_ld.strings(node.get("headline"))), ""), site, url))
    return Metadata(
        titles=forms,
        authors=authors(tree, meta, node, found, outlets),
        published=published(tree, meta, _string(node.get("datePublished")), next(iter(forms), ""), url),
        updated=updated(meta, _string(node.get("dateModified"))),
        language=_language(tree, meta),
        site=site,
        image=_absolute(_first(meta, _IMAGES) or json_ld.address(node.get("image")), url),
        canonical_url=_absolute(_canonical_link(tree), url),
        descriptions=tuple(plain_html(meta[name]) for name in _DESCRIPTIONS if name in meta),
        body=_string(node.get("articleBody")),
        free=_string(node.get("isAccessibleForFree")).lower() not in _NOT_FREE,
    )


def _meta(tree: html.HtmlElement) -> Mapping[str, str]:
    """The contents of meta elements by name or property, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content") or element.get("value")
        if name and content and not content.isspace():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _string(value: object) -> str:
    """A JSON value as text; empty for what is neither text nor a truth value."""
    return str(value) if isinstance(value, str | bool) else ""


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _language(tree: html.HtmlElement, meta: Mapping[str, str]) -> str:
    """The declared language, ISO 639-1; empty when none is declared."""
    declared = (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), meta.get("og:locale"))
    found = next((match for text in declared if (match := _LANGUAGE.match(text or ""))), None)
    return found[0].lower() if found else ""


def _canonical_link(tree: html.HtmlElement) -> str:
    return next((link.get("href") or "" for link in tree.iter("link") if link.get("rel") == "canonical"), "")


def _host_name(url: str | None) -> str:
    """The name in a URL's host: "quay" for "https://www.quay.example/"."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rpartition(".")[0]


def _absolute(address: str, url: str | None) -> str:
    """The address as an absolute web address; empty when it is none."""
    try:
        joined = urljoin(url or "", clean(address)) if address else ""
    except ValueError:
        return ""
    return joined if joined.startswith(("https://", "http://")) else ""
