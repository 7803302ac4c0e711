"""The long-running process, as a real one: healthy, drained by SIGTERM, silent about its secrets."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.service.scene import write_scene

ROOT = Path(__file__).parents[2]
ADDRESS = r"http://127\.0\.0\.1:\d+"
CANARY = "xoxb-canary-0123456789"


@contextmanager
def served(settings: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", IO[str]]]:
    """`briefing serve` as a process, and its log."""
    command = [sys.executable, "-m", "briefing", "serve", "--config", str(settings), *options]
    environment = {**os.environ, "SLACK_BOT_TOKEN": CANARY, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        yield process, process.stderr
    finally:
        process.kill()
        process.wait(10)
        process.stderr.close()


def read_until(log: IO[str], *patterns: str) -> tuple[str, dict[str, str]]:
    """The log until every pattern was met, in whatever order, with what each found."""
    said, found = "", dict[str, str]()
    for line in log:
        said += line
        found |= {one: match[0] for one in patterns if (match := re.search(one, line))}
        if len(found) == len(patterns):
            return said, found
    raise AssertionError(f"{set(patterns) - set(found)} was never logged:\n{said}")


def test_f11_it_serves_reports_its_health_and_is_drained_by_sigterm(tmp_path: Path) -> None:
    with served(write_scene(tmp_path, listen="127.0.0.1:0")) as (process, log):
        _, found = read_until(log, ADDRESS, "source polled")
        for page in ("healthz", "readyz"):
            with urllib.request.urlopen(f"{found[ADDRESS]}/{page}", timeout=5) as answer:
                assert answer.read() == b"ok\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(25) == 0


@contextmanager
def silent_host() -> Iterator[tuple[int, socket.socket]]:
    """A host that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1], server


def test_f11_a_second_sigterm_ends_it_at_once(tmp_path: Path) -> None:
    with silent_host() as (port, host):
        feed = f'[sources.silent]\nkind = "feed"\nurl = "http://127.0.0.1:{port}/feed"\n'
        settings = write_scene(tmp_path, more=f'[fetch]\nprivate_networks = ["127.0.0.0/8"]\n{feed}')
        with served(settings) as (process, log):
            host.settimeout(30)
            connection, _ = host.accept()
            process.send_signal(signal.SIGTERM)
            read_until(log, "stopping")
            assert process.poll() is None, "a job is under way: it gets its time"
            process.send_signal(signal.SIGTERM)
            assert process.wait(5) == 130
            connection.close()


def test_d12_no_secret_reaches_the_log(tmp_path: Path) -> None:
    settings = write_scene(tmp_path, send_to='["team"]', slack="http://127.0.0.1:9/api/")
    with served(settings) as (process, log):
        said, _ = read_until(log, "source failed")
        process.send_signal(signal.SIGTERM)
        said += log.read()
    assert CANARY not in said


def test_f7_readiness_says_why_when_the_schema_is_not_this_codes(tmp_path: Path) -> None:
    with served(write_scene(tmp_path, listen="127.0.0.1:0")) as (_, log):
        _, found = read_until(log, ADDRESS, "source failed")
        with closing(sqlite3.connect(tmp_path / "briefing.sqlite3", timeout=30)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{found[ADDRESS]}/readyz", timeout=15)
        with caught.value as answer:
            assert answer.code == 503
            assert b"schema" in answer.read()


def test_wrong_settings_stop_it_with_every_fault_and_code_2(tmp_path: Path) -> None:
    settings = write_scene(tmp_path, send_to='["taem"]')
    settings.write_text(settings.read_text().replace("Europe/Berlin", "Europe/Berln"))
    command = [sys.executable, "-m", "briefing", "serve", "--config", str(settings)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "Europe/Berln" in done.stderr
    assert "taem" in done.stderr
    assert "Traceback" not in done.stderr
