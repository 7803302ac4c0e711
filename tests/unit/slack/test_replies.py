"""Answers go to Slack's response_url and nowhere else."""

from datetime import UTC, datetime

import pytest

from briefing.errors import Permanent, Transient
from briefing.model import Annotation, Article, Request
from briefing.slack.replies import SlackReplies
from tests.build import sample_brief
from tests.fakes import fake_slack

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
HERE = frozenset({"127.0.0.1"})


def asked(url: str) -> Request:
    return Request("slack:1", "brief", "morning", NOW, {"response_url": url, "channel_id": "C0NEWS"})


def test_a_brief_is_shown_to_the_asker_alone() -> None:
    with fake_slack() as slack:
        SlackReplies(HERE).brief(asked(slack.url.replace("/api/", "/hook/1")), sample_brief())
        assert slack.replies
        for reply in slack.replies:
            assert reply["response_type"] == "ephemeral"
            assert reply["blocks"]
            assert "channel" not in reply
            assert "metadata" not in reply


def test_an_article_and_a_problem_are_answered_too() -> None:
    article = Article("1", "https://post.example/a", "A title", "Some text.")
    with fake_slack() as slack:
        request = asked(slack.url.replace("/api/", "/hook/1"))
        SlackReplies(HERE).article(request, article, Annotation("1", 1, (), (), (), ()))
        SlackReplies(HERE).problem(request, "not <found>")
        assert [bool(reply.get("blocks")) for reply in slack.replies] == [True, False]
        assert slack.replies[1]["text"] == "not &lt;found&gt;"


@pytest.mark.parametrize("url", ["https://evil.example/hook", "http://169.254.169.254/", ""])
def test_d7_a_response_url_that_is_not_slacks_is_never_called(url: str) -> None:
    with pytest.raises(Permanent):
        SlackReplies().problem(asked(url), "no")


def test_a_hook_that_cannot_be_reached_may_work_later() -> None:
    with pytest.raises(Transient):
        SlackReplies(HERE).problem(asked("http://127.0.0.1:9/hook"), "no")
