"""Terms as numbers, and how rare each is: what turns an article's words into a sparse unit vector."""

import math
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.group.terms import term
from briefing.text.similarity import background

_IGNORED = -1


class Vector(NamedTuple):
    """A sparse unit vector: term numbers, their log-scaled counts in the article, their weights; heaviest first."""

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
        self._forms: dict[str, dict[str, int]] = {}
        self._form_terms = array("i")
        self._form_factors = array("f")
        self._frequencies = array("i")
        self._articles = background().documents

    def __len__(self) -> int:
        return len(self._numbers)

    def learn(self, words: Mapping[str, int], language: str) -> Vector:
        """Count one article's words, as written; its vector comes back unweighed.

        Args:
            words: counts by word.
            language: ISO 639-1, for stems and function words.
        """
        self._articles += 1
        forms = self._forms.setdefault(language, {})
        found = np.array([forms[word] if word in forms else self._form(word, language) for word in words], np.int32)
        counts = np.fromiter(words.values(), np.float64, len(words))
        telling = found != _IGNORED
        found, counts = found[telling], counts[telling]
        scaled = counts * _view(self._form_factors, np.float32)[found]
        terms, places = np.unique(_view(self._form_terms, np.int32)[found], return_inverse=True)
        summed = np.log1p(np.bincount(places, scaled, minlength=len(terms))).astype(np.float32)
        _view(self._frequencies, np.int32)[terms] += 1
        return Vector(terms, summed, summed)

    def weigh(self, vector: Vector) -> Vector:
        """The same vector, weighed by what is known now."""
        rarity = np.log((1 + self._articles) / (1 + _view(self._frequencies, np.int32)[vector.terms])) + 1
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
        kept = [(word, number) for word, number in self._numbers.items() if counts[number]]
        self._numbers = {word: int(renumbered[number]) for word, number in kept}
        self._frequencies = array("i", (known.frequencies.get(word, 0) + int(counts[number]) for word, number in kept))
        self._articles = known.documents + len(vectors)
        self._forms, self._form_terms, self._form_factors = {}, array("i"), array("f")
        return [self.weigh(one._replace(terms=renumbered[one.terms].astype(np.int32))) for one in vectors]

    def _form(self, word: str, language: str) -> int:
        """The number of a word as written: of the pair of its term and its factor."""
        stemmed, factor = term(word, language)
        if not factor:
            self._forms[language][word] = _IGNORED
            return _IGNORED
        number = self._numbers.setdefault(stemmed, len(self._numbers))
        if number == len(self._frequencies):
            self._frequencies.append(background().frequencies.get(stemmed, 0))
        form = self._forms[language][word] = len(self._form_terms)
        self._form_terms.append(number)
        self._form_factors.append(factor)
        return form


def _view(values: "array[int] | array[float]", kind: type[np.generic]) -> NDArray[Any]:
    """The same memory as numbers that can be computed with; not to be kept, as it holds the array's size."""
    return np.frombuffer(values, kind) if values else np.empty(0, kind)
