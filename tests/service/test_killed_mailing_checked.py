"""The independent mail server beside the project, which fails at any stage, while the process that mails is killed.

At each of its stages twice: the server goes on as if nothing had happened, or fails there itself at the same moment.
"""

import importlib.util
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefing.model import DeliveryState
from tests.service.scene import Hands, open_scene, work_for, work_off, write_scene
from tests.service.test_killed_mailing import MORE

CHECKS = Path(__file__).parents[2] / ".." / "shared" / "checks"
STAGES = (
    *("connect", "mail", "rcpt", "data", "drop_before_data", "drop_mid_data", "data_end"),
    *("drop_after_data", "hang_after_data"),
)
AFTER_TAKING = {"drop_after_data", "hang_after_data"}
WAYS = [(stage, fails) for stage in STAGES for fails in (False, True)]
READERS = tuple(f"reader{number}@example.com" for number in range(len(WAYS) + 2))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CHECKS.is_dir(), reason="the checkers lie beside the project and are absent here"),
]


class Killer:
    """Kills whoever speaks to the server at one of its stages, and lets it fail there or not.

    Attributes:
        unknown: who got a mail while nobody lived to hear that it was taken: the one case that cannot be told apart.
    """

    def __init__(self, server: Any) -> None:
        self.unknown: set[str] = set()
        self._server = server
        self._fault = server._take
        self._stage, self._fails = "", False
        self._victim: subprocess.Popen[bytes] | None = None
        self._taken: int | None = None
        server._take = self._take

    def at(self, stage: str, fails: bool, settings: Path) -> None:
        """Start a process that mails, and see it killed."""
        command = [sys.executable, "-m", "tests.service.victim", str(settings)]
        with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as victim:
            self._stage, self._fails, self._victim = stage, fails, victim
            assert victim.wait(60) == -signal.SIGKILL, stage

    def _take(self, stage: str, address: str = "") -> Any:
        if stage == "connect":
            self._remember()
        victim = self._victim
        if stage != self._stage or victim is None:
            return self._fault(stage, address)
        self._victim, self._taken = None, len(self._server.messages) - (stage in AFTER_TAKING)
        os.kill(victim.pid, signal.SIGKILL)
        return {"code": 451, "delay": 0.1} if self._fails else None

    def _remember(self) -> None:
        """The next process has come: whatever was taken since the last one died."""
        if self._taken is not None:
            self.unknown |= {_recipient(mail) for mail in self._server.messages[self._taken :]}
            self._taken = None


@pytest.fixture
def server() -> Iterator[Any]:
    with _module().FakeSMTP() as server:
        yield server


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fake_smtp", CHECKS / "fake_smtp.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_f13_killed_at_every_stage_of_the_independent_server_nobody_goes_without_or_gets_a_mail_twice_but_the_unknown(
    tmp_path: Path, server: Any
) -> None:
    killer = Killer(server)
    addresses = str(list(READERS)).replace("'", '"')
    path = write_scene(tmp_path, send_to='["readers"]', more=MORE.format(addresses=addresses, port=server.port))
    with open_scene(path, Hands()) as shop:
        work_off(shop)
    for stage, fails in WAYS:
        killer.at(stage, fails, path)
    clock = Hands()
    with open_scene(path, clock) as shop:
        work_for(shop, clock, minutes=20)
        states = {one.destination.address: one.state for one in shop.store.ledger.find(brief="morning")}
    assert states == dict.fromkeys(READERS, DeliveryState.SENT)
    counts = Counter(map(_recipient, server.messages))
    assert counts == {address: 2 if address in killer.unknown else 1 for address in READERS}
    assert set(server.duplicates().values()) == {2}
    assert len(server.duplicates()) == len(killer.unknown)
    assert len({(_recipient(mail), mail["data"]) for mail in server.messages}) == len(READERS)


def _recipient(mail: dict[str, Any]) -> str:
    (address,) = mail["rcpt_tos"]
    return str(address)
