"""Reading in child processes: a page that takes too long or too much memory costs its own process and nothing else."""

import importlib
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from multiprocessing.context import BaseContext

from pebble import ProcessExpired, ProcessPool

from briefing.extract.crew import Begun, Crew
from briefing.extract.document import of_entry, of_page
from briefing.extract.kinds import kind_of
from briefing.forking import SERVER
from briefing.model import Article, Document, Unreadable

TOO_SLOW = "reading the page took too long"
TOO_BIG = "reading the page took too much memory"
CRASHED = "the page could not be read"
NOTHING = "it has no text"

_READS_PAGES = "briefing.extract.page"
_LOADED = (__name__, _READS_PAGES)
_MEGABYTE = 1_000_000
_PAGES_A_PROCESS = 500
_SPARE_SECONDS = 2
_PAUSES = (0.0, 0.1, 0.5, 2.0)
"""Seconds before a page is read again whose pool broke down."""
_IDLE = 60.0
"""Seconds without a page after which the children are ended."""
_WAITING = 8
"""Pages of one child, a fifth of a second's work, from which on others are begun."""
_STUCK = 1.0
"""Seconds with one page after which others are begun too."""
_GIVES_WAY = 5
"""How much less urgent reading is than answering, as `nice` counts it."""


class ChildReader:
    """Reads documents, pages among them in child processes that are killed when they exceed their limits.

    One begins with the first page, the others once that has too much to do, and `rest` ends each when no page came for
    a while. The first is a fresh interpreter, which takes half a second to begin and 33 MB. The others are forked by a
    server process that has a single thread and has loaded the extractors once, so that they begin at once and take 10
    MB each, but the first of them 40, with the server. Forking the calling process, whose other threads may hold
    locks, would be unsafe. All methods may be called from any thread.

    Args:
        workers: child processes at most; None for one a core.
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

        def pool(size: int, context: BaseContext) -> ProcessPool:
            return ProcessPool(size, _PAGES_A_PROCESS, _settle_in, (megabytes,), context)

        self._first = Crew(1, lambda size: pool(size, multiprocessing.get_context("spawn")), clock)
        others = (workers or os.cpu_count() or 1) - 1
        forked = Crew(others, lambda size: pool(size, SERVER.context(*_LOADED)), clock, SERVER.needed)
        self._others = forked if others else None

    def read(self, document: Document) -> Article | Unreadable:
        """The article, degraded to the entry's own words if the page cannot be read; why, if nothing is left."""
        return self.read_many([document])[0]

    def read_many(self, documents: Sequence[Document]) -> list[Article | Unreadable]:
        """The same for many at once, on all workers, in order."""
        begun = [self._begin(document) for document in documents]
        pages = [self._page(document, one) for document, one in zip(documents, begun, strict=True)]
        return [_finished(document, page) for document, page in zip(documents, pages, strict=True)]

    def rest(self) -> None:
        """End the children and their server where no page came for a minute; the next one begins them again."""
        for crew in self._crews():
            crew.rest(_IDLE)

    def close(self) -> None:
        """End the children; pages that are being read are given up."""
        for crew in self._crews():
            crew.close()

    def _crews(self) -> tuple[Crew, ...]:
        return (self._first, self._others) if self._others else (self._first,)

    def _begin(self, document: Document) -> Begun | str:
        """A page under way, or why there is none to read."""
        if document.body is None:
            return document.problem
        kind = kind_of(document.content_type)
        if len(document.body) > kind.largest:
            return kind.too_large
        work = (document.body, document.url, document.content_type, self._seconds)
        return self._free().begin(_read, work, self._seconds)

    def _free(self) -> Crew:
        """Who reads the next page: the first child while little waits for it, then whoever has the least to do."""
        first, others = self._first, self._others
        if others is None or (first.load < _WAITING and not first.is_stuck(_STUCK)):
            return first
        return others if others.load <= first.load or first.is_stuck(_STUCK) else first

    def _page(self, document: Document, begun: Begun | str) -> Article | str:
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
    """Load what reads pages, bound this process's address space, and let it give way to what somebody waits for."""
    importlib.import_module(_READS_PAGES)
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
