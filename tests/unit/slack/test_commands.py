"""What people type behind /brief, and what it comes to."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.model import BriefSpec, Destination, Request
from briefing.slack.commands import Commands

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
SPECS = {
    "morning": BriefSpec("morning", "The Morning <Brief>", destinations=(Destination("team", "slack", "C0NEWS"),)),
    "energy": BriefSpec("energy", "The Energy Desk"),
}


class Desk:
    """Keeps requests as the service does: each id once."""

    def __init__(self) -> None:
        self.requests: dict[str, Request] = {}

    def keep(self, request: Request) -> bool:
        return self.requests.setdefault(request.id, request) is request

    def ask(self, text: str, channel: str = "C0NEWS", trigger: str = "1.2") -> str:
        payload = {
            "text": text,
            "channel_id": channel,
            "user_id": "U1",
            "trigger_id": trigger,
            "response_url": "https://hooks.slack.com/commands/1",
        }
        return Commands("/brief", SPECS, self.keep, lambda: NOW).answer(payload)


def test_nothing_but_the_command_asks_for_this_conversations_brief() -> None:
    desk = Desk()
    assert "The Morning &lt;Brief&gt;" in desk.ask("")
    [request] = desk.requests.values()
    assert (request.question, request.subject, request.asked) == ("brief", "morning", NOW)
    assert request.reply_to["response_url"] == "https://hooks.slack.com/commands/1"


def test_a_conversation_without_a_brief_is_told_what_there_is() -> None:
    desk = Desk()
    assert "`energy`" in desk.ask("", channel="C0OTHER")
    assert desk.requests == {}


def test_a_brief_may_be_asked_for_by_name() -> None:
    desk = Desk()
    desk.ask("Energy", channel="C0OTHER")
    assert [request.subject for request in desk.requests.values()] == ["energy"]


@pytest.mark.parametrize(
    "typed",
    [
        "https://post.example/a?b=1&amp;c=2",
        "<https://post.example/a?b=1&amp;c=2>",
        "<https://post.example/a?b=1&amp;c=2|post>",
    ],
)
def test_an_address_asks_for_its_article(typed: str) -> None:
    desk = Desk()
    desk.ask(typed)
    [request] = desk.requests.values()
    assert (request.question, request.subject) == ("article", "https://post.example/a?b=1&c=2")


def test_help_answers_at_once() -> None:
    desk = Desk()
    assert "/brief https://" in desk.ask("help")
    assert desk.requests == {}


def test_a_command_that_slack_sends_again_is_the_same_request() -> None:
    desk = Desk()
    desk.ask("", trigger="7.7")
    desk.ask("", trigger="7.7")
    assert len(desk.requests) == 1


@pytest.mark.parametrize("typed", ["--help; rm -rf /", "file:///etc/passwd", "x" * 5_000, "javascript:alert(1)"])
def test_d6_anything_else_is_answered_with_what_can_be_asked(typed: str) -> None:
    desk = Desk()
    assert "/brief help" in desk.ask(typed)
    assert desk.requests == {}


@given(some.text(max_size=300))
def test_c1_whatever_is_typed_the_answer_mentions_nobody(text: str) -> None:
    said = Desk().ask(f"<!channel> {text}")
    assert "<!" not in said
    assert "<@" not in said
