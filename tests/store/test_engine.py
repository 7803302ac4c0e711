import itertools
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import text

from briefing.errors import ConfigError, Permanent, Transient
from briefing.model import SourceState
from briefing.ports import Store
from briefing.store.database import Database, open_store
from briefing.store.engine import _turn, connect, explained, reading, write_each, writing, writing_next
from briefing.store.turns import Turns
from tests import postgres
from tests.disks import small_disk
from tests.postgres import private_cluster
from tests.store.conftest import upgrade
from tests.store.samples import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "briefing.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def opened():
    """Opens stores and closes them at the end."""
    stores = []

    def opening(url):
        stores.append(open_store(url))
        return stores[-1]

    yield opening
    for store in stores:
        store.close()


def test_the_database_is_the_store_that_the_ports_describe(store: Database):
    as_port: Store = store
    rooms = [as_port.sources, as_port.articles, as_port.briefs, as_port.ledger, as_port.requests]
    assert all(rooms)


@pytest.mark.parametrize("url", ["", "briefing.db", "mysql://host/name", "sqlite+aiosqlite:///x", "sqlite://secret@/x"])
def test_a_url_that_names_no_database_is_a_fault_of_the_settings(url):
    with pytest.raises(ConfigError, match="database"):
        open_store(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_usual_ways_to_write_a_postgresql_url_are_understood(scheme):
    assert connect(f"{scheme}://user:secret@host/name").dialect.driver == "psycopg"


def test_folders_of_a_new_file_are_made(tmp_path, opened):
    store = opened(f"sqlite:///{tmp_path}/var/lib/briefing.db")
    store.upgrade()
    store.check()


def test_every_acknowledged_write_is_on_the_disk_and_readers_wait_for_no_writer(path):
    engine = connect(f"sqlite:///{path}")
    with reading(engine) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 10_000, "foreign_keys": 1}
    with writing(engine) as writer, reading(engine) as reader:
        writer.execute(text("DELETE FROM sources"))
        assert reader.execute(text("SELECT count(*) FROM sources")).scalar() == 0
    engine.dispose()


def test_a_block_that_raises_changes_nothing(store, url):
    engine = connect(url)
    store.sources.save(SourceState("harbour"))
    with suppress(ZeroDivisionError), writing(engine) as connection:
        connection.execute(text("DELETE FROM sources"))
        raise ZeroDivisionError
    engine.dispose()
    assert store.sources.states() == [SourceState("harbour")]


def test_f7_a_database_held_by_another_process_is_waited_for_then_said(path, opened):
    store = opened(f"sqlite:///{path}?timeout=0.05")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Transient, match="another process holds the database"):
            store.sources.save(SourceState("harbour"))
        assert store.sources.due(NOW, {"harbour"}) == []
        other.execute("ROLLBACK")
    store.sources.save(SourceState("harbour"))
    assert store.sources.due(NOW, {"harbour"}) == ["harbour"]


def test_f7_a_read_only_file_can_be_read_and_writing_says_so(path, opened):
    store = opened(f"sqlite:///file:{path}?mode=ro&uri=true")
    store.check()
    assert store.sources.states() == []
    for deed in (lambda: store.sources.save(SourceState("harbour")), store.touch):
        with pytest.raises(Permanent, match="cannot be written to"):
            deed()


def test_f7_a_damaged_page_is_found(path, opened):
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(4096))
    with pytest.raises(Permanent, match="damaged: restore a backup"):
        opened(f"sqlite:///{path}").verify()


def test_f7_a_file_that_is_no_database_is_refused(tmp_path, opened):
    (tmp_path / "notes.db").write_text("Dear diary, " * 1000)
    for deed in ("check", "upgrade", "verify"):
        with pytest.raises(Permanent, match="not a database"):
            getattr(opened(f"sqlite:///{tmp_path}/notes.db"), deed)()


def test_a_folder_that_cannot_be_used_is_said(tmp_path, opened):
    with pytest.raises(Permanent, match="cannot be opened"):
        opened(f"sqlite:///{tmp_path}").check()


def test_a_sound_database_passes(store):
    store.check()
    store.touch()
    store.verify()


@pytest.fixture
def disk(tmp_path: Path):
    """A disk of 5 MB."""
    with small_disk(tmp_path / "disk", 5) as disk:
        yield disk


def test_f6_a_full_disk_is_said_and_survived(disk):
    with closing(open_store(f"sqlite:///{disk.folder}/briefing.db")) as store:
        store.upgrade()
        saved = fill(store)
        with pytest.raises(Transient, match="no space left"):
            store.touch()
        with pytest.raises(Transient, match="no space left"):
            store.backup(disk.folder / "backup")
        assert not list(disk.folder.glob("backup*"))
        store.check()
        disk.resize(20)
        store.touch()
        store.sources.save(SourceState("mill"))
        store.verify()
        assert len(store.sources.states()) == saved + 1


def test_f6_a_disk_that_fills_up_while_the_log_is_taken_over_loses_nothing_that_was_acknowledged(disk):
    url = f"sqlite:///{disk.folder}/briefing.db"
    upgrade(url)
    with closing(open_store(url)) as store:
        saved = fill(store)
        assert (disk.folder / "briefing.db-wal").stat().st_size > 3_000_000
        with pytest.raises(Transient, match="no space left"):
            take_over_the_log(store)
    with closing(open_store(url)) as store:
        assert len(store.sources.states()) == saved
        with pytest.raises(Transient, match="no space left"):
            take_over_the_log(store)
        disk.resize(20)
        take_over_the_log(store)
        assert (disk.folder / "briefing.db-wal").stat().st_size == 0
        store.verify()
        assert len(store.sources.states()) == saved


def take_over_the_log(store) -> None:
    with explained(), store._engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def test_f6_a_file_that_may_not_grow_is_said_and_survived(path, opened):
    store = opened(f"sqlite:///{path}")
    with reading(store._engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=100")
    saved = fill(store)
    with reading(store._engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    store.sources.save(SourceState("mill"))
    assert len(store.sources.states()) == saved + 1
    store.verify()


def fill(store) -> int:
    """Save until there is no space, which must be said as such; how many were saved."""
    with pytest.raises(Transient, match="no space left"):
        save_for_ever(store)
    return len(store.sources.states())


def save_for_ever(store) -> None:
    for number in itertools.count():
        store.sources.save(SourceState(f"harbour{number}", problem="x" * 50_000))


def test_errors_name_no_data(store):
    with pytest.raises(Permanent) as caught, writing(store._engine) as connection:
        connection.execute(text("SELECT nothing FROM nowhere WHERE a = :secret"), {"secret": "canary"})
    assert "canary" not in str(caught.value)
    assert "canary" not in str(caught.value.__cause__)


def test_d12_no_password_in_the_error_of_a_database_out_of_reach(opened):
    with pytest.raises(Transient, match="cannot be reached") as caught:
        opened("postgresql://user:canary@127.0.0.1:1/name?connect_timeout=2").check()
    assert "canary" not in str(caught.value)


def test_without_a_server_its_tests_are_skipped_with_a_clear_line_or_fail_where_it_is_required(monkeypatch):
    monkeypatch.setattr(postgres, "binaries", lambda: None)
    monkeypatch.delenv(postgres.REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="PostgreSQL is not installed"), private_cluster():
        pass
    monkeypatch.setenv(postgres.REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match="PostgreSQL is not installed"), private_cluster():
        pass


@pytest.mark.postgres
def test_a_postgresql_database_that_is_not_there_is_said(cluster, opened):
    with pytest.raises(Transient, match="does not exist"):
        opened(cluster.url("nowhere")).check()


@pytest.mark.postgres
def test_f8_connections_killed_while_idle_are_replaced_and_in_a_transaction_said(cluster, opened):
    cluster.clear("upgraded")
    store = opened(cluster.url("upgraded"))
    store.sources.save(SourceState("harbour"))
    kill_connections(cluster)
    store.sources.save(SourceState("mill"))
    with pytest.raises(Transient, match="is being stopped"):
        delete_while_killed(store, cluster)
    assert len(store.sources.states()) == 2


@pytest.mark.postgres
def test_every_acknowledged_write_is_on_the_disk_and_waits_are_bounded_unless_the_operator_says_otherwise(cluster):
    names = ("synchronous_commit", "lock_timeout", "idle_in_transaction_session_timeout")
    for options, expected in (("", ["on", "10s", "1min"]), ("&options=-clock_timeout%3D5s", ["on", "5s", "1min"])):
        engine = connect(cluster.url("upgraded") + options)
        with reading(engine) as connection:
            assert [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names] == expected
        engine.dispose()


@pytest.mark.postgres
def test_a_row_held_by_another_process_is_waited_for_then_said(cluster, opened):
    store = opened(cluster.url("upgraded") + "&options=-clock_timeout%3D50")
    cluster.clear("upgraded")
    store.sources.save(SourceState("harbour"))
    engine = connect(cluster.url("upgraded"))
    with writing(engine) as other:
        other.execute(text("DELETE FROM sources"))
        with pytest.raises(Transient, match="another process holds"):
            store.sources.save(SourceState("harbour", failures=1))
        other.rollback()
    engine.dispose()
    store.sources.save(SourceState("harbour", failures=2))
    assert store.sources.state("harbour").failures == 2


@pytest.mark.postgres
def test_f9_a_worker_stopped_in_a_transaction_loses_it_and_holds_up_nobody(cluster, opened):
    store = opened(cluster.url("upgraded"))
    cluster.clear("upgraded")
    store.sources.save(SourceState("harbour"))
    sleeper = connect(cluster.url("upgraded") + "&options=-cidle_in_transaction_session_timeout%3D50")
    # Whether the server's farewell still arrives before the next statement meets the closed line is chance.
    with pytest.raises(Transient, match=r"slept|closed the connection"), writing(sleeper) as connection:  # noqa: PT012
        connection.execute(text("DELETE FROM sources"))
        store.sources.save(SourceState("harbour", failures=1))
        connection.execute(text("DELETE FROM sources"))
    sleeper.dispose()
    assert store.sources.states() == [SourceState("harbour", failures=1)]


@pytest.mark.postgres
def test_who_reads_holds_no_transaction_open_in_which_the_server_would_keep_old_rows(cluster):
    engine = connect(cluster.url("upgraded"))
    with reading(engine) as connection, psycopg.connect(cluster.url("upgraded"), autocommit=True) as other:
        number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        question = "SELECT state FROM pg_stat_activity WHERE pid = %s"
        assert other.execute(question, (number,)).fetchall() == [("idle",)]
    engine.dispose()


@pytest.mark.postgres
def test_f8_a_connection_that_the_server_ended_is_replaced_before_anybody_gets_it(cluster):
    engine = connect(cluster.url("upgraded"))
    with reading(engine) as connection:
        ended = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    kill_connections(cluster)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT pg_backend_pid()").scalar() != ended
    engine.dispose()


@pytest.mark.postgres
def test_f8_a_restart_of_the_server_is_ridden_out(opened):
    with private_cluster() as cluster:
        store = opened(cluster.create("briefing"))
        store.upgrade()
        store.sources.save(SourceState("harbour"))
        cluster.stop()
        with pytest.raises(Transient):
            store.check()
        cluster.start()
        store.check()
        assert store.sources.states() == [SourceState("harbour")]
        store.close()


def delete_while_killed(store, cluster) -> None:
    with writing(store._engine) as connection:
        connection.execute(text("DELETE FROM sources"))
        kill_connections(cluster)
        connection.execute(text("SELECT 1"))


def kill_connections(cluster) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity"
            " WHERE datname = 'upgraded' AND pid <> pg_backend_pid()"
        )


def test_writers_take_turns_in_the_order_of_asking():
    line = Turns()
    order: list[int] = []
    started: list[int] = []
    threads = []

    def write(number: int) -> None:
        started.append(number)
        with line:
            order.append(number)

    with line:
        for number in range(8):
            threads.append(Thread(target=write, args=(number,)))
            threads[-1].start()
            while len(line._waiting) <= number:
                Event().wait(0.001)
    for thread in threads:
        thread.join(5)
    assert order == started == list(range(8))


def test_who_must_be_quick_is_next_and_the_others_keep_their_order():
    line, done, people = Turns(), [], []

    def wait(name, turn):
        with turn:
            done.append(name)

    with line:
        for name, turn in (("first", line), ("second", line), ("quick", line.ahead())):
            people.append(Thread(target=wait, args=(name, turn)))
            people[-1].start()
            while len(line._waiting) + len(line._quick) < len(people):
                pass
    for person in people:
        person.join(10)
    assert done == ["quick", "first", "second"]


def test_who_must_be_quick_waits_for_one_piece_of_long_work_and_not_for_all_of_it(path):
    store = Database(connect(f"sqlite:///{path}"))
    asked: list[Thread] = []
    seen: list[object] = []
    line = _turn(store._engine.url)
    assert isinstance(line, Turns)

    def ask():
        with writing_next(store._engine) as connection:
            seen.append(connection.scalar(text("SELECT count(*) FROM notes")))

    def write(connection, number):
        connection.execute(text("INSERT INTO notes VALUES (:number)"), {"number": number})
        if not asked:
            asked.append(Thread(target=ask))
            asked[0].start()
            while not line.is_awaited:
                Event().wait(0.001)
        return number

    with writing(store._engine) as connection:
        connection.execute(text("CREATE TABLE notes (number INTEGER)"))
    assert write_each(store._engine, [1, 2, 3], write) == [1, 2, 3]
    asked[0].join(10)
    assert seen == [1]
    with reading(store._engine) as connection:
        assert list(connection.scalars(text("SELECT number FROM notes"))) == [1, 2, 3]
    store.close()


def test_work_shares_one_transaction_as_long_as_nobody_must_be_quick(path):
    store = Database(connect(f"sqlite:///{path}"))
    connections = write_each(store._engine, range(3), lambda connection, _: connection)
    assert len(set(map(id, connections))) == 1
    store.close()
