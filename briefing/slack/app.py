"""The line to Slack in Socket Mode: no public address is needed, and Slack authenticates the line itself."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from briefing.slack.commands import Commands


@contextmanager
def listening(commands: Commands, *, bot_token: str, app_token: str, base_url: str) -> Iterator[None]:
    """Take slash commands while the context is open.

    Args:
        commands: understands and keeps them.
        bot_token: xoxb-…; app_token: xapp-…, with connections:write.
        base_url: the Web API's address, ending in a slash.
    """
    quiet = logging.getLogger("briefing.slack")
    client = WebClient(token=bot_token, base_url=base_url)
    app = App(client=client, token_verification_enabled=False, logger=quiet)

    @app.command(commands.command)
    def on_command(ack: Any, command: dict[str, Any]) -> None:
        ack({"response_type": "ephemeral", "text": commands.answer(command)})

    handler = SocketModeHandler(app, app_token, web_client=WebClient(token=bot_token, base_url=base_url), logger=quiet)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]
