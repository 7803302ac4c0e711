"""What articles are filed under: many numbers each, of which most lead to one article only."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

_SHARING = 32
"""Latest articles looked at for one number: of a text that everybody prints, any of them leads to the original."""
_RECENT = 1 << 14
"""Entries that are put in order at once, at least: until then they stand in dictionaries."""
_ORDERED = 8
"""What part of the ordered entries come to them at once, at least: so the work for each does not grow with them."""
_SHELVES = 64
"""Parts that the latest are kept in: none grows so large that making room for more is felt."""
_SLOT_BITS = np.uint64(32)
_SLOT = np.uint64((1 << 32) - 1)


class Filing:
    """Articles by the numbers that they are filed under.

    The latest stand in dictionaries; now and then they are put in order among all others, as a log-structured merge
    tree of two levels does it (O'Neil et al. 1996): in two arrays, of eight bytes an entry where a dictionary takes
    ninety. What was let go of is left out then; until then it is still found.

    Args:
        living: the slots of the articles that are still there, as they are at any time.
    """

    def __init__(self, living: Collection[int]) -> None:
        self._living = living
        self._numbers, self._slots = np.empty(0, np.uint32), np.empty(0, np.uint32)
        self._latest: list[dict[int, int | tuple[int, ...]]] = [{} for _ in range(_SHELVES)]
        self._waiting: list[tuple[int, NDArray[np.uint32]]] = []
        self._count = 0

    def file(self, slot: int, numbers: NDArray[np.uint32]) -> None:
        """File an article.

        Args:
            slot: above those of all filed before.
        """
        latest = self._latest
        for number in set(numbers.tolist()):
            shelf = latest[number % _SHELVES]
            held = shelf.setdefault(number, slot)
            if held != slot:
                shelf[number] = (*_slots(held), slot)[-_SHARING:]
        self._waiting.append((slot, numbers))
        self._count += len(numbers)

    def settle(self) -> None:
        """Put the latest in order where they have become many."""
        if self._count >= max(_RECENT, len(self._numbers) // _ORDERED):
            self._put_in_order()

    def among_latest(self, numbers: NDArray[np.uint32]) -> list[int]:
        """The articles filed under these numbers since the others were put in order, each as often as it is."""
        latest = self._latest
        held = [one for number in set(numbers.tolist()) if (one := latest[number % _SHELVES].get(number)) is not None]
        return [slot for one in held for slot in _slots(one)]

    def among_ordered(self, numbers: Sequence[NDArray[np.uint32]]) -> list[list[int]]:
        """The same among all others, for several articles at once: near numbers stand near each other."""
        found: list[list[int]] = [[] for _ in numbers]
        owners = np.repeat(np.arange(len(numbers)), [len(one) for one in numbers])
        entries = np.unique(_entries(np.concatenate(numbers), owners))
        asked = (entries >> _SLOT_BITS).astype(np.uint32)
        if len(self._numbers):
            hits = self._numbers.take(self._numbers.searchsorted(asked), mode="clip") == asked
            for number, owner in zip(asked[hits], (entries[hits] & _SLOT).tolist(), strict=True):
                first, last = self._numbers.searchsorted(number), self._numbers.searchsorted(number, "right")
                found[owner] += self._slots[max(first, last - _SHARING) : last].tolist()
        return found

    def _put_in_order(self) -> None:
        """Put the latest among the others, and leave out what is gone."""
        slots = np.repeat([slot for slot, _ in self._waiting], [len(numbers) for _, numbers in self._waiting])
        numbers = np.concatenate([numbers for _, numbers in self._waiting])
        entries = np.concatenate([_entries(self._numbers, self._slots), np.unique(_entries(numbers, slots))])
        entries.sort(kind="stable")  # which sees that these are two ascending runs
        living = np.zeros(int(slots[-1]) + 1, np.bool_)
        living[np.fromiter(self._living, np.intp, len(self._living))] = True
        entries = entries[living[(entries & _SLOT).astype(np.intp)]]
        self._numbers, self._slots = (entries >> _SLOT_BITS).astype(np.uint32), (entries & _SLOT).astype(np.uint32)
        self._latest = [{} for _ in range(_SHELVES)]
        self._waiting, self._count = [], 0


def _entries(numbers: NDArray[np.uint32], slots: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Numbers and slots as one number each, in the order of both."""
    entries: NDArray[np.uint64] = (numbers.astype(np.uint64) << _SLOT_BITS) | slots.astype(np.uint64)
    return entries


def _slots(held: int | tuple[int, ...]) -> tuple[int, ...]:
    """What an entry holds: nearly always one slot, which then stands there bare."""
    return (held,) if isinstance(held, int) else held
