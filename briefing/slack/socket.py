"""The line to Slack in Socket Mode: no public address is needed, and Slack authenticates the line itself."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from briefing.slack.threads import start_all

THREADS = 64


@contextmanager
def listening(app: App, app_token: str, base_url: str) -> Iterator[None]:
    """Take in what Slack sends while the context is open.

    Args:
        app_token: xapp-…, with connections:write.
        base_url: the Web API's address, ending in a slash.
    """
    quiet = logging.getLogger("briefing.slack")
    client = WebClient(base_url=base_url)
    handler = SocketModeHandler(app, app_token, web_client=client, logger=quiet, concurrency=THREADS)
    start_all(handler.client.message_workers, THREADS)
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]
