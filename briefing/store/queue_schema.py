"""The tables of procrastinate, which shares our PostgreSQL: made and brought up to date together with ours.

procrastinate ships its schema whole, for an empty database, and as scripts named by the version that brought them
(https://procrastinate.readthedocs.io/en/stable/howto/production/migrations.html). Which script was the last is noted
here, because procrastinate itself keeps no note.
"""

from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import Connection, text

from briefing.errors import ConfigError

_NOTE = "CREATE TABLE IF NOT EXISTS queue_schema (revision text NOT NULL)"
_OURS = (
    # Without it a job is found by comparing all that wait with each other: 120 ms where 3,000 wait.
    (
        "CREATE INDEX IF NOT EXISTS briefing_jobs_lock ON procrastinate_jobs (lock) "
        "WHERE status = ANY (ARRAY['todo'::procrastinate_job_status, 'doing'::procrastinate_job_status])"
    ),
)
"""What is added to procrastinate's tables, run again with each upgrade."""
_NOTED = "SELECT to_regclass('queue_schema') IS NOT NULL"


def behind(connection: Connection) -> bool:
    """Whether there is something to bring up to date; never on SQLite, where jobs stay in the process."""
    if connection.dialect.name != "postgresql":
        return False
    return _revision(connection) != _latest()


def upgrade(connection: Connection) -> None:
    """Make the tables, or run the scripts that came since; the caller holds the lock and the transaction."""
    if not behind(connection):
        return
    before = _revision(connection)
    whole = [_folder() / "schema.sql"]
    for script in whole if before is None else [one for one in _scripts() if one.name > before]:
        # As the file is: a percent sign in it is no placeholder.
        connection.exec_driver_sql(script.read_text("utf-8"), execution_options={"no_parameters": True})
    for statement in _OURS:
        connection.exec_driver_sql(statement)
    connection.execute(text(_NOTE))
    connection.execute(text("DELETE FROM queue_schema"))
    connection.execute(text("INSERT INTO queue_schema VALUES (:revision)"), {"revision": _latest()})


def _latest() -> str:
    """The name of procrastinate's last script, and how much of ours there is; greater than the name alone."""
    return f"{_scripts()[-1].name}+{len(_OURS)}"


def _revision(connection: Connection) -> str | None:
    if not connection.scalar(text(_NOTED)):
        return None
    found: str | None = connection.scalar(text("SELECT revision FROM queue_schema"))
    return found


def _scripts() -> list[Path]:
    return sorted((_folder() / "migrations").glob("*.sql"), key=lambda path: path.name)


def _folder() -> Path:
    """Where procrastinate's scripts are; found without importing it, which takes a while."""
    spec = find_spec("procrastinate")
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError("database: PostgreSQL needs the extra: pip install 'briefing[postgres]'")
    return Path(spec.submodule_search_locations[0]) / "sql"
