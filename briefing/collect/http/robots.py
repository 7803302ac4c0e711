"""The Robots Exclusion Protocol (RFC 9309): what a host lets a robot read.

A robots.txt that is not there allows everything; one that cannot be read for a fault of the host (5xx, no answer)
forbids everything until it can be read again, as section 2.3.1.4 asks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

AGENT = "briefing"
LARGEST = 512_000
"""Bytes that are read; the protocol asks for at least 500 KiB (section 2.5)."""

_KEPT = timedelta(hours=24)
_KEPT_UNREADABLE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host lets this robot read.

    Attributes:
        parsed: the rules; None where everything is allowed or everything forbidden.
        problem: why everything is forbidden; empty when it is not.
        expires: when the host is to be asked again.
        delay: seconds that the host wants between requests; 0 when it does not say.
    """

    parsed: Protego | None
    problem: str
    expires: datetime
    delay: float = 0.0

    def refusal(self, url: str) -> str:
        """Why `url` is not to be read, a sentence; empty when it may be."""
        if self.problem:
            return self.problem
        if self.parsed is None or self.parsed.can_fetch(url, AGENT):
            return ""
        return f"robots.txt of {urlsplit(url).hostname} does not allow it"


def rules(host: str, status: int, body: bytes, now: datetime) -> Rules:
    """The rules that an answer to a request for robots.txt stands for.

    Args:
        host: for the sentence to the operator.
        status: of the answer; 0 when there was none.
        body: of the answer.
        now: when it came.
    """
    if status == 0 or status >= 500:  # noqa: PLR2004  (server errors)
        return Rules(None, f"robots.txt of {host} cannot be read, so its pages are not", now + _KEPT_UNREADABLE)
    if not 200 <= status < 300:  # noqa: PLR2004  (success)
        return Rules(None, "", now + _KEPT)
    parsed = Protego.parse(body[:LARGEST].decode("utf-8", "replace").lstrip("\ufeff"))
    return Rules(parsed, "", now + _KEPT, float(parsed.crawl_delay(AGENT) or 0))
