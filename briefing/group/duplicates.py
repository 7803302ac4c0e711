"""Near-duplicates: syndicated, cut, prefixed and lightly edited copies, recognised as they arrive."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.group.reading import read
from briefing.model import Article

_CONTAINED = 0.65
"""Share of the shorter text's shingles that the longer one must hold."""
_KEPT = 512
"""Smallest shingles of a text that are kept: enough to tell how much two texts share (bottom-k, Broder 1997)."""
_SKETCH = 12
"""Smallest shingles by which candidates are found: of a copy's, most are also among its original's."""
_CANDIDATES = 8
_SHARING = 32
"""Latest articles kept for one shingle: of a text that everybody prints, any of them leads to the original."""


class _Known(NamedTuple):
    article_id: str
    shingles: NDArray[np.uint32]


class DuplicateIndex:
    """Articles of a window and their originals.

    Args:
        contained: share of the shorter text's shingles that the longer one must hold, 0 to 1.
    """

    def __init__(self, contained: float = _CONTAINED) -> None:
        self._contained = contained
        self._known: dict[int, _Known] = {}
        self._originals: dict[str, str] = {}
        self._slots: dict[str, int] = {}
        self._sketches: dict[int, int | tuple[int, ...]] = {}
        self._next = 0

    def add(self, article_id: str, shingles: NDArray[np.uint32]) -> str:
        """The id of the article that this one copies, always an original; empty when it is one itself.

        Args:
            article_id: of a new article, or of a known one of which there is a new version.
            shingles: of its text, ascending.
        """
        self.forget(article_id)
        found = shingles[:_KEPT].copy()
        original = self._original_of(found)
        self._remember(article_id, found)
        if original == article_id:  # what was its copy leads back to it: it stays the original
            return ""
        if original:
            self._originals[article_id] = original
        return original

    def forget(self, article_id: str) -> None:
        """Let go of an article; copies of it that come later are originals."""
        self._originals.pop(article_id, None)
        slot = self._slots.pop(article_id, None)
        if slot is None:
            return
        for shingle in self._known.pop(slot).shingles[:_SKETCH].tolist():
            kept = tuple(one for one in _slots(self._sketches.get(shingle, ())) if one != slot)
            if kept:
                self._sketches[shingle] = kept
            else:
                self._sketches.pop(shingle, None)

    def _remember(self, article_id: str, found: NDArray[np.uint32]) -> None:
        slot = self._next
        self._next += 1
        self._slots[article_id] = slot
        self._known[slot] = _Known(article_id, found)
        for shingle in found[:_SKETCH].tolist():
            held = self._sketches.setdefault(shingle, slot)
            if held != slot:
                self._sketches[shingle] = (*_slots(held), slot)[-_SHARING:]

    def _original_of(self, found: NDArray[np.uint32]) -> str:
        held = [self._sketches.get(shingle) for shingle in found[:_SKETCH].tolist()]
        hits = Counter(slot for one in held if one is not None for slot in _slots(one))
        for slot, _ in hits.most_common(_CANDIDATES):
            known = self._known[slot]
            if _containment(found, known.shingles) >= self._contained:
                return self._originals.get(known.article_id, known.article_id)
        return ""


def duplicates(articles: Iterable[Article]) -> dict[str, str]:
    """For each article that copies an earlier one the id of the original, in the order given."""
    index = DuplicateIndex()
    pairs = [(article.id, index.add(article.id, read(article).runs)) for article in articles]
    return {article_id: original for article_id, original in pairs if original}


def _slots(held: int | tuple[int, ...]) -> tuple[int, ...]:
    """What a sketch entry holds: nearly always one slot, which then stands there bare."""
    return (held,) if isinstance(held, int) else held


def _containment(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Share of the smaller set that the larger one holds, judged where both were kept whole; both ascending."""
    if not (len(one) and len(other)):
        return 0.0
    whole = [kept[-1] for kept in (one, other) if len(kept) == _KEPT]
    if whole:
        one, other = (kept[: np.searchsorted(kept, min(whole), "right")] for kept in (one, other))
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    if not len(small):
        return 0.0
    places = np.searchsorted(large, small)
    places[places == len(large)] = 0
    return float(np.count_nonzero(large[places] == small)) / len(small)
