"""The main text of a page, as paragraphs."""

from collections.abc import Iterator
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from briefing.text.plain import paragraphs

_PARSER: dict[str, Any] = {"encoding": "utf-8", "collect_ids": False, "default_doctype": False, "no_network": True}
_BLOCKS = frozenset({"body", "p", "head", "list", "item", "quote", "table", "row", "div"})


def parsed(text: str) -> html.HtmlElement | None:
    """The tree of a page without comments and processing instructions; None when there is nothing to parse.

    Args:
        text: the characters of the page.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, **_PARSER)
    try:
        return html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def main_paragraphs(tree: html.HtmlElement, url: str | None) -> list[str]:
    """The paragraphs of the main text, clean; empty when there is none.

    Args:
        tree: the page; left as it is.
        url: where it came from.
    """
    found = bare_extraction(tree, url=url, fast=True, include_comments=False)
    if not isinstance(found, Document) or found.body is None:
        return []
    return [part for block in _blocks(found.body) for part in paragraphs(block).split("\n\n") if part]


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
