"""Workspaces that installed the app, their tokens sealed, and the states of installations under way."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, delete, select

from briefing.store.engine import insert_into, reading, writing
from briefing.store.schema import install_states, installations


class Installations:
    """The InstallationStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, team: str, sealed: bytes, now: datetime) -> None:
        """Remember a workspace, in place of what was known of it."""
        values = {"sealed": sealed, "changed": now}
        with writing(self._engine) as connection:
            statement = insert_into(connection, installations).values(team=team, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["team"], set_=values))

    def get(self, team: str) -> bytes | None:
        """What was sealed for a workspace."""
        with reading(self._engine) as connection:
            found: bytes | None = connection.scalar(select(installations.c.sealed).where(installations.c.team == team))
        return found

    def remove(self, team: str) -> None:
        """Forget a workspace; unknown ones are passed over."""
        with writing(self._engine) as connection:
            connection.execute(delete(installations).where(installations.c.team == team))

    def teams(self) -> Sequence[str]:
        """Workspaces that are known."""
        with reading(self._engine) as connection:
            return connection.scalars(select(installations.c.team).order_by(installations.c.team)).all()

    def issue(self, state: str, expires: datetime, now: datetime) -> None:
        """Remember the state of an installation under way; those that have expired are forgotten."""
        with writing(self._engine) as connection:
            connection.execute(delete(install_states).where(install_states.c.expires < now))
            connection.execute(insert_into(connection, install_states).values(state=state, expires=expires))

    def consume(self, state: str, now: datetime) -> bool:
        """Whether the state was issued, has not expired, and is used for the first time."""
        ours = (install_states.c.state == state, install_states.c.expires >= now)
        with writing(self._engine) as connection:
            return connection.execute(delete(install_states).where(*ours)).rowcount == 1
