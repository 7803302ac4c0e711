"""What the machine refuses ends in a sentence and an exit code, never in a traceback."""

import errno
import os
import resource
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.service.scene import write_scene
from tests.unit.cli.conftest import Run

ROOT = Path(__file__).parents[3]


def test_a_folder_that_cannot_be_made_for_the_database_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = write_scene(tmp_path)
    settings = path.read_text().splitlines()
    database = f'database = "sqlite:///{tmp_path}/file/briefing.sqlite3"'
    path.write_text("\n".join(database if line.startswith("database") else line for line in settings))
    said = f"database: the folder {tmp_path}/file cannot be made:"
    for command in (("briefs", "list"), ("collect",)):
        code, _, err = run(*command, "--config", path)
        assert (code, "Traceback" in err) == (2, False)
        assert err.startswith(f"error: {said}")
    code, out, err = run("doctor", "--config", path)
    assert (code, err) == (1, "")
    assert f"failure  database       {said}" in out


def test_settings_that_cannot_be_written_are_named_and_nothing_half_written_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = run("init", tmp_path / "file" / "briefing.toml")
    assert code == 1
    assert err.startswith(f"error: {tmp_path}/file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        code, _, err = run("init", tmp_path / "briefing.toml")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (code, err) == (1, f"error: {tmp_path}/briefing.toml cannot be written: File too large\n")
    assert not (tmp_path / "briefing.toml").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full is a device of Linux")
@pytest.mark.parametrize("command", [["--help"], ["check"], ["check", "--json"]])
def test_output_that_finds_no_room_is_a_failure_and_is_said(tmp_path: Path, command: list[str]) -> None:
    path = write_scene(tmp_path)
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "briefing", *command],
            cwd=ROOT,
            env=os.environ | {"BRIEFING_CONFIG": str(path)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert os.strerror(errno.ENOSPC) in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_the_shell_closed_is_done_without(tmp_path: Path, closed: str) -> None:
    path = write_scene(tmp_path)
    for command, code in (("check", 0), ("nothing", 2), ("--help", 0)):
        ended = subprocess.run(
            ["/bin/sh", "-c", f'exec "$0" -m briefing {command} {closed}', sys.executable],
            cwd=ROOT,
            env=os.environ | {"BRIEFING_CONFIG": str(path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ended.returncode, "Traceback" in ended.stderr) == (code, False), ended.stderr


def test_the_version_is_that_of_the_package(run: Run) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert run("--version") == (0, f"briefing {project['version']}\n", "")
