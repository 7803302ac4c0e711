"""Plain text: everything that is read passes through here once, so that nothing behind it meets a surprise.

What goes out: control characters (C0, C1), bidirectional controls, zero-width and other invisible characters,
lone surrogates and noncharacters. What stays is in Unicode normalization form C with its white space folded.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from lxml import etree

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1 controls that are not white space
    "\xad\u034f\u180e"  # soft hyphen, grapheme joiner, vowel separator: drawn as nothing
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional controls
    "\u200b-\u200d\u2060-\u2065\ufeff"  # zero width
    "\ufff9-\ufffb\ufffe\uffff"  # annotations, noncharacters
    "\ud800-\udfff"  # lone surrogates
    "\U000e0000-\U000e007f"  # tags
    "]"
)
_JOINER = "\u034f"
_REPLACEMENT = "\ufffd"
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN_TAGS = frozenset({"script", "style", "template", "noscript", "head", "title", "iframe", "object", "svg"})
_SEAMLESS_TAGS = _UNSEEN_TAGS | {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
}  # fmt: skip
_WRAP_WIDTHS = range(50, 101)
_WRAP_SHARE = 0.6
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "“", "»", "。", "؟")


def clean(text: str) -> str:
    """One line of plain text from text that holds no entities any more; calling it twice changes nothing.

    Args:
        text: any string, lone surrogates and control characters included.
    """
    printable = text.isprintable()
    line = text.strip() if printable and "  " not in text else " ".join(text.split())
    if not printable and not line.isprintable():
        return " ".join(_normal(text).split())
    # Of what goes out, only U+034F counts as printable: whatever else comes so far has nothing to lose, as most text.
    if line.isascii():
        return line
    return " ".join(_normal(text).split()) if _JOINER in line else unicodedata.normalize("NFC", line)


def plain(text: str) -> str:
    """One line of plain text; HTML entities are decoded exactly once.

    Args:
        text: a title, a name or a summary as the publisher escaped it, without tags.
    """
    return clean(_decoded(text) if "&" in text else text)


def plain_html(fragment: str) -> str:
    """One line of plain text from a piece of HTML: tags, comments, scripts and styles are gone, words stay apart.

    Args:
        fragment: HTML as it came; anything that is not well-formed is read as a browser would.
    """
    return clean("".join(_strings(fragment, " "))) if "<" in fragment else plain(fragment)


def html_paragraphs(fragment: str) -> str:
    """Paragraphs separated by one blank line from a piece of HTML, each of its blocks a paragraph.

    Args:
        fragment: HTML as it came, such as the full content of a feed's entry.
    """
    if "<" not in fragment:
        return paragraphs(_decoded(fragment))
    blocks = "".join(_strings(fragment, "\x00")).split("\x00")
    return "\n\n".join(part for part in map(clean, blocks) if part)


def paragraphs(text: str) -> str:
    """Paragraphs separated by one blank line, each of them one line; calling it twice changes nothing.

    Lines that an editor wrapped at one width are joined again; any other line is a paragraph of its own.
    Entities stay as they are: plain text has none, and text from a parser has been decoded.

    Args:
        text: plain text with any kind of line ends.
    """
    lines = _LINE_ENDS.sub("\n", text)
    found = (clean(part) for block in _BLANK_LINES.split(lines) for part in _unwrapped(block))
    return "\n\n".join(part for part in found if part)


def _decoded(text: str) -> str:
    """The text with its entities decoded; one for a character that there is not stands for nothing."""
    decoded = unescape(text)
    return decoded if _REPLACEMENT in text else decoded.replace(_REPLACEMENT, "")


def _normal(text: str) -> str:
    """The text in form C without its invisible characters."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _unwrapped(block: str) -> list[str]:
    """The paragraphs of a block without blank lines: one if its lines were wrapped at one width, else one a line."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004  (nothing to join)
        return lines
    widest = max(map(len, lines))
    narrowest = min(map(len, lines[:-1]))
    sentences = all(line.endswith(_SENTENCE_ENDS) for line in lines)
    wrapped = widest in _WRAP_WIDTHS and narrowest >= _WRAP_SHARE * widest and not sentences
    return [" ".join(lines)] if wrapped else lines


def _strings(fragment: str, border: str) -> Iterator[str]:
    """The visible strings of a piece of HTML, with a mark at every border of a block."""
    markup = _INVISIBLE.sub("", fragment).encode()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(b"<body>" + markup, parser)
    except etree.LxmlError:
        return
    unseen = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        hidden = node.tag in _UNSEEN_TAGS
        unseen += hidden if event == "start" else -hidden
        if node.tag not in _SEAMLESS_TAGS:
            yield border
        string = node.text if event == "start" else node.tail
        if string and not unseen:
            yield string
