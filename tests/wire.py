"""A wire to a private PostgreSQL that a test can make slow, or break at the worst moment."""

import asyncio
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SOCKET = ".s.PGSQL.5432"


class Wire:
    """Passes on what a client and the server say to each other; all methods may be called from any thread.

    Args:
        server: the folder of the server's socket.
        folder: where the wire begins: what a URL of the database names as its host.
    """

    def __init__(self, server: Path, folder: Path) -> None:
        self._server, self.folder = server, folder
        self._loop = asyncio.new_event_loop()
        self._free = asyncio.Event()
        self._free.set()
        self._breaks = False
        self._ends: set[asyncio.StreamWriter] = set()
        self._talks: set[asyncio.Task[None]] = set()

    def hold(self) -> None:
        """From now on nothing gets through."""
        self._do(self._set_free(free=False))

    def release(self) -> None:
        """Let through what was held and all that follows."""
        self._do(self._set_free(free=True))

    def cut(self) -> None:
        """Break every connection; new ones may be made."""
        self._do(self._cut())

    def cut_at_the_next_answer(self) -> None:
        """Break every connection once the server has answered, before the answer arrives."""
        self._breaks = True

    @contextmanager
    def up(self) -> Iterator[None]:
        """Be there while the context is open."""
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        listening = self._do(asyncio.start_unix_server(self._talk, self.folder / SOCKET))
        try:
            yield
        finally:
            listening.close()
            self._do(self._cut())
            self._do(self._hang_up())
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(10)
            self._loop.close()

    def _do(self, deed: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(deed, self._loop).result(10)

    async def _set_free(self, *, free: bool) -> None:
        if free:
            self._free.set()
        else:
            self._free.clear()

    async def _cut(self) -> None:
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    async def _hang_up(self) -> None:
        self._free.set()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        answers, questions = await asyncio.open_unix_connection(self._server / SOCKET)
        self._ends |= {writer, questions}
        await asyncio.gather(self._pass(reader, questions), self._pass(answers, writer, answers=True))
        self._talks.discard(task)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool = False) -> None:
        with suppress(OSError):
            while said := await reader.read(65_536):
                await self._free.wait()
                if answers and self._breaks:
                    self._breaks = False
                    await self._cut()
                writer.write(said)
                await writer.drain()
        with suppress(OSError):
            writer.close()


@contextmanager
def wire_to(server: Path) -> Iterator[Wire]:
    """A wire to the server whose socket lies in a folder."""
    with tempfile.TemporaryDirectory(prefix="briefing-wire-") as folder:
        wire = Wire(server, Path(folder))
        with wire.up():
            yield wire
