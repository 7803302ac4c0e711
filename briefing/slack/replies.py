"""Answers in Slack: through the response_url that came with a command, and by message once that has expired.

A response_url takes five posts within thirty minutes
(https://docs.slack.dev/interactivity/handling-user-interaction#message_responses).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

from briefing.deliver.slack import UNREADABLE, asked_pause, attempt
from briefing.model import Answer, Later, Links, Outcome, Refused, Request, Sent, Unclear
from briefing.pipeline.searching import FOUND
from briefing.render.slack.buttons import ALL_OF_STORY, ASKED, MORE, WHY, Buttons
from briefing.render.slack.elements import escaped
from briefing.render.slack.message import article_message, brief_messages

HOST = "hooks.slack.com"
LIVES = timedelta(minutes=29)
OK, TOO_MANY, SERVER_ERROR = 200, 429, 500
NOT_THERE = frozenset(
    {"channel_not_found", "not_in_channel", "user_not_in_channel", "method_not_supported_for_channel_type"}
)
"""Where nothing can be shown to somebody in the conversation, because the bot or he is not in it."""

Message = Mapping[str, Any]


class SlackReplies:
    """Implements `ports.Reply` for Slack.

    Args:
        token: the bot's token in a workspace.
        base_url: the Web API's address, ending in a slash.
        hosts: the hosts that a response_url may name; anything else is not Slack.
    """

    def __init__(self, token: Callable[[str], str], base_url: str, hosts: frozenset[str] = frozenset({HOST})) -> None:
        self._token = token
        self._base_url = base_url
        self._hosts = hosts

    def parts(self, request: Request, answer: Answer) -> Sequence[bytes]:
        """The answer as Slack messages, for the asker alone unless it is to be shared."""
        return [json.dumps(message, ensure_ascii=False).encode() for message in self._messages(request, answer)]

    def post(self, request: Request, part: bytes, now: datetime) -> Outcome:
        """Post one message, where the asker sees it soonest."""
        message = json.loads(part)
        url = _told(request, "response_url")
        if url and now - request.asked < LIVES:
            if urlsplit(url).hostname not in self._hosts:
                return Refused("the response_url is not Slack's")
            outcome = self._through_hook(url, message, shared=bool(request.reply_to.get("shared")))
            if not isinstance(outcome, Refused):
                return outcome
        return self._by_message(request, message)

    def _messages(self, request: Request, answer: Answer) -> list[Message]:
        buttons = Buttons(ASKED, request.id, _presses(answer))
        if answer.brief:
            messages, _ = brief_messages(answer.brief, Links(browser=answer.page), buttons)
        elif answer.article and answer.annotation:
            messages = [article_message(answer.article, answer.annotation, buttons)]
        else:
            messages = [{"text": escaped(answer.words)}]
        return list(messages)

    def _through_hook(self, url: str, message: Message, *, shared: bool) -> Outcome:
        seen_by = "in_channel" if shared else "ephemeral"
        try:
            client = WebhookClient(url, timeout=20, retry_handlers=[])
            return _understood(client.send_dict({**message, "response_type": seen_by}), shared=shared)
        except UNREADABLE as error:
            return _interrupted(f"the answer could not be posted: {type(error).__name__}", shared=shared)

    def _by_message(self, request: Request, message: Message) -> Outcome:
        client = WebClient(token=self._token(_told(request, "team_id")), base_url=self._base_url, retry_handlers=[])
        conversation, user = _told(request, "channel_id"), _told(request, "user_id")
        if request.reply_to.get("shared"):
            return attempt(lambda: client.api_call("chat.postMessage", json={**message, "channel": conversation}))
        if conversation:
            shown = {**message, "channel": conversation, "user": user}
            outcome = attempt(lambda: client.api_call("chat.postEphemeral", json=shown))
            if not (isinstance(outcome, Refused) and outcome.reason in NOT_THERE):
                return outcome
        return attempt(lambda: client.api_call("chat.postMessage", json={**message, "channel": user}))


def _presses(answer: Answer) -> tuple[str, ...]:
    """What can be pressed below a story: a vote needs a standing order that it counts for."""
    if answer.brief is None:
        return (MORE,)
    return (MORE, WHY) if answer.brief.name == FOUND else ALL_OF_STORY


def _understood(answer: WebhookResponse, *, shared: bool) -> Outcome:
    if answer.status_code == OK:
        return Sent({})
    reason = f"Slack did not take the answer: {answer.status_code} {answer.body[:100]}"
    if answer.status_code == TOO_MANY:
        return Later(reason, asked_pause(answer.headers))
    if answer.status_code >= SERVER_ERROR:
        return _interrupted(reason, shared=shared)
    return Refused(reason)


def _interrupted(reason: str, *, shared: bool) -> Outcome:
    """What is only for the asker's eyes may come twice rather than not at all; what all see may not."""
    return Unclear(reason) if shared else Later(reason)


def _told(request: Request, key: str) -> str:
    return str(request.reply_to.get(key) or "")
