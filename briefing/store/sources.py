"""What is remembered of sources."""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Engine, select

from briefing.model import SeenLines, SourceState
from briefing.store.columns import EPOCH
from briefing.store.engine import insert_into, reading, writing
from briefing.store.schema import seen_lines, sources


class Sources:
    """The SourceStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def state(self, source: str) -> SourceState:
        """The remembered state; a blank one for a source never polled."""
        with reading(self._engine) as connection:
            found = connection.scalar(select(sources.c.state).where(sources.c.source == source))
        return found or SourceState(source)

    def states(self) -> Sequence[SourceState]:
        """All remembered states, by name."""
        with reading(self._engine) as connection:
            return sorted(connection.scalars(select(sources.c.state)), key=lambda state: state.source)

    def save(self, state: SourceState) -> None:
        """Remember the state; the last one saved counts."""
        due_at = None if state.gone else state.next_poll or EPOCH
        with writing(self._engine) as connection:
            insert = insert_into(connection, sources).values(source=state.source, due_at=due_at, state=state)
            connection.execute(
                insert.on_conflict_do_update(
                    index_elements=["source"], set_={"due_at": insert.excluded.due_at, "state": insert.excluded.state}
                )
            )

    def due(self, now: datetime, among: Collection[str], limit: int = 4000) -> Sequence[str]:
        """Those of the named sources whose next poll is due, the longest overdue first.

        Sources that nobody follows any more stay due for ever: they must not stand in the way of the others.
        """
        statement = select(sources.c.source).where(sources.c.due_at <= now).order_by(sources.c.due_at)
        with reading(self._engine) as connection:
            return list(islice((name for name in connection.scalars(statement) if name in among), limit))

    def lines(self, source: str) -> SeenLines:
        """What its articles repeat; nothing for a source of which nothing was counted."""
        with reading(self._engine) as connection:
            found = connection.scalar(select(seen_lines.c.lines).where(seen_lines.c.source == source))
        return found or SeenLines()

    def save_lines(self, source: str, lines: SeenLines) -> None:
        """Remember what its articles repeat; what was saved last counts."""
        with writing(self._engine) as connection:
            insert = insert_into(connection, seen_lines).values(source=source, lines=lines)
            connection.execute(
                insert.on_conflict_do_update(index_elements=["source"], set_={"lines": insert.excluded.lines})
            )
