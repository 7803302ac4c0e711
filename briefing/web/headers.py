"""Headers on every answer: nothing runs, nothing is fetched from elsewhere, nobody frames it, no address leaks."""

from datetime import timedelta

from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it browsers send "Origin: null" along with our own forms (Fetch standard, 3.1).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


class KnownHosts(TrustedHostMiddleware):
    """Refuses pages under a name that is not ours; probes ask for an address and are answered whatever they call it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 400 where the Host header names somebody else."""
        if scope["type"] == "http" and scope["path"] in PROBES:
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class Below:
    """Answers below a path, which the proxy passes on whole; probes may leave it out.

    Args:
        app: that knows nothing of the path, neither in what it is asked nor in where it sends people on to.
        root: "/briefs"; "" for none.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the path before every place of ours that it leads to."""

        async def send_below(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("location", "").startswith("/"):
                    headers["location"] = self._root + headers["location"]
            await send(message)

        asked = scope.get("path", "")
        if self._root and (asked + "/").startswith(f"{self._root}/"):
            scope = {**scope, "path": asked.removeprefix(self._root) or "/"}
        await self._app(scope, receive, send_below if scope["type"] == "http" else send)


class SafeHeaders:
    """Adds them.

    Args:
        app: whose answers get them.
        strict: how long browsers are to ask for this host over HTTPS only (RFC 6797); zero where they are not told.
    """

    def __init__(self, app: ASGIApp, strict: timedelta) -> None:
        self._app = app
        seconds = int(strict.total_seconds())
        self._added = ALWAYS | ({"Strict-Transport-Security": f"max-age={seconds}"} if seconds else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._added)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)
