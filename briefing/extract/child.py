"""Reading in child processes: a page that takes too long or too much memory costs its own process and nothing else."""

import multiprocessing
import os
import resource
import signal
from collections.abc import Sequence
from concurrent.futures import Future

from pebble import ProcessExpired, ProcessPool

from briefing.extract.document import of_entry, of_page
from briefing.extract.kinds import kind_of
from briefing.model import Article, Document, Unreadable

TOO_SLOW = "reading the page took too long"
TOO_BIG = "reading the page took too much memory"
CRASHED = "the page could not be read"
NOTHING = "it has no text"

_MEGABYTE = 1_000_000
_PAGES_A_PROCESS = 500
_SPARE_SECONDS = 2
_GIVES_WAY = 5
"""How much less urgent reading is than answering, as `nice` counts it."""


class ChildReader:
    """Reads documents, pages among them in child processes that are killed when they exceed their limits.

    The children are forked by a server process that has a single thread and has loaded the extractors once. Forking
    the calling process, whose other threads may hold locks, would be unsafe; a fresh interpreter a child, slow.
    All methods may be called from any thread.

    Args:
        workers: child processes; None for one a core.
        seconds: a page that takes longer is given up.
        megabytes: address space of a child.
    """

    def __init__(self, workers: int | None = None, seconds: float = 10.0, megabytes: int = 1_500) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._seconds = seconds
        self._pool = ProcessPool(
            max_workers=workers or os.cpu_count() or 1,
            max_tasks=_PAGES_A_PROCESS,
            initializer=_settle_in,
            initargs=(megabytes,),
            context=context,
        )

    def read(self, document: Document) -> Article | Unreadable:
        """The article, degraded to the entry's own words if the page cannot be read; why, if nothing is left."""
        return self.read_many([document])[0]

    def read_many(self, documents: Sequence[Document]) -> list[Article | Unreadable]:
        """The same for many at once, on all workers, in order."""
        begun = [self._begin(document) for document in documents]
        return [_finished(document, future) for document, future in zip(documents, begun, strict=True)]

    def close(self) -> None:
        """End the children; pages that are being read are given up."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _begin(self, document: Document) -> "Future[Article | str] | str":
        """A page under way, or why there is none to read."""
        if document.body is None:
            return document.problem
        kind = kind_of(document.content_type)
        if len(document.body) > kind.largest:
            return kind.too_large
        work = (document.body, document.url, document.content_type, self._seconds)
        return self._pool.schedule(_read, args=work, timeout=self._seconds)


def _finished(document: Document, begun: "Future[Article | str] | str") -> Article | Unreadable:
    """The article of a document, once its page has been read or given up."""
    page = begun if isinstance(begun, str) else _result(begun)
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
