"""What an answer means that is no page: the sentence for the operator, and whether it is worth asking again."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefing.collect.http.address import resolved, shown
from briefing.collect.problems import Crowded, Gone
from briefing.errors import BriefingError, Permanent, Transient
from briefing.model import Fault
from briefing.text.durations import lasting

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT_REDIRECTS = frozenset({301, 308})
SHORTEST_PAUSE, LONGEST_PAUSE = 60.0, 86_400.0

_STATUSES = {
    401: (Fault.LOGIN, "it asks for a login"),
    402: (Fault.LOGIN, "it asks for payment"),
    403: (Fault.FORBIDDEN, "it does not let us in"),
    404: (Fault.MISSING, "there is nothing at this address"),
    429: (Fault.CROWDED, "it is asked too often"),
    451: (Fault.FORBIDDEN, "it is not available for legal reasons"),
}
_SECONDS = re.compile(r"-?[0-9]+")
_PASSING = frozenset({408, 421, 425, 429})


def http_date(value: str) -> datetime | None:
    """A date of HTTP (RFC 9110 section 5.6.7), or None when it is none."""
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that Retry-After asks to wait, in either form (RFC 9110 section 10.2.3), between a minute and a day.

    Args:
        headers: names in lower case.
        now: our clock, used where the answer does not carry the server's own.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if _SECONDS.fullmatch(value):
        seconds = float(value[:12])
    else:
        until = http_date(value)
        if until is None:
            return None
        seconds = (until - (http_date(headers.get("date", "")) or now)).total_seconds()
    return min(max(seconds, SHORTEST_PAUSE), LONGEST_PAUSE)


def refusal(url: str, status: int, headers: Mapping[str, str], now: datetime) -> BriefingError | None:
    """The error that a status stands for; None for an answer that can be used.

    Args:
        status: of the last answer: a redirect that could be followed is none.
    """
    if status in REDIRECTS:
        return Permanent(f"{shown(url)} redirects without saying where to ({status})", fault=Fault.REDIRECT)
    if status < 400:  # noqa: PLR2004  (errors begin here)
        return None
    usual = Fault.SERVER if status >= 500 else Fault.FORBIDDEN  # noqa: PLR2004  (server errors)
    fault, meaning = _STATUSES.get(status, (usual, ""))
    sentence = f"{shown(url)} answered {status}" + (f": {meaning}" if meaning else "")
    if status == 410:  # noqa: PLR2004  (Gone)
        return Gone(f"{shown(url)} answered 410: it is gone for good", fault=Fault.GONE)
    if status in _PASSING or status >= 500:  # noqa: PLR2004  (server errors)
        kind = Crowded if status == 429 else Transient  # noqa: PLR2004  (Too Many Requests)
        pause = retry_after(headers, now)
        asked = f"; it asks for a pause of {lasting(pause)}" if pause else ""
        return kind(f"{sentence}{asked}", retry_after=pause, fault=fault)
    return Permanent(sentence, fault=fault)


def redirect_target(url: str, location: str, hop: int) -> str:
    """Where a redirect leads.

    Args:
        url: what was asked; location: the header's value; hop: how many redirects came before.

    Raises:
        Permanent: it leads out of the web, or from https to http.
    """
    target = resolved(location, url).partition("#")[0]
    if not target:
        where = f"{shown(location)}, hop {hop + 1}"
        raise Permanent(f"{shown(url)} redirects to an address that is not followed ({where})", fault=Fault.REDIRECT)
    if url.startswith("https:") and target.startswith("http:"):
        where = f"{shown(target)}, hop {hop + 1}"
        raise Permanent(f"{shown(url)} redirects from https to http ({where})", fault=Fault.REDIRECT)
    return target
