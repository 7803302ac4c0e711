"""The connections through which jobs are queued and taken: one round trip for each statement.

procrastinate asks a connection whether it lives each time it is handed out, and begins and commits a transaction around
each of its statements, which are alone in them: four round trips more, and half of what a job costs.
"""

from typing import Any

from psycopg import AsyncConnection, Connection, OperationalError
from psycopg_pool import AsyncConnectionPool

from briefing.store.postgresql import ended


def pool(**options: Any) -> "AsyncConnectionPool[Any]":
    """The pool that procrastinate would make, which looks whether a connection lives instead of asking."""
    return AsyncConnectionPool(**{**options, "check": _refuse_dead})


async def commit_each_async(connection: "AsyncConnection[Any]") -> None:
    """Let each statement be a transaction of its own."""
    await connection.set_autocommit(True)


def commit_each(connection: "Connection[Any]") -> None:
    """The same for those who wait for the answer."""
    connection.autocommit = True


async def _refuse_dead(connection: "AsyncConnection[Any]") -> None:
    if ended(connection):
        # Closed, or the pool would take it back as a good one.
        await connection.close()
        raise OperationalError("the server has ended the connection")
