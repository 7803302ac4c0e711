"""Signing in by a link in a mail, or as the operator by a password; the pages do not tell who is known."""

from datetime import timedelta

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from briefing.errors import BriefingError, Permanent
from briefing.model import Delivery, Destination, Letter
from briefing.subscribers.addresses import address as address_of
from briefing.subscribers.mails import LETTERS
from briefing.subscribers.tokens import LIFETIMES, THE_OPERATOR, Scope
from briefing.web.access import Role, feed_of
from briefing.web.asking import Asked, get, post
from briefing.web.house import House


def routes(house: House) -> list[Route]:
    """The pages of the door."""
    door = Door(house)
    access = house.access
    return [
        get(access, "/sign-in", door.form),
        post(access, "/sign-in", door.ask),
        post(access, "/sign-in/password", door.password),
        get(access, "/sign-in/{token}", door.asks_to_enter),
        post(access, "/sign-in/{token}", door.enter),
        get(access, "/session", door.session),
        post(access, "/session/feed", door.end_feeds, Role.READER),
        post(access, "/sign-out", door.leave),
        post(access, "/sign-out/everywhere", door.leave_everywhere),
    ]


class Door:
    """The handlers."""

    def __init__(self, house: House) -> None:
        self._house = house

    def form(self, asked: Asked) -> Response:
        """Two ways in."""
        return self._form(asked)

    def ask(self, asked: Asked) -> Response:
        """Send a link to an address, if it may come in."""
        if not self._house.letter_rates.take(asked.address):
            return self._form(asked, "That was often. Wait an hour, then try again.", 429)
        try:
            address = address_of(asked.fields.get("address", ""))
        except Permanent as error:
            return self._form(asked, str(error), 400)
        reason = self._house.access.reason_of(address)
        # The permit of the addressee: many network addresses together cannot fill a mailbox either.
        if reason and self._house.letter_rates.take(address.casefold()):
            self._house.post_letter(self._letter(address, reason))
        return self._house.message(
            asked,
            "Look into your mailbox",
            "If this address may come in, a link is on its way. It is valid for 15 minutes.",
        )

    def password(self, asked: Asked) -> Response:
        """Let the operator in."""
        if not self._house.password_rates.take(asked.address):
            return self._form(asked, "Too many attempts. Wait ten minutes, then try again.", 429)
        if not self._house.access.knows_password(asked.fields.get("password", "")):
            return self._form(asked, "This is not the operator's password.", 403)
        access = self._house.access
        return self._admitted(access.reason(access.now().password), access.tokens.holder(THE_OPERATOR))

    def asks_to_enter(self, asked: Asked) -> Response:
        """Opening the link changes nothing: a scanner of mails may have done it."""
        return self._house.page(asked, "enter", token=asked.path["token"])

    def enter(self, asked: Asked) -> Response:
        """Let the holder of a link in, once."""
        token = asked.path["token"]
        try:
            claim = self._house.access.tokens.read(Scope.SIGN_IN, token)
        except BriefingError:
            return self._form(asked, "This link has expired or was cut off; ask for a new one.", 400)
        if self._house.access.role_of(claim) is Role.ANYBODY:
            return self._form(asked, "This link lets nobody in any more; ask for a new one.", 403)
        if not self._use(token):
            return self._form(asked, "This link was used already; ask for a new one.", 400)
        return self._admitted(claim.subject, claim.holder)

    def session(self, asked: Asked) -> Response:
        """What somebody may do, until when, and the two ways out."""
        if not asked.visitor.signed_in:
            return RedirectResponse("/sign-in", status_code=303)
        visitor, access = asked.visitor, self._house.access
        private = self._house.address and access.everybody < Role.READER and visitor.reason
        feed = access.tokens.issue(Scope.FEED, visitor.holder, visitor.reason) if private else ""
        return self._house.page(
            asked,
            "session",
            until=visitor.until,
            feed=f"{self._house.address}/feed/{feed}.atom" if feed else "",
            feed_until=self._house.clock() + access.feed_lasting_of(visitor.reason),
        )

    def end_feeds(self, asked: Asked) -> Response:
        """Make all addresses of the feed useless that this visitor was given so far."""
        self._house.store.sign_outs.record(feed_of(asked.visitor.holder), self._house.clock())
        words = "Feed readers that have one of your former addresses get nothing any more."
        return self._house.message(asked, "Done", words, onward=[("/session", "Get a new address")])

    def leave(self, asked: Asked) -> Response:
        """End the session on this device."""
        del asked
        response = RedirectResponse("/sign-in", status_code=303)
        self._house.access.dismiss(response)
        return response

    def leave_everywhere(self, asked: Asked) -> Response:
        """End all sessions of this visitor, on whatever device, and the links to sign in that are under way."""
        if asked.visitor.signed_in:
            self._house.store.sign_outs.record(asked.visitor.holder, self._house.clock())
        return self.leave(asked)

    def _form(self, asked: Asked, problem: str = "", status: int = 200) -> Response:
        listed = self._house.access.now()
        by_mail = bool(self._house.address and (listed.readers or listed.operators))
        return self._house.page(
            asked, "sign_in", status, problem=problem, by_mail=by_mail, by_password=bool(listed.password)
        )

    def _admitted(self, reason: str, holder: str) -> Response:
        response = RedirectResponse("/", status_code=303)
        self._house.access.admit(response, reason, holder)
        return response

    def _use(self, token: str) -> bool:
        now = self._house.clock()
        return self._house.store.used.use(token, now + LIFETIMES[Scope.SIGN_IN], now)

    def _letter(self, address: str, reason: str) -> Delivery:
        now, tokens = self._house.clock(), self._house.access.tokens
        holder = tokens.holder(address)
        url = f"{self._house.address}/sign-in/{tokens.issue(Scope.SIGN_IN, holder, reason)}"
        moment = f"{now:%Y%m%dT%H%M%S%f}"
        key = f"{LETTERS}:{moment}:sign-in/{holder}:0"
        return Delivery(
            key=key,
            brief=LETTERS,
            slot=moment,
            destination=Destination(f"sign-in/{holder}", "email", address),
            part=self._house.letters.letter(Letter.SIGN_IN, address, key, (), url, now),
            not_before=now,
            expires=now + min(LIFETIMES[Scope.SIGN_IN], timedelta(minutes=10)),
            created=now,
            updated=now,
        )
