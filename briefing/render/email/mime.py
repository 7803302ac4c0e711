"""Bodies of mails in seven bits (RFC 2045), with places in them for what each recipient has of their own.

What is encoded once for all recipients may not be encoded again for each: a place stands on lines of its own between
soft line breaks, in base 64 at a multiple of three bytes, so that an encoded link can be put in as it is.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.model.delivering import place

LINE = b"\r\n"
_WIDTH = 76
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Hole:
    """What stands in a text where a link of the recipient's own goes.

    Attributes:
        word: letters and digits that occur nowhere else.
        quoted: number of the place that takes the link in quoted-printable; based: in base 64.
    """

    word: str
    quoted: int
    based: int


def multipart(boundary: str, *parts: bytes) -> bytes:
    """Alternatives of the same content, the plainest first (RFC 2046, 5.1.4), headers included."""
    mark = boundary.encode()
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="' + mark + b'"\r\n\r\n'
    return head + b"".join(b"--" + mark + LINE + part + LINE for part in parts) + b"--" + mark + b"--\r\n"


def single(part: bytes) -> bytes:
    """A mail of one part, headers included."""
    return b"MIME-Version: 1.0\r\n" + part


def text_part(text: str, subtype: str, holes: Sequence[Hole] = ()) -> bytes:
    """A text with its headers, in the shorter of the two encodings."""
    pieces = _pieces(text, holes)
    by_word = {hole.word: hole for hole in holes}
    quoted, based = _quoted(pieces, by_word), _based(pieces, by_word)
    name, body = ("quoted-printable", quoted) if len(quoted) <= len(based) else ("base64", based)
    kind = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: {name}\r\n\r\n'
    return kind.encode() + body


def quoted_link(url: str) -> str:
    """A link as it is put into a quoted-printable text."""
    return _soft_wrapped(url).decode()


def based_link(url: str) -> str:
    """A link as it is put into a text in base 64: lengthened by question marks, which mean nothing in a query."""
    data = url.encode()
    return _lines(data + b"?" * (-len(data) % _GROUP)).decode()


def _pieces(text: str, holes: Sequence[Hole]) -> list[str]:
    """Texts and the words of holes in turn, lines ended as in mail."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    words = "|".join(re.escape(hole.word) for hole in holes)
    return re.split(f"({words})", lines) if words else [lines]


def _quoted(pieces: Sequence[str], holes: Mapping[str, Hole]) -> bytes:
    led = [place(holes[piece].quoted) if piece in holes else _led_on(piece) for piece in pieces[:-1]]
    return b"=\r\n".join([*led, _soft_wrapped(pieces[-1])])


def _led_on(text: str) -> bytes:
    """The text with room in its last line for the "=" that leads on (RFC 2045, 6.7: 76 characters with it)."""
    return _soft_wrapped(f"{text}x").removesuffix(b"x")


def _soft_wrapped(text: str) -> bytes:
    # Without a line end in the text to go by, the library breaks lines with a bare LF.
    return binascii.b2a_qp(text.encode()).replace(b"=\n", b"=\r\n")


def _based(pieces: Sequence[str], holes: Mapping[str, Hole]) -> bytes:
    last = len(pieces) - 1
    encoded = [
        place(holes[piece].based) if piece in holes else _lines(piece.encode() if i == last else _aligned(piece))
        for i, piece in enumerate(pieces)
    ]
    return LINE.join(piece for piece in encoded if piece)


def _aligned(text: str) -> bytes:
    """The text as a multiple of three bytes, widened by spaces where they mean nothing: in a tag, or at the end."""
    data = text.encode()
    spaces = b" " * (-len(data) % _GROUP)
    tag = data.rfind(b"<a ")
    at = tag + len(b"<a ") if tag >= 0 and data.endswith(b'"') else len(data)
    return data[:at] + spaces + data[at:]


def _lines(data: bytes) -> bytes:
    whole = base64.b64encode(data)
    return LINE.join(whole[at : at + _WIDTH] for at in range(0, len(whole), _WIDTH))
