"""What somebody wishes of a conversation's brief, as it is typed: "7:30am on weekdays, Lisbon"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

from briefing.errors import ConfigError
from briefing.model import Topic

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?([ap]m)?")
_DAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:days?)?"
_DAYS = re.compile(rf"{_DAY}(?:-{_DAY})?")
_BY_NAME = {
    "daily": "mon-sun",
    "day": "mon-sun",
    "weekday": "mon-fri",
    "weekdays": "mon-fri",
    "weekend": "sat,sun",
    "weekends": "sat,sun",
}
_BETWEEN = frozenset({"at", "on", "in", "and", "every", "each", "the"})
_RANGE = re.compile(r"\s*[-–]\s*|\s+(?:to|through)\s+")
_HALF_OF_DAY = re.compile(r"(?<=\d)\s+(?=[ap]m\b)", re.IGNORECASE)
_NOON = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """When a brief shall come, about what, and how long it may be.

    Attributes:
        times: "07:30" each; days: as in the settings, "mon-fri"; zone: an IANA name, or "" where none was named.
        topics: None to leave them as they are.
        minutes: reading time; None to leave it as it is.
    """

    times: tuple[str, ...]
    days: str = "mon-fri"
    zone: str = ""
    topics: tuple[Topic, ...] | None = None
    minutes: float | None = None


def wish_of(words: str) -> Wish:
    """Times, days and zone in any order, the days "mon-fri" or in words, the zone by its name or its city.

    Raises:
        ConfigError: no time is among them, or something that is neither.
    """
    parts = [part for part in re.split(r"[\s,;]+", _HALF_OF_DAY.sub("", _RANGE.sub("-", words))) if part]
    parts = [part for part in parts if part.lower() not in _BETWEEN]
    times = tuple(time for part in parts if (time := _time(part.lower())))
    days = [day for part in parts if (day := _days(part.lower()))]
    rest = [part for part in parts if not _time(part.lower()) and not _days(part.lower())]
    if not times:
        raise ConfigError("a time is missing: write it as 07:30")
    return Wish(times, ",".join(days) or "mon-sun", _zone(rest))


def _time(part: str) -> str:
    """The time of day as 24 hours have it, "07:30" of "7.30am", or as it is where that is none; "" of anything else."""
    found = _TIME.fullmatch(part)
    if found is None or not (found[2] or found[3]):
        return ""
    hour = int(found[1])
    if found[3] and not 1 <= hour <= _NOON:
        return part
    if found[3]:
        hour = hour % _NOON + (_NOON if found[3] == "pm" else 0)
    return f"{hour:02}:{found[2] or '00'}"


def _days(part: str) -> str:
    return _BY_NAME.get(part) or (part if _DAYS.fullmatch(part) else "")


def _zone(parts: Sequence[str]) -> str:
    """The zone of a name or a city; a name that is none is left for whoever knows the zones to say so."""
    if not parts or (len(parts) == 1 and ("/" in parts[0] or parts[0] in {"UTC", "GMT"})):
        return "".join(parts)
    city = "_".join(parts).casefold()
    found = [name for name in available_timezones() if name.casefold().endswith(f"/{city}")]
    if not found:
        raise ConfigError(f"{' '.join(parts)!r} is no time, no day and no time zone")
    return min(found, key=lambda name: (name.count("/"), name))
