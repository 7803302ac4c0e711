"""What is good once only: known to all processes from its first use on, until nobody would take it any more."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete

from briefing.store.engine import insert_into
from briefing.store.schema import used_tokens
from briefing.store.together import Together


@dataclass(frozen=True, slots=True)
class _Use:
    digest: bytes
    expires: datetime
    now: datetime


class UsedTokens:
    """The OnceStore on a database; it keeps digests, so that nobody who reads it can use what it names."""

    def __init__(self, engine: Engine) -> None:
        self._together = Together(engine, self._use_all)

    def use(self, token: str, expires: datetime, now: datetime) -> bool:
        """Whether this is its first use, in whatever process; those that have expired are forgotten.

        Args:
            token: what is good once.
            expires: when it is good no more, whether it was used or not.
        """
        return self._together(_Use(hashlib.sha256(token.encode()).digest(), expires, now))

    def _use_all(self, connection: Connection, uses: Sequence[_Use]) -> list[bool]:
        first = {one.digest: number for number, one in reversed(list(enumerate(uses)))}
        rows = [{"digest": uses[number].digest, "expires": uses[number].expires} for number in first.values()]
        connection.execute(delete(used_tokens).where(used_tokens.c.expires < min(one.now for one in uses)))
        statement = insert_into(connection, used_tokens).on_conflict_do_nothing().returning(used_tokens.c.digest)
        fresh = set(connection.scalars(statement, rows))
        return [one.digest in fresh and first[one.digest] == number for number, one in enumerate(uses)]
