"""The store as a whole: one database, room by room."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from briefing.store import moving, permissions, upgrading, upkeep
from briefing.store.articles import Articles
from briefing.store.briefs import Briefs
from briefing.store.engine import connect, sqlite_path
from briefing.store.installations import Installations
from briefing.store.ledger import DeliveryLedger
from briefing.store.orders import Orders
from briefing.store.requests import Requests
from briefing.store.sign_outs import SignOuts
from briefing.store.sources import Sources
from briefing.store.statistics import Statistics
from briefing.store.subscribers import Subscribers
from briefing.store.used import UsedTokens
from briefing.store.votes import Votes


class Database:
    """The Store of `briefing.ports`, on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.sources = Sources(engine)
        self.articles = Articles(engine)
        self.briefs = Briefs(engine)
        self.ledger = DeliveryLedger(engine)
        self.requests = Requests(engine)
        self.statistics = Statistics(engine)
        self.subscribers = Subscribers(engine)
        self.orders = Orders(engine)
        self.votes = Votes(engine)
        self.installations = Installations(engine)
        self.used = UsedTokens(engine)
        self.sign_outs = SignOuts(engine)

    def upgrade(self) -> str:
        """Bring the schema up to date; answers with the revision."""
        return upgrading.upgrade(self._engine)

    def check(self) -> None:
        """Raises Transient when the database does not answer, Permanent when its schema is not this code's."""
        upgrading.check(self._engine)

    def touch(self) -> None:
        """Write something that changes nothing; raises Transient or Permanent when that is not possible."""
        upkeep.touch(self._engine)

    def verify(self) -> None:
        """Look for damage in the file, which takes seconds a gigabyte; raises Permanent when there is some."""
        upkeep.verify(self._engine)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for any other."""
        return sqlite_path(self._engine.url)

    def clock(self) -> datetime | None:
        """The time by the clock of the database's own machine; None where it has none of its own."""
        return upkeep.clock(self._engine)

    def lacking(self) -> permissions.Lacking:
        """What this user may not do; raises Transient when the database does not answer."""
        return permissions.lacking(self._engine)

    def backup(self, target: Path) -> None:
        """Copy the whole database, in use or not, to one new file; raises Permanent when that is not possible."""
        upkeep.backup(self._engine, target)

    def prune(self, now: datetime, bodies: timedelta = upkeep.BODIES, keys: timedelta = upkeep.KEYS) -> upkeep.Pruned:
        """Forget texts and messages older than `bodies`, and everything older than `keys`."""
        pruned = upkeep.prune(self._engine, now, bodies, keys)
        self.articles.forget()
        return pruned

    def move(self, target: "Database", tell: Callable[[moving.Copied], None]) -> tuple[moving.Copied, ...]:
        """Copy everything into an empty database, compare, and mark this one as moved.

        Args:
            tell: called with each table that was copied and compared.

        Raises:
            Permanent: the target is not empty, or the copy differs; nothing was moved.
        """
        return moving.move(self._engine, target._engine, tell)  # noqa: SLF001  (a database to its like)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def open_store(url: str) -> Database:
    """The store that a URL names; nothing is read or written yet.

    Args:
        url: ``sqlite:///path`` or ``postgresql://user:password@host/name``.

    Raises:
        ConfigError: the URL is not one, or the driver is not installed.
    """
    return Database(connect(url))
