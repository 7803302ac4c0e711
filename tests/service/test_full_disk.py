"""A service whose disk is full, or may not be written to: it says so, stays up, and goes on once it can."""

import itertools
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import Transient
from briefing.model import SourceState
from briefing.store.database import Database, open_store
from tests.disks import Disk, small_disk
from tests.service.scene import Hands, open_scene, work_off, write_scene
from tests.service.test_serve import ADDRESS, ROOT, read_until, served


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", 5) as disk:
        yield disk


def test_f6_a_service_whose_disk_is_full_says_so_and_goes_on_once_there_is_space(tmp_path: Path, disk: Disk) -> None:
    url = f"sqlite:///{disk.folder}/briefing.sqlite3"
    settings = write_scene(tmp_path, database=url, listen="127.0.0.1:0")
    with served(settings) as (process, log):
        _, found = read_until(log, ADDRESS, "source polled")
        fill_up(url)
        status, said = asked(found[ADDRESS], "readyz")
        assert (status, said[:30]) == (503, "there is no space left for the")
        assert asked(found[ADDRESS], "healthz") == (200, "ok")
        assert process.poll() is None
        disk.resize(20)
        assert asked(found[ADDRESS], "readyz") == (200, "ok")
        command = [sys.executable, "-m", "briefing", "collect", "desk", "--config", str(settings)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
        process.send_signal(signal.SIGTERM)
        assert process.wait(25) == 0
    with closing(open_store(url)) as store:
        store.verify()
        assert len(store.articles.search("lynx")) == 1


def test_f7_a_service_that_may_not_write_refuses_to_start(tmp_path: Path, disk: Disk) -> None:
    settings = write_scene(tmp_path, database=f"sqlite:///{disk.folder}/briefing.sqlite3")
    with open_scene(settings, Hands()) as shop:
        work_off(shop)
    disk.make_read_only()
    command = [sys.executable, "-m", "briefing", "serve", "--config", str(settings)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "may this user write to its folder?" in done.stderr
    assert "Traceback" not in done.stderr


def asked(address: str, page: str) -> tuple[int, str]:
    """Status and text of a page."""
    try:
        with urllib.request.urlopen(f"{address}/{page}", timeout=30) as answer:
            return answer.status, answer.read().decode().strip()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode().strip()


def fill_up(url: str) -> None:
    """Write, in ever smaller pieces, until nothing more has room."""
    with closing(open_store(url)) as store:
        for size in (50_000, 10_000, 1_000):
            with pytest.raises(Transient, match="no space left"):
                save_for_ever(store, size)


def save_for_ever(store: Database, size: int) -> None:
    for number in itertools.count():
        store.sources.save(SourceState(f"filler{size}-{number}", problem="x" * size))
