"""Answers go to Slack's response_url while it lives, then to the asker by message, and nowhere else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from briefing.model import Annotation, Answer, Article, Later, Refused, Request, Sent, Unclear
from briefing.slack.replies import SlackReplies
from tests.build import sample_brief
from tests.fakes import FakeSlack, fake_slack

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
HERE = frozenset({"127.0.0.1"})
LATER = NOW + timedelta(minutes=30)


def replies(slack: FakeSlack) -> SlackReplies:
    return SlackReplies(lambda _: "xoxb-test", slack.url, HERE)


def asked(slack: FakeSlack, **more: Any) -> Request:
    url = slack.url.replace("/api/", "/hook/1")
    reply_to = {"response_url": url, "channel_id": "C0NEWS", "user_id": "U0ANN", "team_id": "T0FAKE", **more}
    return Request("slack:1", "brief", "morning", NOW, reply_to)


def told(slack: FakeSlack, request: Request, answer: Answer, now: datetime = NOW) -> list[Any]:
    way = replies(slack)
    return [way.post(request, part, now) for part in way.parts(request, answer)]


def test_a_brief_is_shown_to_the_asker_alone() -> None:
    with fake_slack() as slack:
        assert set(map(type, told(slack, asked(slack), Answer(brief=sample_brief())))) == {Sent}
        for reply in slack.replies:
            assert reply["response_type"] == "ephemeral"
            assert reply["blocks"]
            assert "channel" not in reply
            assert "metadata" not in reply


def test_a_brief_that_is_shared_is_shown_to_all() -> None:
    with fake_slack() as slack:
        told(slack, asked(slack, shared=True), Answer(brief=sample_brief()))
        assert {reply["response_type"] for reply in slack.replies} == {"in_channel"}


def test_a_brief_that_appeared_leads_to_its_page() -> None:
    page = "https://brief.example.com/briefs/morning/2026-11-24T07:00"
    with fake_slack() as slack:
        told(slack, asked(slack), Answer(brief=sample_brief(), page=page))
        told(slack, asked(slack), Answer(brief=sample_brief()))
        rows = [[block for block in reply["blocks"] if block["type"] == "actions"][-1] for reply in slack.replies]
        assert [one.get("url") for row in rows for one in row["elements"] if one["action_id"] == "open_web"] == [page]


def test_an_article_and_words_are_answered_too() -> None:
    article = Article("1", "https://post.example/a", "A title", "Some text.")
    with fake_slack() as slack:
        told(slack, asked(slack), Answer(article=article, annotation=Annotation("1", 1, (), (), (), ())))
        told(slack, asked(slack), Answer("not <found>"))
        assert [bool(reply.get("blocks")) for reply in slack.replies] == [True, False]
        assert slack.replies[1]["text"] == "not &lt;found&gt;"


@pytest.mark.parametrize("url", ["https://evil.example/hook", "http://169.254.169.254/"])
def test_d7_a_response_url_that_is_not_slacks_is_never_called(url: str) -> None:
    with fake_slack() as slack:
        [outcome] = told(slack, asked(slack, response_url=url), Answer("no"))
        assert outcome == Refused("the response_url is not Slack's")
        assert slack.calls == []


def test_a_hook_that_cannot_be_reached_may_work_later() -> None:
    with fake_slack() as slack:
        [outcome] = told(slack, asked(slack, response_url="http://127.0.0.1:9/hook"), Answer("no"))
        assert isinstance(outcome, Later)


def test_what_all_would_see_is_not_posted_again_when_nobody_knows_whether_it_arrived() -> None:
    with fake_slack() as slack:
        [outcome] = told(slack, asked(slack, response_url="http://127.0.0.1:9/hook", shared=True), Answer("no"))
        assert isinstance(outcome, Unclear)


@pytest.mark.parametrize(("pause", "seconds"), [("20", 20.0), ("9" * 5000, 3600.0), ("²", None)])
def test_a_hook_that_asks_for_a_pause_gets_it(pause: str, seconds: float | None) -> None:
    with fake_slack() as slack:
        slack.hook_faults.append(f"wait:{pause}")
        [outcome] = told(slack, asked(slack), Answer("no"))
        assert isinstance(outcome, Later)
        assert outcome.wait == seconds


def test_a_hook_whose_answer_is_cut_short_may_work_later() -> None:
    with fake_slack() as slack:
        slack.hook_faults.append("cut short")
        [outcome] = told(slack, asked(slack), Answer("no"))
        assert isinstance(outcome, Later)


def test_when_the_hook_has_expired_the_asker_is_told_in_the_conversation() -> None:
    with fake_slack() as slack:
        assert isinstance(told(slack, asked(slack), Answer("here it is"), LATER)[0], Sent)
        [(method, arguments)] = slack.calls
        assert method == "chat.postEphemeral"
        assert (arguments["channel"], arguments["user"]) == ("C0NEWS", "U0ANN")


def test_where_the_bot_is_not_in_the_conversation_the_asker_gets_a_direct_message() -> None:
    with fake_slack() as slack:
        told(slack, asked(slack, channel_id="C0GONE"), Answer("here it is"), LATER)
        assert [method for method, _ in slack.calls] == ["chat.postEphemeral", "chat.postMessage"]
        assert slack.messages[0]["channel"] == "U0ANN"
