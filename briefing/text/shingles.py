"""Shingles: the runs of words of a text as numbers, by which copies are recognised (Broder 1997)."""

import re

import numpy as np
from numpy.typing import NDArray

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_MARKS = dict.fromkeys(map(ord, "‘’“”„‚«»–—…·•"), " ")
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
    runs = np.zeros(count, np.uint64)
    for offset in range(min(length, len(codes))):
        runs = (runs + codes[offset : offset + count]) * np.uint64(_BASE)
        runs ^= runs >> np.uint64(29)
    return np.unique((runs >> np.uint64(32)).astype(np.uint32))


def _folded(text: str) -> bytes:
    if text.isascii():
        return text.lower().encode("ascii")
    if _UNSPACED.search(text):
        text = _UNSPACED.sub(lambda match: f" {match[0]} ", text)
    return text.lower().translate(_MARKS).encode("utf-8", "replace")[: len(_POWERS)]


def _word_codes(folded: bytes) -> NDArray[np.uint64]:
    """A number for each word: the polynomial hash of its bytes (Rabin and Karp 1987), all words at once.

    The hash of bytes i to j is the sum of byte x base^i … base^j, brought to the origin by base^-i, modulo 2^64.
    """
    data = np.frombuffer(folded, np.uint8)
    inside = np.concatenate(([False], _WORD_BYTES[data], [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    if not len(edges):
        return np.empty(0, np.uint64)
    products = np.concatenate((data * _POWERS[: len(data)], [np.uint64(0)]))
    starts = edges[::2]
    sums = np.add.reduceat(products, edges)[::2]
    return sums * _INVERSES[starts]
