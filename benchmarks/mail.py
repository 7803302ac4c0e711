"""A brief to ten thousand subscribers over loopback, and the sender killed five times on the way.

  python -m benchmarks.mail [--readers N] [--kills N] [--dkim]
Prints what publishing takes, the rate, the largest memory, and how many got none, one, or a second identical copy.
"""

import argparse
import multiprocessing
import os
import resource
import signal
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.deliver.dkim import new_key, signer
from briefing.deliver.email import EmailChannel, Server
from briefing.model import Destination, Links, Recipient
from briefing.pipeline.delivering import Delivering
from briefing.pipeline.lanes import Lanes
from briefing.pipeline.mailing import CHANNEL, Mailing
from briefing.render.email.message import EmailRenderer
from briefing.store.database import open_store
from tests.build import sample_brief

START = datetime(2026, 11, 24, 6, tzinfo=UTC)


class Sink:
    """An SMTP server that counts who got which mail, a thread a connection."""

    def __init__(self) -> None:
        self.got: Counter[tuple[str, bytes]] = Counter()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rb", 65536) as lines:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._dialogue(connection, lines)
        except OSError:
            return

    def _dialogue(self, connection: socket.socket, lines: Iterator[bytes]) -> None:
        connection.sendall(b"220 sink\r\n")
        recipient = ""
        for line in lines:
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
            if verb == b"DATA":
                connection.sendall(b"354 go\r\n")
                identity = b""
                for text in lines:
                    if text.startswith(b"Message-ID:"):
                        identity = text
                    if text == b".\r\n":
                        break
                else:
                    return
                with self._lock:
                    self.got[recipient, identity] += 1
            connection.sendall(b"221 bye\r\n" if verb == b"QUIT" else b"250 2.0.0 ok\r\n")


def nobody(*_: object) -> None:
    """Nobody has to be told."""


def send(url: str, port: int, connections: int, key: str, now: datetime, owner: str) -> None:
    """One process of the service, as far as mail goes."""
    store = open_store(url)
    sign = signer("example.com", "s", key) if key else None
    server = Server("127.0.0.1", port, "none", sender="brief@example.com", signer=sign)
    channel = EmailChannel(server)
    delivering = Delivering(store.ledger, {CHANNEL: channel}, owner, lambda: now, nobody)
    lanes = Lanes(100_000.0)
    Mailing(
        store.ledger,
        channel,
        delivering,
        lanes,
        owner,
        lambda: now,
        nobody,
        nobody,
        connections,
    ).run()
    store.close()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Path(url.removeprefix("sqlite:///")).with_suffix(".rss").write_text(f"{megabytes:.0f}")


def publish(url: str, readers: int) -> float:
    """Publish one brief to many; answers how many seconds it took."""
    store = open_store(url)
    store.upgrade()
    renderer = EmailRenderer(sender="Brief <brief@example.com>")
    token = "x" * 90
    people = (
        Recipient(
            Destination(f"subscriber/{number:024x}", CHANNEL, f"reader{number}@d{number % 50}.example.org"),
            Links(
                "https://b.example.com/b",
                f"https://b.example.com/p/{number}{token}",
                f"https://b.example.com/u/{number}{token}",
            ),
        )
        for number in range(readers)
    )
    brief = sample_brief()
    begun = time.perf_counter()
    store.ledger.publish(brief, tuple(renderer.many(brief, people)), START, START + timedelta(hours=4))
    taken = time.perf_counter() - begun
    store.close()
    return taken


@contextmanager
def database() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/mail.sqlite3"


def run(readers: int, kills: int, connections: int, key: str) -> None:
    processes = multiprocessing.get_context("spawn")
    with database() as url:
        sink = Sink()
        print(f"published to {readers} readers in {publish(url, readers):.1f} s, one transaction")
        begun, now = time.perf_counter(), START
        for number in range(kills + 1):
            process = processes.Process(target=send, args=(url, sink.port, connections, key, now, f"p{number}"))
            process.start()
            goal = readers * (number + 1) // (kills + 1)
            while process.is_alive() and (number == kills or sum(sink.got.values()) < goal):
                time.sleep(0.02)
            if number < kills and process.pid:
                os.kill(process.pid, signal.SIGKILL)
            process.join()
        seconds = time.perf_counter() - begun
        # What died in the middle is taken up after its lease and its settling time; the clock is turned for that.
        for minutes in (10, 25, 26, 27):
            process = processes.Process(
                target=send,
                args=(url, sink.port, connections, key, START + timedelta(minutes=minutes), f"late{minutes}"),
            )
            process.start()
            process.join()
        people = Counter(address for address, _ in sink.got)
        twice = sum(1 for count in sink.got.values() if count > 1)
        memory = Path(url.removeprefix("sqlite:///")).with_suffix(".rss").read_text()
        store = open_store(url)
        print(f"{readers / seconds:.0f} mails/s with {connections} connections and {kills} kills; {memory} MB at most")
        different = sum(1 for count in people.values() if count > 1)
        print(f"without: {readers - len(people)} · different copies: {different} · the same again: {twice}")
        print("states:", {state.value: count for state, count in store.ledger.counts().items()})
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--dkim", action="store_true")
    options = parser.parse_args()
    run(options.readers, options.kills, options.connections, new_key() if options.dkim else "")


if __name__ == "__main__":
    main()
