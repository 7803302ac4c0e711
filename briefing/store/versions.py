"""What is stored with a version of an article, kept in memory for a while: a version never changes."""

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from briefing.model import Annotation, Article, Figure, Reason, Sentence
from briefing.store.columns import unpacked
from briefing.store.kept import Kept, Unread

V = TypeVar("V")

Pair = tuple[str, int]
"""Article id and version."""
_STORED, _OPENED = 2_000_000, 8_000_000
"""Bytes that are kept in memory of values as they are stored, and of those that were looked into."""
_REASONS = 4_096
"""Reasons that are known again: those of some hundred articles, half a megabyte."""


class Versions(Generic[V]):
    """Values by version: the stored form is read once, and opened where somebody looks into it.

    Safe to share between threads.

    Args:
        opened: the value that a stored form stands for.
        read: the stored form of those that are not kept, by (article id, version); pruned ones left out.
        growth: bytes in memory that a stored byte becomes, about.
    """

    def __init__(
        self, opened: Callable[[bytes], V], read: Callable[[Iterable[Pair]], Mapping[Pair, bytes]], growth: int
    ) -> None:
        self._open_one, self._read, self._growth = opened, read, growth
        self._stored: Kept[Pair, bytes] = Kept(_STORED)
        self._opened: Kept[Pair, V] = Kept(_OPENED)

    def of(self, pairs: Iterable[Pair]) -> Mapping[Pair, V]:
        """Values by (article id, version), for those that are stored and not pruned."""
        wanted = set(pairs)
        kept = self._stored.found(wanted)
        if len(kept) == len(wanted):
            return Unread(kept, self._open)
        stored = self._read(sorted(wanted - kept.keys()))
        for pair, value in stored.items():
            self._stored.keep(pair, value, len(value))
        return Unread({**kept, **stored}, self._open)

    def forget(self) -> None:
        """Keep nothing."""
        self._stored.clear()
        self._opened.clear()

    def _open(self, pair: Pair, stored: bytes) -> V:
        known = self._opened.found([pair])
        if known:
            return known[pair]
        opened = self._open_one(stored)
        self._opened.keep(pair, opened, len(stored) * self._growth)
        return opened


def read_article(stored: bytes) -> Article:
    """The article that its stored form stands for."""
    return unpacked(Article, stored)


def read_annotation(stored: bytes) -> Annotation:
    """The annotation that its stored form stands for, in a third of the memory that decoding alone would take.

    All that was found in an article names it, and each of its sentences has ten reasons that many others have too: of
    what is equal one is kept.
    """
    found = unpacked(Annotation, stored)
    shown: Iterable[Sentence | Figure] = (*found.sentences, *found.summary, *found.figures)
    for one in shown:
        # Nobody has seen the value yet, and it stays equal to what it was: copies would cost more than they spare.
        object.__setattr__(one, "article_id", sys.intern(one.article_id))
        object.__setattr__(one, "reasons", tuple(map(_same, one.reasons)))
    return found


@lru_cache(maxsize=_REASONS)
def _same(reason: Reason) -> Reason:
    """The one reason that stands for all that are equal."""
    return Reason(sys.intern(reason.name), reason.value, sys.intern(reason.words))
