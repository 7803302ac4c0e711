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
_HEAVIEST = 96
"""Terms of an article that are kept: the lighter ones cost as much and tell events no better apart."""


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
        self._forms: dict[str, dict[bytes, int]] = {}
        self._form_terms = array("i", (_IGNORED,))
        self._form_factors = array("f", (0.0,))
        self._frequencies = array("i")
        self._articles = background().documents

    def __len__(self) -> int:
        return len(self._numbers)

    def learn(self, words: Mapping[bytes, int], language: str) -> Vector:
        """Count one article's words, as written; its vector comes back unweighed.

        Args:
            words: counts by word as written, in UTF-8.
            language: ISO 639-1, for stems and function words.
        """
        self._articles += 1
        forms = self._forms.setdefault(language, {})
        numbers = list(map(forms.get, words))
        if None in numbers:
            known = zip(numbers, words, strict=True)
            numbers = [self._form(word, language) if number is None else number for number, word in known]
        found = np.array(numbers, np.int32)
        counts = np.array(list(words.values()), np.float32) * _view(self._form_factors, np.float32)[found]
        terms, summed = _summed(_view(self._form_terms, np.int32)[found], counts)
        scaled = np.log1p(summed)
        _view(self._frequencies, np.int32)[terms] += 1
        return Vector(terms, scaled, scaled)

    def rarity(self, terms: NDArray[np.int32]) -> NDArray[np.float64]:
        """How telling terms are by what is known now: the logarithm of the share of articles, inverted, plus one."""
        inverse: NDArray[np.float64] = (1 + self._articles) / (1 + _view(self._frequencies, np.int32)[terms])
        return np.log(inverse) + 1

    def weigh(self, vector: Vector) -> Vector:
        """The same vector, weighed by what is known now."""
        weights = vector.counts * self.rarity(vector.terms)
        order = np.argsort(-weights, kind="stable")[:_HEAVIEST]
        length = math.sqrt(float(np.square(weights[order]).sum())) or 1.0
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
        self._forms, self._form_terms, self._form_factors = {}, array("i", (_IGNORED,)), array("f", (0.0,))
        return [self.weigh(one._replace(terms=renumbered[one.terms].astype(np.int32))) for one in vectors]

    def _form(self, word: bytes, language: str) -> int:
        """The number of a word as written: of the pair of its term and its factor."""
        stemmed, factor = term(word, language)
        if not factor:
            self._forms[language][word] = 0
            return 0
        number = self._numbers.setdefault(stemmed, len(self._numbers))
        if number == len(self._frequencies):
            self._frequencies.append(background().frequencies.get(stemmed, 0))
        form = self._forms[language][word] = len(self._form_terms)
        self._form_terms.append(number)
        self._form_factors.append(factor)
        return form


def _summed(terms: NDArray[np.int32], counts: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The distinct terms in ascending order, with the sums of their counts; ignored words are gone."""
    order = terms.argsort()
    terms, counts = terms[order], counts[order]
    starts = np.flatnonzero(np.diff(terms, prepend=_IGNORED))
    return (terms[starts], np.add.reduceat(counts, starts)) if len(starts) else (terms[:0], counts[:0])


def _view(values: "array[int] | array[float]", kind: type[np.generic]) -> NDArray[Any]:
    """The same memory as numbers that can be computed with; not to be kept, as it holds the array's size."""
    return np.frombuffer(values, kind) if values else np.empty(0, kind)
