"""Who receives a brief when: each at their own hour, and nobody's wishes cost others theirs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from briefing.model import BriefSpec, Schedule, Wishes
from briefing.pipeline.readership import Readership
from briefing.pipeline.subscribing import Subscribing
from briefing.render.email.letters import Letters
from briefing.schedule import next_slots
from briefing.store.database import open_store
from briefing.subscribers.pages import Pages
from briefing.subscribers.rules import Origin
from tests.build import sample_brief

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAILY = Schedule(("0 7 * * *",), "Europe/Berlin")
SPEC = BriefSpec("morning", "The Morning Brief", DAILY)
SAID = Origin("operator", words="told us")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Subscribing]:
    store = open_store(f"sqlite:///{tmp_path / 'briefing.sqlite3'}")
    store.upgrade()
    numbers = count(1)
    yield Subscribing(
        subscribers=store.subscribers,
        letters=Letters(sender="Morning <brief@news.example>"),
        tokens=None,
        pages=Pages(""),
        specs=lambda: {"morning": SPEC},
        clock=lambda: NOW,
        new_id=lambda: f"{next(numbers):024x}",
    )
    store.close()


def test_each_gets_the_brief_at_their_own_hour(desk: Subscribing) -> None:
    assert moments(desk, {"ann": ("", ""), "ben": ("07:30", "Asia/Kathmandu"), "cat": ("09:00", "")}) == {
        "ann@example.com": datetime(2026, 11, 24, 6, tzinfo=UTC),
        "ben@example.com": datetime(2026, 11, 25, 1, 45, tzinfo=UTC),
        "cat@example.com": datetime(2026, 11, 24, 8, tzinfo=UTC),
    }


def test_e8_a_readers_zone_that_is_not_known_here_any_more_counts_as_that_of_the_brief(desk: Subscribing) -> None:
    desk.add("ann@example.com", Wishes(("morning",), hour="09:00", zone="Asia/Tokyo"), SAID)
    known = desk.subscribers.of_address("ann@example.com")
    assert known is not None
    elsewhere = replace(known, version=known.version + 1, wishes=replace(known.wishes, zone="Atlantis/Capital"))
    assert desk.subscribers.save(known, elsewhere, (), None)
    assert moments(desk, {"ben": ("", "")}) == {
        "ann@example.com": datetime(2026, 11, 24, 8, tzinfo=UTC),
        "ben@example.com": datetime(2026, 11, 24, 6, tzinfo=UTC),
    }


def moments(desk: Subscribing, people: dict[str, tuple[str, str]]) -> dict[str, datetime | None]:
    """When the brief of 24 November goes to whom, after some have subscribed for an hour in a zone."""
    for name, (hour, zone) in people.items():
        desk.add(f"{name}@example.com", Wishes(("morning",), hour=hour, zone=zone), SAID)
    (slot,) = next_slots("morning", DAILY, NOW)
    return {one.destination.address: one.not_before for one in Readership(desk).of(SPEC, sample_brief(), slot)}
