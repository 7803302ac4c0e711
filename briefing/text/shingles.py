"""Shingles: the runs of words of a text as numbers, by which copies are recognised (Broder 1997)."""

import re

import numpy as np
from numpy.typing import NDArray

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_WORD_BYTES = np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)])  # noqa: PLR2004  (beyond ASCII)
_BASE = 0x9E3779B97F4A7C15  # 2^64 divided by the golden ratio: odd, and spreads neighbouring values (Knuth 6.4)
_MODULUS = 1 << 64
_LONGEST = 20_000
_POWERS = np.multiply.accumulate(np.full(4 * _LONGEST, _BASE, np.uint64))
_INVERSES = np.multiply.accumulate(np.full(4 * _LONGEST, pow(_BASE, -1, _MODULUS), np.uint64))


def shingles(text: str, length: int = 4) -> NDArray[np.uint32]:
    """The distinct runs of `length` words of a text, hashed, in ascending order; case and punctuation do not count.

    Args:
        text: any text, read up to its 20,000th character; fewer than `length` words give one shingle, none give none.
        length: words in a run; in scripts without spaces each sign is a word.
    """
    codes = _word_codes(_folded(text[:_LONGEST]))
    if not len(codes):
        return np.empty(0, np.uint32)
    count = max(1, len(codes) - length + 1)
    runs = codes[:count] * _POWERS[0]
    for offset in range(1, min(length, len(codes))):
        runs += codes[offset : offset + count] * _POWERS[offset]
    runs ^= runs >> np.uint64(29)
    hashed = np.sort(((runs * _POWERS[0]) >> np.uint64(32)).astype(np.uint32))
    distinct = np.empty(count, np.bool_)
    distinct[0] = True
    np.not_equal(hashed[1:], hashed[:-1], out=distinct[1:])
    return hashed[distinct]


def _folded(text: str) -> bytes:
    if text.isascii():
        return text.lower().encode("ascii")
    if _UNSPACED.search(text):
        text = _UNSPACED.sub(lambda match: f" {match[0]} ", text)
    return text.lower().encode("utf-8", "replace")[: len(_POWERS)]


def _word_codes(folded: bytes) -> NDArray[np.uint64]:
    """A number for each word: the polynomial hash of its bytes (Rabin and Karp 1987), all words at once.

    The hash of bytes i to j is the sum of byte x base^i … base^j, brought to the origin by base^-i, modulo 2^64.
    """
    data = np.frombuffer(folded, np.uint8)
    inside = np.zeros(len(data) + 2, np.bool_)
    np.take(_WORD_BYTES, data, out=inside[1:-1])
    if not folded.isascii():
        _leave_out_marks(data, inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    if not len(edges):
        return np.empty(0, np.uint64)
    products = np.zeros(len(data) + 1, np.uint64)
    np.multiply(data, _POWERS[: len(data)], out=products[:-1])
    return np.add.reduceat(products, edges)[::2] * _INVERSES[edges[::2]]


def _leave_out_marks(data: NDArray[np.uint8], inside: NDArray[np.bool_]) -> None:
    """Typographic marks are no words: U+2000 to U+203F (E2 80 and a third byte), U+0080 to U+00BF (C2 and a second)."""
    general = np.flatnonzero((data[:-2] == 0xE2) & (data[1:-1] == 0x80))  # noqa: PLR2004  (UTF-8)
    latin = np.flatnonzero(data[:-1] == 0xC2)  # noqa: PLR2004  (UTF-8)
    for first, length in ((general, 3), (latin, 2)):
        for offset in range(length):
            inside[first + offset] = False
