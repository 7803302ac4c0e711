"""Shingles: the runs of words of a text as numbers, by which copies are recognised (Broder 1997)."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.text.word_codes import UNSPACED, word_codes

_BASE = np.uint64(
    0x9E3779B97F4A7C15
)  # 2^64 divided by the golden ratio: odd, and spreads neighbouring values (Knuth 6.4)
_POWERS = np.multiply.accumulate(np.full(16, _BASE, np.uint64))
OPENINGS = np.array([4, 8, 16, 32])
"""Runs that a beginning of a text has."""


class Shingles(NamedTuple):
    """The runs of words of a text, hashed.

    Attributes:
        distinct: each of them once, in ascending order.
        openings: the smallest of its first 4, 8, 16 and 32 runs, or of all where it has fewer; a text cut behind so
            many has them in common with the whole. None where it has no words.
    """

    distinct: NDArray[np.uint32]
    openings: NDArray[np.uint32]


def shingles(text: str, length: int = 4) -> Shingles:
    """The runs of `length` words of a text; case and punctuation do not count.

    Args:
        text: any text, read up to its 20,500th character; fewer than `length` words give one shingle, none give none.
        length: words in a run, at most 16; in scripts without spaces each sign is a word.
    """
    return next(shingles_of((word_codes(spaced(text)).codes,), length))


def spaced(text: str) -> str:
    """The same text with each sign of a script without spaces as a word of its own."""
    if text.isascii() or not UNSPACED.search(text):
        return text
    return UNSPACED.sub(lambda match: f" {match[0]} ", text)


def shingles_of(texts: Sequence[NDArray[np.uint64]], length: int = 4) -> Iterator[Shingles]:
    """The runs of several texts, by themselves, found together.

    Args:
        texts: the words of each as numbers, in order.
    """
    padding = np.zeros(length - 1, np.uint64)
    codes = np.concatenate([*(part for text in texts for part in (text, padding)), padding])
    count = len(codes) - len(padding)
    hashed = np.zeros(count, np.uint64)
    for offset in range(length):
        hashed += codes[offset : offset + count] * _POWERS[offset]
    hashed ^= hashed >> np.uint64(29)
    hashed *= _POWERS[0]
    hashed >>= np.uint64(32)
    short = hashed.astype(np.uint32)
    begins = list(accumulate((len(text) + len(padding) for text in texts), initial=0))
    for text, begin in zip(texts, begins, strict=False):
        here = short[begin : begin + max(1, len(text) - len(padding))] if len(text) else short[:0]
        yield Shingles(_distinct(np.sort(here)), _openings(here))


def _openings(hashed: NDArray[np.uint32]) -> NDArray[np.uint32]:
    smallest = np.minimum.accumulate(hashed[: OPENINGS[-1]])
    return smallest.take(OPENINGS - 1, mode="clip") if len(smallest) else smallest


def _distinct(ascending: NDArray[np.uint32]) -> NDArray[np.uint32]:
    fresh = np.empty(len(ascending), np.bool_)
    fresh[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    return ascending[fresh]
