"""What one thread has done with is there for the next."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.service.arenas import share_arenas

ROOT = Path(__file__).parents[2]


def test_threads_that_take_much_one_after_the_other_hold_less_than_half_where_they_share() -> None:
    if not share_arenas():
        pytest.skip("this system's allocator has no arenas to share")
    assert held("shared") < held("own") / 2


def held(kind: str) -> float:
    """Megabytes in the end."""
    command = [sys.executable, "-m", "tests.service.taking_turns", kind]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60).stdout)
