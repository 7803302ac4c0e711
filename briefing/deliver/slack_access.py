"""What a token may do in Slack, found out without posting anything."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from briefing.deliver.slack import UNREADABLE
from briefing.deliver.slack_advice import explained

SECONDS = 10
FATAL = frozenset({"channel_not_found", "is_archived", "invalid_auth", "token_revoked", "account_inactive"})


@dataclass(frozen=True, slots=True)
class Access:
    """What `auth.test` answers (https://docs.slack.dev/reference/methods/auth.test).

    Attributes:
        scopes: what the token may do, from the header x-oauth-scopes; empty where Slack does not say.
        problem: why the token cannot be used, a sentence; empty when it can.
    """

    team: str = ""
    user: str = ""
    scopes: frozenset[str] = frozenset()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Why a conversation cannot be read; `fatal` when nothing can be posted to it either."""

    words: str
    fatal: bool


def access(token: str, base_url: str) -> Access:
    """Ask Slack who a token is and what it may do."""
    try:
        answer = _client(token, base_url).api_call("auth.test")
    except SlackApiError as error:
        return Access(problem=explained(_code(error)))
    except UNREADABLE as error:
        return Access(problem=_out_of_reach(error))
    headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
    scopes = frozenset(scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",") if scope.strip())
    user = answer.get("user") or answer.get("user_id") or "the bot"
    return Access(str(answer.get("team") or answer.get("team_id") or "its workspace"), str(user), scopes)


def not_reachable(token: str, base_url: str, conversation: str) -> Unseen | None:
    """Why a conversation cannot be read; None when it can."""
    try:
        _client(token, base_url).api_call("conversations.history", params={"channel": conversation, "limit": 1})
    except SlackApiError as error:
        code = _code(error)
        return Unseen(explained(code), code in FATAL)
    except UNREADABLE as error:
        return Unseen(_out_of_reach(error), fatal=True)
    return None


def _out_of_reach(error: Exception) -> str:
    cause = getattr(error, "reason", error)
    why = getattr(cause, "strerror", None) or type(cause).__name__
    return f"Slack cannot be reached ({why}): see that this machine has a network and may call slack.com over HTTPS"


def _client(token: str, base_url: str) -> WebClient:
    return WebClient(token=token, base_url=base_url, timeout=SECONDS, retry_handlers=[])


def _code(error: SlackApiError) -> str:
    data: Any = getattr(error.response, "data", error.response)
    return str(data.get("error") or "unknown")[:80] if isinstance(data, dict) else "unknown"
