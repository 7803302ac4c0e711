"""The strict fake of Slack that lies beside the project, and the service that listens to it."""

import importlib.util
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from briefing.bootstrap.serving import service
from briefing.bootstrap.workshop import Workshop, workshop
from briefing.settings.reading import load
from tests.service.scene import DUE, Hands, write_scene

CHECKS = Path(__file__).parents[3] / "shared" / "checks"
BESIDE = [
    pytest.mark.shared,
    pytest.mark.skipif(not (CHECKS / "fake_slack.py").exists(), reason="the checks beside the project are absent"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@contextmanager
def strict_slack(**options: Any) -> Iterator[Any]:
    """The fake, running; the options are those of its class."""
    sys.path.insert(0, str(CHECKS))
    spec = importlib.util.spec_from_file_location("fake_slack", CHECKS / "fake_slack.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(CHECKS))
    with module.FakeSlack(**options) as server:
        yield server
    # The fake leaves its event loop to the collector, which would warn in some later test.
    server.thread.join(5)
    server.loop.close()


@contextmanager
def talking(slack: Any, folder: Path, *, http: bool = False, more: str = "") -> Iterator[Workshop]:
    """The service with some collected articles, listening on a Socket Mode line or over HTTP."""
    port = free_port()
    listen = f"127.0.0.1:{port}" if http else ""
    path = write_scene(folder, slack=slack.base_url, send_to='["team"]', listen=listen, more=more)
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token}
    tokens |= {"SLACK_SIGNING_SECRET": slack.secret} if http else {"SLACK_APP_TOKEN": slack.app_token}
    clock = Hands(DUE)
    with workshop(load(path, tokens), clock) as shop:
        worker = shop.worker
        worker.collecting.poll(worker.sources["desk"], "", DUE)
        slack.app_url = f"http://127.0.0.1:{port}/slack/events"
        # What is signed carries the time of the clock that the service has.
        slack.clock = lambda: clock().timestamp() if http else time.time()
        with service(shop):
            yield shop


def settle(shop: Workshop) -> None:
    """Wait until every job is done."""
    assert shop.worker.queue.settle(timeout=30)  # type: ignore[attr-defined]


def eventually(check: Callable[[], Any]) -> Any:
    """What the check comes to once it comes to something: what is done behind an acknowledgement takes a moment."""
    deadline = time.monotonic() + 10
    while not (found := check()):
        assert time.monotonic() < deadline
        Event().wait(0.01)
    return found


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
