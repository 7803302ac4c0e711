"""The connections of the shared queue: one round trip a statement, and never a dead one."""

import asyncio

import psycopg
import pytest

from briefing.service.shared_connections import commit_each_async, pool

pytestmark = pytest.mark.postgres


def test_f8_a_connection_that_the_server_ended_is_replaced_before_a_job_gets_it(postgres_url: str) -> None:
    async def outlive() -> tuple[int, int]:
        async with pool(conninfo=postgres_url, min_size=1, max_size=1, open=False) as connections:
            async with connections.connection() as connection:
                before = connection.info.backend_pid
            with psycopg.connect(postgres_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (before,))
            async with connections.connection() as connection:
                await connection.execute("SELECT 1")
                return before, connection.info.backend_pid

    before, after = asyncio.run(outlive())
    assert before != after


def test_a_statement_is_committed_when_it_ends(postgres_url: str) -> None:
    async def note() -> None:
        options = {"conninfo": postgres_url, "min_size": 1, "configure": commit_each_async, "open": False}
        async with pool(**options) as connections, connections.connection() as connection:
            await connection.execute("CREATE TABLE noted AS SELECT 1 AS number")
            with psycopg.connect(postgres_url) as other:
                assert other.execute("SELECT number FROM noted").fetchall() == [(1,)]

    asyncio.run(note())
