"""Metrics for Prometheus: what the store and the queue say when they are asked; no address, title or secret."""

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from briefing.errors import BriefingError
from briefing.model import BriefSpec, DeliveryState, Health, Standing
from briefing.ports import Clock, Store
from briefing.web.asking import raw

REFUSED = 401
_SCHEME = "Bearer "


@dataclass(frozen=True, slots=True)
class Gauges:
    """What is measured.

    Attributes:
        age: how long ago the clock ticked.
        queued: jobs by kind and state.
        version: of this program.
    """

    store: Store
    specs: Callable[[], Mapping[str, BriefSpec]]
    sources: Callable[[], frozenset[str]]
    queued: Callable[[], Mapping[str, Mapping[str, int]]]
    age: Callable[[], timedelta]
    clock: Clock
    version: str

    def read(self) -> list[Metric]:
        """All of them; those of the process alone where the database cannot be asked."""
        own = [
            InfoMetricFamily("briefing", "The program.", {"version": self.version}),
            _gauge("briefing_tick_age_seconds", "Since the clock ticked.", self.age().total_seconds()),
        ]
        try:
            stored = list(self._stored())
        except BriefingError:
            stored = []
        ready = _gauge("briefing_ready", "Whether the database answers.", float(bool(stored)))
        return [*own, ready, *stored]

    def _stored(self) -> Iterator[Metric]:
        counts, standings = self.store.ledger.counts(), self.store.subscribers.counts()
        sent = {(state.value,): counts.get(state, 0) for state in DeliveryState}
        yield _family("briefing_deliveries", "Deliveries by state.", ("state",), sent.items())
        people = {(one.value,): standings.get(one, 0) for one in Standing}
        yield _family("briefing_subscribers", "Subscribers by standing.", ("standing",), people.items())
        yield _family("briefing_sources", "Sources by health.", ("health",), self._sources().items())
        jobs = {(kind, state): count for kind, states in self.queued().items() for state, count in states.items()}
        yield _family("briefing_jobs", "Jobs by kind and state.", ("kind", "state"), jobs.items())
        ages = {(name,): age for name in self.specs() if (age := self._age_of(name, self.clock())) is not None}
        yield _family("briefing_brief_age_seconds", "Since the latest brief was made.", ("brief",), ages.items())
        yield _gauge("briefing_database_bytes", "What the database takes.", float(self.store.statistics.size()))

    def _sources(self) -> Mapping[tuple[str, ...], float]:
        known = self.sources()
        health = [state.health for state in self.store.sources.states() if state.source in known]
        return {(one.value,): health.count(one) for one in Health}

    def _age_of(self, brief: str, now: datetime) -> float | None:
        latest = self.store.briefs.latest(brief, 1)
        return (now - latest[0].created).total_seconds() if latest else None


class _Read(Collector):
    """Asks when it is asked."""

    def __init__(self, gauges: Gauges) -> None:
        self._gauges = gauges

    def collect(self) -> list[Metric]:
        """The gauges now."""
        return self._gauges.read()

    def describe(self) -> list[Metric]:
        """Nothing ahead of time: registering asks no database."""
        return []


def route(gauges: Gauges, token: str, *, open_to_all: bool) -> BaseRoute:
    """Where Prometheus asks.

    Args:
        token: what it has to show ("Authorization: Bearer …"); "" for none.
        open_to_all: whether everybody who gets here may look, where there is no token.
    """
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Read(gauges))

    def metrics(request: Request) -> Response:
        if not _allowed(request.headers.get("authorization", ""), token, open_to_all):
            return PlainTextResponse("a token is needed\n", REFUSED, {"WWW-Authenticate": "Bearer"})
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return raw("/metrics", metrics)


def _allowed(shown: str, token: str, open_to_all: bool) -> bool:
    if not token:
        return open_to_all
    return hmac.compare_digest(shown.encode(), f"{_SCHEME}{token}".encode())


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value)


def _family(name: str, words: str, labels: tuple[str, ...], values: Iterable[tuple[Sequence[str], float]]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=labels)
    for key, value in values:
        family.add_metric(key, value)
    return family
