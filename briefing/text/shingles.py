"""Shingles: the runs of words of a text as numbers, by which copies are recognised (Broder 1997)."""

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: spreads neighbouring values (Knuth 6.4)


def shingles(text: str, length: int = 4) -> NDArray[np.uint32]:
    """The distinct runs of `length` words of a text, hashed, in ascending order; case and punctuation do not count.

    Args:
        text: any text; shorter ones than `length` words give one shingle, empty ones none.
        length: words in a run.
    """
    hashed = [crc32(word.encode("utf-8", "surrogatepass")) for word in _WORD.findall(text.lower())]
    if not hashed:
        return np.empty(0, np.uint32)
    codes = np.array(hashed, np.uint64)
    count = max(1, len(codes) - length + 1)
    runs = np.zeros(count, np.uint64)
    for offset in range(min(length, len(codes))):
        runs = (runs + codes[offset : offset + count]) * _MIX
        runs ^= runs >> np.uint64(29)
    return np.unique((runs >> np.uint64(32)).astype(np.uint32))
