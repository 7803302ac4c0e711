"""Settings in, working objects out."""

import os
import platform
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from aiohttp.abc import AbstractResolver

from briefing.bootstrap import edges, queues, slack
from briefing.bootstrap.fetching import fetching, utc_now
from briefing.bootstrap.mailing import mailing
from briefing.bootstrap.patience import insist
from briefing.bootstrap.remembering import Answers, remembering
from briefing.bootstrap.returning import bounces
from briefing.bootstrap.subscribing import subscribing
from briefing.bootstrap.telling import telling
from briefing.collect.politeness import failed
from briefing.compose import likeness
from briefing.compose.material import Tools
from briefing.extract.child import ChildReader
from briefing.model import Disagreement, JobKind, SourceState
from briefing.pipeline.analysis import annotate
from briefing.pipeline.answering import Answering
from briefing.pipeline.collecting import Collecting
from briefing.pipeline.delivering import Delivering
from briefing.pipeline.orders import Orders
from briefing.pipeline.publishing import Publishing
from briefing.pipeline.readership import Readership
from briefing.pipeline.replying import Replying
from briefing.pipeline.stories import StoryDesk
from briefing.pipeline.tools import TOOLS
from briefing.ports import Annotator, Clock, Fetcher, Queue, Reader
from briefing.service.arenas import share_arenas
from briefing.service.precedence import Precedence
from briefing.service.rush import KINDS, Rush
from briefing.service.worker import Worker
from briefing.settings.schema import Settings
from briefing.settings.specs import specs
from briefing.store.database import Database, open_store
from briefing.summarize.methods import method


@dataclass(frozen=True, slots=True)
class Workshop:
    """A worker with what it was built from.

    Attributes:
        rush: lets go of what is remembered from brief to brief.
        current: the settings as they stand at this moment, for what needs no restart.
        precedence: lets the worker's jobs stand aside while somebody is being acknowledged.
    """

    settings: Settings
    worker: Worker
    store: Database
    reader: ChildReader
    rush: Rush
    current: Callable[[], Settings]
    precedence: Precedence


@contextmanager
def opened(settings: Settings, patience: float = 0.0) -> Iterator[Database]:
    """The store alone, with its schema up to date, for commands that only look.

    Args:
        patience: seconds to wait for a database that is out of reach.
    """
    store = open_store(settings.database)
    try:
        insist(store.upgrade, patience)
        yield store
    finally:
        store.close()


@contextmanager
def workshop(
    settings: Settings,
    clock: Clock = utc_now,
    resolver: AbstractResolver | None = None,
    *,
    kinds: frozenset[JobKind] = queues.ALL,
    concurrency: int = 0,
    patience: float = 0.0,
    current: Callable[[], Settings] | None = None,
) -> Iterator[Workshop]:
    """Build everything that work needs, and take it down again at the end.

    Args:
        clock: the time.
        resolver: looks up the names of hosts; the system's when none is given.
        kinds: of jobs that this process works on, where others can take the rest.
        concurrency: jobs at once; 0 for what the settings say.
        patience: seconds to wait for a database that is out of reach.
        current: the settings as they stand later; these ones for good when nothing is given.
    """
    share_arenas()  # before the first thread begins, which would keep an arena of its own
    with ExitStack() as stack:
        store = stack.enter_context(opened(settings, patience))
        fetcher = stack.enter_context(fetching(settings, clock, resolver))
        reader = ChildReader()
        stack.callback(reader.close)
        orders = _orders(settings, store, fetcher)
        queue = queues.queue(settings, orders, kinds, concurrency)
        precedence = Precedence()
        compared: Answers[tuple[Disagreement, ...]] = Answers()
        worker = _worker(
            settings,
            clock,
            store=store,
            fetcher=fetcher,
            reader=reader,
            queue=queue,
            orders=orders,
            tools=remembering(TOOLS, compared),
            precedence=precedence,
        )
        remembered = (compared.forget, edges.summarizer.cache_clear, store.articles.forget, likeness.forget)
        rush = Rush(clock, remembered, queues.in_sight(queue, KINDS))
        yield Workshop(settings, worker, store, reader, rush, current or (lambda: settings), precedence)


def _orders(settings: Settings, store: Database, fetcher: Fetcher) -> Orders:
    return Orders(
        settled={spec.name: spec for spec in specs(settings)},
        sources={name: edges.source(name, one, fetcher) for name, one in settings.sources.items()},
        given=store.orders,
        make=partial(edges.followed, fetcher),
        zone=settings.zone,
    )


def _worker(
    settings: Settings,
    clock: Clock,
    *,
    store: Database,
    fetcher: Fetcher,
    reader: Reader,
    queue: Queue,
    orders: Orders,
    tools: Tools,
    precedence: Precedence,
) -> Worker:
    owner = f"{platform.node()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    # An article is read through once: what is remembered for briefs would only fill up with it.
    read_through: Annotator = precedence.after(partial(annotate, summarizer=method("editorial")))
    stories = StoryDesk(store.articles)
    desk = subscribing(settings, store, clock, orders.specs)
    publishing = Publishing(
        store=store,
        stories=stories,
        renderers=partial(edges.renderers, settings),
        summarizers=edges.summarizer,
        tools=tools,
        mailers=partial(edges.mailer, settings),
        readership=Readership(desk),
        made_by=version("briefing"),
    )
    answering = Answering(store, fetcher, reader, read_through, publishing, orders, partial(edges.scouted, fetcher))
    token = slack.tokens(settings.slack, store.installations, clock)
    delivering = Delivering(
        store.ledger, edges.channels(settings, token), owner, clock, telling(settings, store.ledger, clock)
    )
    return Worker(
        store=store,
        queue=queue,
        clock=clock,
        owner=owner,
        orders=orders,
        sites={name: one.site for name, one in settings.sources.items()},
        collecting=Collecting(store, reader, stories, read_through, failed),
        publishing=publishing,
        delivering=delivering,
        mailing=mailing(settings, delivering, desk),
        bounces=bounces(settings, desk),
        replying=Replying(store.requests, answering, slack.replies(settings.slack, token), clock, edges.request_failed),
    )


def register(shop: Workshop) -> None:
    """Remember the sources that are new in the settings, or have a new address there, so that they are due at once."""
    now = shop.worker.clock()
    states = {state.source: state for state in shop.store.sources.states()}
    for name in shop.worker.orders.sources:
        address, state = shop.settings.sources[name].url, states.get(name)
        if state is None:
            shop.store.sources.save(SourceState(name, url=address, next_poll=now))
        elif (state.memory.get("configured") or state.url or address) != address:
            # What it brought so far stays known; how its old address fared, whether it was gone even, does not count.
            seen = {"seen": state.memory.get("seen", {})}
            fresh = SourceState(name, url=address, last_success=state.last_success, next_poll=now, memory=seen)
            shop.store.sources.save(fresh)
