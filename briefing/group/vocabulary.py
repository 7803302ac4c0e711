"""Terms as numbers, and how rare each is: what turns an article's words into a sparse unit vector."""

import math
from array import array
from collections.abc import Sequence
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.group.reading import Reading
from briefing.text.similarity import background
from briefing.text.tokens import stemmer, stopwords

_UNKNOWN, _IGNORED = -2, -1
HEAVIEST = 64
"""Terms of an article that are kept: the lighter ones cost as much and tell events no better apart."""
_SCALED = np.log1p(np.arange(256, dtype=np.float32) / 2)
"""What so many halves count: the logarithm of the number of times, plus one."""
_MOST_HALVES = len(_SCALED) - 1


class Counted(NamedTuple):
    """The terms of an article, and how often each stands there, in halves."""

    terms: NDArray[np.int32]
    halves: NDArray[np.uint8]


class Vector(NamedTuple):
    """A sparse unit vector: term numbers, how often each stands there in halves, their weights; heaviest first."""

    terms: NDArray[np.int32]
    halves: NDArray[np.uint8]
    weights: NDArray[np.float32]


class Vocabulary:
    """The terms met so far and in how many articles each stood.

    Rarity is counted over a packaged background of news and the articles at hand together, so that the first
    article of a new installation is weighed sensibly and the words of the day still lose weight as they spread.
    """

    def __init__(self) -> None:
        self._terms: dict[str, dict[int, int]] = {}
        self._numbers: dict[str, int] = {}
        self._frequencies = array("i")
        self._articles = background().documents

    def __len__(self) -> int:
        return len(self._frequencies)

    def learn(self, reading: Reading) -> Counted:
        """Count one article's words."""
        return self.learn_all((reading,))[0]

    def learn_all(self, readings: Sequence[Reading]) -> list[Counted]:
        """Count the words of several articles."""
        self._articles += len(readings)
        found = [self._terms_of(reading) for reading in readings]
        counted = _summed(found, [reading.halves for reading in readings])
        np.add.at(self._view(), np.concatenate([one.terms for one in counted]), 1)
        return counted

    def rarity(self, terms: NDArray[np.int32]) -> NDArray[np.float32]:
        """How telling terms are by what is known now: the logarithm of the share of articles, inverted, plus one."""
        rarity: NDArray[np.float32] = np.log((1 + self._articles) / (1 + self._view()[terms])).astype(np.float32) + 1
        return rarity

    def weights(self, terms: NDArray[np.int32], halves: NDArray[np.uint8]) -> NDArray[np.float32]:
        """What terms weigh in an article by what is known now."""
        weights: NDArray[np.float32] = _SCALED[halves] * self.rarity(terms)
        return weights

    def weigh(self, counted: Counted) -> Vector:
        """The unit vector of an article, by what is known now."""
        weights = self.weights(*counted)
        order = np.argsort(-weights, kind="stable")[:HEAVIEST]
        kept = weights[order]
        length = math.sqrt(kept @ kept) or 1.0
        return Vector(counted.terms[order], counted.halves[order], kept / np.float32(length))

    def keep(self, terms: NDArray[np.int32]) -> NDArray[np.int32]:
        """Forget the terms that are not among these; each of them comes back with its new number.

        Args:
            terms: those of all articles that stay, one after the other.
        """
        counts = np.bincount(terms, minlength=len(self))
        renumbered = np.cumsum(counts > 0) - 1
        known = background().frequencies
        kept = [(word, number) for word, number in self._numbers.items() if counts[number]]
        kept.sort(key=lambda pair: pair[1])
        self._numbers = {word: int(renumbered[number]) for word, number in kept}
        self._frequencies = array("i", (known.get(word, 0) + int(counts[number]) for word, number in kept))
        self._terms = {}
        return renumbered[terms].astype(np.int32)

    def recount(self, articles: int) -> None:
        """Count so many articles beside the background."""
        self._articles = background().documents + articles

    def _terms_of(self, reading: Reading) -> NDArray[np.int32]:
        """The term of each word; words that were never met in this language are numbered."""
        known = self._terms.setdefault(reading.language, {})
        codes = reading.words.codes.tolist()
        found = np.fromiter(map(known.get, codes, repeat(_UNKNOWN)), np.int32, len(codes))
        unknown = np.flatnonzero(found == _UNKNOWN).tolist()
        if unknown:
            self._meet(reading, unknown, known)
            found[unknown] = [known[codes[place]] for place in unknown]
        return found

    def _meet(self, reading: Reading, places: Sequence[int], known: dict[int, int]) -> None:
        """Number the words that were never met in this language."""
        ignored, stem = stopwords(reading.language), stemmer(reading.language)
        before = background().frequencies
        for place in places:
            word = reading.words.spelled(place)
            if word in ignored:
                known[int(reading.words.codes[place])] = _IGNORED
                continue
            stemmed = stem(word)
            number = self._numbers.setdefault(stemmed, len(self._frequencies))
            if number == len(self._frequencies):
                self._frequencies.append(before.get(stemmed, 0))
            known[int(reading.words.codes[place])] = number

    def _view(self) -> NDArray[Any]:
        """The frequencies as numbers that can be computed with; not to be kept, as it holds the array's size."""
        return np.frombuffer(self._frequencies, np.int32) if self._frequencies else np.empty(0, np.int32)


def _summed(found: Sequence[NDArray[np.int32]], halves: Sequence[NDArray[np.int32]]) -> list[Counted]:
    """For each article its distinct terms in ascending order, with the sums of their halves; ignored words are gone."""
    terms, owners = np.concatenate(found), np.repeat(np.arange(len(found)), [len(one) for one in found])
    keys = (owners << 32) + terms
    keys[terms < 0] = -1
    order = keys.argsort()
    keys = keys[order]
    starts = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    starts = starts if len(keys) and keys[0] < 0 else np.concatenate([[0], starts])[: len(keys)]
    sums = np.add.reduceat(np.concatenate(halves)[order], starts) if len(starts) else np.empty(0, np.int32)
    owned, distinct = keys[starts] >> 32, (keys[starts] & 0xFFFFFFFF).astype(np.int32)
    bounded = np.minimum(sums, _MOST_HALVES).astype(np.uint8)
    edges = np.searchsorted(owned, np.arange(len(found) + 1)).tolist()
    return [Counted(distinct[a:b], bounded[a:b]) for a, b in pairwise(edges)]
