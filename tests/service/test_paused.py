"""A worker that is paused, as by SIGSTOP, and wakes after another has done its work: it sends nothing again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.model import DeliveryState
from tests.fakes import FakeSlack, fake_slack
from tests.service.scene import DUE, Hands, open_scene, work_off, write_scene

KEY = "morning:2026-11-24T07:00:team:0"
ROOT = Path(__file__).parents[2]
POSTGRES = pytest.mark.postgres
CASES = [
    ("sqlite", "the slot is claimed"),
    ("sqlite", "the delivery is read"),
    ("sqlite", "the delivery is claimed"),
    ("sqlite", "the call was made"),
    pytest.param("postgresql", "the slot is claimed", marks=POSTGRES),
    pytest.param("postgresql", "the delivery is claimed", marks=POSTGRES),
]


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as server:
        yield server


@pytest.mark.parametrize(("engine", "point"), CASES)
def test_f9_a_worker_that_is_stopped_and_woken_sends_nothing_that_another_has_sent(
    tmp_path: Path, slack: FakeSlack, request: pytest.FixtureRequest, engine: str, point: str
) -> None:
    database = request.getfixturevalue("postgres_url") if engine == "postgresql" else ""
    path = write_scene(tmp_path, database=database, slack=slack.url, send_to='["team"]')
    hands, clock = Hands(), tmp_path / "clock"
    with open_scene(path, hands) as shop:
        work_off(shop)
        hands.now = DUE
        clock.write_text(hands.now.isoformat())
        command = [sys.executable, "-m", "tests.service.sleeper", str(path), str(clock), point]
        with subprocess.Popen(command, cwd=ROOT) as sleeper:
            try:
                _, status = os.waitpid(sleeper.pid, os.WUNTRACED)
                assert os.WIFSTOPPED(status)
                assert len(slack.messages) == (point == "the call was made")
                for _ in range(12):
                    hands.now += timedelta(minutes=1)
                    work_off(shop)
                clock.write_text(hands.now.isoformat())
                assert [one.state for one in shop.store.ledger.find()] == [DeliveryState.SENT]
                before = shop.store.ledger.get(KEY)
                sleeper.send_signal(signal.SIGCONT)
                assert sleeper.wait(60) == 0
            finally:
                sleeper.kill()
        assert shop.store.ledger.get(KEY) == before
        assert len(shop.store.briefs.latest()) == 1
    assert len(slack.messages) == 1
