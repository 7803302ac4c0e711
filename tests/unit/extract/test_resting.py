"""Children that read, and the server that forks them, are there only while they are needed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import forkserver
from pathlib import Path

import pytest

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


class Hands:
    """A clock that stands until it is turned."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def server() -> int | None:
    number: int | None = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    return number


def children() -> int:
    listed = Path(f"/proc/{server()}/task/{server()}/children")
    if not listed.exists():
        pytest.skip("this system does not list the children of a process")
    return len(listed.read_text().split())


def test_there_are_children_only_while_there_are_pages_to_read() -> None:
    hands = Hands()
    reader = ChildReader(workers=1, seconds=20, clock=hands)
    assert server() is None
    assert isinstance(reader.read(PAGE), Article)
    hands.now += 59
    reader.rest()
    assert server() is not None
    hands.now += 1
    reader.rest()
    assert server() is None
    assert isinstance(reader.read(PAGE), Article)
    reader.close()
    assert server() is None


def test_the_server_that_others_need_outlives_a_reader() -> None:
    reader, other = ChildReader(workers=1, seconds=20), ChildReader(workers=1, seconds=20)
    assert isinstance(reader.read(PAGE), Article)
    assert isinstance(other.read(PAGE), Article)
    reader.close()
    assert server() is not None
    assert isinstance(other.read(PAGE), Article)
    other.close()
    assert server() is None


def test_a_page_that_is_being_read_is_never_given_up_by_a_rest() -> None:
    hands = Hands()
    reader = ChildReader(workers=1, seconds=20, clock=hands)
    pages, found = [PAGE] * 30, list[Article | Unreadable]()
    thread = threading.Thread(target=lambda: found.extend(reader.read_many(pages)))
    thread.start()
    while thread.is_alive():
        hands.now += 60
        reader.rest()
    reader.close()
    assert [isinstance(one, Article) and not one.degraded for one in found] == [True] * 30


def test_a_few_pages_are_read_by_one_child_and_many_by_all() -> None:
    hands = Hands()
    reader = ChildReader(workers=3, seconds=20, clock=hands)
    reader.read_many([PAGE] * 5)
    assert children() == 1
    assert all(isinstance(one, Article) and not one.degraded for one in reader.read_many([PAGE] * 40))
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
