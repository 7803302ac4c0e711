"""Who visits, and what they may see: on this machine everybody is the operator, elsewhere a session says it."""

import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from functools import lru_cache

from starlette.requests import HTTPConnection
from starlette.responses import Response

from briefing.errors import Permanent
from briefing.subscribers.tokens import LIFETIMES, Claim, Scope, Tokens

COOKIE = "briefing-session"
FEED_OF_DOMAIN = timedelta(days=90)
"""So long an address of the feed is good for somebody of a domain, of whom nobody tells us when they leave."""


class Role(IntEnum):
    """What a visitor may do; a higher one may do all that a lower one may."""

    ANYBODY = 0
    READER = 1
    OPERATOR = 2


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who asks for a page.

    Attributes:
        session: what their forms are bound to; the cookie, where there is one.
        holder: what stands for them in their session; "" without one.
        reason: why they may come in, as their session has it; "" without one.
        until: when their session ends by itself.
    """

    role: Role
    session: str
    holder: str = ""
    reason: str = ""
    until: datetime | None = None

    @property
    def signed_in(self) -> bool:
        """Whether there is a session that can be ended."""
        return bool(self.holder)


@dataclass(frozen=True, slots=True)
class Listed:
    """Who may come in, as the settings say it at a moment.

    Attributes:
        readers: addresses, and domains as "@example.com", of those who may read; operators likewise.
        barred: addresses that may not come in, whatever else is said of them or their domain.
        password: argon2 hash of the operator's password; "" for none.
    """

    readers: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    password: str = field(default="", repr=False)


def never(holder: str) -> None:
    """Nobody's sessions were ended everywhere."""
    del holder


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one service.

    Attributes:
        tokens: sign sessions and forms.
        everybody: the role of a visitor without a session.
        now: who may come in, at this moment.
        lasting: how long a session lasts; domain_lasting: of somebody who came in because of their domain.
        ended: when all sessions of a holder were ended everywhere; None where they never were.
        secure: whether cookies travel over HTTPS only.
        own: host and port of the public address, which a proxy may not pass on; "" for none.
        root: the path of the public address, without a slash at the end; "" where the pages have a host to themselves.
    """

    tokens: Tokens
    everybody: Role = Role.OPERATOR
    now: Callable[[], Listed] = Listed
    lasting: timedelta = timedelta(days=30)
    domain_lasting: timedelta = timedelta(days=7)
    ended: Callable[[str], datetime | None] = never
    secure: bool = False
    own: str = ""
    root: str = ""

    @property
    def signs_in(self) -> bool:
        """Whether there is something to sign in for."""
        return self.everybody < Role.OPERATOR

    def visitor(self, request: HTTPConnection) -> Visitor:
        """Who asks, by the session in the cookie; a forged or expired one counts as none."""
        cookie = request.cookies.get(COOKIE, "")
        stranger = Visitor(self.everybody, session="")
        if not cookie:
            return stranger
        try:
            claim = self.tokens.read(Scope.SESSION, cookie)
        except Permanent:
            return stranger
        role = self.role_of(claim)
        if role is Role.ANYBODY:
            return stranger
        until = claim.issued + self.lasting_of(claim.subject)
        return Visitor(max(role, self.everybody), cookie, claim.holder, claim.subject, until)

    def role_of(self, claim: Claim) -> Role:
        """What a session or a link to sign in allows at this moment: nothing once it was ended or its time is over."""
        return self._role_within(claim, self.lasting_of(claim.subject), (claim.holder,))

    def may_follow(self, claim: Claim) -> bool:
        """Whether an address of the feed is good at this moment: what ends its holder's sessions ends it, too."""
        lasting = self.feed_lasting_of(claim.subject)
        return self._role_within(claim, lasting, (claim.holder, feed_of(claim.holder))) >= Role.READER

    def lasting_of(self, reason: str) -> timedelta:
        """How long a session lasts that was begun for a reason."""
        return self.domain_lasting if self._by_domain(reason) else self.lasting

    def feed_lasting_of(self, reason: str) -> timedelta:
        """How long an address of the feed is good for somebody who came in for a reason."""
        return FEED_OF_DOMAIN if self._by_domain(reason) else LIFETIMES[Scope.FEED]

    def _by_domain(self, reason: str) -> bool:
        listed = self.now()
        domains = (one for one in (*listed.readers, *listed.operators) if one.startswith("@"))
        return reason in map(self.reason, domains)

    def _role_within(self, claim: Claim, lasting: timedelta, holders: Iterable[str]) -> Role:
        """What a claim allows that is good for some time, and until something was ended under one of these names."""
        if self._is_barred(claim.holder) or self.tokens.age(claim) >= lasting:
            return Role.ANYBODY
        endings = (self.ended(holder) for holder in holders)
        ended = any(moment is not None and claim.issued <= moment for moment in endings)
        return Role.ANYBODY if ended else self.role_by(claim.subject)

    def _is_barred(self, holder: str) -> bool:
        return holder in map(self.tokens.holder, self.now().barred)

    def reason_of(self, address: str) -> str:
        """Why somebody with this mail address may come in; "" when they may not."""
        if self._is_barred(self.tokens.holder(address)):
            return ""
        found = (self.reason(one) for one in (address, f"@{address.rpartition('@')[2]}"))
        return max((one for one in found if self.role_by(one) > Role.ANYBODY), key=self.role_by, default="")

    def reason(self, entry: str) -> str:
        """The name, for links and sessions, of an entry of the settings: an address, "@domain", or the password's hash.

        A session holds it instead of a role, so that who is taken out of the settings is out, and whose role changes
        has the new one.
        """
        return _reason(self.tokens, entry)

    def role_by(self, reason: str) -> Role:
        """What an entry of the settings allows; an entry that is not there any more allows nothing."""
        return _reasons(self.tokens, self.now()).get(reason, Role.ANYBODY)

    def knows_password(self, password: str) -> bool:
        """Whether this is the operator's password; takes as long when there is none."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        hasher = PasswordHasher()
        try:
            known = self.now().password
            return hasher.verify(known or hasher.hash("nobody knows it"), password) and bool(known)
        except (VerificationError, InvalidHashError):
            return False

    def admit(self, response: Response, reason: str, holder: str) -> None:
        """Begin a session: the cookie says why its holder may come in, until when, and no address."""
        response.set_cookie(
            COOKIE,
            self.tokens.issue(Scope.SESSION, holder, reason),
            max_age=int(self.lasting_of(reason).total_seconds()),
            path=self.root or "/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def dismiss(self, response: Response) -> None:
        """End the session on this device."""
        response.delete_cookie(COOKIE, path=self.root or "/", secure=self.secure, httponly=True, samesite="lax")

    def form_key(self, visitor: Visitor) -> str:
        """What a form carries, so that no other site can send it (CSRF)."""
        return self.tokens.trace(f"form:{visitor.session}")

    def is_form_of(self, visitor: Visitor, key: str) -> bool:
        """Whether a form that came back was made for this visitor."""
        return hmac.compare_digest(self.form_key(visitor).encode(), key.encode("utf-8", "replace"))


def feed_of(holder: str) -> str:
    """The name under which the addresses of somebody's feed are ended, and nothing else of theirs."""
    return f"feed:{holder}"


def _reason(tokens: Tokens, entry: str) -> str:
    return tokens.trace(f"entry:{entry.casefold()}")


@lru_cache(maxsize=4)
def _reasons(tokens: Tokens, listed: Listed) -> Mapping[str, Role]:
    """What each entry of the settings allows, by the name that sessions call it by."""
    named = [*((one, Role.READER) for one in listed.readers), *((one, Role.OPERATOR) for one in listed.operators)]
    return {_reason(tokens, one): role for one, role in (*named, (listed.password, Role.OPERATOR)) if one}
