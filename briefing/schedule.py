"""Which slot of a brief is due: wall-clock time in the reader's zone, one slot a local date and time of day.

Cron expressions are evaluated on naive local time and only then turned into instants, so that neither a gap nor a
fold of daylight saving time can lose or double a slot: its key is the local date and time, not the instant.
"""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError

from briefing.errors import ConfigError
from briefing.model import Schedule, Slot

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIME_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
FIELDS = 5
_OFFSET = re.compile(r"(?i:utc|gmt)?\s*[+-]\s*\d")
LOOK_BACK = timedelta(days=35)
KEY = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now for one brief.

    Attributes:
        due: the slot to publish now; None when nothing is due.
        missed: earlier slots that will not be sent any more, oldest first; `due` covers their time.
    """

    due: Slot | None
    missed: tuple[Slot, ...] = ()


def faults(schedule: Schedule) -> tuple[str, ...]:
    """Say what is wrong with a schedule, a sentence for each fault; empty when nothing is."""
    return tuple(filter(None, (_zone_fault(schedule.zone), *map(_cron_fault, schedule.crons))))


def is_zone(name: str) -> bool:
    """Whether this machine's tables have a zone of this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _zone_fault(zone: str) -> str:
    if is_zone(zone):
        return ""
    if not is_zone("UTC"):
        return "no time zone is known on this machine: pip install tzdata"
    return f"unknown time zone {zone!r}: {_likely_zone(zone)}"


def _likely_zone(zone: str) -> str:
    """What may have been meant: the same name in other letters, or the one most like it."""
    if _OFFSET.match(zone):
        return "name a city in it, such as 'Europe/Berlin', which knows its summer time too"
    names = {name.casefold(): name for name in available_timezones()}
    cities = {name.rpartition("/")[2]: name for name in sorted(names)}
    typed = zone.casefold().replace(" ", "_")
    close = difflib.get_close_matches(typed, names, 1) or difflib.get_close_matches(typed, cities, 1)
    if not close:
        return "use an IANA name such as 'Europe/Berlin'"
    return f"did you mean {names[cities.get(close[0], close[0])]!r}?"


_CRON_FAULTS = {
    "Bad minute": "the first field, the minute, goes from 0 to 59",
    "Bad hour": "the second field, the hour, goes from 0 to 23",
    "Bad day-of-month": "the third field, the day of the month, goes from 1 to 31 and must be one that the months have",
    "Bad month": "the fourth field, the month, goes from 1 to 12",
    "Bad day-of-week": "the fifth field, the day of the week, goes from 0 (Sunday) to 7, or from mon to sun",
}


def _cron_fault(cron: str) -> str:
    if len(cron.split()) != FIELDS:
        return f"cron expression {cron!r} needs five fields: minute hour day month weekday"
    try:
        next(CronSim(cron, datetime(2024, 1, 1)))  # noqa: DTZ001  (wall-clock time has no zone)
    except CronSimError as error:
        return f"cron expression {cron!r}: {_CRON_FAULTS.get(str(error), str(error))}"
    except StopIteration:
        return f"cron expression {cron!r} never fires"
    return ""


def cron_time(time: str) -> str:
    """Minute and hour of "07:00" as cron writes them."""
    found = TIME_OF_DAY.fullmatch(time.strip())
    if not found:
        raise ConfigError(f"{time!r} is not a time of day: write it as '07:00'")
    return f"{int(found[2])} {int(found[1])}"


def weekdays(days: str) -> str:
    """Turn "mon-fri" or "sat, sun" or "fri-mon" into cron's list of weekday names."""
    chosen: list[str] = []
    for part in days.lower().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if not all(map(_is_weekday, (first, last) if dash else (first,))):
            raise ConfigError(
                f"{part!r} is not a weekday or a range of them: write 'mon-fri', 'sat, sun', or 'mon-sun' for every day"
            )
        start = DAYS.index(first[:3])
        length = (DAYS.index(last[:3]) - start) % len(DAYS) + 1 if last else 1
        chosen += [DAYS[(start + i) % len(DAYS)] for i in range(length)]
    return ",".join(sorted(set(chosen), key=DAYS.index))


def _is_weekday(name: str) -> bool:
    """Whether it is a weekday's English name, "tuesdays" as well, or the first three or more of its letters."""
    return name[:3] in DAYS and f"{DAY_NAMES[DAYS.index(name[:3])]}s".startswith(name)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Turn wall-clock time into an instant, in UTC.

    A time in a gap is taken with the offset before it, which puts it after the gap; one in a fold is its first
    occurrence (PEP 495, fold=0).
    """
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def reader_time(slot: Slot, until: datetime | None, hour: str, zone: str, days: Collection[str]) -> datetime | None:
    """When a reader gets the brief of a slot: once, and never after the next slot has come.

    A time of day that a gap swallows is taken after it, one in a fold at its first occurrence, as for slots.

    Args:
        until: when the next slot of the brief is due; None for never.
        hour: "07:30" on the reader's clock; "" for when the brief leaves. Where the next slot would come first, the
            brief leaves at once.
        zone: IANA name of the reader's zone.
        days: weekdays ("mon" to "sun") on the reader's calendar; empty for all.

    Returns:
        An instant at or after the slot's due time; None when it falls on a day that is not wanted.
    """
    home = ZoneInfo(zone)
    moment = slot.due
    if hour:
        first = slot.due.astimezone(home).date() - timedelta(days=1)
        wanted = time.fromisoformat(hour)
        times = (instant(datetime.combine(first + timedelta(days=ahead), wanted), home) for ahead in range(4))
        chosen = next(one for one in times if one >= slot.due)
        moment = slot.due if until and chosen >= until else chosen
    weekday = DAYS[moment.astimezone(home).weekday()]
    return None if days and weekday not in days else moment


def slots_after(brief: str, schedule: Schedule, local: datetime) -> Iterator[Slot]:
    """All slots with a local time later than `local` (naive, in the schedule's zone), in order, without end."""
    zone = ZoneInfo(schedule.zone)
    for moment in _merged([CronSim(cron, local) for cron in schedule.crons]):
        due = instant(moment, zone)
        yield Slot(brief, moment, due, due + timedelta(hours=schedule.catch_up))


def next_slots(brief: str, schedule: Schedule, now: datetime, count: int = 1) -> list[Slot]:
    """The next `count` slots that are due after `now`."""
    found: list[Slot] = []
    # One day back, because around a gap the order of local times is not the order of instants.
    for slot in slots_after(brief, schedule, _local(schedule, now) - timedelta(days=1)):
        if slot.due > now:
            found.append(slot)
        if len(found) == count:
            break
    return found


def previous_slot(brief: str, schedule: Schedule, now: datetime) -> Slot | None:
    """The last slot that was due at `now` or before; None when there was none within five weeks."""
    passed = [slot for slot in _until(brief, schedule, now, now - LOOK_BACK) if slot.due <= now]
    return passed[-1] if passed else None


def wall_clock(schedule: Schedule | None, moment: datetime) -> datetime:
    """A moment, aware, as the clock on the wall of the readers shows it; in UTC where there is no schedule."""
    return moment.astimezone(ZoneInfo(schedule.zone if schedule else "UTC"))


def decide(brief: str, schedule: Schedule, done: Collection[str], now: datetime) -> Decision:
    """Decide what is due, given the keys of the slots that were published, skipped or missed before.

    A slot is open from its due time until its catch-up limit. Of several open ones only the newest is sent; the
    others count as missed and are covered by it. A slot that only moved to another time of the same day, because
    the settings changed, is not sent again: a day never sees more slots than the schedule names up to then.

    Args:
        done: keys of the closed slots; the newest at or before `now` says where to begin to look.
        now: aware.
    """
    current = _local(schedule, now).strftime(KEY)
    past = [key for key in done if key <= current]
    if not past:
        return Decision(None)
    begin = max(datetime.strptime(max(past), KEY), _local(schedule, now - LOOK_BACK))  # noqa: DTZ007
    # A day more than now, because within a fold a slot may be due whose local time is still ahead.
    end = _local(schedule, now + timedelta(days=1))
    open_or_missed = [slot for slot in _fresh(brief, schedule, done, begin, end) if slot.due <= now]
    living = [slot for slot in open_or_missed if now <= slot.closes]
    due = living[-1] if living else None
    return Decision(due, tuple(slot for slot in open_or_missed if slot is not due))


def _fresh(brief: str, schedule: Schedule, done: Collection[str], begin: datetime, end: datetime) -> list[Slot]:
    """Slots with begin < local time <= end that no closed slot stands for."""
    candidates = list(takewhile(lambda slot: slot.local <= end, slots_after(brief, schedule, begin)))
    if not candidates:
        return []
    midnight = begin.replace(hour=0, minute=0) - timedelta(minutes=1)
    earlier = takewhile(lambda slot: slot.local <= begin, slots_after(brief, schedule, midnight))
    ordinal = Counter(slot.key[:10] for slot in earlier)
    closed = Counter(key[:10] for key in done)
    fresh: list[Slot] = []
    for slot in candidates:
        day = slot.key[:10]
        ordinal[day] += 1
        if slot.key not in done and closed[day] < ordinal[day]:
            fresh.append(slot)
    return fresh


def _until(brief: str, schedule: Schedule, now: datetime, start: datetime) -> Iterator[Slot]:
    end = _local(schedule, now)
    return takewhile(lambda slot: slot.local <= end, slots_after(brief, schedule, _local(schedule, start)))


def _local(schedule: Schedule, now: datetime) -> datetime:
    return now.astimezone(ZoneInfo(schedule.zone)).replace(tzinfo=None)


def _merged(crons: list[CronSim]) -> Iterator[datetime]:
    """Local times of several expressions in order, each once."""
    heads = [next(cron, None) for cron in crons]
    while living := [head for head in heads if head is not None]:
        earliest = min(living)
        yield earliest
        heads = [next(crons[i], None) if head == earliest else head for i, head in enumerate(heads)]
