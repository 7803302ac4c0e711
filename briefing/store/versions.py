"""What is stored with a version of an article, kept in memory for a while: a version never changes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

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
        kind: the class of the values.
        read: the stored form of those that are not kept, by (article id, version); pruned ones left out.
        growth: bytes in memory that a stored byte becomes, about.
    """

    def __init__(self, kind: type[V], read: Callable[[Iterable[Pair]], Mapping[Pair, bytes]], growth: int) -> None:
        self._kind, self._read, self._growth = kind, read, growth
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
        opened = unpacked(self._kind, stored)
        self._opened.keep(pair, opened, len(stored) * self._growth)
        return opened
