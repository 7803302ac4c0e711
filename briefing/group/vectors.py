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

    def add(self, vector: Vector) -> int:
        """Keep a vector; comes back with its row."""
        row = self._count
        self._terms.put(row, vector.terms)
        self._halves.put(row, vector.halves)
        self._weights.put(row, vector.weights)
        self._count += 1
        return row

    def vector(self, row: int) -> Vector:
        """One of them again."""
        chosen = np.array([row], np.intp)
        halves = self._halves.take(chosen)[0]
        count = int(np.count_nonzero(halves))
        terms, weights = self._terms.take(chosen)[0], self._weights.take(chosen)[0]
        return Vector(terms[:count], halves[:count], weights[:count])

    def likeness(self, vector: Vector, rows: Sequence[int], terms: int) -> NDArray[np.float32]:
        """Cosines of one vector with those of some rows.

        Args:
            terms: above the number of every term.
        """
        chosen = np.array(rows, np.intp)
        return self._products(vector.terms, vector.weights, self._terms.take(chosen), self._weights.take(chosen), terms)

    def all_pairs(self, rows: Sequence[int], vocabulary: Vocabulary) -> NDArray[np.float64]:
        """Cosines of all pairs of rows, weighed by what is known now."""
        chosen = np.array(rows, np.intp)
        terms = self._terms.take(chosen)
        weights = _unit(terms, self._halves.take(chosen), vocabulary)
        pairs = [
            self._products(own, weight, terms, weights, len(vocabulary))
            for own, weight in zip(terms, weights, strict=True)
        ]
        return np.array(pairs, np.float64).reshape(len(rows), len(rows))

    def kept(self, rows: Sequence[int], vocabulary: Vocabulary) -> "Vectors":
        """Only these rows, in this order, numbered and weighed anew; the vocabulary forgets all other terms."""
        chosen = np.array(rows, np.intp)
        terms, halves = self._terms.take(chosen), self._halves.take(chosen)
        filled = halves > 0
        terms[filled] = vocabulary.keep(terms[filled])
        vocabulary.recount(len(rows))
        fresh = Vectors()
        for vector in zip(terms, halves, _unit(terms, halves, vocabulary), strict=True):
            fresh.add(Vector(*vector))
        return fresh

    def _products(
        self,
        own: NDArray[np.int32],
        weight: NDArray[np.float32],
        terms: NDArray[np.int32],
        weights: NDArray[np.float32],
        size: int,
    ) -> NDArray[np.float32]:
        """The products of one vector with each row: its weights are laid out by term, and looked up from there."""
        if size > len(self._dense):
            self._dense = np.zeros(2 * size, np.float32)
        self._dense[own[weight > 0]] = weight[weight > 0]
        found: NDArray[np.float32] = np.einsum("ij,ij->i", self._dense[terms], weights)
        self._dense[own] = 0.0
        return found


def _unit(terms: NDArray[np.int32], halves: NDArray[np.uint8], vocabulary: Vocabulary) -> NDArray[np.float32]:
    """The weights of rows by what is known now, each row of length one."""
    if not len(vocabulary):
        return np.zeros(terms.shape, np.float32)
    weights = vocabulary.weights(terms, halves) * (halves > 0)
    lengths = np.sqrt(np.square(weights).sum(axis=1, keepdims=True))
    scaled: NDArray[np.float32] = weights / np.maximum(lengths, np.float32(1e-9))
    return scaled
