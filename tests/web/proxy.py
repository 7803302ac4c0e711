"""A proxy with HTTPS before a service, with a certificate that nobody vouches for: it passes bytes on."""

import contextlib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import trustme


@contextmanager
def secure_proxy(port: int) -> Iterator[int]:
    """Pass on what comes over TLS to a port on loopback; yields the port that browsers ask."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("brief.example").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=_accept, args=(listening, context, port), daemon=True).start()
        yield listening.getsockname()[1]


def _accept(listening: socket.socket, context: ssl.SSLContext, port: int) -> None:
    with contextlib.suppress(OSError):
        while True:
            plain, _ = listening.accept()
            Thread(target=_pass_on, args=(plain, context, port), daemon=True).start()


def _pass_on(plain: socket.socket, context: ssl.SSLContext, port: int) -> None:
    """One request and its answer."""
    with (
        plain,
        contextlib.suppress(OSError),
        context.wrap_socket(plain, server_side=True) as secure,
        socket.create_connection(("127.0.0.1", port)) as inside,
    ):
        inside.sendall(_request(secure))
        while data := inside.recv(65_536):
            secure.sendall(data)


def _request(secure: ssl.SSLSocket) -> bytes:
    """A request, whole; the service is told that it came over HTTPS and that no other follows."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += (more := secure.recv(65_536))
        if not more:
            raise ConnectionError
    head, _, body = data.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    length = next((int(line.partition(b":")[2]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += secure.recv(65_536)
    return b"\r\n".join([*lines, b"X-Forwarded-Proto: https", b"Connection: close", b"", body])
