"""Standing orders that conversations gave, and the sources they added."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Row, delete, select

from briefing.model import Followed, Order
from briefing.store.engine import insert_into, reading, writing
from briefing.store.schema import followed, orders


class Orders:
    """The OrderStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def orders(self) -> Sequence[Order]:
        """All standing orders, by name."""
        with reading(self._engine) as connection:
            return [_order(row) for row in connection.execute(select(orders).order_by(orders.c.name))]

    def of(self, team: str, conversation: str) -> Order | None:
        """The one of a conversation."""
        statement = select(orders).where(orders.c.team == team, orders.c.conversation == conversation)
        with reading(self._engine) as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else _order(row)

    def save(self, order: Order) -> None:
        """Give or change the standing order of its name."""
        values = {
            "team": order.team,
            "conversation": order.conversation,
            "by": order.by,
            "changed": order.changed,
            "spec": order.spec,
        }
        with writing(self._engine) as connection:
            statement = insert_into(connection, orders).values(name=order.spec.name, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))

    def remove(self, name: str) -> None:
        """Take a standing order back; unknown names are passed over."""
        with writing(self._engine) as connection:
            connection.execute(delete(orders).where(orders.c.name == name))

    def remove_team(self, team: str) -> None:
        """Take back all of a workspace that is no longer there."""
        with writing(self._engine) as connection:
            connection.execute(delete(orders).where(orders.c.team == team))

    def followed(self) -> Sequence[Followed]:
        """Sources that some standing order draws on, by name; one that nobody follows any more rests."""
        wanted = {name for order in self.orders() for name in order.spec.sources}
        with reading(self._engine) as connection:
            rows = connection.execute(select(followed).order_by(followed.c.name)).all()
        return [Followed(row.name, row.url, row.kind, row.added) for row in rows if row.name in wanted]

    def follow(self, source: Followed) -> None:
        """Remember a source; a known one stays as it is."""
        with writing(self._engine) as connection:
            statement = insert_into(connection, followed).values(
                name=source.name, url=source.url, kind=source.kind, added=source.added
            )
            connection.execute(statement.on_conflict_do_nothing())


def _order(row: Row[Any]) -> Order:
    return Order(row.spec, row.team, row.conversation, row.by, row.changed)
