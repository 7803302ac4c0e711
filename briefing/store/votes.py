"""What readers thought of what they were shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, select

from briefing.model import Vote
from briefing.store.engine import insert_into, reading, writing
from briefing.store.schema import votes


class Votes:
    """The VoteStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def cast(self, vote: Vote) -> None:
        """Remember a vote in place of an earlier one of the same reader on the same story."""
        values = {"cast": vote.cast, "vote": vote}
        keys = {"brief": vote.brief, "story_id": vote.story_id, "reader": vote.reader}
        with writing(self._engine) as connection:
            statement = insert_into(connection, votes).values(**keys, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=values))

    def of(self, brief: str, since: datetime) -> Sequence[Vote]:
        """Votes on stories of one brief, cast after `since`, oldest first."""
        statement = select(votes.c.vote).where(votes.c.brief == brief, votes.c.cast > since).order_by(votes.c.cast)
        with reading(self._engine) as connection:
            return connection.scalars(statement).all()
