"""Content codings (RFC 9110 section 8.4.1), undone with a cap, so that no answer can blow up in memory."""

import zlib
from typing import Protocol

from briefing.errors import Permanent
from briefing.model import Fault

_GZIP, _ZLIB, _BARE = 31, 15, -15
_LAYERS = 2


class Undecodable(Permanent):
    """More bytes than are accepted, or a coding that was not asked for."""


class Decoder(Protocol):
    """Undoes one coding, a chunk at a time."""

    def feed(self, chunk: bytes) -> bytes:
        """What the chunk decodes to."""

    def end(self) -> None:
        """Raise ValueError when the data broke off."""


class _Inflater:
    """Gzip or deflate; several gzip members in a row are one text (RFC 1952 section 2.2)."""

    def __init__(self, window: int, cap: int) -> None:
        self._window = window
        self._cap = self._left = cap
        self._inflate = zlib.decompressobj(window)
        self._started = False

    def feed(self, chunk: bytes) -> bytes:
        out = bytearray()
        while chunk:
            out += self._some(chunk)
            if not self._inflate.eof:
                break
            chunk = self._inflate.unused_data
            if not chunk.startswith(b"\x1f\x8b"):  # padding after the end, seen in the wild
                break
            self._inflate = zlib.decompressobj(self._window)
        return bytes(out)

    def _some(self, chunk: bytes) -> bytes:
        if self._window == _ZLIB and not self._started and chunk[0] & 0x0F != zlib.DEFLATED:
            self._window, self._inflate = _BARE, zlib.decompressobj(_BARE)  # deflate without its wrapper: common
        self._started = True
        try:
            out = self._inflate.decompress(chunk, self._left + 1)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        self._left -= len(out)
        check_size(self._cap - self._left, self._cap)
        return out

    def end(self) -> None:
        if self._started and not self._inflate.eof:
            raise ValueError("the compressed data broke off")


def check_size(size: int, cap: int) -> None:
    """Raise Undecodable when an answer of `size` bytes is larger than `cap`."""
    if size > cap:
        raise Undecodable(f"the answer is larger than {cap:,} bytes", fault=Fault.TOO_LARGE)


_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}


def decoders(content_encoding: str, cap: int) -> list[Decoder]:
    """The decoders for a Content-Encoding header, in the order in which they are to be applied.

    Args:
        content_encoding: the header's value; may be empty.
        cap: bytes that each layer may decode to.

    Raises:
        Undecodable: an unknown coding, or too many on top of each other.
    """
    names = [name.strip().lower() for name in content_encoding.split(",")]
    names = [name for name in names if name not in {"", "identity"}]
    unknown = [name for name in names if name not in _WINDOWS]
    if unknown or len(names) > _LAYERS:
        raise Undecodable(
            f"the answer is encoded in a way that was not asked for ({content_encoding[:40]})", fault=Fault.BROKEN
        )
    return [_Inflater(_WINDOWS[name], cap) for name in reversed(names)]


def gunzipped(data: bytes, cap: int) -> bytes:
    """The bytes of a gzip file, or the bytes themselves when they are none.

    Raises:
        Undecodable: it inflates to more than `cap` bytes.
        ValueError: it is damaged.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    return _Inflater(_GZIP, cap).feed(data)
