"""Terms as numbers, and how rare each is: what turns an article's words into a sparse unit vector."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.group.reading import Reading
from briefing.group.terms import UNKNOWN, TermTable
from briefing.text.similarity import background
from briefing.text.tokens import stemmer, stopwords

_IGNORED = -1
HEAVIEST = 64
"""Terms of an article that are kept: the lighter ones cost as much and tell events no better apart."""
_SCALED = np.log1p(np.arange(256, dtype=np.float32) / 2)
"""What so many halves count: the logarithm of the number of times, plus one."""
_MOST_HALVES = len(_SCALED) - 1
_PLACE_BITS = 17
"""Bits that hold the place of a term in its article."""
_NOTHING = np.iinfo(np.int64).max
_ONE = np.int32(1)


class Counted(NamedTuple):
    """The distinct terms of some articles, one article after the other, and how often each stands there, in halves.

    Attributes:
        edges: where each article begins, and where the last one ends.
    """

    terms: NDArray[np.int32]
    halves: NDArray[np.uint8]
    edges: NDArray[np.intp]


class Vector(NamedTuple):
    """A sparse unit vector: term numbers, how often each stands there in halves, their weights; heaviest first.

    Of several articles these are rows of one width, where nothing is counted behind the end of shorter ones.
    """

    terms: NDArray[np.int32]
    halves: NDArray[np.uint8]
    weights: NDArray[np.float32]

    def rows(self) -> "Iterator[Vector]":
        """The vector of each of several articles."""
        counts = np.count_nonzero(self.halves, axis=1).tolist()
        for terms, halves, weights, count in zip(*self, counts, strict=True):
            yield Vector(terms[:count], halves[:count], weights[:count])


class Vocabulary:
    """The terms met so far and in how many articles each stood.

    Rarity is counted over a packaged background of news and the articles at hand together, so that the first
    article of a new installation is weighed sensibly and the words of the day still lose weight as they spread.
    """

    def __init__(self) -> None:
        self._terms: dict[str, TermTable] = {}
        self._stems = TermTable()
        self._before, self._frequencies = array("i"), array("i")
        self._articles = background().documents

    def __len__(self) -> int:
        return len(self._frequencies)

    def learn(self, readings: Sequence[Reading]) -> Counted:
        """Count the words of some articles, at least one."""
        self._articles += len(readings)
        counted = _summed(self._terms_of(readings), [reading.halves for reading in readings])
        np.add.at(self._view(), counted.terms.astype(np.intp), _ONE)
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
        """The unit vectors of some articles, a row each, by what is known now."""
        weights = self.weights(counted.terms, counted.halves)
        chosen, filled = _heaviest(weights, counted.edges)
        kept = np.where(filled, weights[chosen], np.float32(0))
        lengths = np.sqrt(np.square(kept).sum(axis=1, keepdims=True))
        scaled = kept / np.maximum(lengths, np.float32(1e-9))
        return Vector(counted.terms[chosen] * filled, counted.halves[chosen] * filled, scaled)

    def keep(self, terms: NDArray[np.int32]) -> NDArray[np.int32]:
        """Forget the terms that are not among these; each of them comes back with its new number.

        Args:
            terms: those of all articles that stay, one after the other.
        """
        counts = np.bincount(terms, minlength=len(self)).astype(np.int32)
        stays = counts > 0
        renumbered = np.where(stays, np.cumsum(stays) - 1, UNKNOWN).astype(np.int32)
        self._stems = self._stems.kept(renumbered)
        before = _viewed(self._before)[stays]
        self._before, self._frequencies = _array(before), _array(before + counts[stays])
        self._terms = {}
        kept: NDArray[np.int32] = renumbered[terms]
        return kept

    def recount(self, articles: int) -> None:
        """Count so many articles beside the background."""
        self._articles = background().documents + articles

    def _terms_of(self, readings: Sequence[Reading]) -> list[NDArray[np.int32]]:
        """The term of each word; words that were never met in this language are numbered."""
        found: dict[int, NDArray[np.int32]] = {}
        for language in sorted({one.language for one in readings}):
            here = {place: one for place, one in enumerate(readings) if one.language == language}
            found.update(zip(here, self._terms_in(language, list(here.values())), strict=True))
        return [found[place] for place in range(len(readings))]

    def _terms_in(self, language: str, readings: Sequence[Reading]) -> list[NDArray[np.int32]]:
        """The same for articles of one language."""
        known = self._terms.setdefault(language, TermTable())
        codes = np.concatenate([one.words.codes for one in readings])
        edges = [0, *accumulate(len(one.words.codes) for one in readings)]
        found = known.find(codes)
        unknown = np.flatnonzero(found == UNKNOWN)
        if len(unknown):
            fresh = unknown[np.sort(np.unique(codes[unknown], return_index=True)[1])]
            owners = np.searchsorted(edges, fresh, "right") - 1
            words = [
                readings[owner].words.spelled(place - edges[owner])
                for owner, place in zip(owners.tolist(), fresh.tolist(), strict=True)
            ]
            known.meet(codes[fresh], self._numbered(words, language))
            found[unknown] = known.find(codes[unknown])
        return [found[a:b] for a, b in pairwise(edges)]

    def _numbered(self, words: Sequence[str], language: str) -> NDArray[np.int32]:
        """The terms of words that were never met in this language; new ones get the next numbers."""
        ignored, cut = stopwords(language), stemmer(language)
        carrying = [word not in ignored for word in words]
        stems = [cut(word) for word, carries in zip(words, carrying, strict=True) if carries]
        codes = np.fromiter(map(hash, stems), np.int64, len(stems)).view(np.uint64)
        found = self._stems.find(codes)
        unknown = np.flatnonzero(found == UNKNOWN)
        if len(unknown):
            fresh = unknown[np.sort(np.unique(codes[unknown], return_index=True)[1])]
            self._stems.meet(codes[fresh], np.arange(len(self), len(self) + len(fresh), dtype=np.int32))
            known = background().frequencies
            counts = [known.get(stems[place], 0) for place in fresh.tolist()]
            self._before.extend(counts)
            self._frequencies.extend(counts)
            found[unknown] = self._stems.find(codes[unknown])
        terms = np.full(len(words), _IGNORED, np.int32)
        terms[carrying] = found
        return terms

    def _view(self) -> NDArray[np.int32]:
        """The frequencies as numbers that can be computed with; not to be kept, as it holds the array's size."""
        return _viewed(self._frequencies)


def _viewed(numbers: "array[int]") -> NDArray[np.int32]:
    return np.frombuffer(numbers, np.int32) if numbers else np.empty(0, np.int32)


def _array(numbers: NDArray[np.int32]) -> "array[int]":
    return array("i", numbers.tobytes())


def _heaviest(weights: NDArray[np.float32], edges: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """The places of each article's heaviest terms, a row an article, and which of them are filled.

    The bits of positive numbers in single precision ascend as the numbers do: with its place behind them each weight
    is one whole number, and those are sorted fastest.
    """
    lengths = np.diff(edges)
    places = np.arange(int(lengths.max()))
    filled = places < lengths[:, None]
    keys = np.full(filled.shape, _NOTHING)
    keys[filled] = -weights.view(np.int32).astype(np.int64) << _PLACE_BITS
    keys[filled] += np.broadcast_to(places, filled.shape)[filled]
    keys.sort(axis=1)
    best = keys[:, :HEAVIEST]
    there = best != _NOTHING
    return np.where(there, (best & ((1 << _PLACE_BITS) - 1)) + edges[:-1, None], 0), there


def _summed(found: Sequence[NDArray[np.int32]], halves: Sequence[NDArray[np.uint8]]) -> Counted:
    """The distinct terms of each article in ascending order, with the sums of their halves; ignored words are gone."""
    terms = np.concatenate(found)
    owners = np.repeat(np.arange(len(found)), [len(one) for one in found])
    keys = (((owners << 32) + terms << 8) + np.concatenate(halves))[terms >= 0]
    keys.sort()
    counts, keys = keys & 0xFF, keys >> 8
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    sums = np.add.reduceat(counts, starts) if len(starts) else counts
    keys = keys[starts]
    edges = np.searchsorted(keys, np.arange(len(found) + 1) << 32)
    return Counted((keys & 0xFFFFFFFF).astype(np.int32), np.minimum(sums, _MOST_HALVES).astype(np.uint8), edges)
