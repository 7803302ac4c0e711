"""Reading in child processes: a page that takes too long or too much memory costs its own process and nothing else."""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, wait
from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Lock
from typing import NamedTuple

from pebble import ProcessExpired, ProcessPool

from briefing.extract.document import of_entry, of_page
from briefing.extract.kinds import kind_of
from briefing.forking import SERVER
from briefing.model import Article, Document, Unreadable

TOO_SLOW = "reading the page took too long"
TOO_BIG = "reading the page took too much memory"
CRASHED = "the page could not be read"
NOTHING = "it has no text"

_LOADED = (__name__, "briefing.extract.page")
_MEGABYTE = 1_000_000
_PAGES_A_PROCESS = 500
_SPARE_SECONDS = 2
_LOOK_AGAIN = 1.0
"""Seconds after which somebody who waits for a page looks whether its pool still lives."""
_UNKNOWN_END = 255
"""Exit code of a child whose server died before it could tell (multiprocessing.popen_forkserver)."""
_PAUSES = (0.0, 0.1, 0.5, 2.0)
"""Seconds before a page is read again whose pool broke down."""
_IDLE = 60.0
"""Seconds without a page after which the children are ended."""
_GIVES_WAY = 5
"""How much less urgent reading is than answering, as `nice` counts it."""


class ChildReader:
    """Reads documents, pages among them in child processes that are killed when they exceed their limits.

    The children are forked by a server process that has a single thread and has loaded the extractors once. Forking
    the calling process, whose other threads may hold locks, would be unsafe; a fresh interpreter a child, slow. They
    begin with the first page, and `rest` ends them when there was none for a while: they hold half as much memory as
    the process that they read for. All methods may be called from any thread.

    Args:
        workers: child processes; None for one a core.
        seconds: a page that takes longer is given up.
        megabytes: address space of a child.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        workers: int | None = None,
        seconds: float = 10.0,
        megabytes: int = 1_500,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._new_pool = partial(
            ProcessPool,
            max_workers=workers or os.cpu_count() or 1,
            max_tasks=_PAGES_A_PROCESS,
            initializer=_settle_in,
            initargs=(megabytes,),
            context=SERVER.context(*_LOADED),
        )
        self._pool: ProcessPool | None = None
        self._needs = ExitStack()
        self._changing = Lock()
        self._reading = 0
        self._last = clock()
        self._closed = False

    def read(self, document: Document) -> Article | Unreadable:
        """The article, degraded to the entry's own words if the page cannot be read; why, if nothing is left."""
        return self.read_many([document])[0]

    def read_many(self, documents: Sequence[Document]) -> list[Article | Unreadable]:
        """The same for many at once, on all workers, in order."""
        with self._at_work():
            begun = [self._begin(document) for document in documents]
            pages = [self._page(document, one) for document, one in zip(documents, begun, strict=True)]
        return [_finished(document, page) for document, page in zip(documents, pages, strict=True)]

    def rest(self) -> None:
        """End the children and their server where no page came for a minute; the next one begins them again."""
        with self._changing:
            if not self._reading and self._clock() - self._last >= _IDLE:
                self._end()

    def close(self) -> None:
        """End the children; pages that are being read are given up."""
        with self._changing:
            self._closed = True
            self._end()

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """While this is open the children are needed."""
        with self._changing:
            self._reading += 1
        try:
            yield
        finally:
            with self._changing:
                self._reading -= 1
                self._last = self._clock()

    def _end(self) -> None:
        if self._pool is not None:
            _stop(self._pool)
            self._pool = None
            self._needs.close()
        SERVER.end()

    def _begin(self, document: Document) -> "_Begun | str":
        """A page under way, or why there is none to read."""
        if document.body is None:
            return document.problem
        kind = kind_of(document.content_type)
        if len(document.body) > kind.largest:
            return kind.too_large
        return self._schedule((document.body, document.url, document.content_type, self._seconds))

    def _schedule(self, work: tuple[bytes, str, str, float]) -> "_Begun":
        pool = self._pool or self._renewed(None)
        try:
            return _Begun(pool, pool.schedule(_read, args=work, timeout=self._seconds))
        except RuntimeError:
            pool = self._renewed(pool)
            return _Begun(pool, pool.schedule(_read, args=work, timeout=self._seconds))

    def _renewed(self, useless: ProcessPool | None) -> ProcessPool:
        """A pool where there is none, or only one of no use any more: the system may have killed the server that forks.

        Raises:
            RuntimeError: this reader is closed.
        """
        with self._changing:
            if self._closed:
                raise RuntimeError("the reader is closed")
            if self._pool is None or self._pool is useless:
                if useless is None:
                    self._needs.enter_context(SERVER.needed())
                else:
                    _stop(useless)
                self._pool = self._new_pool()
            return self._pool

    def _page(self, document: Document, begun: "_Begun | str") -> Article | str:
        """What was read, or why not; a page whose pool broke down, through no fault of its own, is read again."""
        for pause in _PAUSES:
            if isinstance(begun, str):
                return begun
            if not begun.lost():
                return _result(begun.future)
            # A server that was just killed counts as alive until the system has taken note.
            time.sleep(pause)
            begun = self._begin(document)
        return CRASHED


class _Begun(NamedTuple):
    """A page under way."""

    pool: ProcessPool
    future: "Future[Article | str]"

    def lost(self) -> bool:
        """Wait for its end; whether none will come, because the pool broke down: then it forgets what was queued."""
        while not self.future.done():
            if not self.pool.active:
                return True
            wait((self.future,), timeout=_LOOK_AGAIN)
        error = self.future.exception()
        return isinstance(error, BrokenExecutor) or getattr(error, "exitcode", None) == _UNKNOWN_END


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _finished(document: Document, page: Article | str) -> Article | Unreadable:
    """The article of a document, once its page has been read or given up."""
    if not isinstance(page, str):
        return of_page(document, page)
    return of_entry(document, page) or Unreadable(page or NOTHING)


def _result(future: "Future[Article | str]") -> Article | str:
    """What a child found, or what became of it."""
    try:
        return future.result()
    except TimeoutError:
        return TOO_SLOW
    except MemoryError:
        return TOO_BIG
    except ProcessExpired as expired:
        return TOO_SLOW if expired.exitcode == -signal.SIGXCPU else CRASHED
    except Exception as error:  # noqa: BLE001  (a page may bring out any fault of four libraries)
        return f"{CRASHED}: {type(error).__name__}"


def _settle_in(megabytes: int) -> None:
    """Bound the address space of this process, and let it give way to those that somebody waits for."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE, hard))
    os.nice(_GIVES_WAY)


def _read(body: bytes, url: str, content_type: str, seconds: float) -> Article | str:
    """Read a document with a bound on its processor time, for the case that nobody is left to kill this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    spent = used.ru_utime + used.ru_stime
    resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds + _SPARE_SECONDS), hard))
    return kind_of(content_type).read(body, url, content_type)
