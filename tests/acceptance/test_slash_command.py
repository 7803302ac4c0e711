"""`/brief` over a real Socket Mode line, against the strict fake of Slack that lies beside the project."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.bootstrap.workshop import Workshop
from tests.acceptance.slack_scene import BESIDE, settle, strict_slack, talking

pytestmark = BESIDE


@pytest.fixture
def slack() -> Iterator[Any]:
    with strict_slack(socket_mode=True) as server:
        yield server


@pytest.fixture
def shop(slack: Any, tmp_path: Path) -> Iterator[Workshop]:
    with talking(slack, tmp_path) as shop:
        yield shop


def test_commands_are_acknowledged_at_once_and_answered_through_the_response_url(slack: Any, shop: Workshop) -> None:
    help_text = slack.socket_slash("help")
    assert help_text["acked"]
    assert "/brief https://" in str(help_text["body"])
    brief = slack.socket_slash("")
    topic = slack.socket_slash("harbour")
    nothing = slack.socket_slash("chess olympiad")
    for acknowledged in (help_text, brief, topic, nothing):
        assert acknowledged["seconds"] < 3
    settle(shop)
    said = str(slack.responses)
    assert "Harbour tolls double in January" in said
    assert "Nothing about “chess olympiad” was found" in said
    assert slack.findings == []


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/latest/meta-data/", "http://0x7f.1/", "http://[::1]:8080/"]
)
def test_d6_an_address_of_the_inside_is_refused_in_words(slack: Any, shop: Workshop, address: str) -> None:
    assert slack.socket_slash(address)["acked"]
    settle(shop)
    assert "not public" in str(slack.responses)
    assert slack.findings == []


def test_an_answer_is_tried_again_when_the_hook_fails(slack: Any, shop: Workshop) -> None:
    slack.fault("response_url", "503")
    slack.socket_slash("harbour")
    settle(shop)
    assert slack.responses == []
    shop.worker.clock.now += timedelta(seconds=10)  # type: ignore[attr-defined]
    shop.worker.tick()
    settle(shop)
    assert len(slack.responses) == 1
