"""A small newsroom in a folder, and a workshop on it with a clock that the test turns."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.bootstrap.workshop import Workshop, register, workshop
from briefing.ports import Clock
from briefing.settings.reading import load

START = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
"""Six in the morning in Berlin, an hour before the brief."""
DUE = START + timedelta(hours=1, minutes=1)

STORIES = {
    "tolls": """Harbour tolls double in January

The harbour authority will double its tolls in January, the first increase in nine years.

A laden tanker will pay $412,000, up from $206,000, the authority said on Monday.

“We are paying for dredging that should have been finished in 2022,” said Ilse Brandt, head of Nordsee Tankers.

Shippers expect that refineries will pass the cost on to drivers by spring.
""",
    "grid": """Wind and solar carried the grid for 31 hours

The Velden grid ran on wind and solar alone for 31 hours, beating the record of 22 hours set in March.

Batteries kept the frequency stable throughout, a test that regulators had asked for.

“It was the most boring night shift of my career,” said Tomas Reyl, shift engineer at VeldenNet.
""",
    "lynx": """Rare lynx filmed near the capital

A lynx was filmed 12 kilometres from the capital, closer than any in 80 years.

The camera of a bird-watcher recorded it on Thursday night, and about 60 lynx live in the country.
""",
}

SETTINGS = """
database = "{database}"
zone = "Europe/Berlin"
[service]
listen = "{listen}"
tick = 1
[sources.desk]
kind = "folder"
path = "{folder}/inbox"
[sources.nowhere]
kind = "folder"
path = "{folder}/not-there"
[destinations.team]
channel = "slack"
conversation = "C0NEWS"
[destinations.folder]
channel = "file"
folder = "{folder}/out"
[slack]
base_url = "{slack}"
[briefs.morning]
title = "The Morning Brief"
at = "07:00"
days = "mon-fri"
send_to = {send_to}
{more}
"""


@dataclass
class Hands:
    """A clock that stands until it is turned."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


def write_scene(
    folder: Path,
    *,
    database: str = "",
    slack: str = "http://127.0.0.1:9/api/",
    send_to: str = '["folder"]',
    listen: str = "",
    more: str = "",
) -> Path:
    """Write the articles and the settings; comes back with the settings file."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    for name, text in STORIES.items():
        (inbox / f"{name}.txt").write_text(text)
    path = folder / "briefing.toml"
    database = database or f"sqlite:///{folder}/briefing.sqlite3"
    path.write_text(
        SETTINGS.format(database=database, folder=folder, slack=slack, send_to=send_to, listen=listen, more=more)
    )
    return path


@contextmanager
def open_scene(path: Path, clock: Clock, **secrets: str) -> Iterator[Workshop]:
    """A workshop on the scene, its sources known."""
    with workshop(load(path, {"SLACK_BOT_TOKEN": "xoxb-test", **secrets}), clock) as shop:
        register(shop)
        yield shop


def work_for(shop: Workshop, clock: Hands, minutes: int) -> None:
    """Let minutes pass from the moment the brief is due, and do in each what is due."""
    for minute in range(minutes):
        clock.now = DUE + timedelta(minutes=minute)
        work_off(shop)


def work_off(shop: Workshop) -> None:
    """Tick by tick, do everything that is due, one job after the other, until nothing is."""
    worker = shop.worker
    handlers = worker.handlers()
    for _ in range(10):
        jobs = worker.due()
        for job in jobs:
            handlers[job.kind](job)
        if not jobs:
            return
