"""Whether a service is ready is asked by everybody, every few seconds: it must be true, and cost nearly nothing."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.errors import Transient
from briefing.service.readiness import BELIEVED, Readiness
from briefing.store.database import Database, open_store
from tests.service.scene import Hands

SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with closing(open_store(f"sqlite:///{tmp_path}/briefing.db?timeout=0")) as store:
        store.upgrade()
        yield store


def writes(store: Database) -> int:
    """How often the file was written to for nothing else."""
    with closing(sqlite3.connect(str(store.file))) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_who_asks_every_second_has_the_database_written_to_once_a_minute(store: Database, clock: Hands) -> None:
    ready = Readiness(store.check, store.touch, clock)
    for _ in range(119):
        assert ready() == ""
        clock.now += SECOND
    assert writes(store) == 2


def test_a_database_that_can_no_longer_be_written_to_is_told_within_a_minute(store: Database, clock: Hands) -> None:
    ready = Readiness(store.check, store.touch, clock)
    assert ready() == ""
    with closing(sqlite3.connect(str(store.file), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        clock.now += BELIEVED
        assert "another process holds the database" in ready()
        clock.now += SECOND
        assert "another process holds the database" in ready()
    assert ready() == ""


def test_a_database_with_another_schema_is_told_at_once(store: Database, clock: Hands) -> None:
    ready = Readiness(store.check, store.touch, clock)
    assert ready() == ""
    with closing(sqlite3.connect(str(store.file))) as other:
        other.execute("DELETE FROM alembic_version")
        other.commit()
    assert "run `briefing db upgrade`" in ready()


def test_a_clock_that_was_set_back_does_not_keep_an_old_answer_alive(store: Database, clock: Hands) -> None:
    ready = Readiness(store.check, store.touch, clock)
    ready()
    clock.now -= timedelta(days=1)
    ready()
    assert writes(store) == 2


def test_those_who_ask_while_somebody_writes_are_told_what_comes_of_it(clock: Hands) -> None:
    come, answers = threading.Barrier(5), list[str]()
    tried = list[str]()

    def check() -> None:
        come.wait()

    def touch() -> None:
        tried.append("")
        raise Transient("there is no space left for the database")

    ready = Readiness(check, touch, clock)
    crowd = [threading.Thread(target=lambda: answers.append(ready())) for _ in range(5)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert answers == ["there is no space left for the database"] * 5
    assert len(tried) == 1
