"""Which articles of the window are like a new one: an inverted index over the heaviest terms of each."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.group.vocabulary import Vector

_FILED = 24
"""Heaviest terms under which an article is filed."""
_ASKED = 16
"""Heaviest terms by which others are looked up."""
_RECENT = 128
"""Latest entries of a term that are looked at: the cost of a busy event stays bounded."""
_NEAREST = 64
"""Articles that come back."""


_NO_SLOTS = np.empty(0, np.int32)


class Member(NamedTuple):
    """An original article as the index holds it; `moment` in seconds since the epoch, None when undated."""

    article_id: str
    vector: Vector
    moment: float | None


class Neighbours:
    """An inverted index of articles."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._postings: dict[int, array[int]] = {}
        self._dense = np.zeros(1 << 16, np.float32)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, member: Member) -> None:
        """File an article under its heaviest terms."""
        slot = len(self._ids)
        self._ids.append(member.article_id)
        for term in member.vector.terms[:_FILED].tolist():
            posting = self._postings.get(term)
            if posting is None:
                self._postings[term] = array("i", (slot,))
            else:
                posting.append(slot)

    def nearest(self, vector: Vector) -> list[str]:
        """Ids of the articles that share the heaviest terms, those with most in common first."""
        found = [self._postings.get(term) for term in vector.terms[:_ASKED].tolist()]
        views = [np.frombuffer(one, np.int32)[-_RECENT:] if one else _NO_SLOTS for one in found]
        slots = np.concatenate([_NO_SLOTS, *views])
        if not len(slots):
            return []
        weights = np.repeat(vector.weights[: len(views)], [len(view) for view in views])
        shared = np.bincount(slots, weights, minlength=1)
        least = _least_of_nearest(shared[slots])
        touched = np.flatnonzero(shared >= least)
        order = np.argsort(-shared[touched], kind="stable")[:_NEAREST]
        return [self._ids[slot] for slot in touched[order].tolist()]

    def likeness(self, vector: Vector, others: Sequence[Vector], terms: int) -> NDArray[np.float64]:
        """Cosines of one vector with others.

        Args:
            others: at least one, none of them empty.
            terms: above the number of every term.
        """
        if terms > len(self._dense):
            self._dense = np.zeros(2 * terms, np.float32)
        self._dense[vector.terms] = vector.weights
        products = self._dense[np.concatenate([one.terms for one in others])] * np.concatenate(
            [one.weights for one in others]
        )
        self._dense[vector.terms] = 0.0
        starts = np.cumsum([0, *(len(one.terms) for one in others[:-1])])
        return np.add.reduceat(products, starts).astype(np.float64)


def _least_of_nearest(shared: NDArray[np.float64]) -> float:
    """What an article has to share to be among the nearest, at least something."""
    if len(shared) <= 4 * _NEAREST:
        return 1e-9
    return max(1e-9, float(np.partition(shared, len(shared) - 4 * _NEAREST)[len(shared) - 4 * _NEAREST]))
