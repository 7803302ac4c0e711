"""Bytes of a feed made into UTF-8, whatever the feed declares.

UTF-8 is tried before what is declared: text in another encoding is practically never valid UTF-8 by chance, and
wrong declarations are common. What is neither is read by the labels of the WHATWG Encoding Standard, in which
"iso-8859-1" means windows-1252.
"""

import codecs
import re

from briefing.collect.syndication.references import without_own_entities
from briefing.text.charsets import codec

_DECLARATION = re.compile(rb"<\?xml\b[^<>]{0,200}\?>")
_DECLARED = re.compile(rb"encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})[\"']")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_READ_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_GUESS_WITHIN = 32_768
_SHIFTING = frozenset({"iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "hz"})
_PIECE = 16_384
"""Bytes looked at at once: what they decode to stays near the processor, which makes it twice as fast."""
_ENTITY = re.compile(rb"<!ENTITY\s{1,9}([\w.:-]{1,64})\s")
_ROOT = re.compile(rb"\s*+(?:(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<[A-Za-z_]", re.DOTALL)
"""A document that begins with its root, behind nothing but instructions and comments: it has no DOCTYPE."""
_DOCTYPE_WITHIN = 65_536
_DOCTYPE_SIGNS = (b"<!D", b"<!d")
_INTERNAL_SUBSET = re.compile(rb"<!DOCTYPE\s[^<>\[\]]{0,300}\[", re.IGNORECASE)


def _windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8, and only those, as windows-1252; raise where that has no such character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error("briefing-windows", _windows)


def _declared(data: bytes) -> str:
    declaration = _DECLARATION.search(data[:1024])
    found = _DECLARED.search(declaration[0]) if declaration else None
    label = found[1].decode("ascii").lower() if found else "utf-8"
    return codec(_READ_AS.get(label, label)) or "utf-8"


def _decoded(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    declared = _declared(data)
    if declared.startswith(("utf-16", "utf-32", "utf-7", "utf-8")):
        return _guessed(data)
    return data.decode(declared, "ignore")


def _guessed(data: bytes) -> str:
    """Text that claims to be UTF-8 and is not: mostly windows-1252 by mistake, else what it looks like."""
    try:
        return data.decode("utf-8", "briefing-windows")
    except UnicodeDecodeError:
        import charset_normalizer  # late: nearly every feed does without it

        best = charset_normalizer.from_bytes(data[:_GUESS_WITHIN]).best()
    return data.decode(best.encoding if best else "latin-1", "ignore")


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return b"\0" not in data[:8] and _declared(data) not in _SHIFTING
    view, decoded = memoryview(data), 0
    try:
        while decoded < len(data):
            last = decoded + _PIECE >= len(data)
            decoded += codecs.utf_8_decode(view[decoded : decoded + _PIECE], "strict", last)[1]
    except UnicodeDecodeError:
        return False
    return b"\0" not in data[:8]


def _without_entities(data: bytes) -> bytes:
    """The document without the internal subset of its DOCTYPE: entities that a feed defines itself are never read."""
    if _ROOT.match(data, 0, _DOCTYPE_WITHIN):
        return data
    doctype = any(data.find(sign, 0, _DOCTYPE_WITHIN) >= 0 for sign in _DOCTYPE_SIGNS)
    opening = _INTERNAL_SUBSET.search(data, 0, _DOCTYPE_WITHIN) if doctype else None
    if opening is None:
        return data
    closing = data.find(b"]>", opening.end())
    if closing < 0:
        return data[: opening.start()]
    own = set(_ENTITY.findall(data, opening.end(), closing))
    rest = without_own_entities(data[closing + 2 :], own) if own else data[closing + 2 :]
    return data[: opening.start()] + rest


def utf8(data: bytes) -> bytes:
    """The same document as UTF-8 and without entity definitions.

    Args:
        data: XML or JSON as it came, decompressed.
    """
    if not _is_utf8(data):
        data = _decoded(data).encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    declaration = _DECLARATION.search(data[:1024])
    if declaration and (found := _DECLARED.search(declaration[0])) and found[1].lower() != b"utf-8":
        start = declaration.start()
        data = data[: start + found.start(1)] + b"utf-8" + data[start + found.end(1) :]
    return _without_entities(data)
