"""Bringing the schema up to date, at once or not at all, whoever else tries the same."""

import functools
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from briefing.errors import Permanent
from briefing.store import queue_schema
from briefing.store.engine import explained, reading, sqlite_path, writing

MIGRATIONS = Path(__file__).parent / "migrations"

# Any number will do, as long as it is always the same: it is the name of the lock.
_LOCK = 0x6272696566

MOVED = "moved"
"""The revision of a database that was copied to another one and must not be used any more."""
_VERSIONS = "alembic_version"
_NAMED = re.compile(r'^(?P<role>revision|down_revision) = "(?P<name>\w+)"$', re.MULTILINE)


def upgrade(engine: Engine, folder: Path = MIGRATIONS) -> str:
    """Run the migrations that are missing, all in one transaction that others wait for.

    A SQLite file is copied first, to ``<file>.before-<revision>``.

    Args:
        folder: where the migrations are.

    Returns:
        The revision of the schema.

    Raises:
        Permanent: the schema is newer than this code.
        Transient: the database is busy or out of reach.
    """
    head = _head(folder)
    if not _up_to_date(engine, folder):
        with writing(engine) as connection:
            _wait_for_others(connection)
            current = _revision(connection, folder)
            if current != head:
                _copy_file(engine, current, head)
                _migrate(connection, folder)
            queue_schema.upgrade(connection)
    return head


def check(engine: Engine, folder: Path = MIGRATIONS) -> None:
    """Raises Transient when the database does not answer, Permanent when its schema is not this code's."""
    current, head = _current(engine, folder), _head(folder)
    if current != head:
        found = "no schema" if current is None else f"schema {current}"
        raise Permanent(f"the database has {found}, this code needs {head}: run `briefing db upgrade`")
    with reading(engine) as connection:
        if queue_schema.behind(connection):
            raise Permanent("the tables of the jobs are older than this code needs: run `briefing db upgrade`")


def _up_to_date(engine: Engine, folder: Path) -> bool:
    with reading(engine) as connection:
        return _revision(connection, folder) == _head(folder) and not queue_schema.behind(connection)


def _current(engine: Engine, folder: Path) -> str | None:
    with reading(engine) as connection:
        return _revision(connection, folder)


def _revision(connection: Connection, folder: Path) -> str | None:
    """The revision of the schema, None for an empty database; raises Permanent when it is newer than this code."""
    current = _noted(connection)
    if current == MOVED:
        raise Permanent(
            "this database was moved to another one, and using both would send briefs twice: set `database` to the "
            "other one"
        )
    if current is not None and current not in _revisions(folder)["revision"]:
        raise Permanent(
            f"the database has schema {current}, which is newer than this code ({_head(folder)}): install the newer "
            "version of briefing, or restore the copy that was made before the upgrade"
        )
    return current


def _wait_for_others(connection: Connection) -> None:
    # SQLite waits already: its write transaction begins IMMEDIATE.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _copy_file(engine: Engine, current: str | None, head: str) -> None:
    """Copy a SQLite file that holds something, as it was committed last, beside itself."""
    path = sqlite_path(engine.url)
    if path is None or current is None:
        return
    target = path.with_name(f"{path.name}.before-{head}")
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    copy_sqlite(path, unfinished)
    unfinished.replace(target)


def copy_sqlite(path: Path, target: Path) -> None:
    """Copy a SQLite database that may be in use, compacted and consistent, to a file that does not exist yet."""
    with explained(), closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def _noted(connection: Connection) -> str | None:
    """The revision that alembic has noted; None where it was never at work."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSIONS}"))  # noqa: S608  (a constant)
    return found


def _head(folder: Path) -> str:
    """The revision that no other one comes after."""
    named = _revisions(folder)
    (head,) = named["revision"] - named["down_revision"]
    return head


@functools.cache
def _revisions(folder: Path) -> dict[str, set[str]]:
    """The names that the migrations give themselves and those before them, read without alembic.

    Nearly always there is nothing to migrate, and alembic with its templates takes 10 MB of each process.
    """
    named: dict[str, set[str]] = {"revision": set(), "down_revision": set()}
    for script in (folder / "versions").glob("*.py"):
        for found in _NAMED.finditer(script.read_text("utf-8")):
            named[found["role"]].add(found["name"])
    return named


def _migrate(connection: Connection, folder: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
