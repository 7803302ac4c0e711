"""What the files of a folder say, kind by kind."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.extract.kinds import MAIL, PDF
from briefing.model import Document, Entry
from briefing.text.moments import iso_moment
from briefing.text.plain import clean, paragraphs

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(title|date|author)\s{0,9}:\s{0,9}(.{1,500})$", re.MULTILINE | re.IGNORECASE)
_LONGEST_TITLE = 200
_LINE = frozenset({"text", "code_inline", "softbreak", "hardbreak", "image"})


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, else what it looks like."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        import charset_normalizer  # late: few files need it, and it is 1 MB

        best = charset_normalizer.from_bytes(data[:100_000]).best()
        return data.decode(best.encoding if best else "cp1252", "replace")


def from_html(entry: Entry, data: bytes) -> Document:
    """An HTML page, to be extracted like any other."""
    return Document(entry=entry, url="", body=data)


def from_mail(entry: Entry, data: bytes) -> Document:
    """A saved mail, to be read as one of a mailbox is; its name stands for it where it cannot be read."""
    return Document(entry=entry, url="", body=data, content_type=MAIL)


def from_pdf(entry: Entry, data: bytes) -> Document:
    """A PDF file, to be read in a child process."""
    return Document(entry=entry, url="", body=data, content_type=PDF)


def from_text(entry: Entry, data: bytes) -> Document:
    """Plain text; a short first line followed by a blank one is the title."""
    text = paragraphs(decoded(data))
    first, _, rest = text.partition("\n\n")
    if rest and len(first) <= _LONGEST_TITLE and not first.endswith((".", ",", ";", ":")):
        return Document(entry=replace(entry, title=first), url="", text=rest)
    return Document(entry=entry, url="", text=text)


def from_markdown(entry: Entry, data: bytes) -> Document:
    """Markdown (CommonMark); the title is the front matter's, or the first heading."""
    from markdown_it import MarkdownIt  # late: few services read Markdown, and it is 1 MB

    source = decoded(data).replace("\r\n", "\n")
    front = _FRONT_MATTER.match(source)
    fields = {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(front[1])} if front else {}
    tokens = MarkdownIt("commonmark").parse(source[front.end() :] if front else source)
    title, parts = clean(fields.get("title", "")), []
    for opening, token in pairwise(tokens):
        line = clean(_line(token)) if token.type == "inline" else ""
        if line and not title and opening.type == "heading_open":
            title = line
        elif line:
            parts.append(line)
    entry = replace(
        entry,
        title=title,
        published=iso_moment(fields.get("date", "")) or entry.published,
        authors=(clean(fields["author"]),) if "author" in fields else (),
    )
    return Document(entry=entry, url="", text="\n\n".join(parts))


def _line(token: "Token") -> str:
    """The words of one block."""
    children = token.children or []
    return "".join(child.content if "break" not in child.type else " " for child in children if child.type in _LINE)
