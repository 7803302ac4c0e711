"""Who was signed out everywhere: sessions are signed and kept by browsers, so that their end has to be kept here."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select

from briefing.store.engine import insert_into, reading, writing
from briefing.store.schema import sign_outs

LASTING = timedelta(days=400)
"""Sessions that began earlier have ended by themselves."""


class SignOuts:
    """The SignOutStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, holder: str, moment: datetime) -> None:
        """All sessions of a holder that began until then have ended; what has no use any more is forgotten."""
        with writing(self._engine) as connection:
            connection.execute(delete(sign_outs).where(sign_outs.c.moment < moment - LASTING))
            statement = insert_into(connection, sign_outs).values(holder=holder, moment=moment)
            connection.execute(statement.on_conflict_do_update(index_elements=["holder"], set_={"moment": moment}))

    def last(self, holder: str) -> datetime | None:
        """Until when sessions of a holder must have begun to have ended; None where nobody ended any."""
        with reading(self._engine) as connection:
            found: datetime | None = connection.scalar(select(sign_outs.c.moment).where(sign_outs.c.holder == holder))
        return found
