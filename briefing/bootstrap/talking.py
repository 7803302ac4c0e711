"""The bot in Slack as the settings describe it: who understands what comes in, and the lines on which it comes."""

from contextlib import AbstractContextManager
from importlib.util import find_spec
from typing import Any

from briefing.bootstrap.slack import installations, tokens
from briefing.bootstrap.workshop import Workshop
from briefing.errors import ConfigError
from briefing.model import Job, JobKind, Request


def line(shop: Workshop) -> AbstractContextManager[None]:
    """The Socket Mode line, open while the context is."""
    from briefing.slack.socket import listening

    slack = shop.settings.slack
    return listening(app(shop), slack.app_token.get_secret_value(), slack.base_url)


def app(shop: Workshop) -> Any:
    """The app with everything it listens to."""
    if find_spec("slack_bolt") is None:
        raise ConfigError("Slack is to be listened to, but the extra is not installed: pip install 'briefing[slack]'")
    from briefing.slack.admission import Admission, House
    from briefing.slack.app import Bot, build
    from briefing.slack.commands import Commands
    from briefing.slack.home import HomeTab
    from briefing.slack.standing import Desk
    from briefing.slack.stories import Stories

    worker, store, slack = shop.worker, shop.store, shop.settings.slack
    house = House(frozenset(slack.teams), frozenset(slack.conversations), slack.questions, slack.questions_of_team)
    admission = Admission(house)
    desk = Desk(store.orders, worker.orders.settled, worker.clock, shop.settings.zone, slack.command)

    def keep(request: Request) -> bool:
        added = store.requests.add(request)
        worker.queue.put(Job(JobKind.SUMMARIZE, request.id))
        return added

    def left(place: str) -> None:
        many = installations(slack, store.installations, worker.clock) if slack.client_id else None
        for team in many.leave(place) if many else (place,):
            store.orders.remove_team(team)

    bot = Bot(
        commands=Commands(desk, admission, keep, worker.clock),
        desk=desk,
        stories=Stories(store, worker.clock),
        home=HomeTab(store, desk, frozenset(worker.orders.sources), worker.clock),
        admission=admission,
        keep=keep,
        clock=worker.clock,
        left=left,
    )
    return build(bot, tokens(slack, store.installations, worker.clock), slack.base_url, shop.precedence.first)


def endpoint(shop: Workshop) -> Any:
    """Slack over HTTP, as an application to be mounted at /slack."""
    from briefing.slack.http import Endpoint
    from briefing.slack.verifying import Verifier

    slack = shop.settings.slack
    verifier = Verifier(slack.signing_secret.get_secret_value(), shop.store.used)
    found = Endpoint(app(shop), verifier, shop.worker.clock, _installing(shop) if slack.client_id else None)
    found.start()
    return found


def _installing(shop: Workshop) -> Any:
    from briefing.slack.installing import States, flow

    slack, vault, clock = shop.settings.slack, shop.store.installations, shop.worker.clock
    return flow(
        installations(slack, vault, clock),
        States(vault, clock),
        client_id=slack.client_id,
        client_secret=slack.client_secret.get_secret_value(),
        base_url=slack.base_url,
        address=shop.settings.web.address.rstrip("/"),
    )
