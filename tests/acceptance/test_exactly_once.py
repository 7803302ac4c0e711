"""Whatever Slack does and wherever a worker dies, the brief comes exactly once: all crash points, all faults.

Real processes, killed by the system, against the strict fake of Slack that lies beside the project.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.model import DeliveryState
from briefing.store.database import open_store
from tests.acceptance.herd import POINTS
from tests.acceptance.slack_scene import BESIDE, strict_slack
from tests.service.scene import START, Hands, open_scene, work_off, write_scene

pytestmark = BESIDE

ROOT = Path(__file__).parents[2]
FAULTS = (
    "none", "429", "500", "503", "html", "reset", "timeout", "error:internal_error", "error:fatal_error",
    "500 after", "html after", "reset after", "timeout after", "error:internal_error after",
    "reset, and the look-up meets 500", "reset after, and the look-up meets 429",
)  # fmt: skip
"""What the first call meets, before Slack has accepted the message or after it has."""
ALL = [(fault, point, workers) for fault in FAULTS for point in POINTS for workers in (1, 4)]
SAMPLE = [(fault, POINTS[number % len(POINTS)], (1, 4)[number % 2]) for number, fault in enumerate(FAULTS)]
CASES = ALL if os.environ.get("BRIEFING_ALL_CASES") else SAMPLE
"""A quarter of a minute, or four minutes for each fault at each point."""


@pytest.fixture(scope="module")
def slack() -> Iterator[Any]:
    with strict_slack() as server:
        server.tokens["xoxb-test"] = "bot"
        yield server


@pytest.fixture(scope="module")
def herd() -> Iterator[Any]:
    command = [sys.executable, "-m", "tests.acceptance.herd"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="module")
def collected(slack: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom whose articles have been read, an hour before the brief is due."""
    folder = tmp_path_factory.mktemp("collected")
    with open_scene(write_scene(folder, slack=slack.base_url, send_to='["team"]'), Hands(START)) as shop:
        work_off(shop)
    return folder


def let_work(herd: Any, settings: Path, point: str, workers: int) -> list[int]:
    herd.stdin.write(json.dumps({"settings": str(settings), "point": point, "workers": workers}) + "\n")
    herd.stdin.flush()
    answer = json.loads(herd.stdout.readline())
    assert answer["victim"] == -9
    return list(answer["workers"])


@pytest.mark.parametrize(("fault", "point", "workers"), CASES)
def test_f2_f12_the_brief_comes_exactly_once(
    slack: Any, herd: Any, collected: Path, tmp_path: Path, fault: str, point: str, workers: int
) -> None:
    shutil.copytree(collected, tmp_path / "here")
    settings = write_scene(tmp_path / "here", slack=slack.base_url, send_to='["team"]')
    slack.reset()
    first, _, second = fault.partition(", and the look-up meets ")
    for method, kind in (("chat.postMessage", first), ("conversations.history", second)):
        if kind not in {"", "none"}:
            slack.fault(method, kind.removesuffix(" after"), after=kind.endswith(" after"), delay=0.1)
    assert let_work(herd, settings, point, workers) == [0] * workers
    assert len(slack.messages) == 1
    assert slack.duplicates() == {}
    store = open_store(f"sqlite:///{tmp_path / 'here' / 'briefing.sqlite3'}")
    [delivery] = store.ledger.find(brief="morning")
    store.close()
    assert delivery.state is DeliveryState.SENT
    assert delivery.receipt["ts"] == slack.messages[0]["ts"]
