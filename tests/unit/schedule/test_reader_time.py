"""A reader gets each brief once, at their own hour, whatever the clocks do."""

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.model import Schedule, Slot
from briefing.schedule import next_slots, reader_time

DAILY = Schedule(("0 7 * * *",), "Europe/Berlin")
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]


def slots(after: datetime, count: int = 2, schedule: Schedule = DAILY) -> list[Slot]:
    return next_slots("morning", schedule, after, count)


def wall(moment: datetime | None, zone: str) -> str:
    assert moment is not None
    return moment.astimezone(ZoneInfo(zone)).strftime("%a %d %H:%M %Z")


def test_without_an_hour_the_brief_comes_when_it_leaves() -> None:
    slot, following = slots(datetime(2026, 11, 24, tzinfo=UTC))
    assert reader_time(slot, following.due, "", "Asia/Tokyo", ()) == slot.due


def test_the_hour_is_on_the_readers_own_clock() -> None:
    slot, following = slots(datetime(2026, 11, 24, tzinfo=UTC))
    assert wall(reader_time(slot, following.due, "07:30", "America/New_York", ()), "America/New_York") == (
        "Tue 24 07:30 EST"
    )
    assert wall(reader_time(slot, following.due, "06:30", "Asia/Tokyo", ()), "Asia/Tokyo") == "Wed 25 06:30 JST"


def test_e1_an_hour_that_a_gap_swallows_comes_after_it() -> None:
    slot, following = slots(datetime(2026, 3, 28, 1, tzinfo=UTC))
    assert wall(reader_time(slot, following.due, "02:30", "Europe/Berlin", ()), "Europe/Berlin") == "Sun 29 03:30 CEST"


def test_e2_an_hour_that_comes_twice_is_taken_at_its_first() -> None:
    slot, following = slots(datetime(2026, 10, 24, 1, tzinfo=UTC))
    assert wall(reader_time(slot, following.due, "02:30", "Europe/Berlin", ()), "Europe/Berlin") == "Sun 25 02:30 CEST"


def test_where_the_next_brief_would_come_first_this_one_leaves_at_once() -> None:
    twice = Schedule(("0 7 * * *", "0 17 * * *"), "Europe/Berlin")
    morning, evening, tomorrow = slots(datetime(2026, 11, 24, tzinfo=UTC), 3, twice)
    assert reader_time(evening, tomorrow.due, "08:00", "Europe/Berlin", ()) == evening.due
    assert wall(reader_time(morning, evening.due, "08:00", "Europe/Berlin", ()), "Europe/Berlin") == "Tue 24 08:00 CET"


def test_days_are_the_readers_own() -> None:
    slot, following = slots(datetime(2026, 11, 24, tzinfo=UTC))
    assert reader_time(slot, following.due, "06:30", "Asia/Tokyo", ("tue",)) is None
    assert reader_time(slot, following.due, "06:30", "Asia/Tokyo", ("wed",))


@given(
    hours=some.integers(0, 700 * 24),
    hour=some.times().map(lambda time: time.strftime("%H:%M")),
    zone=some.sampled_from(ZONES),
)
def test_every_slot_of_a_daily_brief_reaches_the_reader_exactly_once_and_in_order(
    hours: int, hour: str, zone: str
) -> None:
    many = slots(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours), 6)
    times = [reader_time(slot, later.due, hour, zone, ()) for slot, later in itertools.pairwise(many)]
    found = [moment for moment in times if moment is not None]
    assert len(set(found)) == len(many) - 1
    assert found == sorted(found)
    for slot, later, moment in zip(many, many[1:], found, strict=False):
        assert slot.due <= moment < later.due


@pytest.mark.parametrize("hour", ["00:00", "07:00", "23:59"])
def test_the_hour_of_the_slot_itself_is_the_slot(hour: str) -> None:
    schedule = Schedule((f"{int(hour[3:])} {int(hour[:2])} * * *",), "Europe/Berlin")
    slot, following = slots(datetime(2026, 11, 24, tzinfo=UTC), 2, schedule)
    assert reader_time(slot, following.due, hour, "Europe/Berlin", ()) == slot.due
    assert slot.due + timedelta(days=1) == following.due
