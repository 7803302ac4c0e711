"""What one thread has done with is there for the next."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from briefing.bootstrap.workshop import workshop
from briefing.service.arenas import share_arenas
from briefing.settings.reading import load

ROOT = Path(__file__).parents[2]


def test_threads_that_take_much_one_after_the_other_hold_less_than_half_where_they_share() -> None:
    if not share_arenas():
        pytest.skip("this system's allocator has no arenas to share")
    assert held("shared") < held("own") / 2


def held(kind: str) -> float:
    """Megabytes in the end."""
    command = [sys.executable, "-m", "tests.service.taking_turns", kind]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60).stdout)


def test_they_share_before_the_first_of_them_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "briefing.toml"
    settings.write_text(f'database = "sqlite:///{tmp_path}/briefing.sqlite3"\nzone = "UTC"\n')
    before, then = set(threading.enumerate()), list[set[threading.Thread]]()
    monkeypatch.setattr("briefing.bootstrap.workshop.share_arenas", lambda: then.append(set(threading.enumerate())))
    with workshop(load(settings, {})):
        assert set(threading.enumerate()) > before
    assert then == [before]
