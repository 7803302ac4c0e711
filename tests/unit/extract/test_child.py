import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from multiprocessing import forkserver

import pytest

from briefing.extract.article import NO_TEXT, TOO_LARGE
from briefing.extract.child import NOTHING, TOO_BIG, TOO_SLOW, ChildReader
from briefing.model import Article, Document, Entry, Unreadable

ENTRY = Entry(
    id="7", url="https://quay.example/ferry", title="Ferry sails again", summary="The feed says that it sails."
)
BODY = "".join(
    f"<p>The ferry sailed at {hour} o'clock and came back an hour later, the board said.</p>" for hour in range(9)
)
PAGE = f"<html><head><title>Ferry sails again</title></head><body><article>{BODY}</article></body></html>".encode()
LINK_ROW = '<tr><td><a href="/tide">high water at the quay</a></td><td>noon</td></tr>'
LINK_TABLE = f"<html><body><table>{LINK_ROW * 60_000}</table></body></html>".encode()


def page(html: bytes | None = PAGE, problem: str = "") -> Document:
    return Document(ENTRY, ENTRY.url, body=html, problem=problem)


@pytest.fixture(scope="module")
def reader() -> Iterator[ChildReader]:
    reader = ChildReader(workers=2, seconds=20)
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def impatient() -> Iterator[ChildReader]:
    reader = ChildReader(workers=1, seconds=0.5)
    yield reader
    reader.close()


def test_a_page_is_read_in_a_child(reader: ChildReader) -> None:
    found = reader.read(page())
    assert isinstance(found, Article)
    assert found.title == "Ferry sails again"
    assert found.text.startswith("The ferry sailed at 0 o'clock")
    assert found.degraded == ""


def test_many_pages_come_back_in_order(reader: ChildReader) -> None:
    pages = [page(PAGE.replace(b"sailed", f"sailed as number {number}".encode())) for number in range(12)]
    found = reader.read_many(pages)
    assert [article.text.split()[5] for article in found if isinstance(article, Article)] == [
        str(number) for number in range(12)
    ]


def test_b8_a_page_that_never_ends_costs_its_child_and_the_feed_is_used(impatient: ChildReader) -> None:
    found = impatient.read(page(LINK_TABLE))
    assert isinstance(found, Article)
    assert (found.text, found.degraded) == (ENTRY.summary, TOO_SLOW)
    assert isinstance(impatient.read(page(b"<p>")), Article)


def test_where_the_server_that_forks_is_killed_another_is_begun_and_nothing_is_lost() -> None:
    reader = ChildReader(workers=2, seconds=20)
    assert len(reader.read_many([page()] * 30)) == 30
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)  # type: ignore[attr-defined]
    for found in reader.read_many([page()] * 30):
        assert isinstance(found, Article)
        assert found.degraded == ""
    reader.close()
    with pytest.raises(RuntimeError, match="closed"):
        reader.read(page())


def test_where_the_child_is_killed_between_two_pages_another_is_begun() -> None:
    reader = ChildReader(workers=1, seconds=20)
    assert isinstance(reader.read(page()), Article)
    os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    found = reader.read(page())
    assert isinstance(found, Article)
    assert found.degraded == ""
    reader.close()


def test_b7_a_huge_page_is_refused_before_it_is_read(reader: ChildReader) -> None:
    found = reader.read(page(b"<p>" + b"tide " * 1_100_000))
    assert isinstance(found, Article)
    assert (found.text, found.degraded) == (ENTRY.summary, TOO_LARGE)


def test_b7_a_page_that_takes_too_much_memory_is_given_up() -> None:
    reader = ChildReader(workers=1, seconds=20, megabytes=100)
    found = reader.read(page(LINK_TABLE))
    reader.close()
    assert isinstance(found, Article)
    assert found.text == ENTRY.summary
    assert found.degraded in {TOO_BIG, NO_TEXT}


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\x00" * 100,
        b"<div>" * 100_000 + b"deep",
        b"&lt;" * 100_000,
        b"<p>" * 50_000,
        "<p>quay</p>".encode("utf-16"),
        b"\xff\xfe\xff\xff",
        b"%PDF-1.4\n%...",
        b"<?xml version='1.0' encoding='nonsense'?><html>",
        b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>",
    ],
    ids=["empty", "zeros", "nested", "escapes", "unclosed", "utf-16", "surrogates", "pdf", "nonsense", "entity"],
)
def test_b6_b9_b10_a_page_without_an_article_leaves_the_words_of_the_feed(html: bytes, reader: ChildReader) -> None:
    found = reader.read(page(html))
    assert isinstance(found, Article)
    assert found.text == ENTRY.summary
    assert found.degraded


def test_a_page_that_could_not_be_fetched_leaves_the_words_of_the_feed(reader: ChildReader) -> None:
    found = reader.read(page(None, "the page could not be fetched: 403"))
    assert isinstance(found, Article)
    assert (found.text, found.degraded) == (ENTRY.summary, "the page could not be fetched: 403")


def test_of_what_nothing_can_be_read_the_reason_is_said(reader: ChildReader) -> None:
    bare = Document(Entry("", "", ""), "", body=b"")
    assert reader.read(bare) == Unreadable(NO_TEXT)
    assert reader.read(Document(Entry("", "", ""), "")) == Unreadable(NOTHING)


def test_threads_may_read_at_once(reader: ChildReader) -> None:
    found: list[str] = []

    def read() -> None:
        article = reader.read(page())
        found.append(article.title if isinstance(article, Article) else "")

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Ferry sails again"] * 6
