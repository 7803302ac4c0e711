"""How every source fares: what happened, when it is asked again, and what can be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.collect.advice import advice, reading_advice
from briefing.collect.http.address import shown
from briefing.model import Followed, Health, SourceState
from briefing.settings.schema import Settings, SourceSettings

REMEMBERED = timedelta(hours=48)
"""So long a flood is told after it was capped."""


@dataclass(frozen=True, slots=True)
class Faring:
    """One source as its operator wants to know it.

    Attributes:
        happened: a sentence or two, without the times that stand beside them.
        advice: what can be done; empty when nothing needs to be.
        by: "settings", or "reader" for one that a reader follows.
    """

    source: str
    kind: str
    address: str
    health: Health
    happened: str
    last_success: datetime | None
    failing_since: datetime | None
    next_poll: datetime | None
    failures: int
    problem: str
    advice: str
    by: str = "settings"


def faring(
    settings: Settings, followed: tuple[Followed, ...], states: Mapping[str, SourceState], now: datetime
) -> Iterator[Faring]:
    """Every source of the settings in their order, then those that readers follow.

    Args:
        states: what is remembered, by source.
        now: the time.
    """
    for name, one in settings.sources.items():
        yield _faring(name, one.kind, place(one), states.get(name), now, one.most)
    for other in followed:
        yield _faring(other.name, other.kind, shown(other.url), states.get(other.name), now, by="reader")


def place(one: SourceSettings) -> str:
    """Where a source is, as it may be shown: without credentials."""
    return shown(one.url) if one.url else one.path


def _faring(
    name: str, kind: str, address: str, known: SourceState | None, now: datetime, most: int = 0, by: str = "settings"
) -> Faring:
    state = known or SourceState(name)
    capped = _capped(state, now, most)
    sentences = (f"{state.problem.rstrip('.')}." if state.problem else "", capped, _partial(state))
    told = advice(state.fault) if state.problem or state.gone else ""
    if capped and not told:
        told = "look whether the feed turned to spam; a good source that is this busy may need a higher `most`"
    if state.health is Health.PARTIAL and not told:
        told = reading_advice([state.partial_because])
    return Faring(
        source=name,
        kind=kind,
        address=address,
        health=state.health,
        happened=" ".join(sentence for sentence in sentences if sentence),
        last_success=state.last_success,
        failing_since=state.failing_since,
        next_poll=None if state.gone else state.next_poll,
        failures=state.failures,
        problem=state.problem,
        advice=told,
        by=by,
    )


def _partial(state: SourceState) -> str:
    if state.health is not Health.PARTIAL or state.problem:
        return ""
    return f"None of the last {state.partial:,} articles could be read in full ({state.partial_because})."


def _capped(state: SourceState, now: datetime, most: int) -> str:
    if state.capped is None or now - state.capped > REMEMBERED:
        return ""
    kept = f"the newest {most} were kept" if most else "the newest were kept"
    return f"Listed {state.left_out + most:,} new entries at once: {kept}."
