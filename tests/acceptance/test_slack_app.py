"""Buttons, forms, the Home tab and the shortcut over HTTP, against the strict fake of Slack beside the project."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from briefing.bootstrap.workshop import Workshop
from briefing.errors import Transient
from briefing.model import Answer, Request
from briefing.pipeline.answering import Answering
from tests.acceptance.slack_scene import BESIDE, eventually, settle, strict_slack, talking

pytestmark = BESIDE


@pytest.fixture
def slack() -> Iterator[Any]:
    with strict_slack() as server:
        yield server


@pytest.fixture
def shop(slack: Any, tmp_path: Path) -> Iterator[Workshop]:
    with talking(slack, tmp_path, http=True) as shop:
        yield shop


def sent(slack: Any, shop: Workshop) -> Any:
    """The brief as it was sent to the conversation on the day after."""
    worker = shop.worker
    worker.tick()
    settle(shop)
    worker.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
    for _ in range(3):
        worker.tick()
        settle(shop)
    return slack.messages[-1]


def button(message: Any, action: str) -> str:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return str(next(one["value"] for row in rows for one in row if one["action_id"] == action))


def opened(slack: Any, title: str) -> str:
    """The modal of a title, once it is there."""
    found = eventually(lambda: [one for one in slack.views.values() if one.get("title", {}).get("text") == title])
    return json.dumps(found[-1], ensure_ascii=False)


def test_a_command_is_acknowledged_and_answered(slack: Any, shop: Workshop) -> None:
    assert slack.slash("lynx")["acked"]
    settle(shop)
    assert "Rare lynx filmed near the capital" in str(slack.responses)


def test_d7_however_long_an_answer_takes_the_command_is_acknowledged_at_once(
    slack: Any, shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, go_on = Answering.answer, Event()

    def slowly(self: Answering, request: Request, now: datetime) -> Answer:
        assert go_on.wait(30)
        return found(self, request, now)

    monkeypatch.setattr(Answering, "answer", slowly)
    acknowledged = slack.slash("lynx")
    assert acknowledged["acked"]
    assert slack.responses == []
    go_on.set()
    settle(shop)
    assert "Rare lynx filmed near the capital" in str(slack.responses)


@pytest.mark.parametrize("way", ["used up", "expired"])
def test_d7_when_the_response_url_takes_nothing_more_the_asker_is_told_in_the_conversation(
    slack: Any, shop: Workshop, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    found = Answering.answer

    def too_late(self: Answering, request: Request, now: datetime) -> Answer:
        (hook,) = slack.hooks.values()
        hook.update({"uses": 5} if way == "used up" else {"born": hook["born"] - 1801})
        return found(self, request, now)

    monkeypatch.setattr(Answering, "answer", too_late)
    slack.slash("lynx")
    settle(shop)
    assert slack.responses == []
    (told,) = slack.messages
    assert (told["channel"], told["ephemeral"]) == ("C0NEWS", True)
    assert "Rare lynx filmed near the capital" in str(told["blocks"])


def test_when_the_database_fails_whoever_asked_is_told_to_try_again(
    slack: Any, shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(request: Any) -> bool:
        raise Transient("the database cannot be reached")

    monkeypatch.setattr(shop.store.requests, "add", fails)
    answer = slack.slash("lynx")
    assert answer["acked"]
    assert "try again in a minute" in answer["body"]


def test_more_opens_all_of_the_story_and_why_its_reasons(slack: Any, shop: Workshop) -> None:
    message = sent(slack, shop)
    assert slack.action("more", button(message, "more"), message=message)["acked"]
    assert "Go deeper" in opened(slack, "All of the story")
    assert slack.action("why", button(message, "why"), message=message)["acked"]
    assert "recency" in opened(slack, "Why it is here").lower()
    assert slack.findings == []


def test_thumbs_are_stored_and_move_the_next_brief(slack: Any, shop: Workshop) -> None:
    message = sent(slack, shop)
    for _ in range(2):
        slack.action("down", button(message, "down"), message=message)
    settle(shop)
    now = shop.worker.clock()
    [vote] = shop.store.votes.of("morning", now - timedelta(days=1))
    assert (vote.value, vote.reader, vote.sources) == (-1, "T0FAKE:U0ANN", ("desk",))
    assert "fewer stories like this" in str(slack.responses)


def test_buttons_below_an_answer_on_demand_know_their_story(slack: Any, shop: Workshop) -> None:
    slack.slash("harbour")
    settle(shop)
    answer = slack.responses[-1]["body"]
    assert slack.action("more", button(answer, "more"))["acked"]
    assert "Shippers expect that refineries" in opened(slack, "All of the story")
    assert slack.findings == []


@pytest.mark.parametrize("action", ["more", "why", "up"])
@pytest.mark.parametrize("value", ["", "x", "morning|gone|1", "asked|slack:gone|1", "morning|a|99999999999999999999"])
def test_a_button_of_a_story_that_is_gone_says_so(slack: Any, shop: Workshop, action: str, value: str) -> None:
    assert slack.action(action, value)["acked"]
    settle(shop)
    assert eventually(lambda: "no longer kept" in str(slack.responses) + str(slack.views))


def test_a_brief_is_ordered_in_the_form(slack: Any, shop: Workshop) -> None:
    assert slack.slash("schedule")["acked"]
    view = json.loads(opened(slack, "When the brief comes"))
    assert "Europe/Berlin" in json.dumps(view)
    values = {
        "time": {"time": {"selected_time": "06:45"}},
        "again": {"time": {"selected_time": None}},
        "days": {"days": {"selected_options": [{"value": "mon"}, {"value": "fri"}]}},
        "zone": {"zone": {"selected_option": {"value": "Europe/Lisbon"}}},
        "topics": {"topics": {"value": "wind farms, offshore wind\nharbours"}},
        "minutes": {"minutes": {"value": "3"}},
    }
    answer = slack.view_submission(view, values)
    assert json.loads(answer["body"])["response_action"] == "update"
    order = shop.store.orders.of("T0FAKE", "C0NEWS")
    assert order
    assert order.spec.schedule
    assert (order.spec.schedule.crons, order.spec.schedule.zone) == (("45 6 * * mon,fri",), "Europe/Lisbon")
    assert [topic.name for topic in order.spec.topics] == ["Wind farms", "Harbours"]
    assert order.spec.minutes == 3
    wrong = slack.view_submission(view, values | {"zone": {"zone": {"selected_option": None}}, "days": {"days": {}}})
    assert set(json.loads(wrong["body"])["errors"]) == {"zone", "days"}
    assert slack.findings == []


def test_the_change_button_opens_the_form(slack: Any, shop: Workshop) -> None:
    message = sent(slack, shop)
    assert slack.action("change", button(message, "change"), message=message)["acked"]
    assert opened(slack, "When the brief comes")


def test_the_home_tab_shows_what_comes_what_came_and_what_fails(slack: Any, shop: Workshop) -> None:
    sent(slack, shop)
    slack.slash("follow wind farms")
    settle(shop)
    assert slack.event({"type": "app_home_opened", "user": "U0ANN", "tab": "home", "channel": "D0ANN"})["acked"]
    home = json.dumps(eventually(lambda: slack.views.get("U0ANN")), ensure_ascii=False)
    for expected in ("The Morning Brief", "next on", "Wind farms", "Last briefs", "nowhere"):
        assert expected in home
    assert slack.findings == []


def test_send_now_sends_one_edition_a_day(slack: Any, shop: Workshop) -> None:
    for _ in range(2):
        assert slack.action("send_now", "morning")["acked"]
        settle(shop)
        shop.worker.tick()
        settle(shop)
    assert len([message for message in slack.messages if message["channel"] == "C0NEWS"]) == 1
    assert "sent on request today already" in str(slack.responses)


def test_a_link_in_a_message_is_summarised(slack: Any, shop: Workshop) -> None:
    trigger = "7.shortcut"
    slack.triggers[trigger] = slack.clock()
    payload = {
        "type": "message_action",
        "callback_id": "summarise_link",
        "trigger_id": trigger,
        "team": {"id": slack.team},
        "user": {"id": "U0ANN"},
        "channel": {"id": "C0NEWS", "name": "news"},
        "message": {"type": "message", "text": "look <http://10.0.0.1/a|here>"},
        "response_url": slack.new_hook(kind="shortcut"),
    }
    assert slack._interaction(payload)["acked"]
    settle(shop)
    assert "10.0.0.1 is not public" in str(slack.responses)


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")
def test_d1_to_d5_what_slack_did_not_sign_is_not_heard(slack: Any, shop: Workshop) -> None:
    now = slack.clock()
    assert slack.slash("help", corrupt=True)["status"] == 401
    assert slack.slash("help", secret="another")["status"] == 401
    assert slack.slash("help", ts=now - 301)["status"] == 401
    assert slack.slash("help", headers={"X-Slack-Request-Timestamp": "abc"})["status"] == 401
    assert slack.slash("x" * 2_000_000)["status"] == 413
    assert shop.store.requests.open(shop.worker.clock()) == []


def test_a_workspace_that_takes_the_app_away_takes_its_orders_along(slack: Any, shop: Workshop) -> None:
    slack.slash("follow wind farms")
    assert shop.store.orders.orders()
    assert slack.event({"type": "app_uninstalled"})["acked"]
    assert eventually(lambda: not shop.store.orders.orders())
