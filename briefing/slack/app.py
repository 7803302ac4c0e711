"""What Slack sends, whichever way it comes in: acknowledged at once, and handed to whoever understands it."""

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from briefing.deliver.slack import UNREADABLE
from briefing.errors import ConfigError
from briefing.model import Request
from briefing.ports import Clock
from briefing.render.slack.buttons import CHANGE, DOWN, MORE, UP, WHY
from briefing.render.slack.home import OPEN, SCHEDULE, SEND, closed_view
from briefing.slack import schedule_form as form
from briefing.slack.admission import STRANGER, Admission
from briefing.slack.asker import Asker, Payload, of_command, of_interaction
from briefing.slack.commands import Commands
from briefing.slack.home import HomeTab
from briefing.slack.shortcut import first_link
from briefing.slack.standing import Desk
from briefing.slack.stories import Stories

SHORTCUT = "summarise_link"
NOT_NOW = "That cannot be done right now: try again in a minute."
SOON = 2
"""Seconds for a call that is made before the acknowledgement, for which Slack waits three."""
THUMBS = {UP: 1, DOWN: -1}

Ack = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Bot:
    """Everybody who understands something of what comes in.

    Attributes:
        keep: stores a request and queues its job.
        left: called with a workspace or an organisation that took the app away.
    """

    commands: Commands
    desk: Desk
    stories: Stories
    home: HomeTab
    admission: Admission
    keep: Callable[[Request], bool]
    clock: Clock
    left: Callable[[str], None]


def build(
    bot: Bot, token: Callable[[str, str], str], base_url: str, first: Callable[[], AbstractContextManager[None]]
) -> App:
    """The app with everything it listens to; what comes in must have been verified before.

    Args:
        token: the bot's token in a workspace of an organisation, one of which may be ""; "" where it has none.
        base_url: the Web API's address, ending in a slash.
        first: what is open while something is taken in, so that other work stands aside.
    """

    # Bolt's types know no answer for a workspace without the app; its documentation does: None.
    def authorize(enterprise_id: str | None, team_id: str | None) -> Any:
        found = token(team_id or "", enterprise_id or "")
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=found) if found else None

    app = App(
        authorize=authorize,
        client=WebClient(base_url=base_url, timeout=SOON, retry_handlers=[]),
        # Otherwise each listener runs in a second thread, for whose acknowledgement Bolt looks every 10 ms.
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        logger=logging.getLogger("briefing.slack"),
    )
    app.error(_apologise)

    @app.middleware
    def before_all_work(next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002  (Bolt finds it by its name)
        with first():
            return next()

    for listens in (_commands, _buttons, _forms, _shortcuts, _home, _leaving):
        listens(app, bot)
    return app


def _apologise(error: Exception, body: Payload) -> BoltResponse:
    """Say that something cannot be done now; Slack sends events again that were not taken."""
    logging.getLogger("briefing.slack").error("what came in could not be taken", exc_info=error)
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": NOT_NOW})
    return BoltResponse(status=503, body="")


def _commands(app: App, bot: Bot) -> None:
    @app.command(bot.desk.command)
    def on_command(ack: Ack, command: Payload, client: WebClient) -> None:
        asked = bot.commands.answer(command)
        if not asked.form:
            ack({"response_type": "ephemeral", "text": asked.words})
            return
        ack()
        _open_schedule(bot, client, of_command(command))


def _buttons(app: App, bot: Bot) -> None:
    views = {MORE: bot.stories.more, WHY: bot.stories.why}

    def on_look(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        asker = of_interaction(body)
        if not _refused(bot, asker):
            client.views_open(trigger_id=asker.trigger, view=dict(views[action["action_id"]](str(action.get("value")))))

    def on_thumb(ack: Ack, body: Payload, action: Payload) -> None:
        asker = of_interaction(body)
        if not _refused(bot, asker):
            said = bot.stories.vote(asker, str(action.get("value")), THUMBS[action["action_id"]])
            bot.keep(asker.request("noted", said, bot.clock()))
        ack()

    for action in views:
        app.action(action)(on_look)
    for action in THUMBS:
        app.action(action)(on_thumb)
    for leads_out in ("open_web", "settings"):
        app.action(leads_out)(lambda ack: ack())


def _forms(app: App, bot: Bot) -> None:
    def on_open(ack: Ack, body: Payload, client: WebClient) -> None:
        ack()
        asker = of_interaction(body)
        if not _refused(bot, asker):
            _open_schedule(bot, client, asker)

    app.action(CHANGE)(on_open)
    app.action(SCHEDULE)(on_open)

    @app.options(form.ZONE_ACTION)
    def on_zone(ack: Ack, body: Payload) -> None:
        ack(options=form.zone_options(str(body.get("value") or "")))

    @app.view(form.CALLBACK)
    def on_schedule(ack: Ack, body: Payload, view: Payload) -> None:
        wish, wrong = form.wish_of_form(view)
        if wrong:
            ack(response_action="errors", errors=wrong)
            return
        try:
            opened = form.asker_of(view, of_interaction(body))
            said = bot.desk.schedule(opened, wish)
        except ConfigError as error:
            ack(response_action="errors", errors={"time": error.faults[0]})
            return
        ack(response_action="update", view=form.done(said))


def _shortcuts(app: App, bot: Bot) -> None:
    @app.shortcut(SHORTCUT)
    def on_shortcut(ack: Ack, shortcut: Payload) -> None:
        asker = of_interaction(shortcut)
        if not _refused(bot, asker):
            link = first_link(shortcut.get("message") or {})
            none = "There is no link in this message."
            question, subject = ("article", link) if link else ("noted", none)
            bot.keep(asker.request(question, subject, bot.clock()))
        ack()


def _home(app: App, bot: Bot) -> None:
    @app.event("app_home_opened")
    def on_home(event: Payload, context: BoltContext, client: WebClient) -> None:
        asker = Asker(context.team_id or "", "", str(event.get("user") or ""))
        if event.get("tab", "home") == "home" and asker.user:
            view = closed_view(STRANGER) if bot.admission.is_stranger(asker) else bot.home.view(asker)
            client.views_publish(user_id=asker.user, view=dict(view))

    def on_order(ack: Ack, body: Payload, action: Payload) -> None:
        asker, value = of_interaction(body), str(action.get("value") or "")
        name, _, rest = value.partition("|")
        if not _refused(bot, asker) and bot.home.may_see(asker, name):
            question = "send" if action["action_id"] == SEND else "edition"
            subject = name if question == "send" else f"{name}|{rest.rpartition('|')[0]}"
            bot.keep(asker.request(question, subject, bot.clock()))
        ack()

    app.action(SEND)(on_order)
    app.action(OPEN)(on_order)


def _leaving(app: App, bot: Bot) -> None:
    @app.event("app_uninstalled")
    def on_uninstalled(context: BoltContext) -> None:
        bot.left(_who(context))

    @app.event("tokens_revoked")
    def on_revoked(event: Mapping[str, Any], context: BoltContext) -> None:
        if (event.get("tokens") or {}).get("bot"):
            bot.left(_who(context))


def _who(context: BoltContext) -> str:
    """Who installed the app: an organisation for all of its workspaces, or one workspace."""
    places = (context.team_id, context.enterprise_id)
    first, second = reversed(places) if context.is_enterprise_install else places
    return first or second or ""


def _refused(bot: Bot, asker: Asker) -> bool:
    """Whether a press is not answered; whoever pressed is told why."""
    refusal = bot.admission.refusal(asker, bot.clock())
    if refusal:
        bot.keep(asker.request("noted", refusal, bot.clock()))
    return bool(refusal)


def _open_schedule(bot: Bot, client: WebClient, asker: Asker) -> None:
    """Open the modal, with the reader's own time zone where the order names none yet."""
    order = bot.desk.order_of(asker)
    zone = bot.desk.zone
    if order.spec.schedule is None:
        try:
            zone = str((client.users_info(user=asker.user).get("user") or {}).get("tz") or zone)
        except UNREADABLE:
            zone = bot.desk.zone
    client.views_open(trigger_id=asker.trigger, view=dict(form.schedule_form(asker, order, zone)))
