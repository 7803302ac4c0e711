"""The tree of a page, as everything that looks at its elements gets it."""

from typing import Any

from lxml import etree, html

_PARSER: dict[str, Any] = {"encoding": "utf-8", "collect_ids": False, "default_doctype": False, "no_network": True}
_UNSEEN_TAGS = ("noframes", "template")
_NESTED = etree.XPath("//p/p")  # what becomes of an unclosed paragraph that begins within a font of another
_LOOKS_ONLY_TAGS = ("font", "center", "basefont")


def parsed(text: str) -> html.HtmlElement | None:
    """The tree of a page without comments and processing instructions; None when there is nothing to parse.

    Args:
        text: the characters of the page.
    """
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, **_PARSER)
    try:
        tree = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None
    etree.strip_elements(tree, *_UNSEEN_TAGS, with_tail=False)
    etree.strip_tags(tree, *_LOOKS_ONLY_TAGS)
    for inner in _NESTED(tree):
        inner.getparent().addnext(inner)
    return tree
