"""How often each may ask for something that costs: visitors of the pages and people in Slack alike."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock

MOST_KNOWN = 10_000
"""Askers that are remembered; those who asked longest ago are forgotten first."""


class Allowance:
    """So many times in any such span (a sliding window log), in this process; safe to share between threads.

    Args:
        most: times that one asker is allowed.
        span: after which a time counts no more.
    """

    def __init__(self, most: int, span: timedelta) -> None:
        self._most = most
        self._span = span
        self._asked: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def take(self, who: str, now: datetime) -> bool:
        """Count one time; False, and not counted, when the asker had them all."""
        with self._lock:
            times = self._asked.setdefault(who, deque())
            self._asked.move_to_end(who)
            while len(self._asked) > MOST_KNOWN:
                self._asked.popitem(last=False)
            while times and now - times[0] >= self._span:
                times.popleft()
            # A clock that was set back would otherwise keep everybody waiting for as long.
            while times and times[-1] > now:
                times.pop()
            is_allowed = len(times) < self._most
            if is_allowed:
                times.append(now)
        return is_allowed
