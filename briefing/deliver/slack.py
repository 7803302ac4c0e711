"""Delivery to a Slack conversation: one chat.postMessage, and the look-up by its metadata.

The client's own retry handlers are off: its default one sends a message again after a connection reset, when it may
have been posted already. What a failure means is decided by tables of Slack's error codes
(https://docs.slack.dev/reference/methods/chat.postMessage#errors).
"""

import json
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from briefing.deliver.slack_advice import explained
from briefing.model import Absent, Delivery, Finding, Later, Outcome, Refused, Sent, Unclear

UNCLEAR = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org"})
LATER = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "accesslimited"})
MALFORMED = frozenset({"invalid_blocks", "invalid_blocks_format", "invalid_metadata_format", "msg_blocks_too_long"})
NOT_PERMITTED = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "access_denied"})
SERVER_ERROR = 500
TOO_MANY = 429
CODE = re.compile(r"[a-z0-9_]{1,80}")
PAGES = 20
NEVER_SENT = (ConnectionRefusedError, socket.gaierror)
"""What fails before a byte of the request can leave."""
UNREADABLE = (SlackClientError, OSError, HTTPException, ValueError, LookupError)
"""What Slack's client raises where no answer comes that can be read; LookupError for an encoding that is none."""
CLOCK_SKEW = timedelta(minutes=5)
_SECONDS = re.compile(r"[0-9]{1,9}")

Call = Callable[[], SlackResponse]


class SlackChannel:
    """Posts to Slack's conversations.

    Args:
        token: the bot's token in a workspace, "" being the only one there is.
        base_url: the Web API's address, ending in a slash.
        timeout: seconds for one call.
    """

    settle = 20.0

    def __init__(
        self, token: Callable[[str], str], base_url: str = "https://slack.com/api/", timeout: float = 30.0
    ) -> None:
        self._token = token
        self._base_url = base_url
        self._timeout = int(timeout)

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:
        """Post the frozen arguments; a message whose blocks Slack refuses is posted once more as plain text."""
        arguments = json.loads(delivery.part.payload)
        if thread and thread.get("ts"):
            arguments["thread_ts"] = thread["ts"]
        client = self._client(delivery)
        outcome = attempt(lambda: _post(client, arguments))
        if isinstance(outcome, Refused) and outcome.reason in MALFORMED:
            plainer = {key: value for key, value in arguments.items() if key != "blocks"}
            outcome = attempt(lambda: _post(client, plainer))
        return _explained(outcome)

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:
        """Search the conversation, or the thread, for the delivery's key since the delivery was made."""
        try:
            for message in self._messages(delivery, thread):
                if _key_of(message) == delivery.key:
                    return Sent({"channel": delivery.destination.address, "ts": message["ts"], "looked_up": True})
        except SlackApiError as error:
            code = _code(error)
            if code in NOT_PERMITTED:
                return Unclear(f"whether it arrived cannot be looked up ({code}): see the conversation yourself")
            return Later(f"the look-up failed: {code}", _retry_after(error))
        except _TooMuch:
            return Unclear("so much was written there since that it cannot be looked up: see the conversation yourself")
        except UNREADABLE as error:
            return Later(f"the look-up failed: {type(error).__name__}")
        return Absent()

    def _client(self, delivery: Delivery) -> WebClient:
        team, _ = place_of(delivery.destination.address)
        token = self._token(team)
        return WebClient(token=token, base_url=self._base_url, timeout=self._timeout, retry_handlers=[])

    def _messages(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Iterator[Mapping[str, Any]]:
        client = self._client(delivery)
        arguments: dict[str, Any] = {
            "channel": _conversation(client, delivery),
            "include_all_metadata": True,
            "limit": 200,
        }
        if delivery.created:
            arguments["oldest"] = f"{(delivery.created - CLOCK_SKEW).timestamp():.6f}"
        method = "conversations.history"
        if thread and thread.get("ts"):
            method = "conversations.replies"
            arguments |= {"ts": thread["ts"], "oldest": thread["ts"]}
        for _ in range(PAGES):
            answer = client.api_call(method, params=arguments)
            yield from answer.get("messages") or ()
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
            arguments["cursor"] = cursor
        raise _TooMuch


class _TooMuch(Exception):
    """A conversation has more messages than are looked through."""


def place_of(address: str) -> tuple[str, str]:
    """Workspace and conversation of an address, "T0123/C0123"; "" and the conversation where it names one alone."""
    team, _, conversation = address.rpartition("/")
    return team, conversation


def _conversation(client: WebClient, delivery: Delivery) -> str:
    """The conversation in which a delivery can be looked up: that with the bot, where it went to a person."""
    _, conversation = place_of(delivery.destination.address)
    if not conversation.startswith(("U", "W")):
        return conversation
    return str(client.api_call("conversations.open", json={"users": conversation})["channel"]["id"])


def _post(client: WebClient, arguments: Mapping[str, Any]) -> SlackResponse:
    return client.api_call("chat.postMessage", json=dict(arguments))


def attempt(call: Call) -> Outcome:
    """Make one call and say what is known of its effect; a refusal's reason is Slack's own code."""
    try:
        answer = call()
    except SlackApiError as error:
        return _refused(error)
    except URLError as error:
        if isinstance(error.reason, NEVER_SENT):
            return Later(f"Slack cannot be reached: {error.reason}")
        return Unclear(f"the connection broke: {type(error.reason).__name__}")
    except UNREADABLE as error:
        return Unclear(f"no answer that can be understood: {type(error).__name__}")
    return Sent({"channel": answer.get("channel"), "ts": answer.get("ts")})


def _refused(error: SlackApiError) -> Outcome:
    code, status = _code(error), getattr(error.response, "status_code", 200)
    if status == TOO_MANY or code in LATER:
        return Later(f"Slack asks to wait ({code or status})", _retry_after(error))
    if status >= SERVER_ERROR or not code or code in UNCLEAR:
        return Unclear(f"Slack failed in the middle ({code or status})")
    return Refused(code)


def _explained(outcome: Outcome) -> Outcome:
    if isinstance(outcome, Refused):
        return Refused(explained(outcome.reason))
    return outcome


def _code(error: SlackApiError) -> str:
    data = getattr(error.response, "data", error.response)
    code = str(data.get("error") or "") if isinstance(data, Mapping) else ""
    # The client puts a sentence of its own here when the answer was no JSON.
    return code if CODE.fullmatch(code) else ""


def _retry_after(error: SlackApiError) -> float | None:
    return asked_pause(getattr(error.response, "headers", None) or {})


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """Seconds that an answer asks to wait, between one and an hour; None where it does not say.

    Args:
        headers: of the answer, names in any case.
    """
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return min(max(float(value[:9]), 1.0), 3600.0) if _SECONDS.fullmatch(value[:9]) else None


def _key_of(message: Mapping[str, Any]) -> object:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return payload.get("delivery_key")
