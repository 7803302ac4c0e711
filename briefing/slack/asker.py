"""Who asks, and where, as every kind of payload from Slack tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing.model import Request

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody in a conversation, or on the app's Home tab, where there is none.

    Attributes:
        conversation_name: as Slack names it; "directmessage" for any direct message.
        trigger: unique for what was typed or pressed, the same when Slack sends it again; opens a modal for 3 s.
        response_url: where answers go for half an hour; empty where Slack gave none.
    """

    team: str
    conversation: str
    user: str
    conversation_name: str = ""
    trigger: str = ""
    response_url: str = ""

    @property
    def is_direct(self) -> bool:
        """Whether it is a direct message, to which only the asker himself can be sent anything."""
        return self.conversation.startswith("D") or not self.conversation

    def request(self, question: str, subject: str, now: datetime, **more: Any) -> Request:
        """What he asks, to be answered where he asked it."""
        reply_to = {
            "response_url": self.response_url,
            "channel_id": self.conversation,
            "user_id": self.user,
            "team_id": self.team,
            **more,
        }
        return Request(f"slack:{self.trigger}", question, subject, now, reply_to)


def of_command(payload: Payload) -> Asker:
    """Who typed a slash command (https://docs.slack.dev/interactivity/implementing-slash-commands)."""
    return Asker(
        team=_text(payload, "team_id") or _text(payload, "enterprise_id"),
        conversation=_text(payload, "channel_id"),
        user=_text(payload, "user_id"),
        conversation_name=_text(payload, "channel_name"),
        trigger=_text(payload, "trigger_id"),
        response_url=_text(payload, "response_url"),
    )


def of_interaction(payload: Payload) -> Asker:
    """Who pressed a button, used a shortcut or sent a form (https://docs.slack.dev/reference/interaction-payloads)."""
    user, channel = _part(payload, "user"), _part(payload, "channel")
    team = _text(_part(payload, "team"), "id") or _text(user, "team_id") or _text(_part(payload, "enterprise"), "id")
    container = _part(payload, "container")
    return Asker(
        team=team,
        conversation=_text(channel, "id") or _text(container, "channel_id"),
        user=_text(user, "id"),
        conversation_name=_text(channel, "name"),
        trigger=_text(payload, "trigger_id"),
        response_url=_text(payload, "response_url"),
    )


def _part(payload: Payload, key: str) -> Payload:
    found = payload.get(key)
    return found if isinstance(found, Mapping) else {}


def _text(payload: Payload, key: str) -> str:
    found = payload.get(key)
    return found if isinstance(found, str) else ""
