"""The authors of an article, chosen among what its page says in data and what it shows."""

from collections.abc import Mapping, Sequence

from lxml import html

from briefing.extract import json_ld
from briefing.extract.bylines import byline
from briefing.extract.names import is_organisation, is_person, names
from briefing.text.plain import plain_html

_META_NAMES = (
    ("parsely-author", "sailthru.author", "byl", "cxenseparse:author", "citation_author", "article:author_name"),
    ("author", "dc.creator", "dcterms.creator", "og:author", "article:author"),
)
_WRITTEN = frozenset(
    {"written by", "verfasst von", "geschrieben von", "escrito por", "écrit par", "scritto da", "author", "autor"}
)


def authors(
    tree: html.HtmlElement,
    meta: Mapping[str, str],
    node: json_ld.Node,
    found: Sequence[json_ld.Node],
    outlets: Sequence[str],
) -> tuple[str, ...]:
    """The authors' names, without "By", dates and roles; empty when the page names none.

    A person in the structured data comes first, then in meta elements that newspapers fill for others, then the
    byline, then the meta elements that are often filled with the outlet. An organisation is better than nobody.

    Args:
        tree: the page.
        meta: contents of its meta elements by name.
        node: the object of its structured data that describes the article.
        found: all objects of its structured data.
        outlets: names of the outlet.
    """
    stated = _cleaned(json_ld.strings(node.get("author"), found))
    for candidates in (stated, _of_meta(meta, _META_NAMES[0])):
        persons = tuple(name for name in candidates if is_person(name) and not is_organisation(name, outlets))
        if persons:
            return persons
    shown = byline(tree, outlets)
    people = tuple(name for name in shown if not is_organisation(name, outlets))
    nicknames = tuple(name for name in stated if not is_organisation(name, outlets))
    if people and not (nicknames and not _is_longer(people, nicknames)):
        return people
    others = tuple(name for name in _of_meta(meta, _META_NAMES[1]) if not is_organisation(name, outlets))
    return nicknames or _of_card(meta) or others or shown or stated


def _is_longer(shown: Sequence[str], stated: Sequence[str]) -> bool:
    """Whether the byline says more than first names and nicknames in the structured data."""
    return all(any(other.startswith(name) for other in shown) for name in stated)


def _of_meta(meta: Mapping[str, str], which: Sequence[str]) -> tuple[str, ...]:
    """The names in the first meta element that holds any."""
    for name in which:
        content = meta.get(name, "")
        found = () if "/" in content and "://" in content else _cleaned([plain_html(content)])
        if found:
            return found
    return ()


def _of_card(meta: Mapping[str, str]) -> tuple[str, ...]:
    """The author that many blogs put into the labels of a link preview."""
    written = meta.get("twitter:label1", "").strip().casefold() in _WRITTEN
    return _cleaned([plain_html(meta.get("twitter:data1", ""))]) if written else ()


def _cleaned(lines: Sequence[str]) -> tuple[str, ...]:
    """The names in several lines, each at most once."""
    found: dict[str, str] = {}
    for line in lines:
        for name in names(line):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())
