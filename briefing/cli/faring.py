"""`briefing sources list` and `test`: how the sources fare, and why one fails."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.context import settings_of
from briefing.cli.output import entry_line, note, say, show_json, show_rows
from briefing.errors import Permanent
from briefing.render.wording import plural

if TYPE_CHECKING:
    from briefing.bootstrap.diagnosing import Diagnosis
    from briefing.bootstrap.faring import Faring

NEWEST = 5


def list_faring(config: Path, *, as_json: bool) -> None:
    """List every source, a line each."""
    from briefing.bootstrap.faring import faring
    from briefing.bootstrap.fetching import utc_now
    from briefing.bootstrap.workshop import opened

    settings = settings_of(config)
    with opened(settings) as store:
        states = {state.source: state for state in store.sources.states()}
        followed = tuple(store.orders.followed())
    found = tuple(faring(settings, followed, states, utc_now()))
    rows = [asdict(one) for one in found] if as_json else [_row(one) for one in found]
    show_rows(rows, as_json, "There are no sources yet: `briefing sources add URL` finds a feed and adds it.")


def explain_source(config: Path, target: str, *, as_json: bool) -> None:
    """Ask one source now, and explain what comes.

    Raises:
        Permanent: it fails, with the reason and what can be done.
    """
    from briefing.bootstrap.diagnosing import diagnosed
    from briefing.bootstrap.fetching import utc_now

    found = diagnosed(settings_of(config), target, utc_now())
    if as_json:
        show_json(found)
    for line in () if as_json else _explanation(found):
        say(line)
    if found.problem:
        raise Permanent(f"{target} cannot be read: {found.problem}")


def _row(one: "Faring") -> dict[str, Any]:
    since = f"Since {_moment(one.failing_since)}, {plural(one.failures, 'time')}: " if one.failing_since else ""
    read = f"Read {_moment(one.last_success)}. " if one.last_success and not one.failing_since else ""
    return {
        "source": one.source,
        "state": one.health.value,
        "what happened": f"{since}{read}{one.happened}".strip(),
        "asked again": one.next_poll,
        "what to do": one.advice,
    }


def _moment(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment else ""


def _explanation(found: "Diagnosis") -> Iterator[str]:
    kind = f"{found.kind}, " if found.kind else ""
    yield f"{found.source}: {kind}{found.address}"
    for hop in found.hops:
        where = f" -> {hop.location}" if hop.location else ""
        yield f"  {hop.status or '---'}  {hop.seconds:6.2f} s  {hop.url}{where}"
    if not found.problem:
        yield from _brought(found)
    if found.advice:
        yield f"What you can do: {found.advice}."


def _brought(found: "Diagnosis") -> Iterator[str]:
    yield f"{plural(found.entries, 'entry').capitalize()} in {found.seconds:.1f} s. {_readings(found)}"
    for entry in found.newest[:NEWEST]:
        yield entry_line(entry)
    if not found.advice:
        note(f"{found.source} is in order.")


def _readings(found: "Diagnosis") -> str:
    """How the newest could be read, a sentence."""
    if not found.newest:
        return "None is from the last two days." if found.entries else "It lists nothing."
    parts = [f"{found.whole} in full"] if found.whole else []
    parts += [f"{number} not in full ({reason})" for reason, number in found.reasons.items()]
    return f"Of the newest {found.whole + sum(found.reasons.values())} were read: {', '.join(parts)}."
