"""A destination that dies is told of where the operator reads, once, through the ledger."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from briefing.bootstrap.workshop import Workshop
from briefing.errors import ConfigError
from briefing.model import DeliveryState, Destination
from briefing.render.notice import Notice, NoticeRenderer
from briefing.settings.reading import load
from tests.fakes import FakeSlack, fake_slack, fake_smtp
from tests.service.scene import DUE, Hands, open_scene, work_off, write_scene

OPS = '[destinations.ops]\nchannel = "slack"\nconversation = "C0OPS"\n'
OPS_BY_MAIL = """
[destinations.ops]
channel = "email"
addresses = ["ops@example.com"]
[email]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "brief@example.com"
"""
NOTICE = Notice(
    "@operator:1:ops:0", "team: a brief is failed", "Destination: <!channel>\nsay *this*", datetime.now(UTC)
)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as server:
        yield server


@contextmanager
def house(folder: Path, slack: FakeSlack, clock: Hands, operator: str = '["ops"]') -> Iterator[Workshop]:
    path = write_scene(folder, slack=slack.url, send_to='["team"]', more=OPS)
    path.write_text(path.read_text().replace("tick = 1", f"tick = 1\noperator = {operator}"))
    with open_scene(path, clock) as shop:
        work_off(shop)
        clock.now = DUE
        yield shop


def told(slack: FakeSlack) -> list[str]:
    return [json.dumps(one["blocks"]) for one in slack.messages if one["channel"] == "C0OPS"]


@pytest.mark.parametrize("code", ["token_revoked", "is_archived", "channel_not_found"])
def test_f12_a_destination_that_dies_is_told_of_once_with_what_can_be_done(
    tmp_path: Path, slack: FakeSlack, code: str
) -> None:
    clock = Hands()
    with house(tmp_path, slack, clock) as shop:
        for _ in range(2):
            slack.faults.append(f"error:{code}")
            work_off(shop)
            work_off(shop)
            clock.now += timedelta(days=1)
        failed = shop.store.ledger.find(state=DeliveryState.FAILED, limit=9)
    (notice,) = told(slack)
    assert code in notice
    assert "briefing deliveries retry morning:2026-11-24T07:00:team:0" in notice
    assert len(failed) == 2


def test_f12_when_nothing_can_be_said_in_slack_any_more_a_mail_says_so(tmp_path: Path, slack: FakeSlack) -> None:
    clock = Hands()
    with fake_smtp() as smtp:
        path = write_scene(tmp_path, slack=slack.url, send_to='["team"]', more=OPS_BY_MAIL.format(port=smtp.port))
        path.write_text(path.read_text().replace("tick = 1", 'tick = 1\noperator = ["ops"]'))
        with open_scene(path, clock) as shop:
            work_off(shop)
            clock.now = DUE
            slack.faults.extend(["error:token_revoked"] * 9)
            for _ in range(3):
                work_off(shop)
                clock.now += timedelta(minutes=1)
            states = [one.state for one in shop.store.ledger.find(brief="@operator", limit=9)]
    ((recipient, mail),) = smtp.accepted
    words = message_from_bytes(mail, policy=policy.default).get_content()
    assert recipient == "ops@example.com"
    assert "Destination: team (slack C0NEWS)" in words
    assert "token_revoked: the token was revoked: install the app again and renew SLACK_BOT_TOKEN" in words
    assert states == [DeliveryState.SENT]
    assert slack.messages == []


def test_a_dead_destination_of_the_operator_is_not_told_of_in_a_circle(tmp_path: Path, slack: FakeSlack) -> None:
    clock = Hands()
    with house(tmp_path, slack, clock) as shop:
        slack.faults.extend(["error:token_revoked", "error:token_revoked"])
        for _ in range(4):
            work_off(shop)
        notices = shop.store.ledger.find(brief="@operator", limit=9)
    assert [one.state for one in notices] == [DeliveryState.FAILED]


def test_who_fails_is_not_told_of_it_through_itself(tmp_path: Path, slack: FakeSlack) -> None:
    clock = Hands()
    with house(tmp_path, slack, clock, operator='["team"]') as shop:
        slack.faults.append("error:is_archived")
        work_off(shop)
        work_off(shop)
    assert slack.messages == []


def test_refused_mail_to_a_subscriber_is_no_matter_for_a_notice(tmp_path: Path, slack: FakeSlack) -> None:
    clock = Hands()
    with house(tmp_path, slack, clock) as shop:
        work_off(shop)
        (sent,) = shop.store.ledger.find(brief="morning", limit=9)
        person = Destination("subscriber/1", "email", "ann@example.com")
        shop.worker.delivering.tell(replace(sent, destination=person, state=DeliveryState.FAILED, reason="550 gone"))
        assert shop.store.ledger.find(brief="@operator", limit=9) == []


def test_a_mail_and_a_notification_carry_the_same_words() -> None:
    renderer = NoticeRenderer("The Desk <desk@example.com>")
    mail = message_from_bytes(
        renderer.part(NOTICE, Destination("ops/a@example.com", "email", "a@example.com")).payload, policy=policy.default
    )
    assert (mail["Subject"], mail["To"], mail["Auto-Submitted"]) == (NOTICE.title, "a@example.com", "auto-generated")
    assert mail.get_content().splitlines() == NOTICE.words.splitlines()
    assert b"say *this*" in renderer.part(NOTICE, Destination("ops", "notify", "ops")).payload


def test_words_from_elsewhere_call_nobody_in_slack() -> None:
    post = NoticeRenderer().part(NOTICE, Destination("ops", "slack", "C0OPS"))
    arguments = json.loads(post.payload)
    assert "<!channel>" not in arguments["text"]
    nodes = [node for part in arguments["blocks"][0]["elements"] for node in part["elements"]]
    assert {node["type"] for node in nodes} == {"text"}


@pytest.mark.parametrize("operator", ['["opps"]', '["folder"]'])
def test_where_nobody_would_read_it_is_a_fault_of_the_settings(tmp_path: Path, operator: str) -> None:
    path = write_scene(tmp_path)
    path.write_text(path.read_text().replace("tick = 1", f"tick = 1\noperator = {operator}"))
    with pytest.raises(ConfigError, match=r"service\.operator"):
        load(path, {"SLACK_BOT_TOKEN": "xoxb-1"})
