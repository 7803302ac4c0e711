"""Agglomerative clustering by average linkage, with a higher bar between groups than for single articles."""

import numpy as np
from numpy.typing import NDArray

LEAST = 0.15
"""Mean likeness from which on a single article joins a group, or another article."""
_TIGHT = 0.59
"""Share of the tighter group's own mean likeness that two groups must reach between them."""
_TIGHTEST = 0.4
"""Own mean likeness above which a group, of near-copies, is asked no more of."""
_PAIR = 2


def needed(one: int, own: float, other: int, others: float) -> float:
    """The mean likeness between two groups from which on they are one story.

    A lone article has to come near; two groups are two events on one topic unless they are about as close to
    each other as the tighter one is in itself.

    Args:
        one: size of the first group, `own` the mean likeness of its pairs; `other`, `others` of the second.
    """
    if one < _PAIR or other < _PAIR:
        return LEAST
    return max(LEAST, _TIGHT * min(max(own, others), _TIGHTEST))


def average_linkage(likeness: NDArray[np.float64]) -> NDArray[np.intp]:
    """Clusters by the group-average method (UPGMA; Sokal and Michener 1958), merged while `needed` is reached.

    Args:
        likeness: square, symmetric; its diagonal is not read.

    Returns:
        For each row the lowest row of its cluster.
    """
    return _Linkage(likeness).run()


class _Linkage:
    """Groups under way: the mean likeness of each pair of them, and which pairs were turned down."""

    def __init__(self, likeness: NDArray[np.float64]) -> None:
        size = len(likeness)
        self.means = likeness.copy()
        np.fill_diagonal(self.means, -1.0)
        self.open = self.means.copy()
        self.sizes = [1] * size
        self.inner = [0.0] * size
        self.labels = np.arange(size)

    def run(self) -> NDArray[np.intp]:
        size = len(self.labels)
        while size > 1:
            first, second = divmod(int(self.open.argmax()), size)
            if self.open[first, second] < LEAST:
                break
            self._decide(min(first, second), max(first, second))
        return self.labels

    def _decide(self, keep: int, drop: int) -> None:
        mean = float(self.means[keep, drop])
        if mean >= needed(self.sizes[keep], self._own(keep), self.sizes[drop], self._own(drop)):
            self._merge(keep, drop, mean)
        else:
            self.open[keep, drop] = self.open[drop, keep] = -1.0

    def _own(self, group: int) -> float:
        pairs = self.sizes[group] * (self.sizes[group] - 1) / 2
        return self.inner[group] / pairs if pairs else 1.0

    def _merge(self, keep: int, drop: int, mean: float) -> None:
        one, other = self.sizes[keep], self.sizes[drop]
        self.inner[keep] += self.inner[drop] + mean * one * other
        self.sizes[keep] = one + other
        self.labels[self.labels == drop] = keep
        merged = (self.means[keep] * one + self.means[drop] * other) / (one + other)
        for matrix in (self.means, self.open):
            matrix[keep] = matrix[:, keep] = merged
            matrix[keep, keep] = -1.0
            matrix[drop] = matrix[:, drop] = -1.0
