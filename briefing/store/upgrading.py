"""Bringing the schema up to date, at once or not at all, whoever else tries the same."""

import functools
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from briefing.errors import Permanent
from briefing.store.engine import explained, reading, sqlite_path, writing

# Any number will do, as long as it is always the same: it is the name of the lock.
_LOCK = 0x6272696566


def upgrade(engine: Engine) -> str:
    """Run the migrations that are missing, all in one transaction that others wait for.

    A SQLite file is copied first, to ``<file>.before-<revision>``.

    Returns:
        The revision of the schema.

    Raises:
        Permanent: the schema is newer than this code.
        Transient: the database is busy or out of reach.
    """
    if revision(engine) != head():
        with writing(engine) as connection:
            _wait_for_others(connection)
            current = _revision(connection)
            _refuse_newer(current)
            if current != head():
                _copy_file(engine, current)
                command.upgrade(_config(connection), "head")
    return head()


def check(engine: Engine) -> None:
    """Raises Transient when the database does not answer, Permanent when its schema is not this code's."""
    current = revision(engine)
    if current != head():
        raise Permanent(f"the database has {_named(current)}, this code needs {head()}: run `briefing db upgrade`")


def revision(engine: Engine) -> str | None:
    """The revision of the schema; None for an empty database.

    Raises:
        Permanent: the schema is newer than this code.
    """
    with reading(engine) as connection:
        current = _revision(connection)
    _refuse_newer(current)
    return current


@functools.cache
def head() -> str:
    """The revision that this code is written for."""
    return str(_scripts().get_current_head())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(current: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if current is not None and current not in known:
        raise Permanent(
            f"the database has schema {current}, which is newer than this code ({head()}): install the newer "
            "version of briefing, or restore the copy that was made before the upgrade"
        )


def _named(current: str | None) -> str:
    return "no schema" if current is None else f"schema {current}"


def _wait_for_others(connection: Connection) -> None:
    # SQLite waits already: its write transaction begins IMMEDIATE.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _copy_file(engine: Engine, current: str | None) -> None:
    """Copy a SQLite file that holds something, as it was committed last, beside itself."""
    path = sqlite_path(engine.url)
    if path is None or current is None:
        return
    target = path.with_name(f"{path.name}.before-{head()}")
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    copy_sqlite(path, unfinished)
    unfinished.replace(target)


def copy_sqlite(path: Path, target: Path) -> None:
    """Copy a SQLite database that may be in use, compacted and consistent, to a file that does not exist yet."""
    with explained(), closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


@functools.cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Connection | None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
