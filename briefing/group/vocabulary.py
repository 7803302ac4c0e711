"""Terms as numbers, and how rare each is: what turns an article's terms into a sparse unit vector."""

import math
from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.text.similarity import background


class Vector(NamedTuple):
    """A sparse unit vector: term numbers, their counts in the article, their weights; the heaviest first."""

    terms: NDArray[np.int32]
    counts: NDArray[np.float32]
    weights: NDArray[np.float32]


class Vocabulary:
    """The terms met so far and in how many articles each stood.

    Rarity is counted over a packaged background of news and the articles at hand together, so that the first
    article of a new installation is weighed sensibly and the words of the day still lose weight as they spread.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._frequencies = array("i")
        self._articles = background().documents

    def __len__(self) -> int:
        return len(self._numbers)

    def learn(self, terms: Mapping[str, float]) -> Vector:
        """Count one article's terms; its vector comes back weighed by what is known so far."""
        numbers, frequencies, known = self._numbers, self._frequencies, background().frequencies
        self._articles += 1
        found = []
        for term in terms:
            number = numbers.get(term)
            if number is None:
                number = numbers[term] = len(frequencies)
                frequencies.append(known.get(term, 0))
            frequencies[number] += 1
            found.append(number)
        counts = np.fromiter(terms.values(), np.float32, len(found))
        return self.weigh(Vector(np.array(found, np.int32), counts, counts))

    def weigh(self, vector: Vector) -> Vector:
        """The same vector, weighed by what is known now."""
        frequencies = np.frombuffer(self._frequencies, np.int32) if self._frequencies else np.empty(0, np.int32)
        rarity = np.log((1 + self._articles) / (1 + frequencies[vector.terms])) + 1
        weights = vector.counts * rarity
        length = math.sqrt(float(weights @ weights)) or 1.0
        order = np.argsort(-weights, kind="stable")
        return Vector(vector.terms[order], vector.counts[order], (weights[order] / length).astype(np.float32))

    def keep(self, vectors: Sequence[Vector]) -> list[Vector]:
        """Forget the terms that none of these vectors has; the vectors come back with their new numbers."""
        stood = np.concatenate([one.terms for one in vectors]) if vectors else np.empty(0, np.int32)
        counts = np.bincount(stood, minlength=len(self))
        renumbered = np.cumsum(counts > 0) - 1
        known = background()
        kept = [(term, number) for term, number in self._numbers.items() if counts[number]]
        self._numbers = {term: int(renumbered[number]) for term, number in kept}
        self._frequencies = array("i", (known.frequencies.get(term, 0) + int(counts[number]) for term, number in kept))
        self._articles = known.documents + len(vectors)
        return [self.weigh(one._replace(terms=renumbered[one.terms].astype(np.int32))) for one in vectors]
