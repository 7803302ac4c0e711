"""A worker is killed while it composes: the brief is hardly late, and comes once."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from tests.fakes import fake_slack
from tests.service.scene import DUE, Hands, open_scene, work_off, write_scene

ROOT = Path(__file__).parents[2]
MINUTE, TICK = 60, 15
"""Seconds."""


def test_f1_a_brief_whose_composer_was_killed_comes_once_and_a_minute_later(tmp_path: Path) -> None:
    hands, clock = Hands(), tmp_path / "clock"
    with fake_slack() as slack:
        path = write_scene(tmp_path, slack=slack.url, send_to='["team"]')
        with open_scene(path, hands) as shop:
            work_off(shop)
            clock.write_text(DUE.isoformat())
            kill_with_the_slot_in_hand(path, clock)
            for seconds in range(0, MINUTE + TICK, TICK):
                hands.now = DUE + timedelta(seconds=seconds)
                work_off(shop)
                assert not slack.messages or seconds == MINUTE
            assert len(slack.messages) == 1


def kill_with_the_slot_in_hand(settings: Path, clock: Path) -> None:
    command = [sys.executable, "-m", "tests.service.sleeper", str(settings), str(clock), "the slot is claimed"]
    with subprocess.Popen(command, cwd=ROOT) as victim:
        _, status = os.waitpid(victim.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        victim.send_signal(signal.SIGKILL)
