"""The web application: health, metrics, the archive, subscriptions, the operator's page, and what else is mounted."""

import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from threading import Thread
from types import MappingProxyType

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from briefing.errors import ConfigError
from briefing.web import archive, operating, signing_in, subscriptions
from briefing.web.access import Visitor
from briefing.web.asking import Asked, raw
from briefing.web.headers import Below, KnownHosts, SafeHeaders
from briefing.web.house import House

OK, UNAVAILABLE = 200, 503
WORDS = {
    404: "This address leads nowhere: perhaps it was cut off where it was copied, or what stood here was forgotten.",
    405: "This address takes no such request.",
}
"""What is said where the framework has nothing but the name of the status."""
A_DAY = "public, max-age=86400"
NOT_AT_ALL = timedelta(0)
_WAITING = 128
"""Connections that may wait to be accepted."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What tells whether the service is well.

    Attributes:
        alive: whether the clock has ticked lately; asks no database.
        ready: why work cannot be done now; empty when it can.
    """

    alive: Callable[[], bool]
    ready: Callable[[], str]


def create_app(
    pulse: Pulse,
    house: House | None = None,
    *,
    hosts: Sequence[str] = ("*",),
    probes: Sequence[BaseRoute] = (),
    mounts: Mapping[str, ASGIApp] = MappingProxyType({}),
) -> ASGIApp:
    """The pages of the service.

    Args:
        house: what pages for people are made from; None for a service without them.
        hosts: names that requests may ask for; a page that another name leads here is refused (DNS rebinding).
        probes: other routes that machines ask and that need no page, "/metrics".
        mounts: other applications by the path below which they answer, "/slack".
    """
    routes: list[BaseRoute] = [
        *_health(pulse),
        *probes,
        *(Mount(path, app=mounted) for path, mounted in mounts.items()),
    ]
    if house is not None:
        routes += [_style(house), *archive.routes(house), *operating.routes(house), *signing_in.routes(house)]
        if house.subscribing is not None:
            routes += subscriptions.routes(house, house.subscribing)
    pages = Starlette(
        routes=routes,
        middleware=[Middleware(KnownHosts, allowed_hosts=list(hosts), www_redirect=False)],
        exception_handlers=_handlers(house) if house else None,
    )
    # Around the whole, because the page about a fault of ours is made outside of the application's middleware.
    # They would lead to the address as this process sees it: without the proxy's HTTPS, and without a path before it.
    pages.router.redirect_slashes = False
    below = Below(pages, house.access.root if house else "")
    return SafeHeaders(below, house.strict if house is not None and house.access.secure else NOT_AT_ALL)


def _health(pulse: Pulse) -> list[BaseRoute]:
    async def healthz(request: Request) -> Response:  # noqa: ARG001  (the signature is the library's)
        good = pulse.alive()
        return PlainTextResponse("ok\n" if good else "the clock does not tick\n", OK if good else UNAVAILABLE)

    def readyz(request: Request) -> Response:  # noqa: ARG001
        problem = pulse.ready()
        return PlainTextResponse(f"{problem or 'ok'}\n", UNAVAILABLE if problem else OK)

    return [raw("/healthz", healthz), raw("/readyz", readyz)]


def _style(house: House) -> BaseRoute:
    css = house.site.style()

    async def style(request: Request) -> Response:  # noqa: ARG001
        return Response(css, media_type="text/css", headers={"Cache-Control": A_DAY})

    return raw("/style.css", style)


def _handlers(house: House) -> dict[int | type[Exception], Callable[[Request, Exception], Response]]:
    """Pages that say what went wrong, in words for the one who asked and with nothing of the inside."""

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        plain = error.detail == HTTPStatus(error.status_code).phrase
        words = WORDS.get(error.status_code, error.detail) if plain else error.detail
        answer = house.problem(Asked(house.access.visitor(request), {}, {}), error.status_code, words)
        answer.headers.update(error.headers or {})
        return answer

    def broken(request: Request, error: Exception) -> Response:
        del request, error
        words = "Something went wrong here. The operator finds it in the log."
        # As to a stranger: who somebody is stands in the database, which may be what is wrong.
        stranger = Asked(Visitor(house.access.everybody, session=""), {}, {})
        return house.problem(stranger, HTTPStatus.INTERNAL_SERVER_ERROR, words)

    return {HTTPException: refused, Exception: broken}


@contextmanager
def serving(app: ASGIApp, host: str, port: int, proxies: str = "") -> Iterator[int]:
    """Serve while the context is open; yields the port that was bound.

    Args:
        host: a name or an address; one of IPv6 may stand in brackets.
        proxies: network addresses of proxies whose X-Forwarded-For is believed, with commas; "" for none.

    Raises:
        ConfigError: nothing can listen there.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # links with tokens do not belong into a log
        lifespan="off",
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies or None,
        timeout_keep_alive=15,
    )
    server = uvicorn.Server(config)
    # Whoever asks between here and the first accept waits instead of being refused.
    listening = _listening(host.strip("[]"), port)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="web", daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        listening.close()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as error:
        raise ConfigError(
            f"service.listen: nothing can listen on {host} port {port}: {error.strerror}; end what listens there, or "
            "name another port"
        ) from None
