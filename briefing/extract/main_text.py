"""The main text of a page, as paragraphs: the best of what several extractors find."""

from collections.abc import Iterator

import readability
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from briefing.text.plain import html_paragraphs, paragraphs

_BLOCKS = frozenset({"body", "p", "head", "list", "item", "quote", "table", "row", "div"})
_WHOLE = ("article", "main")
_BODIES = etree.XPath("//*[@itemprop='articleBody']")
_WEAK = 1_000
_NOTHING = 200
_MUCH_LONGER = 2
_A_LUMP = 300
_NEARLY_ALL = 0.8


def main_paragraphs(tree: html.HtmlElement, url: str | None, declared: str = "") -> list[str]:
    """The paragraphs of the main text, clean; empty when there is none.

    Trafilatura's rules alone are the fastest and the best on most pages. Where they find little, its comparison with
    other extractors is worth its time. Where that finds next to nothing, it may have taken all there is for the text
    of a few words that the page marks as such; where none is marked, Readability, or the text that the page declares
    in its structured data, may know more.

    Args:
        tree: the page; left as it is.
        url: where it came from.
        declared: the text as the structured data carries it; empty when it does not.
    """
    found = _by_trafilatura(tree, url, fast=True)
    if _length(found) < _WEAK:
        found = _by_trafilatura(tree, url, fast=False) or found
    if _length(found) < _NOTHING:
        found = _by_markup(tree) or max(found, _by_readability(tree), key=_length)
    stated = html_paragraphs(declared).split("\n\n") if _length(found) < _WEAK else []
    if _length(stated) > _MUCH_LONGER * _length(found):
        return stated
    return _parted(found, stated, tree) if len(found) == 1 and _length(found) > _A_LUMP else found


def _parted(lump: list[str], stated: list[str], tree: html.HtmlElement) -> list[str]:
    """The paragraphs of a text that an extractor gave in one piece, if nearly all of it is found in parts elsewhere."""
    candidates = (stated, _by_readability(tree), _by_blocks(tree))
    enough = _NEARLY_ALL * _length(lump)
    return next((parts for parts in candidates if len(parts) > 1 and _length(parts) >= enough), lump)


def _by_blocks(tree: html.HtmlElement) -> list[str]:
    """Every block of the first element that holds an article; empty when none says that it does."""
    whole = next(tree.iter(*_WHOLE), None)
    markup = "" if whole is None else etree.tostring(whole, encoding="unicode", method="html")
    return [part for part in html_paragraphs(markup).split("\n\n") if part]


def _by_markup(tree: html.HtmlElement) -> list[str]:
    """Every block of what the page marks as the body of an article (schema.org, as microdata)."""
    marked = (etree.tostring(one, encoding="unicode", method="html", with_tail=False) for one in _BODIES(tree))
    return [part for markup in marked for part in html_paragraphs(markup).split("\n\n") if part]


def _length(parts: list[str]) -> int:
    return sum(map(len, parts))


def _by_trafilatura(tree: html.HtmlElement, url: str | None, *, fast: bool) -> list[str]:
    """What trafilatura finds, by its own rules alone when `fast`."""
    found = bare_extraction(tree, url=url, fast=fast, include_comments=False)
    if not isinstance(found, Document) or found.body is None:
        return []
    return [part for block in _blocks(found.body) for part in paragraphs(block).split("\n\n") if part]


def _by_readability(tree: html.HtmlElement) -> list[str]:
    """What Readability finds."""
    try:
        found = readability.Document(etree.tostring(tree, encoding="unicode", method="html")).summary()
    except (readability.readability.Unparseable, etree.LxmlError, ValueError, TypeError, AttributeError):
        return []
    return [part for part in html_paragraphs(found).split("\n\n") if part]


def _blocks(body: etree._Element) -> Iterator[str]:
    """The strings of trafilatura's tree, cut where a block begins or ends."""
    strings: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if node.tag in _BLOCKS:
            yield "".join(strings)
            strings.clear()
        elif event == "start" and node.tag == "lb":
            strings.append("\n")
        elif node.tag == "cell":
            strings.append(" ")
        strings.append((node.text if event == "start" else node.tail) or "")
    yield "".join(strings)
