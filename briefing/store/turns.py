"""In which order the threads of this process write to a database that has one writer at a time."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """A lock that is handed on in the order of asking, to whoever must be quick before all others.

    With a plain one a thread that writes one row after the other starves the others.
    """

    def __init__(self) -> None:
        self._quick: deque[Lock] = deque()
        self._waiting: deque[Lock] = deque()
        self._taken = False
        self._door = Lock()

    def __enter__(self) -> None:
        self._stand(self._waiting)

    def __exit__(self, *_: object) -> None:
        self._leave()

    @contextmanager
    def ahead(self) -> Iterator[None]:
        """A turn before everybody who may wait."""
        self._stand(self._quick)
        try:
            yield
        finally:
            self._leave()

    @property
    def is_awaited(self) -> bool:
        """Whether somebody who must be quick waits for whoever has the turn now."""
        return bool(self._quick)

    def _stand(self, line: deque[Lock]) -> None:
        with self._door:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            line.append(mine)
        mine.acquire()

    def _leave(self) -> None:
        with self._door:
            if line := self._quick or self._waiting:
                line.popleft().release()
            else:
                self._taken = False
