"""A web server on loopback that answers exactly what a test wants, byte for byte, valid or not."""

import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket], object]


@dataclass
class Request:
    path: str
    headers: Mapping[str, str]


def answer(status: int = 200, body: bytes | str = b"", **headers: str) -> bytes:
    """A whole response; header names are given with underscores for hyphens."""
    body = body.encode() if isinstance(body, str) else body
    named = {"Content_Length": str(len(body)), "Content_Type": "text/html; charset=utf-8", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items() if value)
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode("latin-1") + body


def moved(location: str, status: int = 302) -> bytes:
    return answer(status, Location=location)


def zipped(data: bytes) -> bytes:
    return gzip.compress(data, 1, mtime=0)


@dataclass
class Site:
    """Listens on one loopback address; every path answers what `pages` holds for it, else 404.

    Attributes:
        greet: speaks in place of HTTP.
    """

    host: str = "127.0.0.1"
    pages: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    tls: ssl.SSLContext | None = None
    greet: Callable[[socket.socket], object] | None = None

    def __post_init__(self) -> None:
        self._socket = socket.create_server((self.host, 0), backlog=256)
        self.port = self._socket.getsockname()[1]
        self.open: set[socket.socket] = set()
        self.closing = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def close(self) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for connection in list(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self.open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self.tls:
                with self.tls.wrap_socket(connection, server_side=True) as secured:
                    self._speak(secured)
            else:
                self._speak(connection)
        self.open.discard(connection)

    def _speak(self, connection: socket.socket) -> None:
        if self.greet:
            self.greet(connection)
            return
        for request in _requests(connection):
            self.requests.append(request)
            said = self.pages.get(request.path, answer(404))
            if isinstance(said, list):
                said = said.pop(0) if len(said) > 1 else said[0]
            if callable(said):
                said(connection)
                return
            connection.sendall(said)


def _requests(connection: socket.socket) -> Iterator[Request]:
    buffer = b""
    while True:
        while b"\r\n\r\n" not in buffer:
            chunk = connection.recv(65_536)
            if not chunk:
                return
            buffer += chunk
        head, _, buffer = buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        named = (line.partition(":") for line in lines)
        yield Request(first.split(" ")[1], {name.lower(): value.strip() for name, _, value in named})
