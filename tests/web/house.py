"""`briefing serve` as a process on loopback, with an archive, a delivery that failed, and a mail server."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from aiosmtpd.controller import Controller

from briefing.model import Brief, Delivery, DeliveryState, Destination, Item, Letter, Slot
from briefing.render.email.letters import Letters
from briefing.store.database import Database, open_store
from tests.acceptance.slack_scene import free_port
from tests.build import sample_brief
from tests.store.samples import annotation, article
from tests.unit.web.scene import morning

Found = TypeVar("Found")

ROOT = Path(__file__).parents[2]
KEY = "signing-key-canary-0123456789abcdef"
BOSS = "boss@example.com"
SLOT = "2026-11-24T07:00"
FAILED = f"morning:{SLOT}:ann:0"
SETTINGS = """
database = "sqlite:///{folder}/briefing.sqlite3"
[service]
listen = "127.0.0.1:{port}"
tick = 1
[web]
address = "{address}"
public = true
operators = ["boss@example.com"]
proxies = "127.0.0.1"
[email]
host = "127.0.0.1"
port = {mail}
security = "none"
sender = "The Morning Brief <brief@example.com>"
postal_address = "1 Example Street"
[sources.desk]
kind = "folder"
path = "{folder}/inbox"
[sources.nowhere]
kind = "folder"
path = "{folder}/not-there"
[topics.transport]
words = ["bridge", "ferry"]
[briefs.morning]
title = "The Morning Brief"
at = "{at}"
topics = ["transport"]
open = true
[briefs.evening]
title = "The Evening Brief"
open = true
"""


@dataclass
class Postbox:
    """A mail server's handler: what came, by addressee."""

    came: list[tuple[str, str]] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        text = envelope.content.decode("utf-8", "replace").replace("=\r\n", "").replace("=3D", "=")
        self.came.append((envelope.rcpt_tos[0], text))
        return "250 kept"

    def to(self, address: str) -> str:
        """The last mail to somebody; waits until there is one."""
        return until(lambda: next((text for to, text in reversed(self.came) if to == address), ""))


@dataclass
class House:
    """The running service."""

    address: str
    folder: Path
    postbox: Postbox

    def link(self, to: str, page: str) -> str:
        """The address of a page in the last mail to somebody."""
        pattern = re.escape(f"{self.address}/{page}/") + r"[\w.:~-]+"
        found = re.search(pattern, self.postbox.to(to))
        assert found, self.postbox.to(to)
        return found[0]


@contextmanager
def open_house(folder: Path, port: int = 0, address: str = "") -> Iterator[House]:
    """Fill a store, and serve it.

    Args:
        port: where the service listens; any free one with 0.
        address: the public one, where a proxy stands before it.
    """
    (folder / "inbox").mkdir()
    store = open_store(f"sqlite:///{folder}/briefing.sqlite3")
    store.upgrade()
    fill(store)
    store.close()
    port, postbox = port or free_port(), Postbox()
    address = address or f"http://127.0.0.1:{port}"
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        at = datetime.now(UTC) + timedelta(hours=6)  # neither due nor to be caught up with while the tests run
        settings = folder / "briefing.toml"
        values = {"folder": folder, "port": port, "address": address, "mail": controller.port, "at": f"{at:%H:%M}"}
        settings.write_text(SETTINGS.format(**values))
        with _served(settings, f"http://127.0.0.1:{port}"):
            yield House(address, folder, postbox)
    finally:
        controller.stop()


def fill(store: Database) -> None:
    """A month of briefs, a story that went on, a source that fails, and a mail that was refused."""
    for day in range(1, 25):
        publish(store, replace(morning(day), items=_items(24 - day)))
    store.articles.save(article("a1"), annotation(article("a1")), "bridge")
    letters = Letters(sender="The Morning Brief <brief@example.com>", postal_address="1 Example Street")
    to, now = "ann@example.org", sample_brief().created
    mail = letters.letter(Letter.CONFIRM, to, FAILED, ("The Morning Brief",), "http://127.0.0.1/", now)
    refused = Delivery(FAILED, "morning", SLOT, Destination("ann", "email", to), mail, DeliveryState.FAILED)
    store.ledger.add(replace(refused, reason="550 5.1.1 no such mailbox", created=now, updated=now))


def _items(ago: int) -> tuple[Item, ...]:
    """Two to five stories, another one first on each day."""
    both = sample_brief().items * 2
    return both[ago % 5 : ago % 5 + 5 - ago % 4]


def publish(store: Database, brief: Brief) -> None:
    """Put a brief into the archive, as the service does."""
    now = brief.created
    slot = Slot(brief.name, datetime.fromisoformat(brief.slot), now, now + timedelta(hours=4))
    assert store.ledger.claim_slot(slot, "tests", now, 60)
    assert store.ledger.publish(brief, (), now, None)


@contextmanager
def _served(settings: Path, address: str) -> Iterator[None]:
    """`briefing serve` until the context ends; its log lies beside the settings."""
    command = [sys.executable, "-m", "briefing", "serve", "--config", str(settings)]
    environment = {**os.environ, "SIGNING_KEY": KEY, "PYTHONUNBUFFERED": "1"}
    with (settings.parent / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log, stdout=log)
        try:
            assert until(lambda: process.poll() is not None or _answers(address))
            assert process.poll() is None, (settings.parent / "log").read_text()
            yield
        finally:
            process.terminate()
            process.wait(30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def until(look: Callable[[], Found], seconds: float = 20) -> Found:
    """What `look` finds, as soon as it finds something; another process does the work."""
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.02)
    return found
