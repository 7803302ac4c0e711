"""How often one network address may ask for something that costs."""

from datetime import timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from briefing.pipeline.allowance import Allowance
from briefing.ports import Clock


class Rates:
    """An allowance of each network address, or of whatever else stands for somebody.

    Args:
        clock: the time.
        most: times in any span of so many minutes.
    """

    def __init__(self, clock: Clock, most: int, minutes: float) -> None:
        self._clock = clock
        self._allowance = Allowance(most, timedelta(minutes=minutes))

    def take(self, address: str) -> bool:
        """Count one time; False when there is none left for now."""
        return self._allowance.take(_network(address), self._clock())


def _network(address: str) -> str:
    """What one customer of a network provider holds: an address of IPv4, 64 bits of IPv6 (RFC 6177).

    On a socket for both, visitors by IPv4 come from "::ffff:192.0.2.1" (RFC 4291, 2.5.5.2).
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((found, 64), strict=False))
