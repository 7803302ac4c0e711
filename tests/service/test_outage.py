"""Two hundred of five hundred hosts go down before the brief is due: it leaves on time, and names every one of them."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Condition

import pytest

from briefing.bootstrap.workshop import Workshop
from briefing.model import Brief, Lack
from tests.service.scene import DUE, START, Hands, open_scene, write_scene
from tests.unit.collect.loopback import Site, answer

FIRST = START - timedelta(minutes=30)
SOURCES, HOSTS = 500, 250
SILENT, REFUSING, FAILING = range(100), range(100, 150), range(150, 200)
DOWN = {f"feed{number}" for number in (*SILENT, *REFUSING, *FAILING)}
ITEM = "<item><title>Ferry {0} sails again</title><guid>{0}</guid><description>Ferry {0} sailed at noon.</description>"
RSS = '<rss version="2.0"><channel><title>Ferries</title>{}</item></channel></rss>'


class Hosts:
    """All hosts: one server that listens on every address of loopback, and a port where nobody does."""

    def __init__(self) -> None:
        self.site = Site("0.0.0.0")
        self._silent = 0
        self._changed = Condition()
        for number in range(SOURCES):
            feed = RSS.format(ITEM.format(number))
            self.site.pages[f"/{number}"] = answer(body=feed, Content_Type="application/rss+xml", ETag=f'"{number}"')

    def address(self, number: int) -> str:
        return f"http://127.0.{40 + number // HOSTS}.{1 + number % HOSTS}:{self.site.port}/{number}"

    def go_down(self) -> None:
        for number in SILENT:
            self.site.pages[f"/{number}"] = self._say_nothing
        for number in REFUSING:
            self.site.pages[f"/{number}"] = _reset
        for number in FAILING:
            self.site.pages[f"/{number}"] = answer(500, "oops")

    def until_silent(self, count: int) -> bool:
        """Wait until so many requests are under way that nobody answers."""
        with self._changed:
            return self._changed.wait_for(lambda: self._silent >= count, timeout=60)

    def _say_nothing(self, connection: socket.socket) -> None:
        del connection
        with self._changed:
            self._silent += 1
            self._changed.notify_all()
        self.site.closing.wait(120)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    hosts = Hosts()
    with closing(hosts.site):
        yield hosts


def until(done: Callable[[], bool]) -> bool:
    """Whether something that threads do has come about within a minute."""
    seen = threading.Event()
    for _ in range(600):
        if done():
            return True
        seen.wait(0.1)
    return False


@pytest.mark.allow_hosts(["127.0.0.0/8"])
def test_f14_where_200_of_500_hosts_are_down_the_brief_leaves_on_time_and_names_them(
    tmp_path: Path, hosts: Hosts
) -> None:
    feeds = "".join(f'[sources.feed{number}]\nurl = "{hosts.address(number)}"\n' for number in range(SOURCES))
    fetch = '[fetch]\nprivate_networks = ["127.0.0.0/8"]\n'
    clock = Hands(FIRST)
    with open_scene(write_scene(tmp_path, more=fetch + feeds), clock) as shop:
        worker = shop.worker
        with worker.queue.run(worker.handlers()):
            worker.tick()
            assert until(lambda: all_polled(shop))
            hosts.go_down()
            clock.now = FIRST + timedelta(minutes=20)
            worker.tick()
            assert hosts.until_silent(shop.settings.service.workers), "every thread waits for a host that is silent"
            clock.now = DUE
            worker.tick()
            assert until(lambda: bool(shop.store.briefs.latest("morning")))
            [brief] = shop.store.briefs.latest("morning")
            assert until(lambda: bool(list((tmp_path / "out").glob("*.txt"))))
            hosts.site.close()
    assert brief.created == DUE
    assert missing(brief) >= DOWN
    assert len(brief.items) + len(brief.also) + brief.counts.left_out > 0
    [text] = (tmp_path / "out").glob("*.txt")
    assert f"{len(missing(brief))} sources not collected: " in " ".join(text.read_text().split())


def all_polled(shop: Workshop) -> bool:
    polled = sum(state.last_success is not None for state in shop.store.sources.states())
    return polled >= SOURCES


def missing(brief: Brief) -> set[str]:
    """The sources that it says were not collected."""
    return {one.source for one in brief.problems if one.lack is Lack.UNREAD}
