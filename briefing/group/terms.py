"""The terms of a language by the codes of its words, looked up for many words at once."""

from itertools import repeat

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -2
"""What stands for the term of a word that was never met."""
_PLACES = 1 << 16
_PLACE = np.uint64(_PLACES - 1)


class TermTable:
    """The terms of the words met in one language.

    In front of all of them stands a table with one place for each remainder of a code, which holds the word that was
    looked up last there, as a direct-mapped cache does: nearly all words of a text are found in it at once.
    """

    def __init__(self) -> None:
        self._all: dict[int, int] = {}
        self._codes = np.zeros(_PLACES, np.uint64)
        self._codes[0] = 1  # no place holds a code of its own yet
        self._terms = np.full(_PLACES, UNKNOWN, np.int32)

    def __contains__(self, code: int) -> bool:
        return code in self._all

    def meet(self, code: int, term: int) -> None:
        """Learn the term of a word that was never met."""
        self._all[code] = term

    def find(self, codes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The term of each word, `UNKNOWN` for those never met."""
        places = (codes & _PLACE).astype(np.intp)
        found: NDArray[np.int32] = self._terms.take(places)
        missed = np.flatnonzero(self._codes.take(places) != codes)
        if len(missed):
            asked = codes[missed]
            terms = np.fromiter(map(self._all.get, asked.tolist(), repeat(UNKNOWN)), np.int32, len(asked))
            found[missed] = terms
            met = terms != UNKNOWN
            places = places[missed[met]]
            self._codes[places], self._terms[places] = asked[met], terms[met]
        return found
