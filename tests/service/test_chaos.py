"""Killed workers, clocks and databases, in short; `make chaos` does the same at size."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = "--slots 12 --rooms 5 --minutes 3 --kills 12 --workers 3 --clocks 2 --restarts 1 --pauses 1 --speed 15"
ALONE = "--slots 8 --rooms 3 --minutes 3 --kills 8 --workers 0 --clocks 1 --restarts 0 --pauses 0 --speed 20"


@pytest.mark.parametrize(
    ("engine", "size", "slots", "deliveries"),
    [pytest.param("postgresql", SMALL, 12, 60, marks=pytest.mark.postgres), ("sqlite", ALONE, 8, 24)],
)
def test_f1_f2_f3_f8_f9_whatever_is_killed_nothing_is_lost_and_nothing_comes_twice(
    engine: str, size: str, slots: int, deliveries: int
) -> None:
    command = [sys.executable, "-m", "tests.service.chaos", engine, *size.split()]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert (found["lost"], found["twice"], found["blind"]) == (0, 0, 0)
    assert (found["slots"], found["deliveries"]) == (slots, deliveries)
    assert found["unclear"] > 0, "the answers that were lost left something unclear"
