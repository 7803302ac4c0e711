"""Health over HTTP: whether the process ticks, and whether it could do its work."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from types import MappingProxyType

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

OK, UNAVAILABLE = 200, 503


def create_app(
    alive: Callable[[], bool], ready: Callable[[], str], mounts: Mapping[str, ASGIApp] = MappingProxyType({})
) -> Starlette:
    """The pages of the service.

    Args:
        alive: whether the clock has ticked lately; asks no database.
        ready: why work cannot be done now; empty when it can.
        mounts: other applications by the path below which they answer, "/slack".
    """

    def healthz(request: Request) -> Response:  # noqa: ARG001  (the signature is the library's)
        good = alive()
        return PlainTextResponse("ok\n" if good else "the clock does not tick\n", OK if good else UNAVAILABLE)

    def readyz(request: Request) -> Response:  # noqa: ARG001
        problem = ready()
        return PlainTextResponse(f"{problem or 'ok'}\n", UNAVAILABLE if problem else OK)

    others = [Mount(path, app=mounted) for path, mounted in mounts.items()]
    return Starlette(routes=[Route("/healthz", healthz), Route("/readyz", readyz), *others])


@contextmanager
def serving(app: Starlette, host: str, port: int) -> Iterator[int]:
    """Serve while the context is open; yields the port that was bound."""
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    # Whoever asks between here and the first accept waits instead of being refused.
    socket.listen(128)
    thread = Thread(target=server.run, kwargs={"sockets": [socket]}, name="web", daemon=True)
    thread.start()
    try:
        yield socket.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        socket.close()
