"""How the shared queue fares, for whoever looks from outside: the doctor."""

from dataclasses import dataclass

import psycopg
from psycopg.rows import class_row

from briefing.errors import Transient
from briefing.service.shared_worker import DEAD

ABANDONED = 4 * DEAD
"""Seconds without a sign of life after which a worker's jobs should have been given to others."""
_QUESTION = """
WITH living AS (SELECT id FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %(seconds)s))
SELECT (SELECT count(*) FROM living)::int AS workers,
       count(*) FILTER (WHERE status = 'todo')::int AS waiting,
       count(*) FILTER (WHERE status = 'failed')::int AS failed,
       count(*) FILTER (WHERE status = 'doing' AND (worker_id IS NULL OR worker_id NOT IN (SELECT id FROM living)))::int
           AS abandoned,
       COALESCE((SELECT extract(epoch FROM now() - min(event.at))
                 FROM procrastinate_events AS event JOIN procrastinate_jobs AS job ON job.id = event.job_id
                 WHERE event.type = 'deferred' AND job.status = 'todo'
                   AND COALESCE(job.scheduled_at, event.at) <= now()), 0)::float AS longest
FROM procrastinate_jobs
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """The queue at a moment.

    Attributes:
        workers: that gave a sign of life of late.
        abandoned: jobs under way whose worker is dead, and that nobody took back.
        longest: seconds that the oldest of those waits whose time has come.
    """

    workers: int
    waiting: int
    failed: int
    abandoned: int
    longest: float


def condition(conninfo: str) -> Condition:
    """Look at the queue.

    Raises:
        Transient: the database is out of reach.
    """
    try:
        with psycopg.connect(conninfo) as connection, connection.cursor(row_factory=class_row(Condition)) as cursor:
            found = cursor.execute(_QUESTION, {"seconds": ABANDONED}).fetchone()
    except psycopg.OperationalError as error:
        raise Transient("the queue cannot be looked at: the database does not answer") from error
    assert found is not None
    return found
