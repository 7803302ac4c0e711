"""The asynchronous inside of the fetcher: one request, the walk along its redirects, and what robots may read."""

import asyncio
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from briefing.collect.http.address import authorization, normalised, origin, resolved, shown
from briefing.collect.http.answers import PERMANENT_REDIRECTS, REDIRECTS, redirect_target, refusal
from briefing.collect.http.coding import Undecodable, check_size, decoders
from briefing.collect.http.guard import Guard, GuardedResolver
from briefing.collect.http.hosts import Host
from briefing.collect.http.recent import RecentPages
from briefing.collect.http.robots import Rules, rules
from briefing.collect.http.transport import explained, is_silence
from briefing.collect.problems import Held
from briefing.errors import BriefingError, Permanent, Transient
from briefing.model import Fault, Page
from briefing.ports import Clock

_META_REFRESH = re.compile(rb"<meta\b[^<>]{0,300}>", re.IGNORECASE)
_META_TARGET = re.compile(rb"content=[\"']?\s{0,9}[0-5]\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}([^\"'>\s]+)", re.IGNORECASE)
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_META_WITHIN = 4096
_KEPT = 2.0
"""Seconds that a connection is kept for the host's next page, which comes at once or with the next poll. Each takes 8
kB, without TLS, and a thousand hosts may be polled within the fifteen seconds that aiohttp would keep them."""
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost, and what one host may be asked.

    Attributes:
        deadline: seconds from asking to the last byte, over all redirects; waiting for one's turn does not count.
        size: bytes of a body, on the wire and again after each layer of decoding.
        redirects: hops that are followed.
        in_flight: requests under way at once, over all hosts.
        connections: requests under way at once to one host.
        rate: requests a second to one host.
        crawl_delay: the longest Crawl-delay of a robots.txt that is kept to, seconds.
    """

    deadline: float = 20.0
    size: int = 10_000_000
    redirects: int = 5
    in_flight: int = 100
    connections: int = 2
    rate: float = 4.0
    crawl_delay: float = 10.0


@dataclass(frozen=True, slots=True)
class Hop:
    """One request as it went, for whoever watches.

    Attributes:
        url: what was asked, without credentials.
        status: of the answer; 0 when there was none.
        seconds: from asking to the last byte.
        location: where a redirect leads, as the answer says.
        problem: why there was no answer; empty when there was one.
    """

    url: str
    status: int
    seconds: float
    location: str = ""
    problem: str = ""


Watch = Callable[[Hop], None]


def unwatched(hop: Hop) -> None:
    """Nobody watches."""


def meta_refresh(page: Page) -> str:
    """Where a page that is nothing but a forwarding sends its reader at once; empty when it is a real page."""
    if len(page.body) > _META_WITHIN:
        return ""
    for tag in _META_REFRESH.findall(page.body):
        target = _META_TARGET.search(tag) if b"refresh" in tag.lower() else None
        if target:
            return resolved(target[1].decode("utf-8", "replace").replace("&amp;", "&"), page.url).partition("#")[0]
    return ""


class Client:
    """Asks over HTTP; lives on one event loop, inside which it has to be made.

    Args:
        agent: the User-Agent.
        guard: decides which addresses may be dialled.
        limits: what a fetch may cost.
        clock: against which pauses that hosts ask for are kept.
        proxy: address of an HTTP proxy; empty for none.
        resolver: resolves names.
        watch: is told of every request.
    """

    def __init__(
        self,
        *,
        agent: str,
        guard: Guard,
        limits: Limits,
        clock: Clock,
        proxy: str,
        resolver: AbstractResolver,
        watch: Watch = unwatched,
    ) -> None:
        self._limits = limits
        self._watch = watch
        self._clock = clock
        self._proxy = proxy or None
        self._resolver = GuardedResolver(guard, resolver, limits.deadline / 2)
        self._hosts: dict[str, Host] = {}
        self._recent = RecentPages(self._page, clock)
        self._flight = asyncio.Semaphore(limits.in_flight)
        direct = aiohttp.TCPConnector(
            limit=0,
            limit_per_host=0,
            keepalive_timeout=_KEPT,
            resolver=self._resolver,
            socket_factory=guard.socket,
            ttl_dns_cache=60,
        )
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEPT) if proxy else direct,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"},
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            trust_env=False,
        )

    async def close(self) -> None:
        """Let go of all connections."""
        await self._session.close()
        await self._resolver.close()

    async def one(self, url: str, headers: Mapping[str, str]) -> Page:
        """Fetch what is not a page for readers, such as a feed; see `Fetcher.fetch`."""
        return self._usable(await self._walk(url, headers))

    async def page(self, url: str, headers: Mapping[str, str]) -> Page | Exception:
        """Fetch a page that robots may read, or say with an error why not; what is minutes old is not asked again."""
        return await (self._page(url, headers) if headers else self._recent.get(url))

    async def _page(self, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Page | Exception:
        try:
            page = self._usable(await self._walk(url, headers, for_robots=True))
            onward = meta_refresh(page)
            if onward:
                page = replace(self._usable(await self._walk(onward, {}, for_robots=True)), requested_url=url)
        except BriefingError as error:
            return error
        return page

    def _usable(self, page: Page) -> Page:
        """The page, unless its status is an error."""
        error = refusal(page.url, page.status, page.headers, self._clock())
        if error is not None:
            raise error
        return page

    async def _walk(self, url: str, headers: Mapping[str, str], *, for_robots: bool = False) -> Page:
        """Ask, and follow redirects by hand, each hop as guarded as the first.

        The whole walk has one deadline; waiting for one's turn at a host does not count.
        """
        address = normalised(url)
        secret, home = authorization(url), origin(address)
        left, permanent, steady, seen = self._limits.deadline, "", True, {address}
        for hop in range(self._limits.redirects + 1):
            if for_robots:
                await self._heed_robots(address)
            sent = {**headers, "Authorization": secret} if secret and origin(address) == home else headers
            page, spent = await self._in_turn(address, sent, left, hop)
            left -= spent
            if page.status not in REDIRECTS or "location" not in page.headers:
                return replace(page, requested_url=url, permanent_url=permanent)
            target = redirect_target(address, page.headers["location"], hop)
            steady = steady and page.status in PERMANENT_REDIRECTS
            permanent = target if steady else permanent
            if target in seen:
                raise Permanent(f"{shown(url)} redirects in a loop, back to {shown(target)}", fault=Fault.REDIRECT)
            seen.add(target)
            address = target
        raise Permanent(f"{shown(url)} redirects more than {self._limits.redirects} times", fault=Fault.REDIRECT)

    async def _in_turn(self, address: str, headers: Mapping[str, str], seconds: float, hop: int) -> tuple[Page, float]:
        """One request when the host's turn has come, and how long it took."""
        host = self._host(address)
        host.check(self._clock())
        async with host.turn(), self._flight:
            host.check(self._clock())
            loop = asyncio.get_running_loop()
            started = loop.time()
            try:
                page = await self._ask(address, headers, seconds)
            except Exception as error:
                if is_silence(error):
                    host.silent(self._clock())
                meaning = explained(error, address, hop)
                self._watch(Hop(shown(address), 0, loop.time() - started, problem=str(meaning)))
                raise meaning from error
        host.answered()
        self._keep_pause(host, page)
        spent = loop.time() - started
        location = page.headers.get("location", "")
        self._watch(Hop(shown(address), page.status, spent, shown(location) if location else ""))
        return page, spent

    def _keep_pause(self, host: Host, page: Page) -> None:
        """Leave the whole host alone when it says that it is overloaded (429, 503) and for how long."""
        if page.status not in {429, 503}:
            return
        now = self._clock()
        error = refusal(page.url, page.status, page.headers, now)
        if isinstance(error, Transient) and error.retry_after is not None:
            host.hold(now + timedelta(seconds=error.retry_after), f"asked for a pause ({page.status})")

    async def _ask(self, address: str, headers: Mapping[str, str], seconds: float) -> Page:
        """One request, its body read where it may be of use."""
        url = URL(address, encoded=True)
        async with asyncio.timeout(seconds):
            if self._proxy:
                await self._resolver.resolve(url.host or "", family=socket.AF_UNSPEC)
            async with self._session.get(url, headers=headers, allow_redirects=False, proxy=self._proxy) as response:
                body = await self._body(response, address) if response.status < 300 else b""  # noqa: PLR2004
                names = {name.lower(): value for name, value in response.headers.items()}
                return Page(address, address, response.status, names, body)

    async def _body(self, response: aiohttp.ClientResponse, address: str) -> bytes:
        """The decoded body, given up as soon as it is larger than it may be."""
        cap = self._limits.size
        out = bytearray()
        received = 0
        try:
            layers = decoders(response.headers.get("Content-Encoding", ""), cap)
            async for chunk in response.content.iter_any():
                received += len(chunk)
                part = chunk
                for layer in layers:
                    part = layer.feed(part)
                out += part
                check_size(max(received, len(out)), cap)
            for layer in layers:
                layer.end()
        except Undecodable as error:
            raise Undecodable(f"{shown(address)}: {error}", fault=error.fault) from error
        return bytes(out)

    def _host(self, address: str) -> Host:
        name = urlsplit(address).hostname or ""
        if name not in self._hosts:
            self._hosts[name] = Host(name, self._limits.connections, self._limits.rate)
        return self._hosts[name]

    async def _heed_robots(self, address: str) -> None:
        """Raise Permanent when robots.txt of the host does not let us read `address`."""
        host = self._host(address)
        place = origin(address)
        async with host.rules_lock:
            known = host.rules.get(place)
            if known is None or known.expires <= self._clock():
                known = host.rules[place] = await self._rules(place)
                host.slow_down(min(known.delay, self._limits.crawl_delay))
        reason = known.refusal(address)
        if reason:
            raise Permanent(f"{shown(address)} is not read: {reason}", fault=Fault.ROBOTS)

    async def _rules(self, place: str) -> Rules:
        """Read robots.txt of an origin."""
        try:
            page = await self._walk(f"{place}/robots.txt", {})
        except Held:
            raise
        except Transient:
            return rules(place, 0, b"", self._clock())
        return rules(place, page.status, page.body, self._clock())
