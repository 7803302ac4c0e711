"""The vectors of all articles of the window, a row each, and how like they are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.group.rows import Rows
from briefing.group.vocabulary import HEAVIEST, Vector, Vocabulary


class Vectors:
    """Sparse unit vectors in rows of one width; shorter ones are filled up with weights of nothing."""

    def __init__(self) -> None:
        self._count = 0
        self._terms = Rows(HEAVIEST, np.int32)
        self._halves = Rows(HEAVIEST, np.uint8)
        self._weights = Rows(HEAVIEST, np.float32)
        self._dense = np.zeros(1 << 16, np.float32)

    def __len__(self) -> int:
        return self._count

    def add(self, vectors: Vector) -> range:
        """Keep the vectors of some articles; comes back with their rows."""
        first = self._count
        self._terms.put(first, vectors.terms)
        self._halves.put(first, vectors.halves)
        self._weights.put(first, vectors.weights)
        self._count += len(vectors.terms)
        return range(first, self._count)

    def vector(self, row: int) -> Vector:
        """One of them again."""
        chosen = np.array([row], np.intp)
        return next(Vector(*(rows.take(chosen) for rows in (self._terms, self._halves, self._weights))).rows())

    def likeness(self, vector: Vector, rows: Sequence[int], terms: int) -> NDArray[np.float32]:
        """Cosines of one vector with those of some rows: its weights are laid out by term, and looked up from there.

        Args:
            terms: above the number of every term.
        """
        if terms > len(self._dense):
            self._dense = np.zeros(2 * terms, np.float32)
        chosen = np.array(rows, np.intp)
        self._dense[vector.terms] = vector.weights
        shared = self._dense.take(self._terms.take(chosen))
        self._dense[vector.terms] = 0.0
        found: NDArray[np.float32] = np.einsum("ij,ij->i", shared, self._weights.take(chosen))
        return found

    def all_pairs(self, rows: Sequence[int], vocabulary: Vocabulary) -> NDArray[np.float64]:
        """Cosines of all pairs of rows, weighed by what is known now."""
        chosen = np.array(rows, np.intp)
        terms, halves = self._terms.take(chosen), self._halves.take(chosen)
        filled = halves > 0
        columns, places = np.unique(terms[filled], return_inverse=True)
        laid_out = np.zeros((len(rows), len(columns)), np.float32)
        laid_out[np.nonzero(filled)[0], places] = _unit(terms, halves, vocabulary)[filled]
        return (laid_out @ laid_out.T).astype(np.float64)

    def kept(self, rows: Sequence[int], vocabulary: Vocabulary) -> "Vectors":
        """Only these rows, in this order, numbered and weighed anew; the vocabulary forgets all other terms."""
        chosen = np.array(rows, np.intp)
        terms, halves = self._terms.take(chosen), self._halves.take(chosen)
        filled = halves > 0
        terms[filled] = vocabulary.keep(terms[filled])
        vocabulary.recount(len(rows))
        fresh = Vectors()
        fresh.add(Vector(terms, halves, _unit(terms, halves, vocabulary)))
        return fresh


def _unit(terms: NDArray[np.int32], halves: NDArray[np.uint8], vocabulary: Vocabulary) -> NDArray[np.float32]:
    """The weights of rows by what is known now, each row of length one."""
    if not len(vocabulary):
        return np.zeros(terms.shape, np.float32)
    weights = vocabulary.weights(terms, halves) * (halves > 0)
    lengths = np.sqrt(np.square(weights).sum(axis=1, keepdims=True))
    scaled: NDArray[np.float32] = weights / np.maximum(lengths, np.float32(1e-9))
    return scaled
