"""Rows of numbers of one width that grow block by block: what is there is never copied to make room for more."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

BLOCK = 1 << 15
"""Rows of a block; those that nothing was put into take no memory."""


class Rows:
    """Rows by number, from nothing upwards, zero where nothing was put.

    Args:
        width: numbers in a row.
        kind: of the numbers.
    """

    def __init__(self, width: int, kind: DTypeLike) -> None:
        self._width, self._kind = width, np.dtype(kind)
        self._blocks: list[NDArray[Any]] = []

    def put(self, first: int, values: NDArray[Any]) -> None:
        """Fill rows from the beginning of each, `first` and those behind it; at most one beyond the last ever filled.

        Args:
            values: a line for each row, none wider than a row.
        """
        while len(values):
            block, place = divmod(first, BLOCK)
            if block == len(self._blocks):
                self._blocks.append(np.zeros((BLOCK, self._width), self._kind))
            here = values[: BLOCK - place]
            self._blocks[block][place : place + len(here), : here.shape[1]] = here
            first, values = first + len(here), values[len(here) :]

    def take(self, rows: NDArray[np.intp]) -> NDArray[Any]:
        """A copy of some rows, in the order asked for."""
        if len(self._blocks) == 1:
            return self._blocks[0].take(rows, axis=0)
        found = np.empty((len(rows), self._width), self._kind)
        blocks = rows // BLOCK
        for number, block in enumerate(self._blocks):
            here = np.flatnonzero(blocks == number)
            if len(here):
                found[here] = block.take(rows[here] - number * BLOCK, axis=0)
        return found
