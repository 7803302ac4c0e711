"""How much there is a day, for those who operate the service."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Engine, func, select, type_coerce

from briefing.store.columns import EPOCH
from briefing.store.engine import reading, sqlite_path
from briefing.store.schema import articles, deliveries

_DAY = 86_400_000_000


class Statistics:
    """Counts over whole days in UTC."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def articles_by_day(self, since: datetime) -> Mapping[date, int]:
        """Articles met for the first time, by day; days without one are not there."""
        day = _day(articles.c.first_seen)
        statement = select(day, func.count()).where(articles.c.first_seen >= since).group_by(day)
        with reading(self._engine) as connection:
            return {_date(number): count for number, count in connection.execute(statement)}

    def deliveries_by_day(self, since: datetime) -> Mapping[date, Mapping[str, int]]:
        """Deliveries by day and present state."""
        day = _day(deliveries.c.created)
        statement = select(day, deliveries.c.state, func.count()).where(deliveries.c.created >= since)
        found: defaultdict[date, dict[str, int]] = defaultdict(dict)
        with reading(self._engine) as connection:
            for number, state, count in connection.execute(statement.group_by(day, deliveries.c.state)):
                found[_date(number)][state] = count
        return found

    def size(self) -> int:
        """Bytes that the database takes."""
        path = sqlite_path(self._engine.url)
        if path is not None:
            return sum(part.stat().st_size for part in path.parent.glob(f"{path.name}*") if part.is_file())
        with reading(self._engine) as connection:
            return int(connection.scalar(select(func.pg_database_size(func.current_database()))) or 0)


def _day(moment: Column[Any]) -> ColumnElement[int]:
    """The number of days since the epoch: both databases divide whole numbers without a rest."""
    return type_coerce(moment, BigInteger).op("/", return_type=BigInteger())(_DAY)


def _date(number: int) -> date:
    return (EPOCH + timedelta(days=number)).date()
