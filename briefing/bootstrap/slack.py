"""What speaking to Slack needs of the settings: tokens, hosts, buttons, and who carries answers back."""

from collections.abc import Callable
from urllib.parse import urlsplit

from briefing.ports import Reply
from briefing.render.slack_buttons import ALL_OF_STORY
from briefing.settings.schema import SlackSettings

Tokens = Callable[[str], str]


def listens(slack: SlackSettings) -> bool:
    """Whether anything that is asked or pressed in Slack comes in."""
    return bool(slack.app_token.get_secret_value() or slack.signing_secret.get_secret_value())


def presses(slack: SlackSettings) -> tuple[str, ...]:
    """What can be pressed below a story; nothing where no press would come in."""
    return ALL_OF_STORY if listens(slack) else ()


def replies(slack: SlackSettings) -> Reply | None:
    """Who carries answers back; nobody where nothing can be asked."""
    if not listens(slack):
        return None
    from briefing.slack.replies import HOST, SlackReplies

    own = urlsplit(slack.base_url).hostname or HOST
    hosts = frozenset({HOST}) if own == "slack.com" else frozenset({HOST, own})
    return SlackReplies(tokens(slack), slack.base_url, hosts)


def tokens(slack: SlackSettings) -> Tokens:
    """The bot's token in a workspace."""
    plain = slack.bot_token.get_secret_value()
    return lambda team: plain  # noqa: ARG005  (one workspace, one token)
