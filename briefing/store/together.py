"""One transaction for all who wait to write the same kind of thing: what costs time is the disk, once for each."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Together(Generic[T, R]):
    """Writes what several threads bring at the same time in one go (group commit); safe to share between them.

    DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984.

    Args:
        write: writes values, durably once it returns, and comes back with what became of each, in order.
    """

    def __init__(self, write: Callable[[Sequence[T]], Sequence[R]]) -> None:
        self._write = write
        self._waiting: list[tuple[T, Future[R]]] = []
        self._door, self._turn = Lock(), Lock()

    def __call__(self, value: T) -> R:
        """Have one value written; raises what writing raised for all that were written with it."""
        mine: Future[R] = Future()
        with self._door:
            self._waiting.append((value, mine))
        with self._turn:
            if not mine.done():
                self._write_waiting()
        return mine.result()

    def _write_waiting(self) -> None:
        """Write for everybody who came while the one before was writing."""
        with self._door:
            batch, self._waiting = self._waiting, []
        try:
            results = self._write([value for value, _ in batch])
        except Exception as error:  # noqa: BLE001  (told to everybody who waits)
            for _, waiting in batch:
                waiting.set_exception(error)
            return
        for (_, waiting), result in zip(batch, results, strict=True):
            waiting.set_result(result)
