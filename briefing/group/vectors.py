"""The vectors of all articles of the window, a row each, and how like they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.group.vocabulary import HEAVIEST, Vector, Vocabulary

_FIRST_ROWS = 256


class Vectors:
    """Sparse unit vectors in rows of one width; shorter ones are filled up with weights of nothing."""

    def __init__(self) -> None:
        self._count = 0
        self._terms = np.zeros((_FIRST_ROWS, HEAVIEST), np.int32)
        self._halves = np.zeros((_FIRST_ROWS, HEAVIEST), np.uint8)
        self._weights = np.zeros((_FIRST_ROWS, HEAVIEST), np.float32)
        self._dense = np.zeros(1 << 16, np.float32)

    def __len__(self) -> int:
        return self._count

    def add(self, vector: Vector) -> int:
        """Keep a vector; comes back with its row."""
        row = self._count
        if row == len(self._terms):
            self._terms, self._halves = _doubled(self._terms), _doubled(self._halves)
            self._weights = _doubled(self._weights)
        count = len(vector.terms)
        self._terms[row, :count] = vector.terms
        self._halves[row, :count] = vector.halves
        self._weights[row, :count] = vector.weights
        self._count += 1
        return row

    def vector(self, row: int) -> Vector:
        """One of them again."""
        count = int(np.count_nonzero(self._halves[row]))
        return Vector(self._terms[row, :count], self._halves[row, :count], self._weights[row, :count])

    def likeness(self, vector: Vector, rows: Sequence[int], terms: int) -> NDArray[np.float32]:
        """Cosines of one vector with those of some rows.

        Args:
            terms: above the number of every term.
        """
        chosen = np.array(rows, np.intp)
        return self._products(vector.terms, vector.weights, self._terms[chosen], self._weights[chosen], terms)

    def all_pairs(self, rows: Sequence[int], vocabulary: Vocabulary) -> NDArray[np.float64]:
        """Cosines of all pairs of rows, weighed by what is known now."""
        chosen = np.array(rows, np.intp)
        terms, weights = self._terms[chosen], self._weighed(chosen, vocabulary)
        pairs = [
            self._products(own, weight, terms, weights, len(vocabulary))
            for own, weight in zip(terms, weights, strict=True)
        ]
        return np.array(pairs, np.float64).reshape(len(rows), len(rows))

    def kept(self, rows: Sequence[int], vocabulary: Vocabulary) -> "Vectors":
        """Only these rows, in this order, numbered and weighed anew; the vocabulary forgets all other terms."""
        chosen = np.array(rows, np.intp)
        fresh, count = Vectors(), len(rows)
        room = max(_FIRST_ROWS, 2 * count)
        fresh._count = count
        fresh._terms, fresh._halves, fresh._weights = (
            np.zeros((room, HEAVIEST), kind) for kind in (np.int32, np.uint8, np.float32)
        )
        filled = self._halves[chosen] > 0
        fresh._halves[:count] = self._halves[chosen]
        fresh._terms[:count][filled] = vocabulary.keep(self._terms[chosen][filled])
        vocabulary.recount(count)
        fresh._weights[:count] = fresh._weighed(np.arange(count), vocabulary)
        return fresh

    def _weighed(self, chosen: NDArray[np.intp], vocabulary: Vocabulary) -> NDArray[np.float32]:
        terms, halves = self._terms[chosen], self._halves[chosen]
        weights = vocabulary.weights(terms, halves) * (halves > 0) if len(vocabulary) else self._weights[chosen]
        lengths = np.sqrt(np.square(weights).sum(axis=1, keepdims=True))
        scaled: NDArray[np.float32] = weights / np.maximum(lengths, np.float32(1e-9))
        return scaled

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


def _doubled(rows: NDArray[Any]) -> NDArray[Any]:
    grown = np.zeros((2 * len(rows), *rows.shape[1:]), rows.dtype)
    grown[: len(rows)] = rows
    return grown
