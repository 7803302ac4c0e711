"""People who receive briefs by mail: who they are, what they want, and what they agreed to when."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """Where a subscriber stands in the double opt-in."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    UNSUBSCRIBED = "unsubscribed"
    SUPPRESSED = "suppressed"


class Format(StrEnum):
    """In which form a mail is wanted."""

    HTML = "html"
    TEXT = "text"


class ConsentEvent(StrEnum):
    """What happened to somebody's consent."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    LEFT = "left"
    REFUSED = "refused"
    COMPLAINED = "complained"
    SUPPRESSED = "suppressed"


class Letter(StrEnum):
    """A mail about a subscription or an account, not a brief."""

    CONFIRM = "confirm"
    KNOWN = "known"
    SIGN_IN = "sign-in"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a subscriber wants.

    Attributes:
        briefs: names of the briefs.
        topics: names of the topics whose stories are wanted, as the brief prints them; empty for all.
        days: weekdays, "mon" to "sun", on the reader's own calendar; empty for every day the brief appears.
        hour: time of day "07:30" on the reader's own clock; "" for when the brief leaves.
        zone: IANA name of the reader's time zone; "" for that of the brief.
    """

    briefs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    hour: str = ""
    zone: str = ""
    format: Format = Format.HTML


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody with an address.

    Attributes:
        id: 24 hexadecimal digits that say nothing about the address.
        address: as mail goes to it, the domain in lower case; unique without regard to case.
        left: names of the briefs that they unsubscribed from: nobody but they can undo that.
        letters: how many confirmation mails were sent; the last one alone can be confirmed.
        asked: when the last confirmation mail was sent.
        reason: why the address is suppressed, for the operator.
        version: counts the changes; a change names the version it was made from.
    """

    id: str
    address: str
    standing: Standing
    wishes: Wishes = field(default_factory=Wishes)
    left: tuple[str, ...] = ()
    letters: int = 0
    asked: datetime | None = None
    reason: str = ""
    version: int = 1
    created: datetime | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """A line of the trail that shows what somebody agreed to, when and how.

    Attributes:
        how: "web", "one-click", "operator", "import", "settings", "bounce", "complaint" …
        origin: keyed hash of the network address it came from; "" where there was none.
        words: what was agreed to, or why.
    """

    subscriber: str
    moment: datetime
    event: ConsentEvent
    how: str
    origin: str = ""
    words: str = ""
