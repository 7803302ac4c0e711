"""A backup takes the place of a lost database: nobody gets again what went out since it was made."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.bootstrap.edges import LOOKED_UP
from briefing.bootstrap.workshop import Workshop
from briefing.cli.serving import resume_from
from briefing.errors import ConfigError, Transient
from briefing.model import Brief, DeliveryState, JobKind
from briefing.pipeline.due import due_slot
from briefing.pipeline.publishing import LEASE
from briefing.pipeline.resuming import Resumed, resume
from tests.fakes import FakeSlack, fake_slack
from tests.service.scene import DUE, Hands, open_scene, work_off, write_scene
from tests.service.test_serve import read_until, served

KEY = "morning:2026-11-24T07:00:team:0"
LATER = DUE + timedelta(minutes=30)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as server:
        yield server


@pytest.fixture
def scene(tmp_path: Path, slack: FakeSlack) -> Path:
    return write_scene(tmp_path, slack=slack.url, send_to='["team"]')


def restored(scene: Path) -> Path:
    """Settings that name the backup instead of the database."""
    other = scene.with_name("restored.toml")
    other.write_text(scene.read_text().replace("briefing.sqlite3", "backup.sqlite3"))
    return other


def back_up(shop: Workshop, scene: Path) -> None:
    shop.store.backup(scene.with_name("backup.sqlite3"))


def resumed(shop: Workshop) -> Resumed:
    worker = shop.worker
    return resume(shop.store, worker.specs.values(), LATER, worker.owner, worker.clock(), LOOKED_UP)


def lose_a_brief(scene: Path, clock: Hands) -> Brief:
    """Make a backup before the brief of the morning goes out; comes back with the brief."""
    with open_scene(scene, clock) as shop:
        work_off(shop)
        back_up(shop, scene)
        clock.now = DUE
        work_off(shop)
        return shop.store.briefs.latest("morning", 1)[0]


def compose(shop: Workshop) -> None:
    for job in shop.worker.due():
        if job.kind is JobKind.COMPOSE:
            shop.worker.handlers()[job.kind](job)


def test_f16_a_copy_made_after_the_last_slot_sends_nothing_again(scene: Path, slack: FakeSlack) -> None:
    clock = Hands()
    with open_scene(scene, clock) as shop:
        work_off(shop)
        clock.now = DUE
        work_off(shop)
        back_up(shop, scene)
    with open_scene(restored(scene), clock) as shop:
        clock.now = LATER
        work_off(shop)
        shop.store.verify()
    assert len(slack.messages) == 1


def test_f16_a_copy_made_before_the_last_slot_sends_nothing_again_when_it_is_resumed(
    scene: Path, slack: FakeSlack
) -> None:
    clock = Hands()
    lose_a_brief(scene, clock)
    assert len(slack.messages) == 1
    with open_scene(restored(scene), clock) as shop:
        clock.now = LATER + timedelta(minutes=1)
        assert resumed(shop) == Resumed(("morning@2026-11-24T07:00",), ())
        assert resumed(shop) == Resumed((), ())
        work_off(shop)
        assert len(slack.messages) == 1
        clock.now = DUE + timedelta(days=1)
        work_off(shop)
    assert len(slack.messages) == 2


def test_f16_the_brief_after_a_restore_tells_nothing_again_that_is_taken_for_sent(scene: Path) -> None:
    clock = Hands()
    assert lose_a_brief(scene, clock).items
    with open_scene(restored(scene), clock) as shop:
        clock.now = LATER + timedelta(minutes=1)
        resumed(shop)
        clock.now = DUE + timedelta(days=1)
        work_off(shop)
        found = shop.store.briefs.latest("morning", 1)[0]
    assert found.window.start == DUE - timedelta(minutes=1)
    assert (found.items, found.also, found.missed) == ((), (), ())


def test_f16_what_was_under_way_in_the_copy_is_looked_up(scene: Path, slack: FakeSlack) -> None:
    clock = Hands()
    with open_scene(scene, clock) as shop:
        work_off(shop)
        clock.now = DUE
        compose(shop)
        back_up(shop, scene)
        work_off(shop)
    assert len(slack.messages) == 1
    with open_scene(restored(scene), clock) as shop:
        clock.now = LATER
        assert resumed(shop) == Resumed((), (KEY,))
        work_off(shop)
        found = shop.store.ledger.get(KEY)
    assert found is not None
    assert found.state is DeliveryState.SENT
    assert len(slack.messages) == 1


def test_f16_what_cannot_be_looked_up_is_held_for_the_operator(tmp_path: Path) -> None:
    scene, clock = write_scene(tmp_path), Hands()
    with open_scene(scene, clock) as shop:
        work_off(shop)
        clock.now = DUE
        compose(shop)
        back_up(shop, scene)
    with open_scene(restored(scene), clock) as shop:
        clock.now = LATER
        doubted = resumed(shop).doubted
        work_off(shop)
        states = {shop.store.ledger.get(key).state for key in doubted}  # type: ignore[union-attr]
    assert len(doubted) == 3
    assert states == {DeliveryState.HELD}
    assert not (tmp_path / "out").exists()


def test_f16_a_slot_in_the_hands_of_a_process_that_is_gone_is_said_until_its_lease_ends(scene: Path) -> None:
    clock = Hands()
    with open_scene(scene, clock) as shop:
        work_off(shop)
        clock.now = DUE
        due = due_slot(shop.store, shop.worker.specs["morning"], "gone", clock.now)
        assert due is not None
        assert shop.store.ledger.claim_slot(due[0], "gone", LATER, LEASE)
        clock.now = LATER
        with pytest.raises(Transient, match="start again in a minute"):
            resumed(shop)
        clock.now += timedelta(minutes=2)
        assert resumed(shop).slots == ("morning@2026-11-24T07:00",)


def test_the_service_resumes_from_the_moment_that_it_is_told(scene: Path) -> None:
    with served(scene, "--resume-from", "2026-01-01T00:00") as (_, log):
        said, _ = read_until(log, "resumed")
    assert "taken_for_sent" in said


@pytest.mark.parametrize(("written", "answer"), [("noon", "no date and time"), ("2999-01-01T00:00", "still to come")])
def test_a_moment_that_is_none_or_still_to_come_is_refused(scene: Path, written: str, answer: str) -> None:
    with open_scene(scene, Hands()) as shop, pytest.raises(ConfigError, match=answer):
        resume_from(shop, written)
