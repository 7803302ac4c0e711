"""A process that mails is killed at each stage of the dialogue: nobody goes without, nobody gets a second mail (F13).

But for the one case that cannot be told apart: killed after the server took the mail and before it said so. Then the
same bytes with the same Message-ID come once more.
"""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefing.model import DeliveryState
from tests.fakes import FakeSmtp, fake_smtp
from tests.service.scene import Hands, open_scene, work_for, work_off, write_scene

STAGES = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "body", "dot", "after")
READERS = tuple(f"reader{number}@example.com" for number in range(len(STAGES) + 2))
MORE = """
[destinations.readers]
channel = "email"
addresses = {addresses}
[email]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "brief@example.com"
timeout = 5
connections = 1
"""


class Killer:
    """Kills whoever speaks to the server, at a stage."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stage = ""
        self.victim = 0
        reply, body = FakeSmtp._reply, FakeSmtp._body

        def replying(smtp: FakeSmtp, connection: socket.socket, stage: str, usual: str) -> bool:
            return not self._killed(stage) and reply(smtp, connection, stage, usual)

        def taking(smtp: FakeSmtp, connection: socket.socket, lines: Any, recipient: str) -> bool:
            if self._killed("body"):
                return False
            if self.stage == "dot":
                while lines.readline() not in {b".\r\n", b""}:
                    pass
                return not self._killed("dot")
            return body(smtp, connection, lines, recipient)

        monkeypatch.setattr(FakeSmtp, "_reply", replying)
        monkeypatch.setattr(FakeSmtp, "_body", taking)

    def _killed(self, stage: str) -> bool:
        if stage != self.stage or not self.victim:
            return False
        os.kill(self.victim, signal.SIGKILL)
        self.victim = 0
        return True


def test_f13_killed_at_every_stage_nobody_goes_without_and_only_the_unknown_comes_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killer = Killer(monkeypatch)
    with fake_smtp() as smtp:
        addresses = str(list(READERS)).replace("'", '"')
        more = MORE.format(addresses=addresses, port=smtp.port)
        path = write_scene(tmp_path, send_to='["readers"]', more=more)
        with open_scene(path, Hands()) as shop:
            work_off(shop)
        for killer.stage in STAGES:
            command = [sys.executable, "-m", "tests.service.victim", str(path)]
            with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as process:
                killer.victim = process.pid
                assert process.wait(60) == -signal.SIGKILL, killer.stage
        unknown = smtp.accepted[-1]
        clock = Hands()
        with open_scene(path, clock) as shop:
            work_for(shop, clock, minutes=15)
            states = {one.destination.address: one.state for one in shop.store.ledger.find(brief="morning")}
    assert states == dict.fromkeys(READERS, DeliveryState.SENT)
    counts = Counter(address for address, _ in smtp.accepted)
    assert counts == {address: 2 if address == unknown[0] else 1 for address in READERS}
    assert smtp.accepted.count(unknown) == 2
