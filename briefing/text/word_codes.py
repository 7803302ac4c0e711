"""The words of a text as numbers, all at once: what copies and stories are found by.

A word is a run of letters and digits with single apostrophes, points and commas inside ("don't", "1,000", "U.S").
Its number is a polynomial hash of its lower-case bytes (Rabin and Karp 1987), computed for all words together: the
hash of bytes i to j is the sum of byte x base^i … base^j, brought to the origin by base^-i, modulo 2^64.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
"""Signs of scripts that put no spaces between words."""
LONGEST = 20_500
"""Characters that are read at once."""
BASE = np.uint64(
    0x9E3779B97F4A7C15
)  # 2^64 divided by the golden ratio: odd, and spreads neighbouring values (Knuth 6.4)
_BYTES = 4 * LONGEST
_POWERS = np.multiply.accumulate(np.full(_BYTES, BASE, np.uint64))
_INVERSES = np.multiply.accumulate(np.full(_BYTES, pow(int(BASE), -1, 1 << 64), np.uint64))
_LETTER = np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)])  # noqa: PLR2004  (beyond ASCII)
_INNER = np.array([chr(byte) in "'.," for byte in range(256)])
_MANY_BYTES = 0xC0


class WordCodes(NamedTuple):
    """The words of a text in order, as parallel arrays.

    Attributes:
        codes: a number for each word, whatever its case.
        named: whether it is written with a capital.
        starts: offset of its first byte in `folded`; ends: behind its last one.
        folded: the text in lower case, in UTF-8, with what was read along with it.
        begin: where the text itself begins there.
    """

    codes: NDArray[np.uint64]
    named: NDArray[np.bool_]
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    folded: bytes
    begin: int = 0

    def part(self, first: int, last: int) -> "WordCodes":
        """The words from one place up to another."""
        here = slice(first, last)
        return self._replace(
            codes=self.codes[here], named=self.named[here], starts=self.starts[here], ends=self.ends[here]
        )

    def spelled(self, place: int) -> str:
        """One word in lower case."""
        return self.folded[self.starts[place] : self.ends[place]].decode("utf-8", "replace")


def word_codes(text: str) -> WordCodes:
    """The words of a text, read up to its 20,500th character."""
    return next(word_codes_of((text,)))


def word_codes_of(texts: Iterable[str]) -> Iterator[WordCodes]:
    """The words of several texts, which are read together: for many short ones that takes half the time.

    Args:
        texts: each is read up to its 20,500th character.
    """
    written: list[bytes] = []
    folded: list[bytes] = []
    size = 0
    for text in texts:
        original, lower = _bytes(text[:LONGEST])
        if written and size + len(lower) >= _BYTES:
            yield from _read(written, folded)
            written, folded, size = [], [], 0
        written.append(original)
        folded.append(lower)
        size += len(lower) + 1
    yield from _read(written, folded)


def _bytes(text: str) -> tuple[bytes, bytes]:
    """A text as written and in lower case; the latter twice where a rare letter changes its length."""
    text = text.replace("’", "'")
    written, folded = text.encode("utf-8", "replace"), text.lower().encode("utf-8", "replace")[:_BYTES]
    return (written if len(written) == len(folded) else folded), folded


def _read(written: Sequence[bytes], folded: Sequence[bytes]) -> Iterator[WordCodes]:
    """The words of texts that fit into one reading, each by itself."""
    joined = b"\n".join(folded)
    data = np.frombuffer(joined, np.uint8)
    edges = _edges(data, joined.isascii())
    starts, ends = edges[::2], edges[1::2]
    products = np.zeros(len(data) + 1, np.uint64)
    np.multiply(data, _POWERS[: len(data)], out=products[:-1])
    codes = np.add.reduceat(products, edges)[::2] * _INVERSES[starts] if len(edges) else np.empty(0, np.uint64)
    named = _named(np.frombuffer(b"\n".join(written), np.uint8), data, starts)
    everything = WordCodes(codes, named, starts, ends, joined)
    begins = list(accumulate((len(text) + 1 for text in folded), initial=0))
    places = np.searchsorted(starts, begins).tolist()
    for begin, first, last in zip(begins, places, places[1:], strict=False):
        yield everything.part(first, last)._replace(begin=begin)


def _edges(data: NDArray[np.uint8], plain: bool) -> NDArray[np.intp]:
    """Where words begin and end, in turns; `plain` for text that is all ASCII."""
    letters = np.zeros(len(data) + 2, np.bool_)
    np.take(_LETTER, data, out=letters[1:-1])
    if not plain:
        _leave_out_marks(data, letters[1:-1])
    inside = letters.copy()
    inside[1:-1] |= _INNER[data] & letters[:-2] & letters[2:]
    return np.flatnonzero(inside[1:] != inside[:-1])


def _leave_out_marks(data: NDArray[np.uint8], letters: NDArray[np.bool_]) -> None:
    """Typographic marks are no words: U+2000 to U+203F (E2 80 and a third byte), U+0080 to U+00BF (C2 and a second)."""
    general = np.flatnonzero((data[:-2] == 0xE2) & (data[1:-1] == 0x80))  # noqa: PLR2004  (UTF-8)
    latin = np.flatnonzero(data[:-1] == 0xC2)  # noqa: PLR2004  (UTF-8)
    for first, length in ((general, 3), (latin, 2)):
        for offset in range(length):
            letters[first + offset] = False


def _named(written: NDArray[np.uint8], folded: NDArray[np.uint8], starts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which words change their first letter when put into lower case."""
    if not len(starts):
        return np.empty(0, np.bool_)
    first, seconds = written[starts], np.minimum(starts + 1, len(written) - 1)
    named: NDArray[np.bool_] = first != folded[starts]
    named |= (first >= _MANY_BYTES) & (written[seconds] != folded[seconds])
    return named
