"""Slack over HTTP: one address for everything it sends, as an ASGI application; nothing unverified is parsed."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.oauth import OAuthFlow

from briefing.ports import Clock
from briefing.slack.threads import start_all
from briefing.slack.verifying import Verdict, Verifier

LARGEST = 1_000_000
"""Bytes of a body; Slack's own are far below."""
DRAINED = 16_000_000
THREADS = 64
NOT_SLACKS = "not a request of Slack's"
PATIENCE = 20.0
"""Seconds in which a body has to come in; Slack's own come at once."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = Mapping[str, str]


class TooLarge(Exception):
    """A body beyond `LARGEST`."""


class TooSlow(Exception):
    """A body that does not come in."""


class Endpoint:
    """Answers 401 to what is not Slack's, 413, 408 and 400 to what no Slack would send, and never 500.

    Args:
        app: listens to what is genuine.
        verifier: tells what is.
        clock: the time.
        installing: lets workspaces install the app at …/install; None where there is one workspace only.
        patience: seconds in which a body has to come in.
    """

    def __init__(
        self,
        app: App,
        verifier: Verifier,
        clock: Clock,
        installing: OAuthFlow | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._app = app
        self._verifier = verifier
        self._clock = clock
        self._installing = installing
        self._patience = patience
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="slack")

    def start(self) -> None:
        """Start the threads in which requests are answered, so that the first ones find them there."""
        start_all(self._threads, THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        try:
            answer = await self._answer(scope, receive)
        except TooLarge:
            answer = _plain(413, "too large")
        except TooSlow:
            answer = _plain(408, "too slow")
        await send({"type": "http.response.start", "status": answer.status, "headers": _encoded(answer)})
        await send({"type": "http.response.body", "body": answer.body.encode()})

    async def _answer(self, scope: Scope, receive: Receive) -> BoltResponse:
        place = str(scope["path"]).rstrip("/").rpartition("/")[2]
        if scope["method"] == "GET" and self._installing and place in {"install", "oauth_redirect"}:
            return await self._in_thread(self._install, place, scope)
        if scope["method"] != "POST" or place != "events":
            return _plain(404, "nothing here")
        return await self._in_thread(self._heard, _headers(scope), await self._body(receive))

    async def _body(self, receive: Receive) -> bytes:
        try:
            async with asyncio.timeout(self._patience):
                return await _whole(receive)
        except TimeoutError:
            raise TooSlow from None

    def _heard(self, headers: Headers, body: bytes) -> BoltResponse:
        """Judge a request and pass on what is genuine."""
        verdict = self._verifier.verdict(headers, body, self._clock().timestamp())
        if verdict is Verdict.FORGED:
            return _plain(401, "not signed by Slack")
        if verdict is Verdict.REPLAYED:
            return _plain(200, "")
        text = _readable(body, headers.get("content-type", ""))
        if text is None:
            return _plain(400, NOT_SLACKS)
        try:
            return self._app.dispatch(BoltRequest(body=text, headers=_listed(headers)))
        except Exception as error:  # noqa: BLE001  (the library indexes what Slack always sends; our faults it catches)
            logging.getLogger("briefing.slack").warning("a request cannot be understood: %r", error)
            return _plain(400, NOT_SLACKS)

    def _install(self, place: str, scope: Scope) -> BoltResponse:
        assert self._installing is not None
        query = bytes(scope.get("query_string") or b"").decode("latin-1")
        request = BoltRequest(body="", query=query, headers=_listed(_headers(scope)))
        if place == "install":
            return self._installing.handle_installation(request)
        return self._installing.handle_callback(request)

    async def _in_thread(self, work: Callable[..., BoltResponse], *arguments: Any) -> BoltResponse:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)


def _headers(scope: Scope) -> Headers:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


async def _whole(receive: Receive) -> bytes:
    """The whole body.

    Raises:
        TooLarge: it is larger than `LARGEST`. What is beyond is read and thrown away up to `DRAINED`, because a sender
            whose connection is closed in the middle never sees the answer.
    """
    body, size, more = bytearray(), 0, True
    while more and size <= DRAINED:
        message = await receive()
        piece = message.get("body", b"")
        size += len(piece)
        if size <= LARGEST:
            body += piece
        more = message.get("more_body", False)
    if size > LARGEST:
        raise TooLarge
    return bytes(body)


def _readable(body: bytes, kind: str) -> str | None:
    """The body's text when it has one of the forms that Slack sends; None when it has not."""
    try:
        text = body.decode()
        if kind.partition(";")[0].strip() == "application/json":
            return text if isinstance(json.loads(text).get("type"), str) else None
        form = parse_qs(text, max_num_fields=200)
        if "payload" in form:
            return text if isinstance(json.loads(form["payload"][0]).get("type"), str) else None
    except (ValueError, AttributeError, RecursionError):
        return None
    return text if "command" in form or "ssl_check" in form else None


def _plain(status: int, words: str) -> BoltResponse:
    return BoltResponse(status=status, body=words, headers={"content-type": ["text/plain; charset=utf-8"]})


def _listed(headers: Headers) -> dict[str, str | Sequence[str]]:
    return {name: [value] for name, value in headers.items()}


def _encoded(answer: BoltResponse) -> list[tuple[bytes, bytes]]:
    pairs = [
        (name.lower(), value)
        for name, values in answer.headers.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs if name != "content-length"]
