"""What was read lately, kept in memory up to a bound: hundreds of briefs that are due at once read the same rows."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
R = TypeVar("R")


class Kept(Generic[K, V]):
    """Values by key, those that were asked for least recently given up first; safe to share between threads.

    Args:
        most: what all values together may weigh, in the unit that they are given with (bytes, say).
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def found(self, keys: Iterable[K]) -> dict[K, V]:
        """Those of the values that are here."""
        with self._lock:
            here = {key: self._values[key][0] for key in keys if key in self._values}
            for key in here:
                self._values.move_to_end(key)
        return here

    def keep(self, key: K, value: V, weight: int) -> None:
        """Keep a value; one that is heavier than the bound alone is not kept."""
        with self._lock:
            if key in self._values:
                self._weight -= self._values.pop(key)[1]
            self._values[key] = value, weight
            self._weight += weight
            while self._weight > self._most:
                self._weight -= self._values.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._weight = 0


class Unread(Mapping[K, V], Generic[K, V, R]):
    """Values that are read when they are asked for: a brief looks into a few of the hundreds it could draw on.

    Args:
        raw: as they are stored, by key.
        read: the value that a key and its stored form stand for.
    """

    def __init__(self, raw: Mapping[K, R], read: Callable[[K, R], V]) -> None:
        self._raw, self._read = raw, read

    def __getitem__(self, key: K) -> V:
        return self._read(key, self._raw[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, key: object) -> bool:
        return key in self._raw
