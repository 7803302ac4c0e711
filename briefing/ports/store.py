"""The database as a whole."""

from typing import Protocol

from briefing.ports.archive import ArticleStore, BriefStore, SourceStore, StatisticsStore
from briefing.ports.ledger import Ledger, RequestStore
from briefing.ports.people import InstallationStore, OnceStore, OrderStore, SignOutStore, SubscriberStore, VoteStore


class Store(Protocol):
    """The database, room by room."""

    @property
    def statistics(self) -> StatisticsStore:
        """How much there is a day."""

    @property
    def sources(self) -> SourceStore:
        """What is remembered of sources."""

    @property
    def articles(self) -> ArticleStore:
        """Articles, their versions, annotations and stories."""

    @property
    def briefs(self) -> BriefStore:
        """Briefs as published."""

    @property
    def ledger(self) -> Ledger:
        """Slots and deliveries."""

    @property
    def requests(self) -> RequestStore:
        """Questions asked on demand."""

    @property
    def subscribers(self) -> SubscriberStore:
        """People who receive briefs by mail."""

    @property
    def orders(self) -> OrderStore:
        """Standing orders and sources that readers gave."""

    @property
    def votes(self) -> VoteStore:
        """What readers thought of what they were shown."""

    @property
    def installations(self) -> InstallationStore:
        """Workspaces that installed the app."""

    @property
    def used(self) -> OnceStore:
        """What was used that is good once only."""

    @property
    def sign_outs(self) -> SignOutStore:
        """Who was signed out everywhere."""

    def upgrade(self) -> str:
        """Bring the schema up to date; answers with the revision."""

    def check(self) -> None:
        """Raises Transient when the database does not answer, Permanent when its schema is not this code's."""

    def close(self) -> None:
        """Let go of all connections."""
