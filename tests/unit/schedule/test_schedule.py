"""When a brief is due: on the team's wall clock, once a local date and time, whatever the clock does."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from briefing.model import Schedule
from briefing.schedule import decide, faults, next_slots, previous_slot

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "America/St_Johns",
    "Pacific/Kiritimati",
)


def berlin(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"), fold=fold).astimezone(UTC)


def daily(cron: str = "0 8 * * *", zone: str = "Europe/Berlin", catch_up: float = 4.0) -> Schedule:
    return Schedule((cron,), zone, catch_up)


def run(schedule: Schedule, moments: list[datetime], done: set[str]) -> list[str]:
    """Tick at the given moments as the service does; answers with the keys that were sent."""
    sent = []
    for now in moments:
        decision = decide("morning", schedule, done, now)
        done.update(slot.key for slot in decision.missed)
        if decision.due:
            done.add(decision.due.key)
            sent.append(decision.due.key)
    return sent


def ticks(start: datetime, end: datetime, minutes: int) -> list[datetime]:
    return [start + timedelta(minutes=minutes) * i for i in range(int((end - start) / timedelta(minutes=minutes)) + 1)]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("cron", ["0 7 * * mon-fri", "30 2 * * *"])
def test_over_two_years_every_local_day_has_its_brief_exactly_once(zone: str, cron: str) -> None:
    schedule = Schedule((cron,), zone, catch_up=8)
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    done: set[str] = {"2025-12-31T12:00"}
    sent: list[str] = []
    for now in ticks(start, end, 7 * 60):
        sent += run(schedule, [now], done)
        done = set(sorted(done)[-5:])
    first, last = (moment.astimezone(ZoneInfo(zone)).date() for moment in (start, end))
    wanted = [first + timedelta(days=i) for i in range(1, (last - first).days)]
    if "mon-fri" in cron:
        wanted = [day for day in wanted if day.weekday() < 5]
    per_day = Counter(key[:10] for key in sent)
    assert max(per_day.values()) == 1
    assert [day.isoformat() for day in wanted if day.isoformat() not in per_day] == []


def test_e1_in_the_gap_of_spring_the_brief_comes_once_after_the_gap() -> None:
    schedule = daily("30 2 * * *")
    sent = run(schedule, ticks(berlin("2026-03-28T03:00"), berlin("2026-03-30T01:00"), 10), {"2026-03-28T02:30"})
    assert sent == ["2026-03-29T02:30"]
    [slot] = next_slots("morning", schedule, berlin("2026-03-28T12:00"))
    assert slot.due == berlin("2026-03-29T03:30")


def test_e2_in_the_fold_of_autumn_the_brief_comes_once() -> None:
    sent = run(
        daily("30 2 * * *"), ticks(berlin("2026-10-24T03:00"), berlin("2026-10-26T01:00"), 5), {"2026-10-24T02:30"}
    )
    assert sent == ["2026-10-25T02:30"]


@pytest.mark.parametrize(
    ("cron", "days"),
    [
        ("0 8 * * 1-5", "Mon Tue Wed Thu Fri"),
        ("0 8 * * mon-fri", "Mon Tue Wed Thu Fri"),
        ("0 8 * * 0", "Sun"),
        ("0 8 * * 7", "Sun"),
        ("0 8 * * 6,7", "Sat Sun"),
        ("0 8 * * 1", "Mon"),
    ],
)
def test_e3_weekday_digits_mean_what_cron_says(cron: str, days: str) -> None:
    slots = next_slots("morning", daily(cron), berlin("2026-11-22T23:00"), 7)
    assert {slot.local.strftime("%a") for slot in slots} == set(days.split())


def test_e4_e10_back_within_the_catch_up_limit_the_brief_is_still_sent() -> None:
    """Down or asleep from 07:50 to 10:00."""
    decision = decide("morning", daily(), {"2026-11-23T08:00"}, berlin("2026-11-24T10:00"))
    assert decision.due is not None
    assert decision.due.key == "2026-11-24T08:00"


def test_e5_back_after_the_catch_up_limit_the_slot_is_missed_and_said() -> None:
    decision = decide("morning", daily(), {"2026-11-23T08:00"}, berlin("2026-11-24T12:30"))
    assert decision.due is None
    assert [slot.key for slot in decision.missed] == ["2026-11-24T08:00"]


def test_e6_after_three_weeks_down_there_is_one_brief_not_many() -> None:
    decision = decide("morning", daily(), {"2026-11-03T08:00"}, berlin("2026-11-24T09:00"))
    assert decision.due is not None
    assert len(decision.missed) == 20


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1), timedelta(minutes=-30), timedelta(days=400)])
def test_e7_a_jumping_clock_never_brings_two_briefs_for_a_date(jump: timedelta) -> None:
    start = berlin("2026-11-24T07:00")
    there = ticks(start, start + timedelta(hours=2), 10)
    moments = [*there, *(moment + jump for moment in there), *ticks(there[-1], there[-1] + timedelta(days=4), 10)]
    sent = run(daily(), moments, {"2026-11-23T08:00"})
    assert len(sent) == len(set(sent))
    assert {"2026-11-24T08:00", "2026-11-25T08:00", "2026-11-26T08:00"} <= set(sent)


def test_e8_an_unknown_zone_and_a_bad_expression_are_both_named() -> None:
    said = faults(Schedule(("0 25 * * *", "0 8 * *", "0 0 31 2 *"), "Europe/Berln"))
    assert "Europe/Berln" in said[0]
    assert "0 25 * * *" in said[1]
    assert "five fields" in said[2]
    assert "0 0 31 2 *" in said[3]
    assert faults(daily()) == ()


def test_e9_moving_the_hour_after_the_brief_went_out_does_not_send_it_again() -> None:
    decision = decide(
        "morning", daily("0 9 * * *"), {"2026-11-23T08:00", "2026-11-24T08:00"}, berlin("2026-11-24T09:30")
    )
    assert decision.due is None
    assert decision.missed == ()


def test_a_second_hour_added_during_the_day_is_sent() -> None:
    done = {"2026-11-23T08:00", "2026-11-24T08:00"}
    decision = decide("morning", daily("0 8,17 * * *"), done, berlin("2026-11-24T17:05"))
    assert decision.due is not None
    assert decision.due.key == "2026-11-24T17:00"


def test_two_open_slots_coalesce_into_the_newer_one() -> None:
    decision = decide("morning", daily("0 8,9 * * *"), {"2026-11-23T09:00"}, berlin("2026-11-24T09:10"))
    assert decision.due is not None
    assert (decision.due.key, [slot.key for slot in decision.missed]) == ("2026-11-24T09:00", ["2026-11-24T08:00"])


def test_random_downtime_loses_nothing_silently() -> None:
    random = Random(7)
    done = {"2026-01-01T08:00"}
    schedule, now, sent, missed = daily(), berlin("2026-01-01T09:00"), [], []
    while now < berlin("2026-06-01T00:00"):
        decision = decide("morning", schedule, done, now)
        missed += [slot.key for slot in decision.missed]
        sent += [decision.due.key] if decision.due else []
        done |= {*missed, *sent}
        now += timedelta(minutes=random.choice([1, 30, 300, 3000]))
    latest = max(done)
    wanted = {(datetime(2026, 1, 2, 8) + timedelta(days=i)).strftime("%Y-%m-%dT%H:%M") for i in range(150)}  # noqa: DTZ001
    assert len(sent) == len(set(sent))
    assert {*sent, *missed} == {key for key in wanted if key <= latest}


def test_the_slot_before_now_is_found() -> None:
    slot = previous_slot("morning", daily("0 7 * * mon-fri"), berlin("2026-11-23T06:00"))
    assert slot is not None
    assert slot.key == "2026-11-20T07:00"


def test_several_expressions_are_one_schedule() -> None:
    schedule = Schedule(("0 7 * * mon-fri", "30 9 * * sat,sun"), "Europe/Berlin")
    assert [slot.key for slot in next_slots("morning", schedule, berlin("2026-11-27T06:00"), 3)] == [
        "2026-11-27T07:00",
        "2026-11-28T09:30",
        "2026-11-29T09:30",
    ]
