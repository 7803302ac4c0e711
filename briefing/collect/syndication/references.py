"""References to characters in XML that is not well-formed: what an XML parser would drop with the words behind it.

Feeds write "AT&T" and "Caf&eacute;" where XML wants "AT&amp;T" and "Caf&#233;". A parser that recovers from that loses
the sign or the letter, and often the rest of the text, without a word.
"""

import re
from collections.abc import Collection
from html.entities import html5

from lxml import etree

_REFERENCE = re.compile(  # all but those that XML names itself, which are most
    rb"&(?!(?:lt|gt|amp|quot|apos);)(?:#(?:(\d{1,20})|[xX]([0-9a-fA-F]{1,20}));|([A-Za-z][A-Za-z0-9]{1,31});)?"
)
_NAMED = re.compile(rb"&([\w.:-]{1,64});")
_FORBIDDEN = bytes(code for code in range(32) if code not in (9, 10, 13))
_OPENED, _CLOSED = b"<![CDATA[", b"]]>"
_LOST = frozenset({
    "ERR_NAME_REQUIRED", "ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY", "ERR_ENTITYREF_SEMICOL_MISSING",
    "ERR_INVALID_CHARREF", "ERR_INVALID_CHAR", "ERR_INVALID_DEC_CHARREF", "ERR_INVALID_HEX_CHARREF",
})  # fmt: skip
"""Errors of libxml2 (xmlerror.h) after which text is missing."""


def forget_errors() -> None:
    """Let go of what parsers of this thread complained about so far."""
    etree.clear_error_log()


def lost() -> bool:
    """Whether a parser of this thread met references since then that it could not read."""
    return any(entry.type_name in _LOST for entry in etree.LxmlError("").error_log)


def without_controls(document: bytes) -> bytes:
    """The same document without the control characters that neither XML nor JSON allows.

    Args:
        document: UTF-8.
    """
    return document.translate(None, _FORBIDDEN)


def mended(document: bytes) -> bytes:
    """The same document with every reference one that XML knows.

    Named characters of HTML are read, characters that XML forbids are left out, as such or referred to, and a sign that
    begins no reference stands for itself. What lies in CDATA sections stays as it is.

    Args:
        document: XML in UTF-8.
    """
    first, *sections = without_controls(document).split(_OPENED)
    parts = [_REFERENCE.sub(_mended, first)]
    for section in sections:
        inside, closed, outside = section.partition(_CLOSED)
        parts += (_OPENED, inside, closed, _REFERENCE.sub(_mended, outside))
    return b"".join(parts)


def without_own_entities(document: bytes, names: Collection[bytes]) -> bytes:
    """The same document without references to entities that it defined itself, except those that HTML knows too.

    Args:
        document: XML in UTF-8.
        names: of the entities it defined.
    """
    own = {name for name in names if f"{name.decode('utf-8', 'replace')};" not in html5}
    return _NAMED.sub(lambda reference: b"" if reference[1] in own else reference[0], document)


def _mended(reference: re.Match[bytes]) -> bytes:
    decimal, hexadecimal, name = reference.groups()
    if decimal or hexadecimal:
        return reference[0] if _is_allowed(int(decimal) if decimal else int(hexadecimal, 16)) else b""
    if name is None:
        return b"&amp;"
    signs = html5.get(name.decode("ascii") + ";", "")
    return "".join(f"&#{ord(sign)};" for sign in signs).encode() or b"&amp;" + reference[0][1:]


def _is_allowed(code: int) -> bool:
    """Whether XML 1.0 lets a document have this character (section 2.2)."""
    return code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000  # noqa: PLR2004
