"""What speaking to Slack needs of the settings: tokens, hosts, buttons, and who carries answers back."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.errors import ConfigError
from briefing.ports import Clock, InstallationStore, Reply
from briefing.render.slack.buttons import ALL_OF_STORY
from briefing.settings.schema import SlackSettings

if TYPE_CHECKING:
    from briefing.slack.installing import SealedInstallations

Tokens = Callable[..., str]
"""The bot's token by workspace and, where it is told, its organisation."""


def listens(slack: SlackSettings) -> bool:
    """Whether anything that is asked or pressed in Slack comes in."""
    return bool(slack.app_token.get_secret_value() or slack.signing_secret.get_secret_value())


def presses(slack: SlackSettings) -> tuple[str, ...]:
    """What can be pressed below a story; nothing where no press would come in."""
    return ALL_OF_STORY if listens(slack) else ()


def replies(slack: SlackSettings, token: Tokens) -> Reply | None:
    """Who carries answers back; nobody where nothing can be asked."""
    if not listens(slack):
        return None
    from briefing.slack.replies import HOST, SlackReplies

    own = urlsplit(slack.base_url).hostname or HOST
    hosts = frozenset({HOST}) if own == "slack.com" else frozenset({HOST, own})
    return SlackReplies(token, slack.base_url, hosts)


def tokens(slack: SlackSettings, vault: InstallationStore, clock: Clock) -> Tokens:
    """The bot's token in a workspace: what it installed with, or the one of the environment."""
    if slack.client_id:
        from briefing.slack.installing import Tokens as Installed

        secret = slack.client_secret.get_secret_value()
        return Installed(installations(slack, vault, clock), slack.client_id, secret, slack.base_url)
    plain = slack.bot_token.get_secret_value()
    return lambda team, enterprise="": plain  # noqa: ARG005  (one workspace, one token)


def installations(slack: SlackSettings, vault: InstallationStore, clock: Clock) -> "SealedInstallations":
    """The installations of workspaces, sealed with the keys of the environment."""
    if find_spec("cryptography") is None or find_spec("slack_bolt") is None:
        raise ConfigError("slack.client_id is set, but the extra is not installed: pip install 'briefing[slack]'")
    from briefing.slack.installing import SealedInstallations, seal_of

    return SealedInstallations(vault, seal_of(slack.encryption_key.get_secret_value()), clock)
