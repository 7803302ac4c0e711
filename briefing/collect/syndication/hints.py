"""What a feed asks of those who poll it: ttl, skipHours, skipDays (RSS 2.0), sy:updatePeriod (RSS 1.0 module)."""

import re
from dataclasses import dataclass

_WITHIN = 65_536
_TTL = re.compile(rb"<ttl>\s{0,9}(\d{1,7})\s{0,9}</ttl>")
_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL)
_HOUR = re.compile(rb"<hour>\s{0,9}(\d{1,2})\s{0,9}</hour>")
_DAYS = re.compile(rb"<skipDays>(.{0,2000}?)</skipDays>", re.DOTALL)
_DAY = re.compile(rb"<day>\s{0,9}([A-Za-z]{6,9})\s{0,9}</day>")
_PERIOD = re.compile(rb"<\w{1,20}:updatePeriod(?:\s[^<>]{0,200})?>\s{0,9}(hourly|daily|weekly|monthly|yearly)\s{0,9}<")
_FREQUENCY = re.compile(rb"<\w{1,20}:updateFrequency(?:\s[^<>]{0,200})?>\s{0,9}(\d{1,4})\s{0,9}<")
_BASE = re.compile(rb"<(?:\w{1,20}:)?(?:feed|rss|RDF|channel)\b[^<>]{0,2000}?\sxml:base=[\"']([^\"'<>]{1,2000})[\"']")
_LANGUAGE = re.compile(rb"<(?:\w{1,20}:)?language>\s{0,9}([A-Za-z-]{2,16})\s{0,9}<")
_TAGGED = re.compile(rb"\sxml:lang=[\"']([A-Za-z-]{2,16})[\"']")

_DAY_NUMBERS = {
    name: number
    for number, name in enumerate((b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday"))
}
_PERIODS = {
    b"hourly": 3600.0,
    b"daily": 86_400.0,
    b"weekly": 604_800.0,
    b"monthly": 2_592_000.0,
    b"yearly": 31_536_000.0,
}
_LOOKS_A_PERIOD = 2
"""sy:updatePeriod says how often the feed changes, not how often to ask: looking twice a period misses nothing."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What stands around the entries of a feed; see `Feed` for the meaning."""

    interval: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    base: str = ""
    language: str = ""


def _around_entries(data: bytes) -> bytes:
    """The document before its first and after its last entry."""
    for name in (b"item", b"entry"):
        first = data.find(b"<" + name, 0, _WITHIN)
        if first >= 0:
            end = data.rfind(b"</" + name + b">", max(len(data) - _WITHIN, 0))
            return data[:first] + (data[end:] if end >= 0 else b"")
    return data[:_WITHIN]


def _interval(around: bytes) -> float | None:
    ttl = _found(_TTL, b"<ttl>", around)
    if ttl and int(ttl[1]) > 0:
        return int(ttl[1]) * 60.0
    period = _found(_PERIOD, b":updatePeriod", around)
    if period is None:
        return None
    frequency = _FREQUENCY.search(around)
    times = int(frequency[1]) if frequency else 1
    return _PERIODS[period[1]] / max(times, 1) / _LOOKS_A_PERIOD


def _found(pattern: re.Pattern[bytes], sign: bytes, around: bytes) -> re.Match[bytes] | None:
    """A match, looked for only where a plain search finds the sign of it: that is far faster."""
    return pattern.search(around) if sign in around else None


def _skipped_days(days: bytes) -> frozenset[int]:
    return frozenset(_DAY_NUMBERS[day.lower()] for day in _DAY.findall(days) if day.lower() in _DAY_NUMBERS)


def hints(data: bytes) -> Hints:
    """Read the hints of an XML feed.

    Args:
        data: UTF-8.
    """
    around = _around_entries(data)
    hours, days = _found(_HOURS, b"<skipHours", around), _found(_DAYS, b"<skipDays", around)
    base = _found(_BASE, b"xml:base", around)
    language = _found(_LANGUAGE, b"language>", around) or _found(_TAGGED, b"xml:lang", around)
    return Hints(
        interval=_interval(around),
        skip_hours=frozenset(int(hour) % 24 for hour in _HOUR.findall(hours[1])) if hours else frozenset(),
        skip_days=_skipped_days(days[1]) if days else frozenset(),
        base=base[1].decode("utf-8", "replace") if base else "",
        language=language[1].decode("ascii") if language else "",
    )
