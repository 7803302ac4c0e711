"""Subscribing, confirming, changing, leaving: the rules carried out on the store, with the letters they ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.errors import Permanent, Transient
from briefing.model import BriefSpec, Delivery, Destination, Letter, Standing, Subscriber, Wishes
from briefing.ports import Clock, LetterRenderer, SubscriberStore
from briefing.subscribers import rules
from briefing.subscribers.addresses import address as address_of
from briefing.subscribers.mails import LETTERS, destination_of, letter_key
from briefing.subscribers.pages import Pages
from briefing.subscribers.rules import Change, Origin
from briefing.subscribers.tokens import LIFETIMES, Claim, Scope, Tokens
from briefing.subscribers.wishes import faults, orderly

ATTEMPTS = 5
MEMORY = timedelta(days=60)
"""Refused mails further back do not count against an address."""

Decide = Callable[[Subscriber | None], Change | None]


@dataclass(frozen=True, slots=True)
class Subscribing:
    """What subscribing needs.

    Attributes:
        tokens: None where no page can be reached: then nobody can confirm, and only the operator adds people.
        specs: all briefs there are, by name, as they are now.
        new_id: makes an id of 24 hexadecimal digits that nobody can guess.
    """

    subscribers: SubscriberStore
    letters: LetterRenderer
    tokens: Tokens | None
    pages: Pages
    specs: Callable[[], Mapping[str, BriefSpec]]
    clock: Clock
    new_id: Callable[[], str]

    def open_briefs(self) -> Mapping[str, BriefSpec]:
        """The briefs that anybody may subscribe to, by name."""
        return {name: spec for name, spec in self.specs().items() if spec.open}

    def ask(self, address: str, wishes: Wishes, origin: Origin) -> None:
        """Somebody wants briefs at an address: its owner gets a letter with a link to confirm.

        Nothing tells the one who asks whether the address was known.

        Raises:
            Permanent: the address or the wishes are none; with a sentence for the one who asks.
        """
        newcomer = self._newcomer(address, wishes, self.open_briefs())
        self._settle_by_address(newcomer, lambda known: rules.ask(known, newcomer, origin, self.clock()))

    def invite(self, address: str, wishes: Wishes, origin: Origin) -> Subscriber:
        """The same for any brief there is, as the operator asks; raises as `ask`."""
        newcomer = self._newcomer(address, wishes, self.specs())
        return self._settle_by_address(newcomer, lambda known: rules.ask(known, newcomer, origin, self.clock()))

    def add(self, address: str, wishes: Wishes, origin: Origin) -> Subscriber:
        """Add somebody of whom the operator knows that they agreed: the origin's words say how.

        Raises:
            Permanent: the address or the wishes are none, they unsubscribed, or mail to them comes back.
        """
        newcomer = self._newcomer(address, wishes, self.specs())
        return self._settle_by_address(newcomer, lambda known: rules.add(known, newcomer, origin, self.clock()))

    def asking(self, token: str) -> Subscriber:
        """Whose subscription a link from a letter would confirm; changes nothing; raises as `confirm`."""
        return self._holder(Scope.CONFIRM, token)[0]

    def confirm(self, token: str, origin: Origin) -> Subscriber:
        """The owner of an address followed the link: from now on briefs go there; a second time changes nothing.

        Raises:
            Permanent: the link is not valid, has expired, or a later letter has taken its place.
        """
        known, claim = self._holder(Scope.CONFIRM, token)
        number = int(claim.subject) if claim.subject.isdecimal() else 0
        return self._settle(known, lambda now_known: rules.confirm(_there(now_known), number, origin, self.clock()))

    def reader(self, token: str) -> Subscriber:
        """Whose wishes a link in a mail may show and change.

        Raises:
            Permanent: the link is not valid or has expired.
        """
        return self._holder(Scope.PREFERENCES, token)[0]

    def change(self, token: str, wishes: Wishes, origin: Origin) -> Subscriber:
        """Keep what a reader wants from now on; without a brief that is leaving.

        They may keep briefs that they have, and choose among the open ones.

        Raises:
            Permanent: the link is not valid, or the wishes cannot be had.
        """
        known, _ = self._holder(Scope.PREFERENCES, token)
        mine = {name: spec for name, spec in self.specs().items() if name in known.wishes.briefs}
        wanted = _checked(wishes, {**self.open_briefs(), **mine})
        return self._settle(known, lambda now_known: rules.change(_there(now_known), wanted, origin, self.clock()))

    def leaving(self, token: str) -> tuple[Subscriber, str]:
        """Who would leave which brief ("" for all) by a link in a mail; changes nothing; raises as `unsubscribe`."""
        known, claim = self._holder(Scope.UNSUBSCRIBE, token)
        return known, claim.subject

    def unsubscribe(self, token: str, origin: Origin) -> Subscriber:
        """Leave the brief that a link is about; a second time changes nothing.

        Raises:
            Permanent: the link is not valid or has expired.
        """
        known, brief = self.leaving(token)
        return self.leave(known, brief, origin)

    def leave(self, known: Subscriber, brief: str, origin: Origin) -> Subscriber:
        """Let somebody leave a brief, or all with ""."""
        return self._settle(known, lambda now_known: rules.unsubscribe(_there(now_known), brief, origin, self.clock()))

    def returned(self, subscriber_id: str, *, lost: bool, origin: Origin) -> Subscriber | None:
        """A mail to somebody was refused for good or came back; None when nobody is known by this id.

        Args:
            lost: whether the answer means that there is no such mailbox.
        """
        known = self.subscribers.get(subscriber_id)
        if known is None:
            return None
        now = self.clock()
        refusals = rules.refusals_in_a_row(self.subscribers.trail(known.id), now - MEMORY)

        def decide(now_known: Subscriber | None) -> Change | None:
            return rules.returned(_there(now_known), lost=lost, refusals=refusals, origin=origin, now=now)

        return self._settle(known, decide)

    def complained(self, known: Subscriber, origin: Origin) -> Subscriber:
        """Somebody called a mail of ours spam: nothing is sent to them any more."""
        return self._settle(known, lambda now_known: rules.complained(_there(now_known), origin, self.clock()))

    def enrol(self, address: str, origin: Origin) -> Subscriber:
        """The entry of an address that the settings name, made when there is none."""
        newcomer = self._newcomer(address, Wishes(), self.specs())
        return self._settle_by_address(
            newcomer, lambda known: None if known else rules.enrol(newcomer, origin, self.clock())
        )

    def _newcomer(self, address: str, wishes: Wishes, specs: Mapping[str, BriefSpec]) -> Subscriber:
        whole = address_of(address)
        return Subscriber(self.new_id(), whole, Standing.PENDING, _checked(wishes, specs), version=0)

    def _holder(self, scope: Scope, token: str) -> tuple[Subscriber, Claim]:
        if self.tokens is None:
            raise Permanent("there are no subscription pages here")
        claim = self.tokens.read(scope, token)
        return _there(self.subscribers.get(claim.holder)), claim

    def _settle_by_address(self, newcomer: Subscriber, decide: Decide) -> Subscriber:
        return self._carry_out(lambda: self.subscribers.of_address(newcomer.address), decide) or newcomer

    def _settle(self, known: Subscriber, decide: Decide) -> Subscriber:
        return self._carry_out(lambda: self.subscribers.get(known.id), decide) or known

    def _carry_out(self, look: Callable[[], Subscriber | None], decide: Decide) -> Subscriber | None:
        """Decide on what the store knows now, and again if somebody else was faster to change it."""
        for _ in range(ATTEMPTS):
            known = look()
            change = decide(known)
            if change is None:
                return known
            letter = self._letter(change.after, change.letter) if change.letter else None
            if self.subscribers.save(change.before, change.after, change.trail, letter):
                return change.after
        raise Transient("this subscription is being changed at this moment: try again")

    def _letter(self, subscriber: Subscriber, kind: Letter) -> Delivery:
        """The mail that a change asks for, ready for the ledger."""
        if self.tokens is None:
            raise Permanent("nobody can confirm where there are no pages: set web.address, or say how they agreed")
        now, key = self.clock(), letter_key(subscriber.id, subscriber.letters)
        url = self._link(kind, subscriber, self.tokens)
        specs = self.specs()
        titles = [specs[name].title for name in subscriber.wishes.briefs if name in specs]
        return Delivery(
            key=key,
            brief=LETTERS,
            slot=str(subscriber.letters),
            destination=Destination(destination_of(subscriber.id), "email", subscriber.address),
            part=self.letters.letter(kind, subscriber.address, key, titles, url, now),
            not_before=now,
            expires=_expiry(kind, now),
            created=now,
            updated=now,
        )

    def _link(self, kind: Letter, subscriber: Subscriber, tokens: Tokens) -> str:
        if kind is Letter.CONFIRM:
            return self.pages.confirm(tokens.issue(Scope.CONFIRM, subscriber.id, str(subscriber.letters)))
        return self.pages.preferences(tokens.issue(Scope.PREFERENCES, subscriber.id))


def _checked(wishes: Wishes, specs: Mapping[str, BriefSpec]) -> Wishes:
    found = faults(wishes, specs)
    if found:
        raise Permanent("; ".join(found))
    return orderly(wishes)


def _there(known: Subscriber | None) -> Subscriber:
    if known is None:
        raise Permanent("this link leads to nobody any more: the address was removed")
    return known


def _expiry(kind: Letter, now: datetime) -> datetime:
    """A letter is useful for as long as its link."""
    scope = Scope.CONFIRM if kind is Letter.CONFIRM else Scope.PREFERENCES
    return now + min(LIFETIMES[scope], LIFETIMES[Scope.CONFIRM])
