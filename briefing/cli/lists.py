"""`briefing sources import` and `export`: lists of feeds from and for other readers."""

import os
from pathlib import Path

from briefing.cli.context import settings_of
from briefing.cli.output import note, say, show_json, write_new
from briefing.errors import Permanent

LARGEST = 5_000_000
OUTCOMES = ("added", "skipped", "refused")


def import_list(config: Path, source: Path, *, as_json: bool) -> None:
    """Add the feeds of an OPML file to the settings.

    Raises:
        Permanent: the file cannot be read or is none.
    """
    from briefing.bootstrap.lists import compared
    from briefing.settings.editing import add

    found = compared(settings_of(config), _read(source))
    if found.tables:
        add(config, found.tables, os.environ)
    if as_json:
        show_json(found.lines)
        return
    for line in found.lines:
        beside = f" as [sources.{line.name}]" if line.outcome == "added" else f": {line.why}"
        topic = f", topic {line.topic}" if line.topic else ""
        say(f"{line.outcome}  {line.feed}{beside}{topic}")
    counted = {outcome: [line.outcome for line in found.lines].count(outcome) for outcome in OUTCOMES}
    note(", ".join(f"{number} {outcome}" for outcome, number in counted.items()) + ".")
    if counted["added"]:
        note(f"{config} has them now. Next: `briefing collect`, then `briefing sources list`.")


def export_list(config: Path, target: Path | None, *, as_json: bool) -> None:
    """Write the feeds of the settings as OPML to a file, or print them.

    Raises:
        Permanent: the file is there already or cannot be written.
    """
    from datetime import UTC, datetime

    from briefing.bootstrap.lists import exported
    from briefing.collect.syndication.opml import read_opml

    settings = settings_of(config)
    data, others = exported(settings, datetime.now(UTC))
    if as_json:
        show_json(read_opml(data).outlines if len(others) < len(settings.sources) else ())
    elif target is None:
        say(data.decode().rstrip())
    else:
        write_new(target, data)
        note(f"{target} written.")
    if others:
        note(f"Left out, because they are no feeds: {', '.join(others)}.")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Permanent(f"{path} cannot be read: {error.strerror}") from None
