"""Terms as numbers, and how rare each is: what turns an article's terms into a sparse unit vector."""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.text.similarity import background


class Vector(NamedTuple):
    """A sparse unit vector: term numbers and their weights, the heaviest first."""

    terms: NDArray[np.int32]
    weights: NDArray[np.float32]


class Vocabulary:
    """The terms met so far and in how many articles each stood.

    Rarity is counted over a packaged background of news and the articles at hand together, so that the first
    article of a new installation is weighed sensibly and the words of the day still lose weight as they spread.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._frequencies: list[int] = []
        self._articles = background().documents

    def __len__(self) -> int:
        return len(self._numbers)

    def learn(self, terms: Iterable[str]) -> None:
        """Count one article's distinct terms."""
        numbers, frequencies, known = self._numbers, self._frequencies, background().frequencies
        self._articles += 1
        for term in terms:
            number = numbers.setdefault(term, len(frequencies))
            if number == len(frequencies):
                frequencies.append(known.get(term, 0))
            frequencies[number] += 1

    def vector(self, terms: Mapping[str, float]) -> Vector:
        """The unit vector of learned terms; empty for no terms."""
        numbers = np.fromiter((self._numbers[term] for term in terms), np.int32, len(terms))
        frequencies = np.fromiter((self._frequencies[number] for number in numbers), np.float64, len(terms))
        rarity = np.log((1 + self._articles) / (1 + frequencies)) + 1
        weights = np.fromiter(terms.values(), np.float64, len(terms)) * rarity
        length = math.sqrt(float(weights @ weights)) or 1.0
        order = np.argsort(-weights, kind="stable")
        return Vector(numbers[order], (weights[order] / length).astype(np.float32))
