"""Memory of the embedded service over a day: python -m benchmarks.simulated_day [--feeds N] [--articles N] [--hours N]
[--step MINUTES]

`briefing serve` on SQLite with everything that it has, its clock turned by hand, five minutes at a time, as soon as the
work of the last five is done. It polls 1,000 feeds, each on a host of its own on loopback, as often as its rules say;
a new article comes to each every seven hours, half of them with a page to read. 100,000 articles of the 30 days before
are stored. A brief is due every hour, and somebody searches the archive as often. Ends with 1 when the process with its
children holds more than 250 MB at any moment of the last half, or itself grew by more than a twentieth over it.

What it holds grows with the stories of three days (3 kB an article), with the feeds (5 kB each) and with what an hour's
brief draws on, which is more with each hour until the first stories end. 105 MB are the program, 30 MB at most what
briefs remember for each other, and 40 MB the child with its tracker. What is shared with processes outside is divided
by them too: on a machine where nothing else runs Python the sums are up to 25 MB larger than beside other services of
the kind.
"""

import argparse
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from subprocess import PIPE
from typing import Any

import numpy as np

from benchmarks.archive import keep
from benchmarks.composing import annotation_of
from benchmarks.invented_feeds import address, serve_feeds
from benchmarks.invented_news import invented
from benchmarks.processes import below, size
from benchmarks.turned_service import TICK
from briefing.group.index import StoryIndex
from briefing.model import Arrival, Article
from briefing.store.database import Database, open_store

START = datetime(2026, 11, 24, tzinfo=UTC)
DAYS_STORED, BLOCK = 30, timedelta(days=3)
BATCH = 500
LIMIT, GROWTH = 250.0, 0.05
PEOPLE = ("lomi", "rentos", "velvel", "danshu", "brior", "pelgant")
"""What is searched for, hour by hour."""
SPAWN = multiprocessing.get_context("spawn")
SETTINGS = """
database = "sqlite:///{folder}/briefing.sqlite3"
zone = "UTC"
[service]
listen = "127.0.0.1:{pages}"
tick = {tick}
[fetch]
private_networks = ["127.0.0.0/8"]
rate = 1000.0
[destinations.folder]
channel = "file"
folder = "{folder}/out"
[briefs.hourly]
title = "The Hour"
cron = "0 * * * *"
send_to = ["folder"]
[briefs.morning]
title = "The Morning Brief"
at = "07:00"
send_to = ["folder"]
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """Megabytes at one moment.

    Attributes:
        hour: since the start.
        resident: of the process alone, what it shares with others included.
        own: of the process alone, what it shares divided by those who share it.
        everything: the same of the process and all below it.
    """

    hour: float
    resident: float
    own: float
    everything: float


def fill(store: Database, total: int) -> None:
    """Store articles of the days before, the same number each day; those that stories may go on with in stories."""
    blocks = DAYS_STORED // BLOCK.days
    each = total // blocks
    for block in range(blocks):
        begin = START - BLOCK * (blocks - block)
        rows = (
            replace(one, id=f"{block}{one.id}", url=f"{one.url}/{block}", first_seen=begin + BLOCK * number / each)
            for number, one in enumerate(invented(each, seed=block, first_event=block * each))
        )
        if block < blocks - 1:
            for batch in _batches(rows):
                keep(store, batch)
        else:
            fill_last(store, rows)


def fill_last(store: Database, rows: Iterator[Article]) -> None:
    """Store the articles of the last days as the service does."""
    stories = StoryIndex(BLOCK / timedelta(hours=1))
    for batch in _batches(rows):
        places = stories.add_all(batch)
        found = [Arrival(one, annotation_of(one), places[one.id].story_id, places[one.id].copy_of) for one in batch]
        store.articles.save_all(found)


def _batches(rows: Iterator[Article]) -> Iterator[list[Article]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def write_settings(folder: Path, feeds: int, feeds_port: int, pages: int) -> Path:
    parts = [SETTINGS.format(folder=folder, pages=pages, tick=TICK)]
    parts += [f'[sources.feed{number}]\nurl = "{address(number, feeds_port)}/feed.xml"\n' for number in range(feeds)]
    path = folder / "briefing.toml"
    path.write_text("".join(parts))
    return path


@contextmanager
def feeds_of(shared: Any, options: argparse.Namespace) -> Iterator[int]:
    """The port of all hosts."""
    ours, theirs = SPAWN.Pipe()
    running = SPAWN.Process(target=serve_feeds, args=(shared, options.feeds, options.hours, theirs), daemon=True)
    running.start()
    try:
        yield ours.recv()
    finally:
        running.terminate()
        running.join(60)


class Service:
    """The service as a process of its own, which is told what time it is."""

    def __init__(self, settings: Path) -> None:
        self._log = settings.with_name("log")
        with self._log.open("w") as log:
            command = [sys.executable, "-m", "benchmarks.turned_service", str(settings)]
            self._process = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=log, text=True)
        self.pid = self._process.pid

    def turn(self, moment: datetime) -> None:
        """Comes back when all that is due then is done."""
        self.tell(moment)
        if self._process.stdout is None or not self._process.stdout.readline():
            raise SystemExit(f"the service ended: {self._log.read_text()[-5000:]}")

    def tell(self, moment: datetime) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(f"{moment.isoformat()}\n")
            self._process.stdin.flush()

    def stop(self) -> int:
        """Ends it in good order; its exit code."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        return self._process.wait(60)


def weighed(pid: int, hour: float) -> Sample:
    own = size(pid, "Pss")
    return Sample(hour, size(pid, "Rss"), own, own + sum(map(_size_or_gone, below(pid))))


def _size_or_gone(pid: int) -> float:
    try:
        return size(pid, "Pss")
    except (OSError, StopIteration):
        return 0.0


def look_around(port: int, hour: int) -> None:
    """What people and their machines ask the pages for."""
    for path in (
        "healthz",
        "readyz",
        "metrics",
        "",
        f"?q=kalo+{'abcdefgh'[hour % 8]}",
        "?q=vel",
        "stories",
        "feed.atom",
    ):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=60) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            error.close()


def day(options: argparse.Namespace, folder: Path) -> list[Sample]:
    """The samples of a simulated day, one a step."""
    shared = SPAWN.Value("d", START.timestamp())
    pages = free_port()
    with feeds_of(shared, options) as port:
        service = Service(write_settings(folder, options.feeds, port, pages))
        service.tell(START)
        until_up(pages)
        samples = [
            sampled(service, shared, START + number * timedelta(minutes=options.step), pages)
            for number in range(int(options.hours * 60 / options.step) + 1)
        ]
        if status := service.stop():
            raise SystemExit(f"the service ended with {status}")
    return samples


def until_up(port: int) -> None:
    """Wait for the pages, which come once the database was looked over."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
            return
        time.sleep(0.2)
    raise SystemExit("the service does not answer")


def sampled(service: Service, shared: Any, moment: datetime, pages: int) -> Sample:
    """Let the work of a moment be done, and weigh."""
    shared.value = moment.timestamp()
    service.turn(moment)
    hour = (moment - START) / timedelta(hours=1)
    if hour.is_integer():
        look_around(pages, int(hour))
    found = weighed(service.pid, hour)
    if hour.is_integer():
        told(found)
    return found


def told(sample: Sample) -> None:
    print(
        f"hour {sample.hour:4.0f}: resident {sample.resident:6.1f} MB, own {sample.own:6.1f} MB, "
        f"with children {sample.everything:6.1f} MB",
        flush=True,
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def judged(samples: Sequence[Sample]) -> bool:
    """Print what the last half came to; whether that is good."""
    half = samples[len(samples) // 2 :]
    hours = np.array([one.hour for one in half])
    growth: dict[str, float] = {}
    for name in ("resident", "own", "everything"):
        sizes = np.array([getattr(one, name) for one in half])
        slope = float(np.polyfit(hours, sizes, 1)[0])
        growth[name] = slope * (hours[-1] - hours[0]) / float(sizes.mean())
        print(
            f"{name:10} over the last half: {sizes.mean():.1f} MB in the mean, {sizes.max():.1f} at most, "
            f"{slope * 1000:+.0f} kB an hour ({growth[name]:+.1%})"
        )
    largest = max(one.everything for one in half)
    good = largest <= LIMIT and growth["own"] <= GROWTH
    print(f"under {LIMIT:.0f} MB with its children, and no growth: {'reached' if good else 'MISSED'}")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--step", type=float, default=5.0, help="minutes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefing-day-") as folder:
        begun = time.monotonic()
        store = open_store(f"sqlite:///{folder}/briefing.sqlite3")
        store.upgrade()
        fill(store, options.articles)
        store.close()
        print(f"{options.articles} articles stored in {time.monotonic() - begun:.0f} s", flush=True)
        samples = day(options, Path(folder))
        store = open_store(f"sqlite:///{folder}/briefing.sqlite3")
        came = len(store.articles.seen_between(START - timedelta(seconds=1), START + timedelta(days=2)))
        briefs = len(store.briefs.latest(limit=1_000))
        store.close()
    print(f"{came} new articles, {briefs} briefs, in {time.monotonic() - begun:.0f} s; load {os.getloadavg()[0]:.1f}")
    return 0 if judged(samples) else 1


if __name__ == "__main__":
    sys.exit(main())
