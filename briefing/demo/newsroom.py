"""The invented newsroom: a small web server that publishes its articles as of a given moment."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

from briefing.demo import pages
from briefing.demo.pieces import Outlet, Piece, read_outlets, read_pieces
from briefing.ports import Clock

LOOPBACK = "127.0.0.1"
DOCUMENTATION = "192.0.2.1"
FOUND, MISSING = 200, 404


@dataclass(frozen=True, slots=True)
class Newsroom:
    """All outlets with all their articles."""

    outlets: tuple[Outlet, ...]
    pieces: tuple[Piece, ...]

    def page(self, url: str, now: datetime) -> tuple[str, bytes] | None:
        """Content type and body of what lies at an address at a moment; None when nothing does.

        Args:
            url: "http://HOST/feed" or "http://HOST/SLUG".
        """
        where = urlsplit(url)
        outlet = next((one for one in self.outlets if one.host == where.hostname), None)
        if outlet is None:
            return None
        mine = (piece for piece in self.pieces if piece.outlet == outlet.key)
        standing = [(piece, version) for piece in mine if (version := piece.as_of(now))]
        name = where.path.strip("/")
        if name == "feed":
            newest = sorted(standing, key=lambda pair: pair[0].versions[0].at, reverse=True)
            return pages.FEEDS[outlet.feed](outlet, newest, f"http://{outlet.host}")
        found = next((pair for pair in standing if pair[0].slug == name), None)
        return pages.article(outlet, *found, f"http://{outlet.host}/{name}") if found else None


class Names(AbstractResolver):
    """Looks up every name to an address set aside for documentation (RFC 5737): nothing is ever dialled there."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The one address there is."""
        del family
        return [ResolveResult(hostname=host, host=DOCUMENTATION, port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is held."""


def read_newsroom(folder: Path) -> Newsroom:
    """Read the outlets and articles of a folder: `outlets.toml`, and a file an article under `articles/`."""
    return Newsroom(read_outlets(folder / "outlets.toml"), read_pieces(folder / "articles"))


@contextmanager
def publishing(newsroom: Newsroom, clock: Clock) -> Iterator[str]:
    """Answer for all the invented hosts, as an HTTP proxy on loopback; yields the proxy's address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = newsroom.page(self.path, clock())
            kind, body = found or ("text/plain", b"nothing here\n")
            self.send_response(FOUND if found else MISSING)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Keep the terminal for the brief."""

    server = _Server((LOOPBACK, 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="newsroom", daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """A server that keeps to itself when a client hangs up, as clients do that have read enough."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of broken connections; anything else is a defect of the demo and shows."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]
