"""The service: everything that keeps running while a context is open."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec

from briefing.bootstrap import queues, talking
from briefing.bootstrap.patience import SERVING, insist
from briefing.bootstrap.workshop import Workshop, register
from briefing.errors import ConfigError
from briefing.service.beat import Beat
from briefing.service.clock import ticking
from briefing.service.logger import get_logger
from briefing.service.ping import Ping
from briefing.service.readiness import Readiness

TURN = 0.00005
"""Seconds that a thread which computes may keep the interpreter while another has somebody to answer: with Python's own
5 ms a command waits so long beside a collection each time that it comes back from the line or the database."""


@contextmanager
def service(shop: Workshop) -> Iterator[None]:
    """Run workers, clock, Slack and health; leaving the context drains them in the opposite order."""
    settings = shop.settings
    insist(shop.store.verify, SERVING)
    insist(shop.store.touch, SERVING)
    insist(lambda: register(shop), SERVING)
    beat = _beat(shop)
    with ExitStack() as stack:
        stack.callback(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(TURN)
        stack.enter_context(_jobs(shop, beat))
        if settings.service.listen:
            stack.enter_context(_health(shop, beat))
        # Last: what is still being put together would keep the first commands waiting.
        if settings.slack.app_token.get_secret_value():
            stack.enter_context(talking.line(shop))
        yield


@contextmanager
def working(shop: Workshop) -> Iterator[None]:
    """Only the jobs, beside a service that runs elsewhere.

    It ticks too: every process may, because the store decides what is due, and so the death of one stops nothing.

    Raises:
        ConfigError: the database is one that only one process works on.
    """
    if not queues.shared(shop.settings):
        raise ConfigError(
            "with SQLite the jobs run inside `briefing serve`; more workers need a PostgreSQL: set database = "
            '"postgresql://…"'
        )
    insist(lambda: register(shop), SERVING)
    with _jobs(shop, _beat(shop)):
        yield


def _beat(shop: Workshop) -> Beat:
    """The heartbeat of a process: its tick, and when the last one was."""

    def tick() -> None:
        shop.reader.rest()
        shop.rush.rest()
        shop.worker.tick()

    url = shop.settings.service.ping.get_secret_value()
    return Beat(tick, shop.worker.clock, Ping(url, shop.worker.clock) if url else None)


@contextmanager
def _jobs(shop: Workshop, beat: Beat) -> Iterator[None]:
    """Work on jobs and tick; at the end the ticking stops first, then the mailing, then the jobs are drained."""
    worker = shop.worker
    with ExitStack() as stack:
        handlers = {kind: shop.precedence.after(work) for kind, work in shop.rush.over(worker.handlers()).items()}
        stack.enter_context(worker.queue.run(handlers))
        stack.callback(worker.mailing.stop.set)
        stack.enter_context(ticking(beat.tick, shop.settings.service.tick))
        yield


@contextmanager
def _health(shop: Workshop, beat: Beat) -> Iterator[None]:
    _need("uvicorn", "web", "service.listen is set")
    from briefing.bootstrap.site import hosts, house, metrics
    from briefing.web.app import Pulse, create_app, serving

    ready = Readiness(shop.store.check, shop.store.touch, shop.worker.clock)
    host, _, port = shop.settings.service.listen.rpartition(":")
    mounts = {"/slack": talking.endpoint(shop)} if shop.settings.slack.signing_secret.get_secret_value() else {}
    app = create_app(
        Pulse(beat.alive, ready),
        house(shop),
        hosts=hosts(shop.settings),
        probes=[metrics(shop, beat.age)],
        mounts=mounts,
    )
    with serving(app, host, int(port), shop.settings.web.proxies) as bound:
        get_logger().info("pages", address=f"http://{host}:{bound}/")
        yield


def _need(module: str, extra: str, why: str) -> None:
    if find_spec(module) is None:
        raise ConfigError(f"{why}, but the extra is not installed: pip install 'briefing[{extra}]'")
