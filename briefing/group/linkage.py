"""Agglomerative clustering by average linkage, on likenesses of which some pairs do not count."""

import numpy as np
from numpy.typing import NDArray


def average_linkage(likeness: NDArray[np.float64], counts: NDArray[np.float64], least: float) -> NDArray[np.intp]:
    """Clusters by the group-average method (UPGMA; Sokal and Michener 1958), merged while the mean is `least`.

    Args:
        likeness: square, symmetric; the likeness of each pair, 0 for a pair that does not count.
        counts: square, symmetric; 1 for a pair that counts, 0 for one that does not.
        least: clusters are merged while the mean over their counting pairs is at least this.

    Returns:
        For each row the lowest row of its cluster.
    """
    size = len(likeness)
    labels = np.arange(size)
    if size < 2:  # noqa: PLR2004
        return labels
    sums, pairs = likeness.copy(), counts.copy()
    means = _means(sums, pairs)
    np.fill_diagonal(means, -1.0)
    best = means.max(axis=1)
    while True:
        first = int(best.argmax())
        if best[first] < least:
            return labels
        second = int(means[first].argmax())
        keep, drop = min(first, second), max(first, second)
        labels[labels == drop] = keep
        _merge(sums, pairs, keep, drop)
        means[keep] = _means(sums[keep], pairs[keep])
        means[keep, keep] = -1.0
        means[:, keep] = means[keep]
        means[drop] = means[:, drop] = -1.0
        best = means.max(axis=1)


def _merge(sums: NDArray[np.float64], pairs: NDArray[np.float64], keep: int, drop: int) -> None:
    for matrix in (sums, pairs):
        matrix[keep] += matrix[drop]
        matrix[:, keep] = matrix[keep]
        matrix[drop] = matrix[:, drop] = 0.0


def _means(sums: NDArray[np.float64], pairs: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(pairs > 0, sums / np.maximum(pairs, 1.0), -1.0)
