"""What a page says of its article in JSON-LD (schema.org), the most reliable thing most publishers say."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import html

from briefing.text.plain import plain_html

_ARTICLE_TYPES = frozenset({
    "AdvertiserContentArticle", "AnalysisNewsArticle", "Article", "AskPublicNewsArticle", "BackgroundNewsArticle",
    "BlogPosting", "LiveBlogPosting", "MedicalScholarlyArticle", "NewsArticle", "OpinionNewsArticle", "Posting",
    "Report", "ReportageNewsArticle", "ReviewNewsArticle", "SatiricalArticle", "ScholarlyArticle", "SocialMediaPosting",
    "TechArticle",
})  # fmt: skip
_OTHER_TYPES = frozenset({"WebPage", "CreativeWork", "VideoObject", "Recipe", "Review", "Book", "Event", "Product"})
_ELSEWHERE = frozenset({
    "about", "associatedMedia", "breadcrumb", "citation", "comment", "hasPart", "isBasedOn", "isPartOf",
    "itemListElement", "liveBlogUpdate", "mentions", "publisher", "relatedLink", "video",
})  # fmt: skip
_MOST_NODES = 2000
_DEEPEST = 12

Node = Mapping[str, Any]


def nodes(tree: html.HtmlElement) -> list[Node]:
    """Every JSON-LD object of a page that speaks of the page itself, outermost first; broken scripts are left out.

    Args:
        tree: the page.
    """
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found.extend(_walk(_loaded(script.text or ""), 0))
            if len(found) > _MOST_NODES:
                break
    return found[:_MOST_NODES]


def article_node(found: Iterable[Node]) -> Node:
    """The object that describes the article; an empty one when there is none."""
    ranked = sorted(found, key=_rank, reverse=True)
    return ranked[0] if ranked and _rank(ranked[0]) > 0 else {}


def strings(value: Any, found: Iterable[Node] = ()) -> list[str]:
    """The names in a value that may be a string, an object with a name or a reference, or a list of them.

    Args:
        value: any JSON.
        found: all objects of the page, to follow references by "@id".
    """
    if isinstance(value, str):
        return [plain_html(value)] if value.strip() else []
    if isinstance(value, list):
        return [name for part in value[:20] for name in strings(part, found)]
    if isinstance(value, Mapping):
        named = value.get("name") or value.get("@value") or _referred(value, found).get("name")
        return strings(named) if not isinstance(named, Mapping) else []
    return []


def address(value: Any) -> str:
    """The first URL in a value that may be a string, an object with a url, or a list of them; empty if none."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return next(filter(None, map(address, value[:5])), "")
    if isinstance(value, Mapping):
        return next((url for name in ("url", "contentUrl", "@id") if isinstance(url := value.get(name), str)), "")
    return ""


def types(node: Node) -> frozenset[str]:
    """The types of an object without their vocabulary's address."""
    named = node.get("@type")
    listed = named if isinstance(named, list) else [named]
    return frozenset(part.rpartition("/")[2] for part in listed if isinstance(part, str))


def _referred(value: Node, found: Iterable[Node]) -> Node:
    """The object that a reference by "@id" means."""
    key = value.get("@id")
    return next((node for node in found if key and node.get("@id") == key and "name" in node), {})


def _rank(node: Node) -> int:
    """How likely an object describes the article: its type, then how much it says."""
    says = sum(bool(node.get(name)) for name in ("headline", "author", "datePublished", "articleBody", "image"))
    named = types(node)
    if named & _ARTICLE_TYPES:
        return 10 + says
    return says if named & _OTHER_TYPES else 0


def _walk(value: Any, depth: int) -> Iterator[Node]:
    """The objects in a value, outermost first, except those that speak of something else."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value[:_MOST_NODES]:
            yield from _walk(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name, part in value.items():
            if name not in _ELSEWHERE and isinstance(part, dict | list):
                yield from _walk(part, depth + 1)


def _loaded(script: str) -> Any:
    """The value of a script; None when it is not JSON, whatever is done about what publishers do to it."""
    stripped = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    stripped = stripped.removeprefix("//").strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()
    stripped = stripped.removesuffix("//").rstrip().rstrip(";")
    try:
        return json.loads(stripped, strict=False)
    except (ValueError, RecursionError):
        return None
