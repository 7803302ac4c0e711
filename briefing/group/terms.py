"""The numbers of terms by the codes of words, looked up for many words at once."""

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -2
"""What stands for the term of a word that was never met."""
_PLACES = 1 << 12
"""Places of an empty table, a power of two as all their numbers are."""


class TermTable:
    """Terms by code: a hash table with open addressing (Knuth, volume 3, section 6.4), at most half of it taken.

    A place takes twelve bytes in two arrays. A dictionary takes a hundred and more for each of its entries, and there
    are hundreds of thousands of words.
    """

    def __init__(self) -> None:
        self._count = 0
        self._codes = np.zeros(_PLACES, np.uint64)
        self._terms = np.full(_PLACES, UNKNOWN, np.int32)

    def __len__(self) -> int:
        return self._count

    def find(self, codes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The term of each code, `UNKNOWN` for those never met."""
        places = self._places(codes)
        found: NDArray[np.int32] = self._terms.take(places)
        rest = np.flatnonzero((self._codes.take(places) != codes) & (found != UNKNOWN))
        asked, places = codes[rest], places[rest]
        while len(rest):
            places = self._behind(places)
            there = found[rest] = self._terms.take(places)
            on = (self._codes.take(places) != asked) & (there != UNKNOWN)
            rest, asked, places = rest[on], asked[on], places[on]
        return found

    def meet(self, codes: NDArray[np.uint64], terms: NDArray[np.int32]) -> None:
        """Learn the terms of codes that were never met, each once."""
        if 2 * (self._count + len(codes)) > len(self._codes):
            self._grow(self._count + len(codes))
        self._count += len(codes)
        places = self._places(codes)
        while len(codes):
            free = self._terms[places] == UNKNOWN
            taken = places[free]
            self._codes[taken], self._terms[taken] = codes[free], terms[free]  # of several at one place the last stays
            rest = self._codes[places] != codes
            codes, terms, places = codes[rest], terms[rest], self._behind(places[rest])

    def kept(self, renumbered: NDArray[np.int32]) -> "TermTable":
        """The terms that stay, under new numbers.

        Args:
            renumbered: the new number of each term, `UNKNOWN` for those that go.
        """
        taken = self._terms != UNKNOWN
        terms = renumbered[self._terms[taken]]
        stays = terms != UNKNOWN
        fresh = TermTable()
        fresh.meet(self._codes[taken][stays], terms[stays])
        return fresh

    def _grow(self, count: int) -> None:
        """Make room for so many, and for half as many more."""
        taken = self._terms != UNKNOWN
        codes, terms = self._codes[taken], self._terms[taken]
        places = 1 << int(3 * count - 1).bit_length()
        self._codes = np.zeros(places, np.uint64)
        self._terms = np.full(places, UNKNOWN, np.int32)
        self._count = 0
        self.meet(codes, terms)

    def _places(self, codes: NDArray[np.uint64]) -> NDArray[np.intp]:
        """Where each code would stand if it were alone."""
        return (codes & np.uint64(len(self._codes) - 1)).astype(np.intp)

    def _behind(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """The next place of each, the first one behind the last."""
        following: NDArray[np.intp] = (places + 1) & (len(self._codes) - 1)
        return following
