"""How often one network address may ask for something that costs."""

from collections import OrderedDict
from datetime import datetime
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock

from briefing.ports import Clock

MOST_KNOWN = 10_000


class Rates:
    """A bucket of permits for each address, refilled in time; bounded however many addresses there are.

    Args:
        clock: the time.
        most: permits in a full bucket.
        minutes: in which an empty bucket becomes full again.
    """

    def __init__(self, clock: Clock, most: int, minutes: float) -> None:
        self._clock = clock
        self._most = float(most)
        self._a_second = most / (minutes * 60)
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()
        self._lock = Lock()

    def take(self, address: str) -> bool:
        """Use a permit; False when there is none left for now."""
        now, address = self._clock(), _network(address)
        with self._lock:
            left, at = self._buckets.pop(address, (self._most, now))
            left = min(self._most, left + self._a_second * max(0.0, (now - at).total_seconds()))
            allowed = left >= 1
            self._buckets[address] = (left - 1 if allowed else left, now)
            while len(self._buckets) > MOST_KNOWN:
                self._buckets.popitem(last=False)
        return allowed


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
