"""Shingles: the runs of words of a text as numbers, by which copies are recognised (Broder 1997)."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from briefing.text.word_codes import BASE, UNSPACED, word_codes

_POWERS = np.multiply.accumulate(np.full(16, BASE, np.uint64))


def shingles(text: str, length: int = 4) -> NDArray[np.uint32]:
    """The distinct runs of `length` words of a text, hashed, in ascending order; case and punctuation do not count.

    Args:
        text: any text, read up to its 20,500th character; fewer than `length` words give one shingle, none give none.
        length: words in a run, at most 16; in scripts without spaces each sign is a word.
    """
    return runs(word_codes(spaced(text)).codes, length)


def spaced(text: str) -> str:
    """The same text with each sign of a script without spaces as a word of its own."""
    if text.isascii() or not UNSPACED.search(text):
        return text
    return UNSPACED.sub(lambda match: f" {match[0]} ", text)


def runs(codes: NDArray[np.uint64], length: int = 4) -> NDArray[np.uint32]:
    """The distinct runs of `length` words, hashed, in ascending order.

    Args:
        codes: the words as numbers, in order.
    """
    return next(iter(runs_of((codes,), length)))


def runs_of(texts: Sequence[NDArray[np.uint64]], length: int = 4) -> Iterator[NDArray[np.uint32]]:
    """The runs of several texts, by themselves, found together."""
    padding = np.zeros(length - 1, np.uint64)
    codes = np.concatenate([*(part for text in texts for part in (text, padding)), padding])
    count = len(codes) - len(padding)
    hashed = np.zeros(count, np.uint64)
    for offset in range(length):
        hashed += codes[offset : offset + count] * _POWERS[offset]
    hashed ^= hashed >> np.uint64(29)
    hashed *= _POWERS[0]
    hashed >>= np.uint64(32)
    begins = list(accumulate((len(text) + len(padding) for text in texts), initial=0))
    for text, begin in zip(texts, begins, strict=False):
        if len(text):
            yield _distinct(np.sort(hashed[begin : begin + max(1, len(text) - len(padding))].astype(np.uint32)))
        else:
            yield np.empty(0, np.uint32)


def _distinct(ascending: NDArray[np.uint32]) -> NDArray[np.uint32]:
    fresh = np.empty(len(ascending), np.bool_)
    fresh[0] = True
    np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    return ascending[fresh]
