"""Which articles of the window are like a new one: an inverted index over the heaviest terms of each."""

from array import array
from collections import Counter, deque
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.group.vocabulary import Vector

_INDEXED = 32
_ASKED = 24
"""Heaviest terms under which an article is filed, and by which others are looked up."""
_RECENT = 256
"""Latest entries of a term that are looked at: the cost of a busy event stays bounded."""
_STORIES = 12
"""Stories compared in full."""
_MEMBERS = 48
"""Latest articles of a story that speak for it."""


class Member(NamedTuple):
    """An original article as the index holds it; `moment` in seconds since the epoch, None when undated."""

    article_id: str
    vector: Vector
    moment: float | None


class Neighbours:
    """An inverted index of articles.

    Args:
        window: seconds; articles further apart are not compared.
    """

    def __init__(self, window: float) -> None:
        self._window = window
        self._members: dict[int, Member] = {}
        self._postings: dict[int, array[int]] = {}
        self._next = 0
        self._dense = np.zeros(1 << 16, np.float32)
        self._arrivals: deque[int] = deque()

    def add(self, member: Member) -> None:
        """File an article under its heaviest terms."""
        slot = self._next
        self._next += 1
        self._members[slot] = member
        for term in member.vector.terms[:_INDEXED].tolist():
            posting = self._postings.get(term)
            if posting is None:
                self._postings[term] = array("l", (slot,))
            else:
                posting.append(slot)

    def expire(self, oldest: float) -> list[str]:
        """Let go of articles older than a moment; comes back with their ids."""
        gone = [slot for slot, one in self._members.items() if one.moment is not None and one.moment < oldest]
        ids = [self._members.pop(slot).article_id for slot in gone]
        if gone:
            self._prune(set(gone))
        return ids

    def stories_like(
        self, member: Member, stories: Mapping[str, Mapping[str, Member | None]], story_of: Mapping[str, str]
    ) -> dict[str, float]:
        """Mean likeness of an article to the stories that come nearest, over the articles within the window."""
        hits = self._hits(member)
        candidates: dict[str, None] = {}
        for slot in hits:
            candidates.setdefault(story_of[self._members[slot].article_id])
            if len(candidates) == _STORIES:
                break
        return self._means(member, {one: self._speakers(stories[one], member.moment) for one in candidates})

    def _hits(self, member: Member) -> list[int]:
        counts: Counter[int] = Counter()
        terms = member.vector.terms[:_ASKED].tolist()
        for term, weight in zip(terms, member.vector.weights[:_ASKED].tolist(), strict=True):
            posting = self._postings.get(term)
            if posting is not None:
                for slot in posting[-_RECENT:]:
                    counts[slot] += weight  # type: ignore[assignment]
        return [slot for slot, _ in counts.most_common(_STORIES * 4) if slot in self._members]

    def _speakers(self, members: Mapping[str, Member | None], moment: float | None) -> list[Member]:
        speaking = [one for one in members.values() if one and self._comparable(one.moment, moment)]
        return speaking[-_MEMBERS:]

    def _comparable(self, one: float | None, other: float | None) -> bool:
        return one is None or other is None or abs(one - other) <= self._window

    def _means(self, member: Member, speakers: Mapping[str, list[Member]]) -> dict[str, float]:
        dense = self._scatter(member.vector)
        means = {}
        for story_id, members in speakers.items():
            if members:
                terms = np.concatenate([one.vector.terms for one in members])
                weights = np.concatenate([one.vector.weights for one in members])
                means[story_id] = float(dense[terms] @ weights) / len(members)
        dense[member.vector.terms] = 0.0
        return means

    def _scatter(self, vector: Vector) -> NDArray[np.float32]:
        highest = int(vector.terms.max(initial=0))
        if highest >= len(self._dense):
            self._dense = np.zeros(2 * highest, np.float32)
        self._dense[vector.terms] = vector.weights
        return self._dense

    def _prune(self, gone: set[int]) -> None:
        for term, posting in list(self._postings.items()):
            kept = array("l", (slot for slot in posting if slot not in gone))
            if kept:
                self._postings[term] = kept
            else:
                del self._postings[term]
