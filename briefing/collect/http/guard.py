"""The address guard: nothing on a private network is dialled, and the address dialled is the one that was checked."""

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from briefing.collect.http.failures import SlowName

NAT64 = IPv6Network("64:ff9b::/96")
"""Where a NAT64 gateway maps the whole of IPv4 (RFC 6052 section 2.1)."""

UNICAST = IPv6Network("2000::/3")
"""The global unicast space in use (IANA); what lies outside is local, deprecated or a translation."""


LOCAL_ALL_THE_SAME = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # protocol assignments (RFC 6890), of which one cloud makes its metadata service
            "192.88.99.0/24",  # relays of 6to4, given up (RFC 7526)
            "168.63.129.16/32",  # the platform's own service inside of another cloud
            "3fff::/20",  # documentation (RFC 9637)
        ),
    )
)
"""What the library of some Python versions calls global, and nobody publishes at."""


class Refused(OSError):
    """The address is not public."""


def innermost(text: str) -> IPv4Address | IPv6Address:
    """The address that a packet to `text` ends at: v4-mapped, NAT64 and 6to4 wrappings taken off.

    Args:
        text: a literal address, with or without a zone.
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an unwrapped address may be dialled without an exception: global, and not multicast."""
    if address.is_multicast or not address.is_global or any(address in network for network in LOCAL_ALL_THE_SAME):
        return False
    return isinstance(address, IPv4Address) or address in UNICAST


class Guard:
    """Refuses every address that is not public.

    Args:
        allow_private: networks that may be dialled all the same, such as "10.1.0.0/16".
    """

    def __init__(self, allow_private: Iterable[str] = ()) -> None:
        self._allowed = tuple(ip_network(network) for network in allow_private)

    def check(self, text: str) -> None:
        """Raise Refused when the address `text` may not be dialled."""
        address = innermost(text)
        if not is_public(address) and not any(address in network for network in self._allowed):
            raise Refused(f"address {text} is not public")

    def socket(self, info: tuple[Any, ...]) -> socket.socket:
        """Make the socket for an address about to be dialled; aiohttp's `socket_factory`."""
        family, kind, protocol, _, address = info
        self.check(str(address[0]))
        return socket.socket(family, kind, protocol)


class GuardedResolver(AbstractResolver):
    """Resolves names, and refuses a name when any one of its addresses is refused.

    Args:
        guard: what decides.
        inner: what really resolves.
        seconds: how long it may take over one name.
    """

    def __init__(self, guard: Guard, inner: AbstractResolver, seconds: float) -> None:
        self._guard = guard
        self._inner = inner
        self._seconds = seconds

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Addresses of `host`, all of them checked."""
        try:
            async with asyncio.timeout(self._seconds):
                found = await self._inner.resolve(host, port, family)
        except TimeoutError as error:
            raise SlowName(f"{host} was not looked up within {self._seconds:g} s") from error
        for one in found:
            self._guard.check(one["host"])
        return found

    async def close(self) -> None:
        """Let go of the inner resolver."""
        await self._inner.close()
