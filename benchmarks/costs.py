"""CPU time of one of each: python -m benchmarks.costs. A poll, an article, a brief, a delivery, as the README plans by.

On SQLite in one process with its reading children, which count too; hosts and Slack are fakes on loopback, in processes
of their own. Prints CPU milliseconds.
"""

import multiprocessing
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from os import getpid
from pathlib import Path

from benchmarks.engine import DUE, PAGES, SOURCES, START, write_settings
from benchmarks.processes import cpu_of
from briefing.bootstrap.workshop import Workshop, register, workshop
from briefing.model import Job, JobKind
from briefing.settings.reading import load
from tests.fakes import fake_slack

POLLS, BRIEFS, ENTRIES = 200, 40, 40
ENTRY = "<item><title>Ferry {0} sails</title><link>http://127.0.0.1/{0}</link><guid>{0}</guid>"
FEED = "".join(ENTRY.format(number) + "<pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate></item>" for number in range(40))
RSS = f'<rss version="2.0"><channel><title>Ferries</title>{FEED}</channel></rss>'.encode()
FOLLOWING = """
[fetch]
private_networks = ["127.0.0.0/8"]
rate = 1000.0
[sources.feed]
kind = "feed"
url = "http://127.0.0.1:{port}/feed.xml"
[destinations.team]
channel = "slack"
conversation = "C0TEAM"
[slack]
base_url = "{slack}"
"""


class Feed(BaseHTTPRequestHandler):
    """A host with one feed, which has not changed for whoever has it already."""

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match") == '"1"'
        self.send_response(304 if known else 200 if self.path == "/feed.xml" else 404)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", "0" if known else str(len(RSS)))
        self.end_headers()
        self.wfile.write(b"" if known else RSS)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def host(line: Connection) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Feed) as server:
        line.send(server.server_address[1])
        server.serve_forever()


def slack(line: Connection) -> None:
    with fake_slack() as server:
        line.send(server.url)
        line.recv()


class Hands:
    """A clock that stands until it is turned."""

    now = START

    def __call__(self) -> datetime:
        return self.now


def spent(deed: Callable[[], object], times: int) -> str:
    """CPU milliseconds of one of so many, this process and its children."""
    begun = cpu_of(getpid())
    deed()
    return f"{(cpu_of(getpid()) - begun) / times * 1000:.1f} CPU ms"


def polls(shop: Workshop, clock: Hands, times: int) -> None:
    for _ in range(times):
        clock.now += timedelta(days=1)
        shop.worker.handlers()[JobKind.COLLECT](Job(JobKind.COLLECT, "feed"))


def compose(shop: Workshop, names: list[int]) -> None:
    for number in names:
        job = Job(JobKind.COMPOSE, f"brief{number}", {"brief": f"brief{number}"})
        shop.worker.handlers()[JobKind.COMPOSE](job)


def do_all(shop: Workshop, jobs: list[Job]) -> None:
    for job in jobs:
        shop.worker.handlers()[job.kind](job)


def report(shop: Workshop, clock: Hands) -> None:
    folders = [Job(JobKind.COLLECT, f"source{number}") for number in range(SOURCES)]
    articles = SOURCES * PAGES
    print("an article read, annotated, stored:", spent(lambda: do_all(shop, folders), articles))
    shop.worker.due()
    clock.now = DUE
    print("the first brief:", spent(lambda: compose(shop, [0]), 1), f"of {articles} articles")
    print("each other one of the same articles:", spent(lambda: compose(shop, list(range(1, BRIEFS))), BRIEFS - 1))
    keys = [key for key in shop.store.ledger.due_keys(clock.now) if ":team:" in key]
    jobs = [Job(JobKind.DELIVER, key) for key in keys]
    print("a delivery to Slack:", spent(lambda: do_all(shop, jobs), len(jobs)))
    print(f"a feed of {ENTRIES} old entries read for the first time:", spent(lambda: polls(shop, clock, 1), 1))
    print("a poll of an unchanged feed:", spent(lambda: polls(shop, clock, POLLS), POLLS))


def main() -> None:
    context = multiprocessing.get_context("spawn")
    line, theirs = context.Pipe()
    others = [context.Process(target=one, args=(theirs,), daemon=True) for one in (host, slack)]
    found = []
    for one in others:
        one.start()
        found.append(line.recv())
    with tempfile.TemporaryDirectory() as folder:
        path = write_settings(Path(folder), f"sqlite:///{folder}/b.sqlite3", briefs=BRIEFS)
        text = path.read_text().replace('send_to = ["folder"]', 'send_to = ["team"]')
        path.write_text(text + FOLLOWING.format(port=found[0], slack=found[1]))
        clock = Hands()
        with workshop(load(path, {"SLACK_BOT_TOKEN": "xoxb-test"}), clock) as shop:
            register(shop)
            report(shop, clock)
    for one in others:
        one.terminate()


if __name__ == "__main__":
    main()
