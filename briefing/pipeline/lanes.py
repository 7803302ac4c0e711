"""Whose turn it is among waiting mails: one lane a domain, each with a rate of its own, in turns."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefing.model import Waiting
from briefing.subscribers.addresses import domain_of


@dataclass(slots=True)
class _Bucket:
    """Tokens that flow in at a rate; one is spent for each mail."""

    tokens: float
    filled: float


@dataclass(slots=True)
class Lanes:
    """Mails by the domain of their recipients; a slow domain holds up nobody else's.

    Attributes:
        rate: mails a second to one domain; rates: to those named.
        burst: so many seconds' worth may go at once.
    """

    rate: float
    rates: Mapping[str, float] = field(default_factory=dict)
    burst: float = 1.0
    _lanes: dict[str, deque[Waiting]] = field(default_factory=dict)
    _turns: deque[str] = field(default_factory=deque)
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def fill(self, waiting: Iterable[Waiting]) -> None:
        """Put these in place of whatever waited; what was spent of the rates stays spent."""
        self._lanes.clear()
        for one in waiting:
            self._lanes.setdefault(domain_of(one.address), deque()).append(one)
        self._turns = deque(self._lanes)
        self._buckets = {domain: bucket for domain, bucket in self._buckets.items() if domain in self._lanes}

    def take(self, now: float) -> Waiting | float | None:
        """The next mail; or how many seconds until there is one; None when nothing waits.

        Args:
            now: seconds of a clock that only goes forward.
        """
        soonest: float | None = None
        for _ in range(len(self._turns)):
            domain = self._turns[0]
            self._turns.rotate(-1)
            pause = self._pause(domain, now)
            if pause <= 0:
                return self._spend(domain)
            soonest = pause if soonest is None else min(soonest, pause)
        return soonest

    def _pause(self, domain: str, now: float) -> float:
        """Seconds until the domain has a token."""
        rate = self.rates.get(domain, self.rate)
        most = max(1.0, rate * self.burst)
        bucket = self._buckets.setdefault(domain, _Bucket(most, now))
        bucket.tokens = min(most, bucket.tokens + (now - bucket.filled) * rate)
        bucket.filled = now
        return 0.0 if bucket.tokens >= 1 else (1 - bucket.tokens) / rate

    def _spend(self, domain: str) -> Waiting:
        self._buckets[domain].tokens -= 1
        lane = self._lanes[domain]
        one = lane.popleft()
        if not lane:
            del self._lanes[domain]
            self._turns.remove(domain)
        return one
