"""What is stored with a version of an article, kept in memory for a while: a version never changes."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from briefing.model import Annotation, Article, Figure, Sentence
from briefing.store.columns import unpacked
from briefing.store.kept import Kept, Unread

V = TypeVar("V")

Pair = tuple[str, int]
"""Article id and version."""
_STORED, _OPENED = 2_000_000, 8_000_000
"""Bytes that are kept in memory of values as they are stored, and of those that were looked into."""


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
    """The annotation that its stored form stands for, in half the memory that decoding alone would take.

    All that was found in an article names it, and each of its sentences has the same ten reasons: of equal words one
    is kept.
    """
    found = unpacked(Annotation, stored)
    shown: Iterable[Sentence | Figure] = (*found.sentences, *found.summary, *found.figures)
    for one in shown:
        _share(one, "article_id")
        for reason in one.reasons:
            _share(reason, "name")
            _share(reason, "words")
    return found


def _share(value: object, name: str) -> None:
    """Put the one text that stands for all equal ones in the place of a frozen value's own."""
    object.__setattr__(value, name, sys.intern(getattr(value, name)))
