"""One transaction for all who wait to write the same kind of thing: what costs time is the disk, once for each."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine

from briefing.store.engine import writing_next

T = TypeVar("T")
R = TypeVar("R")


class _Place(Generic[T, R]):
    """Somebody's place in the line, where he sleeps until his value is written or he is the one to write."""

    def __init__(self, value: T) -> None:
        self.value = value
        self.result: Future[R] = Future()
        self._sleep = Lock()
        self._sleep.acquire()

    def sleep(self) -> None:
        self._sleep.acquire()

    def wake(self) -> None:
        self._sleep.release()


class Together(Generic[T, R]):
    """Writes what several threads bring at the same time in one go (group commit); safe to share between them.

    DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984.

    Args:
        write: writes values in a transaction, and comes back with what becomes of each once that ends, in order.
    """

    def __init__(self, engine: Engine, write: Callable[[Connection, Sequence[T]], Sequence[R]]) -> None:
        self._engine = engine
        self._write = write
        self._line: list[_Place[T, R]] = []
        self._door, self._is_led = Lock(), False

    def __call__(self, value: T) -> R:
        """Have one value written; raises what writing raised for all that were written with it."""
        mine = _Place[T, R](value)
        with self._door:
            self._line.append(mine)
            leads, self._is_led = not self._is_led, True
        if not leads:
            mine.sleep()
        if not mine.result.done():
            self._write_all()
        return mine.result.result()

    def _write_all(self) -> None:
        """Write for everybody who came until the transaction began, and hand on to whoever came since."""
        batch: list[_Place[T, R]] = []
        try:
            with writing_next(self._engine) as connection:
                batch = self._come()
                results = self._write(connection, [place.value for place in batch])
        except BaseException as error:  # noqa: BLE001  (told to everybody who waits)
            batch = batch or self._come()
            for place in batch:
                place.result.set_exception(error)
        else:
            for place, result in zip(batch, results, strict=True):
                place.result.set_result(result)
        self._hand_on(batch)

    def _come(self) -> list[_Place[T, R]]:
        with self._door:
            come, self._line = self._line, []
        return come

    def _hand_on(self, written: Sequence[_Place[T, R]]) -> None:
        with self._door:
            following = self._line[:1]
            self._is_led = bool(following)
        for place in (*following, *written):
            place.wake()
