"""The machine itself: secrets, time zones, disk, clock."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin

from briefing.bootstrap.fetching import fetching
from briefing.collect.http.address import origin
from briefing.collect.http.answers import http_date
from briefing.doctor.results import Finding, Patient, failure, good, warning
from briefing.errors import BriefingError
from briefing.schedule import is_zone
from briefing.settings.schema import FileDestination, Settings
from briefing.settings.secrets import MAILBOX, SECRETS

FULL, NEARLY_FULL = 100_000_000, 1_000_000_000
"""Bytes free below which a disk is a failure or a warning."""

SKEW, WILD_SKEW = 30.0, 300.0
"""Seconds by which a clock may differ: a second is what HTTP's dates can tell, five minutes what Slack tolerates."""

_ASKED = 3


def secrets(patient: Patient) -> Iterator[Finding]:
    """Which secrets are set, by name; the settings have refused to load where one is missing that is needed."""
    settings = patient.settings
    found = [
        name for name, (section, key) in SECRETS.items() if getattr(getattr(settings, section), key).get_secret_value()
    ]
    boxes = [MAILBOX.variable_of(name) for name, one in settings.sources.items() if one.kind == "mailbox"]
    yield good(f"set: {', '.join([*found, *boxes])}" if found or boxes else "none is needed")


def zones(patient: Patient) -> Iterator[Finding]:
    """Whether every zone is known here and what knows it."""
    settings = patient.settings
    named = sorted({settings.zone, *(brief.zone for brief in settings.briefs.values() if brief.zone)})
    unknown = [zone for zone in named if not is_zone(zone)]
    yield from (failure(f"the time zone {one} is not known here", "pip install --upgrade tzdata") for one in unknown)
    if not unknown:
        yield good(f"{', '.join(named)}; tzdata {version('tzdata')}")


def disk(patient: Patient) -> Iterator[Finding]:
    """Whether there is room and permission where files are written."""
    for folder in _folders(patient):
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        try:
            with tempfile.TemporaryFile(dir=there):
                free = shutil.disk_usage(there).free
        except OSError as error:
            yield failure(f"{folder} cannot be written to: {error.strerror}", "let this user write there")
            continue
        words = f"{folder}: {free / 1e9:.1f} GB free"
        if free < FULL:
            yield failure(words, "make room: briefs and articles cannot be stored")
        elif free < NEARLY_FULL:
            yield warning(words, "make room, or let go of old articles with `briefing db prune`")
        else:
            yield good(words)


def _folders(patient: Patient) -> list[Path]:
    """The folders into which something is written, each once."""
    file = patient.store.file
    places = patient.settings.destinations.values()
    folders = [Path(one.folder) for one in places if isinstance(one, FileDestination)]
    return list(dict.fromkeys([*([file.parent] if file else []), *folders]))


def clock(patient: Patient) -> Iterator[Finding]:
    """Whether this machine's clock agrees with the database's and with that of a publisher."""
    elsewhere = {"the database": patient.store.clock(), "a publisher": _published_time(patient.settings)}
    known = {who: moment for who, moment in elsewhere.items() if moment is not None}
    if not known:
        yield good("nobody to compare with: no other clock could be asked")
    for who, moment in known.items():
        off = abs((datetime.now(UTC) - moment).total_seconds())
        words = f"{off:.0f} s away from the clock of {who}"
        if off > WILD_SKEW:
            yield failure(words, "set the clock of this machine (NTP): briefs leave at the wrong time")
        elif off > SKEW:
            yield warning(words, "set the clock of this machine (NTP)")
        else:
            yield good(words)


def _published_time(settings: Settings) -> datetime | None:
    """The time that the host of a source tells with its robots.txt, which may be asked for at any time."""
    places = dict.fromkeys(origin(one.url) for one in settings.sources.values() if one.url.startswith("http"))
    with fetching(settings) as fetcher:
        for place in list(places)[:_ASKED]:
            try:
                told = http_date(fetcher.fetch(urljoin(f"{place}/", "robots.txt")).headers.get("date", ""))
            except BriefingError:
                continue
            if told is not None:
                return told
    return None
