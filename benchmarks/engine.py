"""What the shared engine costs and carries, on a private PostgreSQL: python -m benchmarks.engine [PART …].

  overhead    CPU of a job that does nothing, the server's share included
  throughput  folders of pages read and analysed by one worker on one core, and by two on two; needs two idle cores
  rush        a thousand briefs due in the same minute, and how long an on-demand job waits meanwhile
  memory      `briefing serve` and `briefing worker` together, idle, and again once what they read with rests
Times on the wall are worth something only on a machine that does nothing else; the load is printed beside them.
"""

import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.invented_news import invented
from benchmarks.processes import below, cpu_of, reads, size
from briefing.bootstrap.workshop import Workshop, register, workshop
from briefing.model import Job, JobKind
from briefing.service.clock import ticking
from briefing.service.shared_queue import SharedQueue
from briefing.service.shared_worker import Share
from briefing.settings.reading import load
from tests.postgres import Cluster, private_cluster

START = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
NOTHINGS, SOURCES, PAGES, REPEATS, BRIEFS = 2_000, 16, 20, 3, 1_000
TIMED = 32
"""Sources that are timed, once the workers have read others: what they load with the first page is no throughput."""
SUMS = {"Pss": "what is shared divided by those who share it", "Rss": "what is shared counted in each"}
SETTLED = 60.0
"""Seconds after which a process has read what there is; what it reads with rests a minute later."""
SPAWN = multiprocessing.get_context("spawn")
SETTINGS = """
database = "{database}"
zone = "UTC"
[service]
listen = "{listen}"
[destinations.folder]
channel = "file"
folder = "{folder}/out"
"""
SOURCE = '[sources.source{number}]\nkind = "folder"\npath = "{folder}/inbox/{number}"\n'
BRIEF = '[briefs.brief{number}]\ntitle = "Brief {number}"\nat = "07:00"\nsend_to = ["folder"]\n'


@dataclass(frozen=True)
class Running:
    """A clock that began at `start` when the wall's said `epoch`."""

    start: datetime
    epoch: float

    def __call__(self) -> datetime:
        return self.start + timedelta(seconds=time.time() - self.epoch)


def write_settings(folder: Path, database: str, *, sources: int = SOURCES, briefs: int = 0, listen: str = "") -> Path:
    """Folders of invented pages, and briefs that are due at seven."""
    pages = invented(sources * PAGES)
    parts = [SETTINGS.format(database=database, folder=folder, listen=listen)]
    for number in range(sources):
        inbox = folder / "inbox" / str(number)
        inbox.mkdir(parents=True, exist_ok=True)
        for page in range(PAGES):
            one = next(pages)
            body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in one.text.split("\n\n"))
            html = f"<html><head><title>{one.title}</title></head><body><article><h1>{one.title}</h1>{body}</article>"
            (inbox / f"{page}.html").write_text(f"{html}</body></html>")
        parts.append(SOURCE.format(number=number, folder=folder))
    parts += [BRIEF.format(number=number) for number in range(briefs)]
    path = folder / "briefing.toml"
    path.write_text("\n".join(parts))
    return path


def postmaster(cluster: Cluster) -> int:
    return int(Path(cluster.data, "postmaster.pid").read_text().split()[0])


def overhead(cluster: Cluster, folder: Path) -> None:
    """Queue, fetch and end jobs that do nothing."""
    del folder
    url = fresh(cluster, "overhead")
    begun = time.process_time(), cpu_of(postmaster(cluster))
    queue = SharedQueue(url, Share(), dict)
    for start in range(0, NOTHINGS, 100):
        queue.put_all([Job(JobKind.COLLECT, f"source{number}") for number in range(start, start + 100)])
    with queue.run(dict.fromkeys(JobKind, lambda _: None)):
        until_empty(url)
    ours, servers = time.process_time() - begun[0], cpu_of(postmaster(cluster)) - begun[1]
    here, there = ours / NOTHINGS * 1000, servers / NOTHINGS * 1000
    print(f"a job that does nothing: {here:.2f} CPU ms here, {there:.2f} in PostgreSQL")


def throughput(cluster: Cluster, folder: Path) -> None:
    """The same work by one worker and by two, in turn; the best of each counts."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    spent: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(REPEATS):
        for workers in (1, 2):
            home = folder / f"{turn}-{workers}"
            home.mkdir()
            url = fresh(cluster, f"throughput{turn}{workers}")
            settings = write_settings(home, url, sources=SOURCES + TIMED)
            with crew(settings, Running(START, time.time()), cores=range(workers)) as (pids, _):
                collect(url, range(SOURCES))
                processes = (*pids, postmaster(cluster))
                before, begun = sum(map(cpu_of, processes)), time.monotonic()
                collect(url, range(SOURCES, SOURCES + TIMED))
                taken[workers].append(time.monotonic() - begun)
                spent[workers].append((sum(map(cpu_of, processes)) - before) / TIMED)
    one, two = min(taken[1]), min(taken[2])
    print(f"{TIMED} folders of {PAGES} pages: one worker {one:.1f} s, two {two:.1f} s: {one / two:.2f} x")
    print(f"all runs: {taken}; load {os.getloadavg()[0]:.1f}")
    print(f"CPU a job, the server's included: one worker {min(spent[1]):.2f} s, two {min(spent[2]):.2f} s")


def collect(url: str, sources: range) -> None:
    """Have sources collected, and wait until they are."""
    queue_all(url, [Job(JobKind.COLLECT, f"source{number}") for number in sources])
    until_empty(url)


def rush(cluster: Cluster, folder: Path) -> None:
    """Everything due at once, for two workers that tick, as `briefing worker` does; somebody asks all the time."""
    url = fresh(cluster, "rush")
    settings = write_settings(folder, url, briefs=BRIEFS)
    with workshop(load(settings, {}), Running(START, time.time())) as shop:
        register(shop)
        for job in shop.worker.due():
            shop.worker.handlers()[job.kind](job)
    begun = time.time() + 20
    clock = Running(DUE, begun)
    with (
        crew(settings, clock, cores=(), count=2, ticks=True) as (pids, waits),
        psycopg.connect(url, autocommit=True) as ask,
    ):
        queue = SharedQueue(url, Share(frozenset()), dict)
        published = sent = spent = 0.0
        processes = (*pids, postmaster(cluster))
        while time.time() < begun:
            time.sleep(0.1)
        before = sum(map(cpu_of, processes))
        while not sent and time.time() < begun + 300:
            time.sleep(0.2)
            queue.put(Job(JobKind.SUMMARIZE, str(time.time())))
            now = time.time() - begun
            if not published and count(ask, "SELECT count(*) FROM briefs") == BRIEFS:
                published, spent = now, sum(map(cpu_of, processes)) - before
            if published and not count(ask, "SELECT count(*) FROM deliveries WHERE state <> 'sent'"):
                sent = now
        queue.close()
        latencies = sorted(waits.get() for _ in range(waits.qsize()))
    print(f"{BRIEFS} briefs due at once: composed and queued after {published:.0f} s, written after {sent:.0f} s")
    print(f"CPU of the workers and the server until they were queued: {spent:.0f} s")
    p99 = statistics.quantiles(latencies, n=100)[98]
    print(f"on-demand jobs meanwhile ({len(latencies)}): median {statistics.median(latencies):.3f} s, p99 {p99:.3f} s")
    print(f"load {os.getloadavg()[0]:.1f}")


def memory(cluster: Cluster, folder: Path) -> None:
    """Memory of both processes and their children, idle, and once they have read pages and rest."""
    for sources in (0, SOURCES):
        home = folder / str(sources)
        home.mkdir()
        database = fresh(cluster, f"memory{sources}")
        print(f"{sources} sources: ", end="")
        weigh(write_settings(home, database, sources=sources, briefs=1, listen="127.0.0.1:0"))


def weigh(settings: Path) -> None:
    commands = [[sys.executable, "-m", "briefing", name, "--config", str(settings)] for name in ("serve", "worker")]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for command in commands]
    time.sleep(SETTLED)
    while any(reads(number) for one in running for number in below(one.pid)):
        time.sleep(1)
    for kind, words in SUMS.items():
        sizes = [sum(size(number, kind) for number in (one.pid, *below(one.pid))) for one in running]
        print(f"serve {sizes[0]:.0f} MB, worker {sizes[1]:.0f} MB, together {sum(sizes):.0f} MB ({words})")
    for one in running:
        one.terminate()
        one.wait(30)


@contextmanager
def crew(
    settings: Path, clock: Running, *, cores: Sequence[int], count: int = 0, ticks: bool = False
) -> Iterator[tuple[list[int], Any]]:
    """Worker processes, ready: each on a core of its own with one job at once, or `count` as they come."""
    waits, ready, stop = SPAWN.Queue(), SPAWN.Semaphore(0), SPAWN.Event()
    places: list[int | None] = [*cores, *[None] * count]
    workers = [SPAWN.Process(target=work, args=(settings, clock, core, ticks, waits, ready, stop)) for core in places]
    for one in workers:
        one.start()
    for _ in workers:
        ready.acquire()
    try:
        yield [one.pid or 0 for one in workers], waits
    finally:
        stop.set()
        for one in workers:
            one.join(60)


def work(settings: Path, clock: Running, core: int | None, ticks: bool, waits: Any, ready: Any, stop: Any) -> None:
    """A worker as `briefing worker` is one, whose on-demand jobs only tell how long they waited."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    with workshop(load(settings, {}), clock, concurrency=1 if core is not None else 0) as shop:
        register(shop)
        handlers = {**shop.worker.handlers(), JobKind.SUMMARIZE: lambda job: waits.put(time.time() - float(job.key))}
        with shop.worker.queue.run(handlers), beating(shop, ticks):
            ready.release()
            stop.wait()


@contextmanager
def beating(shop: Workshop, ticks: bool) -> Iterator[None]:
    if not ticks:
        yield
        return
    with ticking(shop.worker.tick, shop.settings.service.tick):
        yield


def fresh(cluster: Cluster, name: str) -> str:
    from briefing.store.database import open_store

    url = cluster.create(name)
    store = open_store(url)
    store.upgrade()
    store.close()
    return url


def queue_all(url: str, jobs: list[Job]) -> None:
    queue = SharedQueue(url, Share(frozenset()), dict)
    queue.put_all(jobs)
    queue.close()


def until_empty(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        while count(connection, "SELECT count(*) FROM procrastinate_jobs"):
            time.sleep(0.05)


def count(connection: "psycopg.Connection[Any]", question: str) -> int:
    return int(connection.execute(question.encode()).fetchall()[0][0])


PARTS: dict[str, Callable[[Cluster, Path], None]] = {
    "overhead": overhead,
    "throughput": throughput,
    "rush": rush,
    "memory": memory,
}


def main(wanted: Sequence[str]) -> None:
    for name in wanted or PARTS:
        with private_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
            PARTS[name](cluster, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
