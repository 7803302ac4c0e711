"""The one place that knows there are two databases: connections, transactions, and what their errors mean."""

import functools
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from briefing.errors import BriefingError, ConfigError, Permanent, Transient
from briefing.store.postgresql import postgresql
from briefing.store.turns import Turns

T = TypeVar("T")
R = TypeVar("R")

SCHEMES = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",  # Heroku's spelling, still handed out by hosts
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_BUSY_SECONDS = "10"
_TURNS = 100
_BATCH = 500
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": insert_postgresql}

# Beginnings of SQLite's result codes (https://www.sqlite.org/rescode.html) and of SQLSTATE (PostgreSQL, appendix A).
_MEANINGS: tuple[tuple[str, type[BriefingError], str], ...] = (
    ("SQLITE_BUSY", Transient, "another process holds the database"),
    ("SQLITE_LOCKED", Transient, "another connection holds the database"),
    ("SQLITE_FULL", Transient, "there is no space left for the database"),
    ("SQLITE_IOERR", Transient, "the disk of the database cannot be read or written: is it full?"),
    ("SQLITE_READONLY", Permanent, "the database cannot be written to: let this user write its file and its folder"),
    ("SQLITE_CANTOPEN", Permanent, "the database file cannot be opened: may this user write to its folder?"),
    ("SQLITE_CORRUPT", Permanent, "the database file is damaged: restore a backup"),
    ("SQLITE_NOTADB", Permanent, "the file is no database: name another one, or restore a backup"),
    ("08", Transient, "the connection to the database broke"),
    ("40", Transient, "the database undid the transaction because of another"),
    ("53100", Transient, "there is no space left for the database"),
    ("53", Transient, "the database has no room for more work"),
    ("55P03", Transient, "another process holds the database"),
    ("25P03", Transient, "the database ended the transaction of a process that slept in it"),
    ("57P", Transient, "the database is being stopped or started"),
    ("58", Transient, "the disk of the database cannot be read or written"),
    ("25006", Permanent, "the database cannot be written to"),
    ("42501", Permanent, "the database user lacks a permission"),
    ("XX001", Permanent, "the database is damaged: restore a backup"),
)


def connect(url: str) -> Engine:
    """An engine for the database that the URL names; connects on first use.

    Args:
        url: ``sqlite:///path`` or ``postgresql://user:password@host/name``. With SQLite ``?timeout=`` says how many
            seconds to wait for other processes; 10 when it does not.

    Raises:
        ConfigError: the URL is not one, or the driver is not installed.
    """
    try:
        target = make_url(url)
        scheme = SCHEMES.get(target.drivername)
        if scheme is None:
            raise ConfigError(f"database: {target.drivername!r} is not known; use sqlite or postgresql")
        return _ENGINES[scheme](target.set(drivername=scheme))
    except ArgumentError:
        raise ConfigError("database: not a URL such as sqlite:///var/briefing.db or postgresql://host/name") from None
    except ModuleNotFoundError as error:
        raise ConfigError("database: PostgreSQL needs the extra: pip install 'briefing[postgres]'") from error


def _sqlite(target: URL) -> Engine:
    path = sqlite_path(target)
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(f"database: the folder {path.parent} cannot be made: {error.strerror}") from None
    query = {"timeout": _BUSY_SECONDS} | dict(target.query)
    engine = create_engine(target.set(query=query), hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def sqlite_path(target: URL) -> Path | None:
    """The file of a SQLite URL; None in memory, for a ``file:`` URI, or for another database."""
    name = target.database or ""
    if target.drivername != "sqlite" or name in {"", ":memory:"} or name.startswith("file:"):
        return None
    return Path(name)


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    try:
        _set_up(connection)
    except sqlite3.Error:
        connection.close()
        raise


def _set_up(connection: sqlite3.Connection) -> None:
    # The driver must not begin transactions by itself: it would begin them deferred, and a deferred one that
    # turns from reading to writing fails at once when another writer was there, without waiting.
    connection.isolation_level = None
    cursor = connection.cursor()
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        _turn_wal(cursor)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _turn_wal(cursor: sqlite3.Cursor) -> None:
    """Switch to write-ahead logging; a file that cannot be written to stays as it is and can still be read.

    The switch itself never waits: while another process holds the file it fails at once. A write transaction does
    wait, so an empty one is the queue in which processes that start together stand for their turn.
    """
    for last in (False,) * (_TURNS - 1) + (True,):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            name = error.sqlite_errorname or ""
            if name.startswith("SQLITE_READONLY"):
                return
            if last or not name.startswith("SQLITE_BUSY"):
                raise
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("COMMIT")
        else:
            return


def _begin(connection: Connection) -> None:
    reading_only = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading_only else "BEGIN IMMEDIATE")


_ENGINES = {"sqlite": _sqlite, "postgresql+psycopg": postgresql}
# PostgreSQL begins a transaction with each statement by itself, and two more round trips would change nothing in what
# is seen: there each statement of a transaction that only reads sees what is committed by then.
_READING: dict[str, dict[str, Any]] = {
    "sqlite": {"reading": True},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads and waits for nobody; with SQLite in one transaction.

    Raises:
        Transient: the database is busy, full, or out of reach.
        Permanent: it is damaged, read-only, refused, or not what this code expects.
    """
    with explained(), engine.execution_options(**_READING[engine.name]).connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is durable once the block has ended, and undone when it raises; raises as `reading`."""
    with explained(), _turn(engine.url), engine.begin() as connection:
        yield connection


@contextmanager
def writing_next(engine: Engine) -> Iterator[Connection]:
    """A `writing` before all others of this process that wait: for what somebody outside waits for by the second."""
    with explained(), _next_turn(engine.url), engine.begin() as connection:
        yield connection


def write_each(engine: Engine, work: Iterable[T], write: Callable[[Connection, T], R]) -> list[R]:
    """Write one piece of work after the other and come back with what each came to; raises as `reading`.

    All share one transaction, because each waits for the disk, unless somebody waits whose `writing_next` it would
    keep: then the present piece is the last of its transaction.
    """
    results: list[R] = []
    rest = deque(work)
    while rest:
        with writing(engine) as connection:
            results.append(write(connection, rest.popleft()))
            while rest and not _is_awaited(engine.url):
                results.append(write(connection, rest.popleft()))
    return results


def _next_turn(url: URL) -> AbstractContextManager[Any]:
    line = _turn(url)
    return line.ahead() if isinstance(line, Turns) else line


def _is_awaited(url: URL) -> bool:
    line = _turn(url)
    return isinstance(line, Turns) and line.is_awaited


@functools.cache
def _turn(url: URL) -> AbstractContextManager[Any]:
    """What the threads of this process that write to one SQLite file stand in line at.

    The file's own lock is asked for again and again with growing pauses, up to a tenth of a second.
    """
    return Turns() if url.get_backend_name() == "sqlite" else nullcontext()


@contextmanager
def explained() -> Iterator[None]:
    """Turn the database's errors into Transient or Permanent, without statements and their data.

    A violated constraint passes as it is: it is a fault of this code, not of the database.
    """
    try:
        yield
    except IntegrityError:
        raise
    except PoolTimeout as error:
        raise Transient("all connections to the database are in use") from error
    except (DBAPIError, sqlite3.Error) as error:
        raise _explain(error) from error


def _explain(error: DBAPIError | sqlite3.Error) -> BriefingError:
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    for beginning, kind, meaning in _MEANINGS:
        if code.startswith(beginning):
            return kind(f"{meaning} ({_line(cause)})")
    if not code and isinstance(error, DBAPIError) and type(cause).__name__ in {"OperationalError", "InterfaceError"}:
        return Transient(f"the database cannot be reached ({_line(cause)})")
    return Permanent(f"the database does not take what this code asks: run `briefing db upgrade` ({_line(cause)})")


def _line(cause: object) -> str:
    return next(iter(str(cause).splitlines()), "no reason given")


def insert_into(connection: Connection, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT, for whichever database this is."""
    return _INSERTS[connection.dialect.name](table)


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """The distinct values in lists short enough for one statement's parameters."""
    rest = iter(dict.fromkeys(values))
    while batch := list(islice(rest, _BATCH)):
        yield batch
