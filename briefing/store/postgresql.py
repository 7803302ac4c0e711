"""Connections to PostgreSQL: how many there are, how long they wait, and how a dead one is known."""

import select
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError

_KEPT, _MORE = 5, 3
"""Connections that a process keeps, and may open besides for a while: a server usually has 100 for all together."""
_OLD = 600
"""Seconds after which a connection is replaced: a network may have forgotten one that rested, and tells nobody."""

# Only what the operator (in the URL, the role, or postgresql.conf) left at its default. Without limits a worker that is
# stopped in the middle of a transaction makes all others wait for its rows for ever; and a claim that is not on the
# disk before the call can be forgotten by a crash, and the brief sent twice.
_SESSION = """
SELECT set_config(name, wanted, false)
FROM (VALUES ('lock_timeout', '0', '10s'),
             ('idle_in_transaction_session_timeout', '0', '60s'),
             ('synchronous_commit', 'off', 'on')) AS setting (name, found, wanted)
WHERE current_setting(name) = found
"""


def postgresql(target: URL) -> Engine:
    """An engine whose connections are alive when they are handed out, and wait for others for a bounded time."""
    engine = create_engine(target, pool_size=_KEPT, max_overflow=_MORE, pool_recycle=_OLD, hide_parameters=True)
    event.listen(engine, "connect", _make_patient)
    event.listen(engine, "checkout", _refuse_dead)
    return engine


def _make_patient(connection: Any, _: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SESSION)
    connection.commit()


def _refuse_dead(connection: Any, *_: Any) -> None:
    """Have another connection made in place of one that the server has ended."""
    if ended(connection):
        raise DisconnectionError


def ended(connection: Any) -> bool:
    """Whether the server has ended a connection of psycopg that nobody uses at the moment.

    A server says nothing unasked but farewell (and that its settings have changed), so looking for unread words tells
    what a question would tell, for a fiftieth of its price.
    """
    return bool(connection.closed or _speaks(connection.fileno()))


def _speaks(socket: int) -> bool:
    # Not select(): it knows no socket above 1023, and a service may have as many files open.
    unread = select.poll()
    unread.register(socket, select.POLLIN)
    return bool(unread.poll(0))
