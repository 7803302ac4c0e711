"""Whether what a subscriber wants can be had."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from briefing.model import BriefSpec, Wishes

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def faults(wishes: Wishes, specs: Mapping[str, BriefSpec]) -> tuple[str, ...]:
    """Say what cannot be had, a sentence for each; empty when everything can.

    Args:
        specs: the briefs that may be chosen, by name.
    """
    return tuple(_faults(wishes, specs))


def orderly(wishes: Wishes) -> Wishes:
    """The same wishes, each once and in one order; all days or all topics are no condition."""
    days = tuple(day for day in DAYS if day in wishes.days)
    return replace(
        wishes,
        briefs=tuple(dict.fromkeys(wishes.briefs)),
        topics=tuple(dict.fromkeys(wishes.topics)),
        days=() if len(days) == len(DAYS) else days or wishes.days,
    )


def topics_of(wishes: Wishes, specs: Mapping[str, BriefSpec]) -> tuple[str, ...]:
    """The topics that the chosen briefs have, in their order."""
    chosen = (specs[name] for name in wishes.briefs if name in specs)
    return tuple(dict.fromkeys(topic.name for spec in chosen for topic in spec.topics))


def _faults(wishes: Wishes, specs: Mapping[str, BriefSpec]) -> Iterator[str]:
    yield from (f"there is no brief {name!r} to subscribe to" for name in wishes.briefs if name not in specs)
    known = topics_of(wishes, specs)
    yield from (f"there is no topic {topic!r} in these briefs" for topic in wishes.topics if topic not in known)
    yield from (f"{day!r} is not a weekday: write mon, tue … sun" for day in wishes.days if day not in DAYS)
    if wishes.hour and not _HOUR.fullmatch(wishes.hour):
        yield f"{wishes.hour!r} is not a time of day: write it as 07:30"
    if wishes.zone and not is_zone(wishes.zone):
        yield f"unknown time zone {wishes.zone!r}: use an IANA name such as Europe/Berlin"


def is_zone(name: str) -> bool:
    """Whether this machine's tables have a zone of this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
