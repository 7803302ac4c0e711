"""One way to ask for a page: bounded, by a known visitor, with a form of our own; handlers only answer."""

from asyncio import timeout
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefing.web.access import Access, Role, Visitor

LARGEST_FORM = 64_000
LONGEST_WAIT = 20.0
"""Seconds in which a form has to come in."""
MOST_FIELDS = 400
MOST_HELD = 1000
FORM_KEY = "key"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks.

    Attributes:
        path: the parts of the address that vary, by name.
        query: what stands behind the question mark; fields: of the form. The last value of a name counts.
        lists: all values by the name of a field.
        address: the network address it came from.
        held: the versions of the page that they hold already (If-None-Match, RFC 9110, 13.1.2).
    """

    visitor: Visitor
    path: Mapping[str, str]
    query: Mapping[str, str]
    fields: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    address: str = ""
    agent: str = ""
    held: str = ""


Handler = Callable[[Asked], Response]


def get(access: Access, path: str, handler: Handler, least: Role = Role.ANYBODY) -> Route:
    """A page that everybody with a role may see; others are sent to sign in."""

    async def endpoint(request: Request) -> Response:
        # In a thread, because whether a session was ended stands in the database.
        return await run_in_threadpool(answer, request)

    def answer(request: Request) -> Response:
        visitor = access.visitor(request)
        if visitor.role < least:
            return _turned_away(request, visitor)
        return handler(_asked(request, visitor))

    return Route(path, endpoint, methods=["GET"], name=path)


def post(access: Access, path: str, handler: Handler, least: Role = Role.ANYBODY) -> Route:
    """A form that acts: only from a page of our own, with the key that the page carried."""

    async def endpoint(request: Request) -> Response:
        visitor = await run_in_threadpool(access.visitor, request)
        if visitor.role < least:
            return _turned_away(request, visitor)
        _refuse_foreign(request, access.own)
        pairs = await _fields(request)
        fields = dict(pairs)
        if not access.is_form_of(visitor, fields.get(FORM_KEY, "")):
            raise HTTPException(403, "This form is out of date: go back, load the page again, and send it once more.")
        lists = {name: [value for other, value in pairs if other == name] for name in fields}
        return await run_in_threadpool(handler, _asked(request, visitor, fields=fields, lists=lists))

    return Route(path, endpoint, methods=["POST"], name=f"{path} (form)")


def one_click(access: Access, path: str, handler: Handler) -> Route:
    """A POST that a mail service sends for a reader (RFC 8058): the token in the path is all it needs."""

    async def endpoint(request: Request) -> Response:
        await _body(request)
        visitor = await run_in_threadpool(access.visitor, request)
        return await run_in_threadpool(handler, _asked(request, visitor))

    return Route(path, endpoint, methods=["POST"], name=f"{path} (one click)")


def raw(path: str, endpoint: Callable[[Request], Awaitable[Response] | Response]) -> Route:
    """A page that is not for people."""
    return Route(path, endpoint, methods=["GET"], name=path)


def _asked(request: Request, visitor: Visitor, **more: Any) -> Asked:
    path, query = dict(request.path_params), dict(request.query_params)
    # PostgreSQL keeps no NUL, and nobody types one.
    if any("\x00" in text for text in (*path.values(), *query.values(), *more.get("fields", {}).values())):
        raise HTTPException(400, "This address or form has a character in it that is none.")
    return Asked(
        visitor=visitor,
        path=path,
        query=query,
        address=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", "")[:200],
        held=request.headers.get("if-none-match", "")[:MOST_HELD],
        **more,
    )


def _turned_away(request: Request, visitor: Visitor) -> Response:
    if visitor.signed_in:
        raise HTTPException(403, "Your account may not see this page.")
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/sign-in", status_code=303)
    raise HTTPException(401, "Sign in first.")


def _refuse_foreign(request: Request, own: str) -> None:
    """Browsers say from which site a form comes (Fetch Metadata; the Origin header of RFC 6454)."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", "")
    ours = not origin or _netloc(origin) in {request.headers.get("host", ""), own} - {""}
    if site not in {"same-origin", "none"} or not ours:
        raise HTTPException(403, "This form came from another site.")


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


async def _fields(request: Request) -> list[tuple[str, str]]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(400, "This is not a form.")
    body = await _body(request)
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise HTTPException(400, "This form cannot be read.") from None


async def _body(request: Request) -> bytes:
    try:
        async with timeout(LONGEST_WAIT):
            return await _whole(request)
    except TimeoutError:
        raise HTTPException(408, "This form took too long to come.") from None


async def _whole(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise HTTPException(413, "This form is too large.")
    return body
