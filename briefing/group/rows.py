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

    def put(self, row: int, values: NDArray[Any]) -> None:
        """Fill a row from its beginning; `row` is at most one block beyond the last."""
        block, place = divmod(row, BLOCK)
        if block == len(self._blocks):
            self._blocks.append(np.zeros((BLOCK, self._width), self._kind))
        self._blocks[block][place, : len(values)] = values

    def take(self, rows: NDArray[np.intp]) -> NDArray[Any]:
        """A copy of some rows, in the order asked for."""
        if not len(rows):
            return np.empty((0, self._width), self._kind)
        blocks = rows // BLOCK
        first, last = int(blocks.min()), int(blocks.max())
        if first == last:
            return self._blocks[first][rows - first * BLOCK]
        found = np.empty((len(rows), self._width), self._kind)
        for block in range(first, last + 1):
            here = blocks == block
            found[here] = self._blocks[block][rows[here] - block * BLOCK]
        return found
