"""Child processes that are forked by a server process: Python has one of it, for all rooms of a process that fork."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from threading import Lock


class ForkServer:
    """Who needs the server, and what it has loaded. All methods may be called from any thread."""

    def __init__(self) -> None:
        self._modules: dict[str, None] = {}
        self._users = 0
        self._lock = Lock()

    def context(self, *modules: str) -> BaseContext:
        """Processes that are forked by the server.

        Args:
            modules: what it loads once for all children; nothing when it runs already.
        """
        with self._lock:
            self._modules |= dict.fromkeys(modules)
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(list(self._modules))
            return context

    @contextmanager
    def needed(self) -> Iterator[None]:
        """While this is open the server is not ended."""
        with self._lock:
            self._users += 1
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1

    def end(self) -> None:
        """End the server, which holds 50 MB, unless somebody needs it; the next child begins another."""
        with self._lock:
            if not self._users:
                # Nothing public ends it before this process ends, and killing it would leave a zombie until then.
                forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001


SERVER = ForkServer()
