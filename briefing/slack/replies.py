"""Answers to slash commands, posted to the response_url that came with them."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from briefing.errors import Permanent, Transient
from briefing.model import Annotation, Article, Brief, Destination, Links, Request
from briefing.render.slack import SlackRenderer, article_message
from briefing.render.slack_elements import escaped

HOST = "hooks.slack.com"
NOT_FOR_REPLIES = frozenset({"channel", "metadata"})
OK = 200


class SlackReplies:
    """Implements the worker's `Reply` for Slack.

    Args:
        hosts: the hosts that a response_url may name; anything else is not Slack.
    """

    def __init__(self, hosts: frozenset[str] = frozenset({HOST})) -> None:
        self._hosts = hosts
        self._renderer = SlackRenderer()

    def brief(self, request: Request, brief: Brief) -> None:
        """Show the brief to the asker alone, part by part."""
        place = Destination("reply", "slack", str(request.reply_to.get("channel_id", "")))
        for part in self._renderer.render(brief, place, Links()).parts:
            self._post(request, json.loads(part.payload))

    def article(self, request: Request, article: Article, annotation: Annotation) -> None:
        """Show what an article says to the asker alone."""
        self._post(request, article_message(article, annotation))

    def problem(self, request: Request, words: str) -> None:
        """Tell the asker why there is no answer."""
        self._post(request, {"text": escaped(words)})

    def _post(self, request: Request, message: Mapping[str, Any]) -> None:
        url = str(request.reply_to.get("response_url", ""))
        if urlsplit(url).hostname not in self._hosts:
            raise Permanent("the response_url is not Slack's")
        body = {key: value for key, value in message.items() if key not in NOT_FOR_REPLIES}
        try:
            answer = WebhookClient(url, timeout=20, retry_handlers=[]).send_dict({**body, "response_type": "ephemeral"})
        except (SlackClientError, OSError) as error:
            raise Transient(f"the answer could not be posted: {type(error).__name__}") from None
        if answer.status_code != OK:
            raise Transient(f"Slack did not take the answer: {answer.status_code} {answer.body[:100]}")
