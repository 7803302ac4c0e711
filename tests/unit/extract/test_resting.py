"""Children that read, and the server that forks them, are there only while they are needed."""

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import forkserver

from briefing.extract.child import ChildReader
from briefing.model import Article, Document, Entry, Unreadable

BODY = "".join(
    f"<p>The ferry sailed at {hour} o'clock and came back an hour later, they said.</p>" for hour in range(9)
)
PAGE = Document(
    Entry(id="7", url="https://quay.example/ferry", title="Ferry sails again"),
    "https://quay.example/ferry",
    body=f"<html><title>Ferry sails again</title><body><article>{BODY}</article></body></html>".encode(),
)
MANY = [PAGE] * 30
"""More than one child is left with."""


class Hands:
    """A clock that stands until it is turned."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def server() -> int | None:
    number: int | None = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    return number


def children() -> int:
    return len(multiprocessing.active_children())


def are_read(pages: list[Article | Unreadable]) -> bool:
    return all(isinstance(one, Article) and not one.degraded for one in pages)


def test_there_are_children_only_while_there_are_pages_to_read() -> None:
    hands = Hands()
    reader = ChildReader(workers=2, seconds=20, clock=hands)
    assert (children(), server()) == (0, None)
    assert are_read(reader.read_many(MANY))
    hands.now += 59
    reader.rest()
    assert children() == 2
    assert server() is not None
    hands.now += 1
    reader.rest()
    assert (children(), server()) == (0, None)
    assert isinstance(reader.read(PAGE), Article)
    assert children() == 1
    reader.close()
    assert (children(), server()) == (0, None)


def test_a_few_pages_need_no_server_beside_the_child_that_reads_them() -> None:
    reader = ChildReader(workers=3, seconds=20)
    assert are_read(reader.read_many([PAGE] * 5))
    assert (children(), server()) == (1, None)
    reader.close()


def test_the_server_that_others_need_outlives_a_reader() -> None:
    reader, other = ChildReader(workers=2, seconds=20), ChildReader(workers=2, seconds=20)
    assert are_read(reader.read_many(MANY))
    assert are_read(other.read_many(MANY))
    reader.close()
    assert server() is not None
    assert are_read(other.read_many(MANY))
    other.close()
    assert server() is None


def test_a_page_that_is_being_read_is_never_given_up_by_a_rest() -> None:
    hands = Hands()
    reader = ChildReader(workers=1, seconds=20, clock=hands)
    found = list[Article | Unreadable]()
    thread = threading.Thread(target=lambda: found.extend(reader.read_many(MANY)))
    thread.start()
    while thread.is_alive():
        hands.now += 60
        reader.rest()
    reader.close()
    assert len(found) == len(MANY)
    assert are_read(found)


def test_a_few_pages_are_read_by_one_child_and_many_by_all() -> None:
    hands = Hands()
    reader = ChildReader(workers=3, seconds=20, clock=hands)
    reader.read_many([PAGE] * 5)
    assert children() == 1
    assert are_read(reader.read_many([PAGE] * 40))
    assert children() == 3
    hands.now += 30
    reader.read(PAGE)
    hands.now += 30
    reader.rest()
    assert children() == 1
    reader.close()


def test_a_page_that_takes_long_keeps_no_other_waiting() -> None:
    hands = Hands()
    reader = ChildReader(workers=2, seconds=20, clock=hands)
    row = '<tr><td><a href="/tide">high water at the quay</a></td><td>noon</td></tr>'
    long = replace(PAGE, body=f"<html><body><table>{row * 60_000}</table></body></html>".encode())
    with ThreadPoolExecutor(1) as other:
        waits = other.submit(reader.read, long)
        while not reader._first.load:
            pass
        hands.now += 2
        assert isinstance(reader.read(PAGE), Article)
        assert children() == 2
        assert waits.result() is not None
    reader.close()
