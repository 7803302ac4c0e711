"""From the bytes of a page to characters, as a browser would read them, however the page lies about its encoding."""

import codecs
import re

from briefing.text.charsets import codec

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.IGNORECASE
)
_WHERE_DECLARED = 4096
_CHARSET = re.compile(r"\bcharset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SHIFTED = ("iso-2022-jp", "iso2022_jp")
_ESCAPE = b"\x1b"
_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-7": "cp1252",
}
_PROBE = 512
_MOSTLY = 0.4


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type names; empty when it names none.

    Args:
        content_type: the value of the header, of HTTP or of MIME.
    """
    found = _CHARSET.search(content_type[:500])
    return found[1] if found else ""


def decoded(html: bytes, charset: str = "") -> str:
    """The characters of a page; bytes that fit no encoding become U+FFFD. Never raises.

    In order: byte order mark, UTF-8 if every byte fits, what the transport declares, what the page declares (both by
    the labels of the WHATWG Encoding standard: Latin-1 is read as Windows-1252, a page that declares UTF-16 in ASCII
    is none, UTF-7 is not supported), Windows-1252.

    Args:
        html: the body of a response.
        charset: what the header of the response declares; empty when it does not.
    """
    for mark, encoding in _MARKS:
        if html.startswith(mark):
            return html[len(mark) :].decode(encoding, "replace")
    wide = _wide(html[:_PROBE])
    if wide:
        return html.decode(wide, "replace")
    declared = _known(charset) or _declared(html[:_WHERE_DECLARED])
    if declared in _SHIFTED and _ESCAPE in html:  # the one encoding in use whose bytes all look like UTF-8
        return html.decode(declared, "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode(declared, "replace")


def _wide(beginning: bytes) -> str:
    """UTF-16 without its mark, known by the zero bytes between ASCII characters; empty when it is something else."""
    half = len(beginning) // 2
    if half and beginning[1::2].count(0) > _MOSTLY * half and beginning[::2].count(0) == 0:
        return "utf-16-le"
    if half and beginning[::2].count(0) > _MOSTLY * half and beginning[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _declared(beginning: bytes) -> str:
    """The encoding that a page itself declares."""
    found = _DECLARED.search(beginning)
    return (_known(found[1].decode("ascii")) if found else "") or "cp1252"


def _known(label: str) -> str:
    """The name by which Python knows what browsers read a label as; empty for a label that means nothing."""
    name = codec(label)
    return _AS_BROWSERS_READ.get(name, name)
