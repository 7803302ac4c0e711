"""Questions asked on demand, durable until they are answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, select, update

from briefing.model import Request
from briefing.store.engine import insert_into, reading, writing
from briefing.store.schema import requests


class Requests:
    """The RequestStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, request: Request) -> bool:
        """False when a request of this id is known already."""
        with writing(self._engine) as connection:
            statement = insert_into(connection, requests).values(
                id=request.id,
                question=request.question,
                subject=request.subject,
                asked=request.asked,
                reply_to=request.reply_to,
                answered=request.answered,
                problem=request.problem,
            )
            return connection.scalar(statement.on_conflict_do_nothing().returning(requests.c.id)) is not None

    def get(self, request_id: str) -> Request | None:
        """One request."""
        with reading(self._engine) as connection:
            row = connection.execute(select(requests).where(requests.c.id == request_id)).one_or_none()
        return None if row is None else _request(row)

    def open(self) -> Sequence[Request]:
        """Requests not yet answered, oldest first."""
        statement = select(requests).where(requests.c.answered.is_(None)).order_by(requests.c.asked, requests.c.id)
        with reading(self._engine) as connection:
            return [_request(row) for row in connection.execute(statement)]

    def answer(self, request_id: str, now: datetime, problem: str = "") -> None:
        """Record that it was answered, or why it could not be."""
        statement = update(requests).where(requests.c.id == request_id).values(answered=now, problem=problem)
        with writing(self._engine) as connection:
            connection.execute(statement)


def _request(row: Row[Any]) -> Request:
    return Request(row.id, row.question, row.subject, row.asked, row.reply_to, row.answered, row.problem)
