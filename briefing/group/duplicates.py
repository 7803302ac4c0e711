"""Near-duplicates: syndicated, cut, prefixed and lightly edited copies, recognised as they arrive."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.group.filing import Filing
from briefing.group.reading import read
from briefing.model import Article
from briefing.text.shingles import OPENINGS, Shingles

_CONTAINED = 0.8
"""Share of the shorter text's shingles that the longer one must hold; from 0.78 to 0.83 nothing changes."""
_AKIN = 0.5
"""The same for two originals that one further text copies both: two edits of it, not two items of a news round-up."""
_KEPT = 512
"""Smallest shingles of a text that are kept: enough to tell how much two texts share (bottom-k, Broder 1997)."""
_HALF = np.uint32(16)
"""Bits of a shingle that are not kept: where texts are compared at all the others tell shingles apart well enough, as
one in a hundred of the longest text's is taken for another's, and what is kept of a text takes half the memory."""
_OPENINGS = len(OPENINGS)
"""A text is filed under the shingles of its openings too: by them a text of a few words is found that is the beginning
of a long one, whose smallest shingles stand anywhere."""
_FILED = 12
"""Smallest shingles under which a text is filed, whole."""
_ASKED = 32
"""Those by which candidates are looked up: more, because those of a cut text are rarer in the whole."""
_CANDIDATES = 8
_NONE = np.empty(0, np.uint16)


class DuplicateIndex:
    """Articles of a window and their originals.

    Args:
        contained: share of the shorter text's shingles that the longer one must hold, 0 to 1.
    """

    def __init__(self, contained: float = _CONTAINED) -> None:
        self._contained = contained
        self._ids: dict[int, str] = {}
        self._known: dict[int, bytes] = {}
        self._originals: dict[str, str] = {}
        self._late: set[str] = set()
        self._slots: dict[str, int] = {}
        self._filing = Filing(self._ids)
        self._next = 0

    def add(self, article_id: str, shingles: Shingles) -> str:
        """One article; see `add_all`."""
        return self.add_all([(article_id, shingles)])[0]

    def add_all(self, articles: Sequence[tuple[str, Shingles]]) -> list[str]:
        """The ids of the articles that these copy, always originals; empty for those that are originals themselves.

        Args:
            articles: each with its id, of a new article or of a known one of which there is a new version, and the
                shingles of its text; at least one.
        """
        marks = [np.concatenate([one.openings, one.distinct[:_ASKED]]) for _, one in articles]
        older = self._filing.among_ordered(marks)
        added = [
            self._add(article_id, (one.distinct[:_KEPT] >> _HALF).astype(np.uint16), filed, held)
            for (article_id, one), filed, held in zip(articles, marks, older, strict=True)
        ]
        self._filing.settle()
        return added

    def _add(self, article_id: str, kept: NDArray[np.uint16], marks: NDArray[np.uint32], older: Sequence[int]) -> str:
        self.forget(article_id)
        original = self._original_of(kept, [*self._filing.among_latest(marks), *older])
        self._remember(article_id, marks[: _OPENINGS + _FILED], kept)
        if original == article_id:  # what was its copy leads back to it: it stays the original
            return ""
        if original:
            self._originals[article_id] = original
        return original

    def original_of(self, article_id: str) -> str:
        """What a known article copies by all that has come in since it was added; itself when it is an original."""
        while article_id in self._originals:
            article_id = self._originals[article_id]
        return article_id

    def late_copies(self) -> dict[str, str]:
        """What was taken for an original and has turned out to be a copy since this was asked last, with its original.

        What copied it copies that original too.
        """
        late = self._late & self._originals.keys()
        self._late.clear()
        concerned = late | {one for one, original in self._originals.items() if original in late} if late else late
        return {one: self.original_of(one) for one in sorted(concerned)}

    def forget(self, article_id: str) -> None:
        """Let go of an article; copies of it that come later are originals."""
        self._originals.pop(article_id, None)
        slot = self._slots.pop(article_id, None)
        if slot is not None:
            del self._ids[slot], self._known[slot]

    def _remember(self, article_id: str, marks: NDArray[np.uint32], kept: NDArray[np.uint16]) -> None:
        slot = self._next
        self._next += 1
        self._slots[article_id] = slot
        self._ids[slot], self._known[slot] = article_id, kept.tobytes()
        self._filing.file(slot, marks)

    def _original_of(self, kept: NDArray[np.uint16], filed: Sequence[int]) -> str:
        """The earliest original that these shingles copy; later ones that are akin to it turn out to be its copies.

        Args:
            filed: slots of those that share shingles, each as often as it does; some may be gone.
        """
        held = [slot for slot in filed if slot in self._ids]
        if not held:
            return ""
        candidates = (slot for slot, _ in Counter(held).most_common(_CANDIDATES))
        copied = [self._ids[one] for one in candidates if _containment(kept, self._kept(one)) >= self._contained]
        originals = sorted({self.original_of(one) for one in copied}, key=lambda one: (self._slots.get(one, -1), one))
        for later in originals[1:]:
            if _containment(self._shingles(originals[0]), self._shingles(later)) >= _AKIN:
                self._originals[later] = originals[0]
                self._late.add(later)
        return originals[0] if originals else ""

    def _shingles(self, article_id: str) -> NDArray[np.uint16]:
        """Those of an article; none of one that was forgotten, to which its copies still lead."""
        slot = self._slots.get(article_id)
        return _NONE if slot is None else self._kept(slot)

    def _kept(self, slot: int) -> NDArray[np.uint16]:
        """What is kept of a text; as bytes it takes one piece of memory, where an array takes three."""
        known = self._known[slot]
        return np.frombuffer(known, np.uint16) if known else _NONE


def duplicates(articles: Iterable[Article]) -> dict[str, str]:
    """For each article that copies an earlier one the id of the original, in the order given.

    Two edits of one text whose whole comes in later are copies of each other too.
    """
    index = DuplicateIndex()
    ids = []
    for article in articles:
        index.add(article.id, read(article).runs)
        ids.append(article.id)
    return {one: original for one in ids if (original := index.original_of(one)) != one}


def _containment(one: NDArray[np.uint16], other: NDArray[np.uint16]) -> float:
    """Share of the smaller set that the larger one holds, judged where both were kept whole.

    Args:
        one: halves of shingles in ascending order; `other` likewise.
    """
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
