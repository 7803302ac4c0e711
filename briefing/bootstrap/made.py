"""Things that are made when they are first asked for: what the settings never use is not even loaded."""

from collections.abc import Callable, Iterator, Mapping
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Made(Mapping[str, T], Generic[T]):
    """Things by name, each made once; safe to share between threads.

    Args:
        makers: make each of them.
    """

    def __init__(self, makers: Mapping[str, Callable[[], T]]) -> None:
        self._makers = makers
        self._made: dict[str, T] = {}
        self._making = Lock()

    def __getitem__(self, name: str) -> T:
        with self._making:
            if name not in self._made:
                self._made[name] = self._makers[name]()
            return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, name: object) -> bool:
        return name in self._makers
