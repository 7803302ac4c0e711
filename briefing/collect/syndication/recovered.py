"""XML that was written by hand, as much as can be made of it."""

from lxml import etree

from briefing.collect.syndication.charset import utf8
from briefing.collect.syndication.references import mended


def root_of(document: bytes) -> etree._Element | None:
    """The root of a document; None where nothing in it is an element. Entities are not read, nor anything outside.

    Args:
        document: as it came, decompressed.

    Raises:
        etree.XMLSyntaxError, ValueError: it is not XML at all.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    # References first: where one names half of a surrogate, a parser that recovers leaves bytes that are no text.
    return etree.fromstring(mended(utf8(document.strip())), parser)


def local_name(node: etree._Element) -> str:
    """The name without its namespace; a parser that recovers leaves names that the library's `QName` refuses."""
    return str(node.tag).rpartition("}")[2]
