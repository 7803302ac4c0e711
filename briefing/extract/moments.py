"""Points in time as publishers write them for other programs."""

import re
from datetime import UTC, date, datetime, time

_EARLIEST = 1990
_LOOSE = re.compile(
    r"(\d{4})-?(\d{1,2})-?(\d{1,2})"
    r"(?:[T ](\d{1,2}):?(\d{2})(?::?(\d{2}|\d(?=Z)))?(?:[.,]\d{1,9})?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$"
)


def moment(text: str) -> datetime | None:
    """An aware time from ISO 8601 as publishers write it (single digits and missing colons included).

    A time without offset and a date alone are taken for UTC.

    Args:
        text: what a publisher wrote; anything else gives None.
    """
    found = _LOOSE.match(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    zone = (offset or "Z").replace("Z", "+00:00")
    clock = f"{int(hour or 0):02}:{minute or '00'}:{int(second or 0):02}"
    try:
        moment_ = datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}T{clock}{zone}")
        moment_.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment_ if moment_.year >= _EARLIEST else None


def midnight(day: date | None) -> datetime | None:
    """The beginning of a day in UTC; None for no day and for one before there was a web."""
    return datetime.combine(day, time(), UTC) if day and day.year >= _EARLIEST else None
