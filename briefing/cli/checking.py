"""`briefing check`: the faults of the settings, or when each brief is due and where it goes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from briefing.cli.context import settings_of
from briefing.cli.output import note, show_rows
from briefing.model import BriefSpec
from briefing.render.wording import plural
from briefing.schedule import next_slots
from briefing.settings.remarks import remarks
from briefing.settings.specs import specs

SHOWN = 3
"""So many of the next slots."""


def check_settings(config: Path, *, as_json: bool) -> None:
    """Show each brief with its next slots; then what may not be meant.

    Raises:
        ConfigError: with every fault.
    """
    settings = settings_of(config)
    now = datetime.now(UTC)
    rows = [_row(spec, now) for spec in specs(settings)]
    show_rows(rows, as_json, "There is no brief in the settings yet: add a [briefs.NAME] section.")
    for line in remarks(settings):
        note(line)
    note(f"{config} is in order: {plural(len(settings.sources), 'source')}, {plural(len(rows), 'brief')}.")


def _row(spec: BriefSpec, now: datetime) -> dict[str, object]:
    slots = next_slots(spec.name, spec.schedule, now, SHOWN) if spec.schedule else []
    return {
        "brief": spec.name,
        "next": ", ".join(f"{slot.local:%a %d %b %H:%M}" for slot in slots) or "on request only",
        "zone": spec.schedule.zone if spec.schedule else "",
        "sources": len(spec.sources),
        "goes to": ", ".join(_goals(spec)) or "nowhere yet",
    }


def _goals(spec: BriefSpec) -> Iterator[str]:
    yield from dict.fromkeys(place.name for place in spec.destinations)
    if spec.open:
        yield "subscribers"
