"""What keeps running waits for its database at the start; a command that only looks says at once that it is away."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.bootstrap import patience
from briefing.bootstrap.patience import insist
from briefing.errors import Permanent, Transient
from tests.postgres import Cluster, private_cluster
from tests.service.scene import write_scene
from tests.service.test_serve import ROOT, read_until


def test_a_deed_is_done_again_until_the_database_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("briefing.bootstrap.patience.time.sleep", pauses.append)
    answers: Iterator[str] = iter(("away", "away", "there"))

    def ask() -> str:
        if (answer := next(answers)) == "away":
            raise Transient(answer)
        return answer

    assert insist(ask, 60.0) == "there"
    assert pauses == [patience.PAUSE, patience.PAUSE]


@pytest.mark.parametrize("error", [Transient("away"), Permanent("damaged")])
def test_without_patience_or_hope_it_is_done_once(error: Exception) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        insist(fail, 0.0 if isinstance(error, Transient) else 60.0)


@pytest.fixture
def stopped() -> Iterator[Cluster]:
    with private_cluster() as cluster:
        cluster.create("late")
        cluster.stop("immediate")
        yield cluster


@pytest.mark.postgres
def test_f8_a_worker_that_starts_before_its_database_waits_for_it(tmp_path: Path, stopped: Cluster) -> None:
    settings = write_scene(tmp_path, database=stopped.url("late"))
    command = [sys.executable, "-m", "briefing", "worker", "--config", str(settings)]
    environment = {**os.environ, "SLACK_BOT_TOKEN": "xoxb-test", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            read_until(process.stderr, "waiting for the database")
            stopped.start()
            read_until(process.stderr, "source polled")
        finally:
            process.kill()
