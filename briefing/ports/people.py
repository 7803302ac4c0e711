"""What is kept of those who read and ask."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from briefing.model import Consent, Delivery, Followed, Order, Standing, Subscriber, Vote


class OrderStore(Protocol):
    """Standing orders and sources that readers gave, beside those of the settings."""

    def orders(self) -> Sequence[Order]:
        """All standing orders, by name."""

    def of(self, team: str, conversation: str) -> Order | None:
        """The one of a conversation."""

    def save(self, order: Order) -> None:
        """Give or change the standing order of its name."""

    def remove(self, name: str) -> None:
        """Take a standing order back; unknown names are passed over."""

    def remove_team(self, team: str) -> None:
        """Take back all of a workspace that is no longer there."""

    def followed(self) -> Sequence[Followed]:
        """Sources that some standing order draws on, by name."""

    def follow(self, source: Followed) -> None:
        """Remember a source; a known one stays as it is."""


class VoteStore(Protocol):
    """What readers thought of what they were shown."""

    def cast(self, vote: Vote) -> None:
        """Remember a vote in place of an earlier one of the same reader on the same story."""

    def of(self, brief: str, since: datetime) -> Sequence[Vote]:
        """Votes on stories of one brief, cast after `since`."""


class SubscriberStore(Protocol):
    """People who receive briefs by mail."""

    def get(self, subscriber_id: str) -> Subscriber | None:
        """One subscriber."""

    def of_address(self, address: str) -> Subscriber | None:
        """The one with an address, in whatever case it is written."""

    def of_addresses(self, addresses: Sequence[str]) -> Mapping[str, Subscriber]:
        """Those with these addresses, by the address as it was asked for."""

    def receiving(self, brief: str) -> Iterable[Subscriber]:
        """All confirmed subscribers who chose a brief."""

    def find(self, *, standing: str = "", brief: str = "", after: str = "", limit: int = 1000) -> Sequence[Subscriber]:
        """Subscribers that match, by id, those after an id."""

    def counts(self) -> Mapping[Standing, int]:
        """How many there are of each standing."""

    def trail(self, subscriber_id: str) -> Sequence[Consent]:
        """What somebody agreed to and when, oldest first."""

    def save(
        self, before: Subscriber | None, after: Subscriber, trail: Sequence[Consent], letter: Delivery | None
    ) -> bool:
        """Store a change with its trail and letter in one transaction; False when it has changed since it was read."""

    def remove(self, subscriber_id: str) -> bool:
        """Erase somebody; False if unknown."""


class ReturnedMail(Protocol):
    """The mailbox into which mails come back that could not be delivered."""

    def since(self, moment: datetime) -> Iterable[bytes]:
        """The mails that arrived after `moment`; those that were handed out before may be left out, but need not be.

        Raises:
            Transient, Permanent: the mailbox could not be read.
        """


class InstallationStore(Protocol):
    """Workspaces that installed the app, and installations under way."""

    def save(self, team: str, sealed: bytes, now: datetime) -> None:
        """Remember a workspace, in place of what was known of it."""

    def get(self, team: str) -> bytes | None:
        """What was sealed for a workspace."""

    def remove(self, team: str) -> None:
        """Forget a workspace; unknown ones are passed over."""

    def teams(self) -> Sequence[str]:
        """Workspaces and organisations that are known."""

    def issue(self, state: str, expires: datetime, now: datetime) -> None:
        """Remember the state of an installation under way."""

    def consume(self, state: str, now: datetime) -> bool:
        """Whether the state was issued, has not expired, and is used for the first time."""


class SignOutStore(Protocol):
    """Who was signed out everywhere, known to all processes."""

    def record(self, holder: str, moment: datetime) -> None:
        """All sessions of a holder that began until then have ended."""

    def last(self, holder: str) -> datetime | None:
        """When this was said last of a holder; None where it never was."""


class OnceStore(Protocol):
    """What is good once only, known to all processes."""

    def use(self, token: str, expires: datetime, now: datetime) -> bool:
        """Whether this is its first use; after `expires` it need not be known any more."""
