"""The words of a text as numbers, all at once: what copies and stories are found by.

A word is a run of letters and digits with single apostrophes, points and commas inside ("don't", "1,000", "U.S").
Its number is made of its lower-case bytes, eight at a time, each eight stirred into the number by the finalizer of
MurmurHash3 (Appleby 2011); the eight bytes at any place are read for all words together.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
"""Signs of scripts that put no spaces between words."""
LONGEST = 20_500
"""Characters that are read at once."""
_BYTES = 4 * LONGEST
_EIGHT = 8
_FIRST = np.array([(1 << 8 * count) - 1 for count in range(_EIGHT + 1)], np.uint64)
"""Keeps the first bytes of eight, by how many."""
_LETTER, _INNER = 1, 2
_KINDS = bytes(
    _LETTER if byte >= 0x80 or chr(byte).isalnum() else _INNER if chr(byte) in "'.," else 0  # noqa: PLR2004  (ASCII)
    for byte in range(256)
)
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
    edges = _edges(joined)
    starts, ends = edges[::2], edges[1::2]
    codes = _codes(joined, starts, ends)
    named = _named(np.frombuffer(b"\n".join(written), np.uint8), np.frombuffer(joined, np.uint8), starts)
    begins = [0, *accumulate(len(text) + 1 for text in folded)]
    for begin, (first, last) in zip(begins, pairwise(starts.searchsorted(begins).tolist()), strict=False):
        here = slice(first, last)
        yield WordCodes(codes[here], named[here], starts[here], ends[here], joined, begin)


def _codes(joined: bytes, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.uint64]:
    """The number of each word."""
    eights = np.ndarray((len(joined) + 1,), "<u8", joined + bytes(_EIGHT), strides=(1,))
    lengths = ends - starts
    codes = stirred(eights[starts] & _FIRST[np.minimum(lengths, _EIGHT)])
    longer, read = np.flatnonzero(lengths > _EIGHT), _EIGHT
    while len(longer):
        more = eights[starts[longer] + read] & _FIRST[np.minimum(lengths[longer] - read, _EIGHT)]
        codes[longer] = stirred(codes[longer] + more)
        read += _EIGHT
        longer = longer[lengths[longer] > read]
    return codes


def stirred(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers each of whose bits depends on all bits of the given ones; different ones stay different."""
    numbers = numbers ^ (numbers >> np.uint64(33))
    numbers *= np.uint64(0xFF51AFD7ED558CCD)
    numbers ^= numbers >> np.uint64(33)
    numbers *= np.uint64(0xC4CEB9FE1A85EC53)
    numbers ^= numbers >> np.uint64(33)
    return numbers


def _edges(joined: bytes) -> NDArray[np.intp]:
    """Where words begin and end, in turns."""
    kinds = np.frombuffer(joined.translate(_KINDS), np.uint8)
    letters = np.zeros(len(kinds) + 2, np.bool_)
    np.equal(kinds, _LETTER, out=letters[1:-1])
    if not joined.isascii():
        _leave_out_marks(np.frombuffer(joined, np.uint8), letters[1:-1])
    marks = np.flatnonzero(kinds == _INNER)
    letters[marks[letters[marks] & letters[marks + 2]] + 1] = True
    return np.flatnonzero(letters[1:] != letters[:-1])


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
