"""What to do when Slack refuses, by its error codes (https://docs.slack.dev/reference/methods/chat.postMessage#errors)."""

_ADVICE = {
    "access_denied": "the token may not post there: install the app again with the manifest that comes with briefing",
    "account_inactive": "the bot's account is deactivated: install the app again and renew SLACK_BOT_TOKEN",
    "cannot_reply_to_message": "the first part takes no replies: call `briefing deliveries retry` later",
    "channel_not_found": "the conversation does not exist or the bot cannot see it: check its id, or /invite the bot",
    "ekm_access_denied": "the workspace has suspended its encryption keys: ask an administrator",
    "enterprise_is_restricted": "the organisation does not let the app post: ask an administrator",
    "invalid_auth": "Slack does not accept the token: check SLACK_BOT_TOKEN",
    "is_archived": "the conversation is archived: choose another one in the settings",
    "message_limit_exceeded": "the workspace takes no more messages for now: wait, or ask an administrator",
    "messages_tab_disabled": "nobody can write to the app: switch on the Messages Tab under App Home (api.slack.com)",
    "missing_scope": "the app lacks a permission: install it again with the manifest that comes with briefing",
    "no_permission": "the token may not post there: install the app again with the manifest that comes with briefing",
    "not_allowed_token_type": "the token is not a bot's: set SLACK_BOT_TOKEN to the one that begins with xoxb-",
    "not_authed": "no token was sent: set SLACK_BOT_TOKEN",
    "not_in_channel": "the bot is not in the conversation: invite it with /invite",
    "org_login_required": "the workspace is moving to an organisation: try again when that is over",
    "restricted_action": "the workspace does not let the bot post there: ask an administrator, or choose another "
    "conversation",
    "restricted_action_non_threadable_channel": "the conversation takes no replies, and a long brief goes on in its "
    "thread: choose another conversation, or a smaller `most`",
    "restricted_action_read_only_channel": "the conversation is read-only for the bot: let an administrator add it to "
    "those who may post there (channel settings, posting permissions), or choose another conversation",
    "restricted_action_thread_locked": "the brief's thread is locked: unlock it and call `briefing deliveries retry`",
    "restricted_action_thread_only_channel": "the conversation takes replies only: choose another one",
    "team_access_not_granted": "the app is not allowed in that workspace: let the organisation add it",
    "team_not_found": "the workspace is not known: check the destination's conversation in the settings",
    "token_expired": "the token has expired: renew SLACK_BOT_TOKEN",
    "token_revoked": "the token was revoked: install the app again and renew SLACK_BOT_TOKEN",
    "two_factor_setup_required": "the workspace asks for two-factor sign-in: set it up for who installed the app",
}
_ALIKE = {
    "channel": "the conversation cannot be posted to: check it in Slack, or choose another one in the settings",
    "restricted": "the conversation does not let the bot post: ask an administrator, or choose another conversation",
    "slack_connect": "the other organisation does not let the bot post there: ask its administrator, or choose another "
    "conversation",
    "team": "the workspace does not let the app in: ask an administrator",
    "enterprise": "the organisation does not let the app in: ask an administrator",
    "token": "the token cannot be used: install the app again and renew SLACK_BOT_TOKEN",
}
"""By the first word of codes that are not listed: Slack adds new ones to known families."""
_OURS = (
    "Slack does not take the message as it is, a fault of briefing: report it with this code; `briefing briefs show` "
    "has the brief"
)


def explained(code: str) -> str:
    """Slack's code with what it means and what to do."""
    family = next((words for start, words in _ALIKE.items() if code.startswith(f"{start}_")), _OURS)
    return f"{code}: {_ADVICE.get(code, family)}"
