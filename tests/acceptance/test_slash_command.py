"""`/brief` over a real Socket Mode line, against the strict fake of Slack that lies beside the project."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.bootstrap.serving import service
from briefing.bootstrap.workshop import Workshop, workshop
from briefing.settings.reading import load
from tests.service.scene import DUE, Hands, write_scene

CHECKS = Path(__file__).parents[3] / "shared" / "checks"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (CHECKS / "fake_slack.py").exists(), reason="the checks beside the project are absent"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(CHECKS))
    spec = importlib.util.spec_from_file_location("fake_slack", CHECKS / "fake_slack.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "fake_slack", module)
    spec.loader.exec_module(module)
    with module.FakeSlack(socket_mode=True) as server:
        yield server
    # The fake leaves its event loop to the collector, which would warn in some later test.
    server.thread.join(5)
    server.loop.close()


@pytest.fixture
def shop(slack: Any, tmp_path: Path) -> Iterator[Workshop]:
    path = write_scene(tmp_path, slack=slack.base_url, send_to='["team"]')
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
    with workshop(load(path, tokens), Hands(DUE)) as shop:
        worker = shop.worker
        worker.collecting.poll(worker.sources["desk"], "", DUE)
        with service(shop):
            yield shop


def test_commands_are_acknowledged_at_once_and_answered_through_the_response_url(slack: Any, shop: Workshop) -> None:
    help_text = slack.socket_slash("help")
    assert help_text["acked"]
    assert "/brief https://" in str(help_text["body"])
    brief = slack.socket_slash("")
    refused = slack.socket_slash("http://169.254.169.254/latest/meta-data/")
    for acknowledged in (help_text, brief, refused):
        assert acknowledged["seconds"] < 3
    assert shop.worker.queue.settle(timeout=30)  # type: ignore[attr-defined]
    said = str(slack.responses)
    assert "Harbour tolls double in January" in said
    assert "not public" in said
    assert slack.findings == []
