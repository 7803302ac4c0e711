"""Annotations as they are read: the stored form is kept for a while, and opened only where a brief looks into it."""

from collections.abc import Callable, Iterable, Mapping

from briefing.model import Annotation
from briefing.store.columns import unpacked
from briefing.store.kept import Kept, Unread

Pair = tuple[str, int]
"""Article id and version."""
_STORED, _OPENED = 2_000_000, 8_000_000
"""Bytes that are kept in memory of annotations as they are stored, and of those that were looked into."""
_GROWTH = 17
"""Bytes in memory that one byte of a stored annotation becomes, about: measured over pages of 20 sentences."""


class Annotations:
    """The annotations of a store; safe to share between threads, as a version's never changes.

    Args:
        read: the stored form of those that are not kept, by (article id, version); pruned ones left out.
    """

    def __init__(self, read: Callable[[Iterable[Pair]], Mapping[Pair, bytes]]) -> None:
        self._read = read
        self._stored: Kept[Pair, bytes] = Kept(_STORED)
        self._opened: Kept[Pair, Annotation] = Kept(_OPENED)

    def of(self, pairs: Iterable[Pair]) -> Mapping[Pair, Annotation]:
        """Annotations by (article id, version), for those that are stored and not pruned."""
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

    def _open(self, pair: Pair, stored: bytes) -> Annotation:
        known = self._opened.found([pair])
        if known:
            return known[pair]
        opened = unpacked(Annotation, stored)
        self._opened.keep(pair, opened, len(stored) * _GROWTH)
        return opened
