"""Questions asked on demand, durable until they are answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, or_, select, update

from briefing.model import Request
from briefing.store.engine import insert_into, reading, writing
from briefing.store.schema import requests
from briefing.store.together import Together


class Requests:
    """The RequestStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._together = Together(engine, self._add_all)

    def add(self, request: Request) -> bool:
        """False when a request of this id is known already.

        Whoever asks waits for the acknowledgement: it goes before other writing, and those that come at the same
        moment share one transaction.
        """
        return self._together(request)

    def _add_all(self, connection: Connection, asked: Sequence[Request]) -> list[bool]:
        rows = {one.id: {"id": one.id, **_columns(one)} for one in asked}
        statement = insert_into(connection, requests).on_conflict_do_nothing().returning(requests.c.id)
        added = set(connection.scalars(statement, list(rows.values())))
        first = {one.id: number for number, one in reversed(list(enumerate(asked)))}
        return [one.id in added and first[one.id] == number for number, one in enumerate(asked)]

    def get(self, request_id: str) -> Request | None:
        """One request."""
        with reading(self._engine) as connection:
            row = connection.execute(select(requests).where(requests.c.id == request_id)).one_or_none()
        return None if row is None else _request(row)

    def open(self, now: datetime) -> Sequence[Request]:
        """Requests not yet answered whose time has come, oldest first."""
        columns = requests.c
        ready = or_(columns.not_before.is_(None), columns.not_before <= now)
        statement = select(requests).where(columns.answered.is_(None), ready).order_by(columns.asked, columns.id)
        with reading(self._engine) as connection:
            return [_request(row) for row in connection.execute(statement)]

    def claim(self, request: Request, until: datetime) -> Request | None:
        """Take one in hand, so that nobody else does until then; None when another was faster."""
        columns = requests.c
        ours = (columns.id == request.id, columns.attempts == request.attempts, columns.answered.is_(None))
        taken = replace(request, attempts=request.attempts + 1, not_before=until)
        statement = update(requests).where(*ours).values(attempts=taken.attempts, not_before=until)
        with writing(self._engine) as connection:
            return taken if connection.execute(statement).rowcount else None

    def save(self, request: Request) -> None:
        """Remember how far it is."""
        statement = update(requests).where(requests.c.id == request.id).values(**_columns(request))
        with writing(self._engine) as connection:
            connection.execute(statement)


def _columns(request: Request) -> dict[str, Any]:
    names = [column.name for column in requests.columns if column.name != "id"]
    return {name: getattr(request, name) for name in names}


def _request(row: Row[Any]) -> Request:
    return Request(**row._mapping)  # noqa: SLF001  (a Row's public way to its names is spelt with an underscore)
