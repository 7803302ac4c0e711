"""What goes out: frozen messages, the deliveries of the ledger, and the jobs between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from briefing.model.composing import Brief
from briefing.model.ordering import Destination
from briefing.model.reading import Annotation, Article
from briefing.model.subscribing import Format


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses outside the articles that a rendered brief may carry; empty ones are left away."""

    browser: str = ""
    preferences: str = ""
    unsubscribe: str = ""


def place(number: int) -> bytes:
    """What stands in a shared payload where a recipient's own words go: bytes that no mail may hold (RFC 5322)."""
    return b"\x1a%d\x1a" % number


@dataclass(frozen=True, slots=True)
class Part:
    """One frozen message: exactly these bytes go out.

    Attributes:
        number: from 0; later parts of a Slack brief are replies in the thread of part 0.
        content_type: "application/json" for Slack's arguments, "message/rfc822" for mail, "text/markdown" …
        payload: the bytes; where there are fills, what many recipients share, with a place for each of them.
        reference: the Message-ID for mail; empty elsewhere.
        fills: what stands for this recipient at the places of the payload, in ASCII.
    """

    number: int
    content_type: str
    payload: bytes
    reference: str = ""
    fills: tuple[str, ...] = ()

    @property
    def content(self) -> bytes:
        """The bytes that go out: the same for ever, as they follow from frozen ones by putting in the fills alone."""
        content = self.payload
        for number, fill in enumerate(self.fills):
            content = content.replace(place(number), fill.encode())
        return content


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom a brief goes by mail.

    Attributes:
        links: addresses of their own; empty ones are left away.
        topics: names of the only topics they want; empty for all.
        not_before: when they want it; None for at once.
    """

    destination: Destination
    links: Links = field(default_factory=Links)
    format: Format = Format.HTML
    topics: tuple[str, ...] = ()
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A brief rendered for one destination.

    Attributes:
        left_out: how many stories a limit of the channel left out.
        not_before: when this recipient wants it; None for at once.
    """

    destination: Destination
    parts: tuple[Part, ...]
    left_out: int = 0
    not_before: datetime | None = None


class DeliveryState(StrEnum):
    """Where a delivery stands in the protocol."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One part of a brief on its way to one destination: a row of the ledger.

    Attributes:
        key: brief : slot : destination : part, unique.
        not_before: not to be tried before.
        expires: after this it is no longer useful and is failed instead of sent; None for never.
        lease_until: while sending, when another worker may take it for dead.
        receipt: what the other side answered (Slack: conversation and ts), plain JSON.
        reason: why it failed, is unknown or held.
        unclear: how many attempts ended without anybody knowing whether they arrived.
    """

    key: str
    brief: str
    slot: str
    destination: Destination
    part: Part
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    not_before: datetime | None = None
    expires: datetime | None = None
    lease_owner: str = ""
    lease_until: datetime | None = None
    receipt: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    unclear: int = 0
    created: datetime | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is to be known of a due delivery before it is claimed."""

    key: str
    address: str
    state: DeliveryState
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side confirmed it."""

    receipt: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """The other side refused for good; trying again changes nothing.

    Attributes:
        status: of mail, the enhanced status code "5.1.1" (RFC 3463), where the server gave one.
        stage: of mail, what was refused: "sender", "recipient", "data", "message" …
    """

    reason: str
    status: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Refused before acceptance, for now; of a look-up: it could not be made, for now.

    Attributes:
        wait: seconds until the next attempt; None to let the ledger's back-off decide.
    """

    reason: str
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody knows whether it arrived: it must be looked up before anything else is tried."""

    reason: str


@dataclass(frozen=True, slots=True)
class Absent:
    """The look-up found that it did not arrive: it may be sent again."""


Outcome = Sent | Refused | Later | Unclear
Finding = Sent | Absent | Unclear | Refused | Later


class JobKind(StrEnum):
    """The four durable points at which the flow is cut."""

    COLLECT = "collect"
    COMPOSE = "compose"
    DELIVER = "deliver"
    SUMMARIZE = "summarize"


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work with a deterministic key: the same key is never queued twice at once.

    Attributes:
        key: the source's name, brief and slot, the delivery's key, or the request's id.
        arguments: plain JSON.
    """

    kind: JobKind
    key: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request came to: a brief, or an article as it was read, or only words.

    Attributes:
        words: for whoever asked, plain text; empty when the brief or the article says it all.
        page: where the brief can be read in a browser for good; empty where it appeared nowhere, or there are no pages.
    """

    words: str = ""
    brief: Brief | None = None
    article: Article | None = None
    annotation: Annotation | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A question asked on demand, durable until it is answered.

    Attributes:
        id: unique; for Slack the trigger id, so that a retried command is the same request.
        question: what to do, one of `pipeline.answering`'s questions; subject: the brief's name, the URL, the words.
        reply_to: where the answer goes: for Slack the response_url with conversation and user, plain JSON.
        answered: when it was answered or given up; problem: why it could not be answered.
        attempts: how often work on it began.
        not_before: not to be worked on before: somebody has it in hand, or it waits for another attempt.
        answer: what was found; kept, so that a second attempt tells the same.
        posted: how many parts of the answer have been posted.
    """

    id: str
    question: str
    subject: str
    asked: datetime
    reply_to: Mapping[str, Any] = field(default_factory=dict)
    answered: datetime | None = None
    problem: str = ""
    attempts: int = 0
    not_before: datetime | None = None
    answer: Answer | None = None
    posted: int = 0
