"""Where only some workspaces are answered, the others are told so, and nothing else, whatever they try."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest, BoltResponse

from briefing.bootstrap import talking
from briefing.bootstrap.workshop import Workshop
from briefing.slack.admission import STRANGER
from tests.fakes import FakeSlack, fake_slack
from tests.service.scene import Hands, open_scene, work_off, write_scene

OURS, THEIRS = "T0OURS", "T0THEIRS"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as server:
        yield server


@pytest.fixture
def shop(slack: FakeSlack, tmp_path: Path) -> Iterator[Workshop]:
    path = write_scene(tmp_path, slack=slack.url, listen="127.0.0.1:0")
    path.write_text(path.read_text().replace("[slack]", f'[slack]\nteams = ["{OURS}"]'))
    with open_scene(path, Hands(), SLACK_SIGNING_SECRET="s" * 32) as shop:
        yield shop


def heard(shop: Workshop, body: dict[str, Any]) -> BoltResponse:
    headers: dict[str, Any] = {"content-type": ["application/json"]}
    answer: BoltResponse = talking.app(shop).dispatch(BoltRequest(body=json.dumps(body), headers=headers))
    return answer


def interaction(team: str, slack: FakeSlack, **more: Any) -> dict[str, Any]:
    hook = slack.url.replace("/api/", "/hook/1")
    place = {
        "team": {"id": team},
        "user": {"id": "U0ANN", "team_id": team},
        "channel": {"id": "C0NEWS", "name": "news"},
    }
    return {**place, "trigger_id": f"1.{team}", "response_url": hook, **more}


def press(team: str, slack: FakeSlack, action: str, value: str) -> dict[str, Any]:
    actions = [{"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": "1.1"}]
    return interaction(team, slack, type="block_actions", container={"type": "message"}, actions=actions)


def shortcut(team: str, slack: FakeSlack) -> dict[str, Any]:
    message = {"type": "message", "text": "look <http://10.0.0.1/a|here>"}
    return interaction(team, slack, type="message_action", callback_id="summarise_link", message=message)


@pytest.mark.parametrize("action", ["more", "why", "up", "down", "change", "schedule_form", "shortcut"])
def test_d8_what_a_stranger_presses_is_answered_with_why_not(shop: Workshop, slack: FakeSlack, action: str) -> None:
    pressed = shortcut(THEIRS, slack) if action == "shortcut" else press(THEIRS, slack, action, "morning|x|1")
    assert heard(shop, pressed).status == 200
    work_off(shop)
    assert [reply["text"] for reply in slack.replies] == [STRANGER]
    assert slack.calls == []


@pytest.mark.parametrize("team", [OURS, THEIRS])
def test_d8_a_strangers_home_tab_shows_no_brief(shop: Workshop, slack: FakeSlack, team: str) -> None:
    opened = {"type": "app_home_opened", "user": "U0ANN", "tab": "home"}
    event = {"type": "event_callback", "team_id": team, "event": opened}
    assert heard(shop, event).status == 200
    ((method, arguments),) = slack.calls
    assert method == "views.publish"
    shown = json.dumps(arguments["view"])
    assert (STRANGER in shown) is (team == THEIRS)
    assert ("The Morning Brief" in shown) is (team == OURS)


def test_d8_a_form_that_was_opened_in_another_workspace_orders_nothing(shop: Workshop, slack: FakeSlack) -> None:
    place = json.dumps([OURS, "C0NEWS", "U0ANN", "news"])
    time = {"time": {"time": {"selected_time": "06:45"}}, "days": {"days": {"selected_options": [{"value": "mon"}]}}}
    zone = {"zone": {"zone": {"selected_option": {"value": "Europe/Lisbon"}}}, "minutes": {"minutes": {"value": "3"}}}
    view = {"type": "modal", "callback_id": "schedule", "private_metadata": place, "state": {"values": time | zone}}
    answer = heard(shop, interaction(THEIRS, slack, type="view_submission", view=view))
    assert json.loads(answer.body)["errors"]["time"] == "the form was opened in another workspace: open it again"
    assert shop.store.orders.orders() == []
