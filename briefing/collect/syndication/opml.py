"""Lists of feeds (OPML 2.0), in and out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from briefing.collect.http.address import resolved
from briefing.collect.syndication.recovered import local_name, root_of
from briefing.errors import Permanent
from briefing.text.plain import clean, plain

LARGEST = 5_000_000
MOST = 20_000
_DEEPEST = 64
_LONGEST_GROUP = 100
_SCHEMES = (("feed://", "http://"), ("feed:http", "http"))
"""What some readers write before an address, and what it stands for."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list.

    Attributes:
        title: its name, plain text.
        url: address of the feed.
        home: address of its site; may be empty.
        category: names of the groups it lies in, from the outside in, separated by "/"; may be empty.
    """

    title: str
    url: str
    home: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list holds.

    Attributes:
        outlines: the feeds that it names, each address once.
        refused: entries that cannot be read, as the list names them, and why.
    """

    outlines: tuple[Outline, ...]
    refused: tuple[tuple[str, str], ...] = ()


def read_opml(data: bytes) -> Listed:
    """Read a list of feeds.

    Args:
        data: the file as it is.

    Raises:
        Permanent: it is not OPML, or names no feed.
    """
    if len(data) > LARGEST:
        raise Permanent(f"the list is larger than {LARGEST:,} bytes")
    try:
        root = root_of(data)
    except etree.XMLSyntaxError as error:
        raise Permanent(f"the list is not XML ({error})") from error
    if root is None or local_name(root).lower() != "opml":
        raise Permanent("this is not a list of feeds (OPML)")
    found: dict[str, Outline] = {}
    refused: list[tuple[str, str]] = []
    for node in root.iter("outline"):
        attributes = {str(name).lower(): str(value) for name, value in node.attrib.items()}
        address = attributes.get("xmlurl", "")
        url = resolved(_without_feed(address.strip()), "") if address else ""
        if address and not url:
            refused.append((plain(address)[:200], "it is not an address of the web (http or https)"))
        elif url and url not in found and len(found) >= MOST:
            refused.append((url, f"a list is read up to {MOST:,} feeds"))
        elif url:
            found.setdefault(url, _outline(node, attributes, url))
    if not found and not refused:
        raise Permanent("the list names no feed")
    return Listed(tuple(found.values()), tuple(refused))


def _without_feed(address: str) -> str:
    """The address without the scheme "feed"."""
    for wrapped, bare in _SCHEMES:
        if address.lower().startswith(wrapped):
            return bare + address[len(wrapped) :]
    return address


def _outline(node: etree._Element, attributes: dict[str, str], url: str) -> Outline:
    groups = []
    for depth, parent in enumerate(node.iterancestors("outline")):
        if depth < _DEEPEST:
            name = str(parent.get("text") or parent.get("title") or "")[:_LONGEST_GROUP]
            groups.append(plain(name).replace("/", " "))
    category = "/".join(group for group in reversed(groups) if group)
    return Outline(
        title=plain(attributes.get("text") or attributes.get("title") or "")[:300] or url,
        url=url,
        home=resolved(attributes["htmlurl"], "") if attributes.get("htmlurl") else "",
        category=category or attributes.get("category", "").partition(",")[0].strip("/ "),
    )


def write_opml(outlines: Iterable[Outline], title: str, now: datetime) -> bytes:
    """The list as a file.

    Args:
        outlines: the feeds; those of one category come together.
        title: of the list.
        now: when it is made.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = clean(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {"": body}
    for outline in outlines:
        group = body
        path = ""
        for name in filter(None, outline.category.split("/")):
            path = f"{path}/{name}"
            if path not in groups:
                groups[path] = etree.SubElement(group, "outline", text=clean(name))
            group = groups[path]
        attributes = {"type": "rss", "text": clean(outline.title), "xmlUrl": outline.url, "htmlUrl": outline.home}
        etree.SubElement(group, "outline", {name: value for name, value in attributes.items() if value})
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
