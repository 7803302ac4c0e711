"""What one attempt at Slack means, against a server that fails where it is told to."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from briefing.deliver.slack import SlackChannel
from briefing.deliver.slack_advice import explained
from briefing.model import Absent, Delivery, Destination, Later, Part, Refused, Sent, Unclear
from tests.fakes import FakeSlack, fake_slack

KEY = "morning:2026-11-24T07:00:team:0"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as server:
        yield server


def delivery(channel: str = "C0NEWS") -> Delivery:
    arguments = {
        "channel": channel,
        "text": "The Morning Brief",
        "blocks": [{"type": "divider"}],
        "metadata": {"event_type": "briefing_delivery", "event_payload": {"delivery_key": KEY}},
    }
    part = Part(0, "application/json", json.dumps(arguments).encode())
    created = datetime(2026, 11, 24, 6, tzinfo=UTC)
    return Delivery(KEY, "morning", "2026-11-24T07:00", Destination("team", "slack", channel), part, created=created)


def test_a_posted_message_comes_back_with_its_receipt(slack: FakeSlack) -> None:
    outcome = SlackChannel(lambda _: "xoxb-1", slack.url).send(delivery(), None)
    assert outcome == Sent({"channel": "C0NEWS", "ts": "1795500000.000000"})


def test_a_later_part_goes_into_the_thread(slack: FakeSlack) -> None:
    SlackChannel(lambda _: "xoxb-1", slack.url).send(delivery(), {"ts": "17.1"})
    assert slack.messages[0]["thread_ts"] == "17.1"


def test_f12_being_asked_to_wait_is_not_a_failure(slack: FakeSlack) -> None:
    slack.faults.append("429")
    assert SlackChannel(lambda _: "xoxb-1", slack.url).send(delivery(), None) == Later(
        "Slack asks to wait (ratelimited)", 30.0
    )
    assert slack.messages == []


@pytest.mark.parametrize(("pause", "seconds"), [("0", 1.0), ("9" * 5000, 3600.0), ("²", None), ("soon", None)])
def test_f12_a_pause_is_kept_within_an_hour_and_what_is_no_number_is_none(
    slack: FakeSlack, pause: str, seconds: float | None
) -> None:
    slack.faults.append(f"wait:{pause}")
    outcome = SlackChannel(lambda _: "xoxb-1", slack.url).send(delivery(), None)
    assert outcome == Later("Slack asks to wait (ratelimited)", seconds)


@pytest.mark.parametrize("fault", ["500", "html", "odd charset", "reset", "error:fatal_error", "error:internal_error"])
def test_f12_what_leaves_it_open_is_unclear_and_never_tried_twice(slack: FakeSlack, fault: str) -> None:
    slack.faults.append(fault)
    outcome = SlackChannel(lambda _: "xoxb-1", slack.url).send(delivery(), None)
    assert isinstance(outcome, Unclear)
    assert len(slack.calls) == 1


@pytest.mark.parametrize("fault", ["reset after", "500 after"])
def test_f2_a_message_that_arrived_all_the_same_is_found_by_its_key(slack: FakeSlack, fault: str) -> None:
    channel = SlackChannel(lambda _: "xoxb-1", slack.url)
    slack.faults.append(fault)
    assert isinstance(channel.send(delivery(), None), Unclear)
    found = channel.look_up(delivery(), None)
    assert isinstance(found, Sent)
    assert found.receipt["ts"] == slack.messages[0]["ts"]


def test_a_message_that_did_not_arrive_is_found_absent(slack: FakeSlack) -> None:
    assert SlackChannel(lambda _: "xoxb-1", slack.url).look_up(delivery(), None) == Absent()


def test_f2_a_message_that_may_lie_further_back_than_is_read_is_not_taken_for_absent(slack: FakeSlack) -> None:
    slack.messages.extend({"channel": "C0NEWS", "ts": f"17.{number}", "text": "Hello"} for number in range(21))
    slack.page = 1
    assert isinstance(SlackChannel(lambda _: "xoxb-1", slack.url).look_up(delivery(), None), Unclear)


def test_where_the_history_may_not_be_read_nothing_is_known(slack: FakeSlack) -> None:
    slack.history = "missing_scope"
    assert isinstance(SlackChannel(lambda _: "xoxb-1", slack.url).look_up(delivery(), None), Unclear)


def test_a_look_up_that_fails_for_now_is_made_later(slack: FakeSlack) -> None:
    slack.history = "internal_error"
    assert isinstance(SlackChannel(lambda _: "xoxb-1", slack.url).look_up(delivery(), None), Later)


@pytest.mark.parametrize("code", ["token_revoked", "channel_not_found", "is_archived", "invalid_auth"])
def test_f12_a_refusal_for_good_says_what_to_do(slack: FakeSlack, code: str) -> None:
    slack.faults.append(f"error:{code}")
    outcome = SlackChannel(lambda _: "xoxb-1", slack.url).send(delivery(), None)
    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith(f"{code}: ")


CODES = """
    access_denied account_inactive cannot_reply_to_message channel_not_found channel_type_not_supported
    ekm_access_denied
    enterprise_is_restricted invalid_auth is_archived message_limit_exceeded messages_tab_disabled missing_scope
    no_permission not_allowed_token_type not_authed not_in_channel org_login_required restricted_action
    restricted_action_non_threadable_channel restricted_action_read_only_channel restricted_action_thread_locked
    restricted_action_thread_only_channel restricted_action_of_tomorrow slack_connect_blocked_file_type
    team_access_not_granted team_not_found token_expired token_revoked two_factor_setup_required
"""
TO_DO = re.compile(
    r"\b(?:ask|check|choose|install|invite|let|renew|report|set|switch|try|unlock|wait)\b|`briefing deliveries retry`"
)


@pytest.mark.parametrize("code", CODES.split())
def test_f12_every_refusal_that_somebody_can_mend_says_who_does_what(code: str) -> None:
    words = explained(code)
    assert words.startswith(f"{code}: ")
    assert TO_DO.search(words.removeprefix(code))
    assert "fault of briefing" not in words


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long", "no_text", "unheard_of"])
def test_f12_a_message_that_slack_does_not_take_is_said_to_be_our_fault(code: str) -> None:
    assert "a fault of briefing: report it" in explained(code)


def test_f12_blocks_that_slack_refuses_go_out_as_plain_text(slack: FakeSlack) -> None:
    slack.faults.append("error:invalid_blocks")
    assert isinstance(SlackChannel(lambda _: "xoxb-1", slack.url).send(delivery(), None), Sent)
    assert "blocks" not in slack.messages[0]
    assert slack.messages[0]["metadata"]["event_payload"]["delivery_key"] == KEY


def test_slack_out_of_reach_is_tried_later() -> None:
    outcome = SlackChannel(lambda _: "xoxb-1", "http://127.0.0.1:9/api/").send(delivery(), None)
    assert isinstance(outcome, Later)
