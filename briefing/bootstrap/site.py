"""The web pages as the settings describe them: who may come in, and under which names."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from importlib.metadata import version
from urllib.parse import urlsplit

from starlette.routing import BaseRoute

from briefing.bootstrap.subscribing import letters, subscribing, tokens
from briefing.bootstrap.workshop import Workshop
from briefing.pipeline.subscribing import Subscribing
from briefing.render.site import Site
from briefing.settings.schema import Settings
from briefing.subscribers.tokens import Tokens
from briefing.web.access import Access, Listed, Role
from briefing.web.house import House
from briefing.web.metrics import Gauges, route
from briefing.web.rates import Rates

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def house(shop: Workshop) -> House:
    """Everything that the pages are made from."""
    settings, worker = shop.settings, shop.worker
    clock = worker.clock
    signing = tokens(settings, clock) or Tokens(secrets.token_urlsafe(32), clock)
    return House(
        site=Site(settings.web.title),
        access=_access(shop, signing),
        store=shop.store,
        specs=lambda: worker.specs,
        sources=lambda: frozenset(worker.sources),
        letters=letters(settings.email),
        clock=clock,
        queued=worker.queue.counts,
        put=worker.queue.put,
        letter_rates=Rates(clock, most=5, minutes=60),
        password_rates=Rates(clock, most=5, minutes=10),
        search_rates=Rates(clock, most=30, minutes=1),
        feed_rates=Rates(clock, most=60, minutes=1),
        address=settings.web.address.rstrip("/"),
        strict=timedelta(days=settings.web.strict_https_days),
        subscribing=_subscribing(shop),
    )


def metrics(shop: Workshop, age: Callable[[], timedelta]) -> BaseRoute:
    """Where Prometheus asks; with METRICS_TOKEN it has to show it, without it must be on this machine.

    Args:
        age: how long ago the clock ticked.
    """
    worker = shop.worker
    gauges = Gauges(
        store=shop.store,
        specs=lambda: worker.specs,
        sources=lambda: frozenset(worker.sources),
        queued=worker.queue.counts,
        age=age,
        clock=worker.clock,
        version=version("briefing"),
    )
    token = shop.settings.service.metrics_token.get_secret_value()
    return route(gauges, token, open_to_all=on_this_machine_only(shop.settings))


def hosts(settings: Settings) -> tuple[str, ...]:
    """Names under which pages are answered; every name where only sessions let people in and none is set."""
    own = urlsplit(settings.web.address).hostname
    if own:
        return (*LOOPBACK, own)
    return LOOPBACK if on_this_machine_only(settings) else ("*",)


def on_this_machine_only(settings: Settings) -> bool:
    """Whether nobody but this machine's users can reach the pages."""
    host, _, _ = settings.service.listen.rpartition(":")
    return host in LOOPBACK and not settings.web.address


def _listed(settings: Settings) -> Listed:
    web = settings.web
    return Listed(web.readers, web.operators, web.barred, web.password_hash.get_secret_value())


def _access(shop: Workshop, signing: Tokens) -> Access:
    settings, web = shop.settings, shop.settings.web
    elsewhere = Role.READER if web.public else Role.ANYBODY
    return Access(
        tokens=signing,
        everybody=Role.OPERATOR if on_this_machine_only(settings) else elsewhere,
        now=lambda: _listed(shop.current()),
        lasting=timedelta(days=web.session_days),
        domain_lasting=timedelta(days=web.domain_session_days),
        ended=shop.store.sign_outs.last,
        secure=web.address.startswith("https://"),
        own=urlsplit(web.address).netloc,
        root=urlsplit(web.address).path.rstrip("/"),
    )


def _subscribing(shop: Workshop) -> Subscribing | None:
    """Subscribing needs a public address for the links, and a server that sends the letters."""
    if not shop.settings.web.address or not shop.settings.email.host:
        return None
    return subscribing(shop.settings, shop.store, shop.worker.clock, lambda: shop.worker.specs)
