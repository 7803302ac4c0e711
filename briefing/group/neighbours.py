"""Which articles of the window are like a new one: an inverted index over the heaviest terms of each."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.group.vocabulary import Vector

_FILED = 32
"""Heaviest terms under which an article is filed."""
_ASKED = 24
"""Heaviest terms by which others are looked up."""
_RECENT = 256
"""Latest entries of a term that are looked at: the cost of a busy event stays bounded."""
_NEAREST = 64
"""Articles that come back."""


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
        views, weights = [], []
        for term, weight in zip(vector.terms[:_ASKED].tolist(), vector.weights[:_ASKED].tolist(), strict=True):
            posting = self._postings.get(term)
            if posting is not None:
                view = np.frombuffer(posting, np.int32)[-_RECENT:]
                views.append(view)
                weights.append(np.full(len(view), weight))
        if not views:
            return []
        slots = np.concatenate(views)
        first = int(slots.min())
        shared = np.bincount(slots - first, np.concatenate(weights))
        touched = np.unique(slots) - first
        order = np.argsort(-shared[touched], kind="stable")[:_NEAREST]
        return [self._ids[slot] for slot in (touched[order] + first).tolist()]

    def likeness(self, vector: Vector, others: Sequence[Vector]) -> NDArray[np.float64]:
        """Cosines of one vector with others, at least one, none of them empty."""
        highest = max(int(one.terms.max(initial=0)) for one in (vector, *others))
        if highest >= len(self._dense):
            self._dense = np.zeros(2 * highest, np.float32)
        self._dense[vector.terms] = vector.weights
        terms = np.concatenate([one.terms for one in others])
        products = self._dense[terms] * np.concatenate([one.weights for one in others])
        self._dense[vector.terms] = 0.0
        starts = np.cumsum([0, *(len(one.terms) for one in others[:-1])])
        return np.add.reduceat(products, starts).astype(np.float64)
