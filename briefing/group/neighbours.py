"""Which articles of the window are like a new one: an inverted index over the heaviest terms of each."""

import sys

import numpy as np
from numpy.typing import NDArray

from briefing.group.vocabulary import Vector

_FILED = 16
"""Heaviest terms under which an article is filed."""
_ASKED = 12
"""Heaviest terms by which others are looked up."""
_RECENT = 64
"""Latest entries of a term that are looked at and, nearly, kept: the cost of a busy event stays bounded."""
_NEAREST = 64
"""Articles that come back."""

_WIDTH = 4
"""Bytes of a row in a posting."""

_Posting = int | bytearray
"""Nearly always a single row, which then stands there bare; several as bytes, which the garbage collector need not
look through, as it would with tens of thousands of lists."""


class Neighbours:
    """An inverted index of rows."""

    def __init__(self) -> None:
        self._postings: list[_Posting | None] = []

    def add(self, row: int, vector: Vector) -> None:
        """File an article under its heaviest terms."""
        postings, written = self._postings, _as_bytes(row)
        for term in vector.terms[:_FILED].tolist():
            if term >= len(postings):
                postings.extend([None] * (term + 1 - len(postings)))
            held = postings[term]
            if held is None:
                postings[term] = row
            elif isinstance(held, int):
                postings[term] = bytearray(_as_bytes(held) + written)
            else:
                held += written
                if len(held) == 2 * _RECENT * _WIDTH:
                    postings[term] = held[-_RECENT * _WIDTH :]

    def nearest(self, vector: Vector) -> list[int]:
        """Rows of the articles that share the heaviest terms, those with most in common first."""
        rows, lengths = bytearray(), []
        for term in vector.terms[:_ASKED].tolist():
            held = self._postings[term] if term < len(self._postings) else None
            before = len(rows)
            if isinstance(held, int):
                rows += _as_bytes(held)
            elif held is not None:
                rows += held[-_RECENT * _WIDTH :]
            lengths.append((len(rows) - before) // _WIDTH)
        if not rows:
            return []
        return _most_shared(np.frombuffer(rows, np.int32), np.repeat(vector.weights[: len(lengths)], lengths))


def _as_bytes(row: int) -> bytes:
    return row.to_bytes(_WIDTH, sys.byteorder)


def _most_shared(rows: NDArray[np.int32], weights: NDArray[np.float32]) -> list[int]:
    """The rows with the greatest sums of weights, greatest first."""
    order = rows.argsort(kind="stable")
    rows = rows.take(order)
    fresh = np.empty(len(rows), np.bool_)
    fresh[0] = True
    np.not_equal(rows[1:], rows[:-1], out=fresh[1:])
    starts = fresh.nonzero()[0]
    shared = np.add.reduceat(weights.take(order), starts)
    best = np.negative(shared, out=shared).argsort(kind="stable")[:_NEAREST]
    found: list[int] = rows.take(starts.take(best)).tolist()
    return found
