"""Signed links: what a link in a mail lets its holder do, until when; no address is in it.

The signature is HMAC-SHA256 (itsdangerous); the scope is its salt, so that a token made for one purpose is nothing for
another.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

from briefing.errors import Permanent
from briefing.ports import Clock
from briefing.subscribers.addresses import address, same

SHORTEST_KEY = 32
THE_OPERATOR = "operator"
"""Stands where an address would, for everybody who came in by the operator's password."""
_BETWEEN = ":"


class Scope(StrEnum):
    """What a token is good for."""

    CONFIRM = "confirm"
    PREFERENCES = "preferences"
    UNSUBSCRIBE = "unsubscribe"
    SIGN_IN = "sign-in"
    SESSION = "session"
    FEED = "feed"


LIFETIMES = {
    Scope.CONFIRM: timedelta(days=3),
    Scope.PREFERENCES: timedelta(days=90),
    # Old mails must let people leave for as long as anybody may still hold them (CAN-SPAM asks for 30 days).
    Scope.UNSUBSCRIBE: timedelta(days=730),
    Scope.SIGN_IN: timedelta(minutes=15),
    # The settings say how long sessions last (`web.session_days`), up to this.
    Scope.SESSION: timedelta(days=90),
    # A feed reader cannot sign in again; nothing that ended these addresses is forgotten sooner.
    Scope.FEED: timedelta(days=365),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a valid token says.

    Attributes:
        holder: whom it was given to: a subscriber's id.
        subject: what it is about: the name of a brief, the number of a letter; "" for everything.
        issued: when it was made, to the second.
    """

    holder: str
    subject: str
    issued: datetime


class Tokens:
    """Makes and reads tokens.

    Args:
        key: the secret they are signed with, the same in every process.
        clock: the time.
    """

    def __init__(self, key: str, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def issue(self, scope: Scope, holder: str, subject: str = "") -> str:
        """A token of letters, digits, and "-", "_", ".", ":"; at most 150 characters for names of our own."""
        return self._signer(scope).sign(f"{holder}{_BETWEEN}{subject}").decode()

    def read(self, scope: Scope, token: str) -> Claim:
        """What a token says.

        Raises:
            Permanent: it was forged, made for something else, or has expired; with a sentence for its holder.
        """
        longest = int(LIFETIMES[scope].total_seconds())
        try:
            value, issued = self._signer(scope).unsign(token, max_age=longest, return_timestamp=True)
            holder, _, subject = value.decode().partition(_BETWEEN)
        except SignatureExpired:
            raise Permanent("this link has expired; ask for a new one") from None
        except (BadSignature, UnicodeError):
            raise Permanent("this link is not valid; perhaps it was cut off where it was copied") from None
        return Claim(holder, subject, issued.astimezone(UTC))

    def age(self, claim: Claim) -> timedelta:
        """How long ago a token was made."""
        return self._clock() - claim.issued

    def holder(self, who: str) -> str:
        """What stands for an address, or for `THE_OPERATOR`, in links to sign in and in sessions."""
        return self.trace(same(who))

    def trace(self, text: str) -> str:
        """A keyed hash: it shows whether two network addresses were the same, and not which."""
        return hmac.new(self._key.encode(), b"briefing.trace:" + text.encode(), sha256).hexdigest()[:32]

    def _signer(self, scope: Scope) -> "_Signer":
        return _Signer(self._key, scope, self._clock)


def named(who: str) -> str:
    """Who is meant by what an operator typed: an address, or everybody who came in by the password.

    Raises:
        Permanent: it is neither.
    """
    return THE_OPERATOR if who.strip() == THE_OPERATOR else address(who)


class _Signer(TimestampSigner):
    """itsdangerous' signer with our clock."""

    def __init__(self, key: str, scope: Scope, clock: Clock) -> None:
        super().__init__(key, salt=f"briefing.{scope.value}".encode(), key_derivation="hmac", digest_method=sha256)
        self._clock = clock

    def get_timestamp(self) -> int:
        """Whole seconds since 1970."""
        return int(self._clock().timestamp())
