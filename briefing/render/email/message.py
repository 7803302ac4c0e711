"""A brief as one complete mail: the exact bytes that go out, with a fixed date, boundary and Message-ID.

Headers follow RFC 5322 (format), 2369 and 2919 (lists), 3834 (automatic mail) and 8058 (one-click unsubscribing).
"""

import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import IntEnum

from briefing.codec import dumps
from briefing.model import Brief, Destination, Format, Links, Message, Part, Recipient
from briefing.model.delivering import place
from briefing.render import wording
from briefing.render.bounds import shortened
from briefing.render.email.body import Bodies, safe_links
from briefing.render.email.headers import address_header, digest, policy_for
from briefing.render.email.mime import Hole, based_link, quoted_link
from briefing.text.plain import clean

SUBJECT = 69
"""With its name a line of 78 characters, which the email package would otherwise begin with a fold."""
_PLAIN = re.compile(r"[A-Za-z0-9._%+'=~-]+@[A-Za-z0-9.-]+")
_NOT_A_LABEL = re.compile(r"[^a-z0-9]+")


class EmailRenderer:
    """Renders a brief as the bytes of a mail for one recipient.

    Args:
        sender: "Name <address>" or an address.
        postal_address: one line, for the foot; "" for none.
        domain: the right-hand side of the Message-ID and of the List-Id.
        templates: the operator's template folder; "" for none.
    """

    def __init__(self, *, sender: str, postal_address: str = "", domain: str = "", templates: str = "") -> None:
        self._sender_name, self._sender = parseaddr(clean(sender))
        self._domain = clean(domain) or self._sender.rpartition("@")[2]
        self._unsubscribe = f"mailto:{self._sender}?subject=unsubscribe"
        self._bodies = Bodies(self._unsubscribe, clean(postal_address), templates)

    def render(self, brief: Brief, destination: Destination, links: Links) -> Message:
        """One part of message/rfc822 whose reference is its Message-ID."""
        return next(self.many(brief, [Recipient(destination, links)]))

    def many(self, brief: Brief, recipients: Iterable[Recipient]) -> Iterator[Message]:
        """A message for each recipient; all that is the same for many of them is made, and kept, once."""
        issues: dict[Hashable, _Issue] = {}
        for recipient in recipients:
            links = safe_links(recipient.links)
            kind = (recipient.format, links.browser, bool(links.preferences), bool(links.unsubscribe))
            if kind not in issues:
                issues[kind] = self._issue(brief, links, recipient.format)
            yield issues[kind].message(recipient, links)

    def html(self, brief: Brief, links: Links) -> str:
        """The HTML alternative on its own and uncut, for previews."""
        return self._bodies.html(brief, links)

    def _issue(self, brief: Brief, links: Links, form: Format) -> "_Issue":
        """The brief as a mail with places for what recipients have of their own."""
        secret = hashlib.sha256(dumps(brief)).hexdigest()
        leave = Hole(f"leave{secret}", _Place.LEAVE_QUOTED, _Place.LEAVE_BASED)
        prefer = Hole(f"prefer{secret}", _Place.PREFER_QUOTED, _Place.PREFER_BASED)
        inside = Links(links.browser, prefer.word if links.preferences else "", leave.word if links.unsubscribe else "")
        body = self._bodies.body(brief, inside, form, (leave, prefer))
        own = _own_headers(self._domain, f"mailto:{self._sender}?subject=unsubscribe", bool(links.unsubscribe))
        payload = own + bytes(self._headers(body.brief)).removesuffix(b"\r\n") + body.content
        return _Issue(brief.name, brief.slot, self._domain, payload, body.left_out)

    def _headers(self, brief: Brief) -> EmailMessage:
        """The headers that are the same for all, but those of MIME."""
        mail = EmailMessage(policy=policy_for(self._sender))
        mail["From"] = address_header(self._sender_name or brief.title, self._sender)
        mail["Subject"] = subject(brief)
        mail["Date"] = format_datetime(brief.created)
        mail["List-Id"] = f"{_phrase(brief.title)} <{_dns_label(brief.name)}.{self._domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["Precedence"] = "bulk"
        mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        mail["Feedback-ID"] = (
            f"{brief.local_date.isoformat()}:{_dns_label(brief.name)}:brief:{_dns_label(self._domain)}"
        )
        return mail


class _Place(IntEnum):
    """What a recipient has of their own, by the number of its place."""

    TO = 0
    MESSAGE = 1
    THREAD = 2
    LEAVE = 3
    LEAVE_QUOTED = 4
    PREFER_QUOTED = 5
    LEAVE_BASED = 6
    PREFER_BASED = 7


def _own_headers(domain: str, unsubscribe: str, one_click: bool) -> bytes:
    """The headers with a recipient's own words in them, as bytes, because a place may not be folded."""
    right = domain.encode()
    lines = [
        b"To: " + place(_Place.TO),
        b"Message-ID: <brief." + place(_Place.MESSAGE) + b"@" + right + b">",
        b"References: <briefs." + place(_Place.THREAD) + b"@" + right + b">",
    ]
    if one_click:
        lines += [
            b"List-Unsubscribe: <" + place(_Place.LEAVE) + b">",
            b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ]
    else:
        lines.append(f"List-Unsubscribe: <{unsubscribe}>".encode())
    return b"".join(line + b"\r\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Issue:
    """A brief as a mail that many recipients share."""

    brief: str
    slot: str
    domain: str
    payload: bytes
    left_out: int

    def message(self, recipient: Recipient, links: Links) -> Message:
        """The mail for one of them."""
        name = recipient.destination.name
        identity = digest(f"{self.brief}:{self.slot}:{name}:0")
        fills = {
            _Place.TO: _to(recipient.destination.address),
            _Place.MESSAGE: identity,
            _Place.THREAD: digest(f"{self.brief}:{name}"),
            _Place.LEAVE: links.unsubscribe,
            _Place.LEAVE_QUOTED: quoted_link(links.unsubscribe),
            _Place.PREFER_QUOTED: quoted_link(links.preferences),
        }
        # Only bodies in base 64 (most of the world's writing beyond Latin) have use for them.
        if place(_Place.LEAVE_BASED) in self.payload or place(_Place.PREFER_BASED) in self.payload:
            fills |= {
                _Place.LEAVE_BASED: based_link(links.unsubscribe),
                _Place.PREFER_BASED: based_link(links.preferences),
            }
        reference = f"<brief.{identity}@{self.domain}>"
        part = Part(0, "message/rfc822", self.payload, reference, tuple(fills[key] for key in sorted(fills)))
        return Message(recipient.destination, (part,), self.left_out, recipient.not_before)


def _to(address: str) -> str:
    """What stands behind `To:`."""
    if _PLAIN.fullmatch(address):
        return address
    name, inner = parseaddr(clean(address))
    policy = policy_for(inner)
    line: str = policy.fold("To", policy.header_factory("To", address_header(name, inner)))
    return line.removeprefix("To: ").removesuffix("\r\n")


def subject(brief: Brief) -> str:
    """The lead headline and how many more; on a day without stories the title."""
    if not brief.items:
        return shortened(f"{brief.title}: {wording.quiet_subject(brief)}", SUBJECT)
    more = f" (+{len(brief.items) - 1})" if len(brief.items) > 1 else ""
    return shortened(brief.items[0].headline, SUBJECT - len(more)) + more


def _phrase(title: str) -> str:
    """A title as RFC 2919 wants it before the list's id: without characters that need quoting."""
    return " ".join(re.sub(r'[<>()\[\]:;@\\,."]', " ", title).split())


def _dns_label(name: str) -> str:
    return _NOT_A_LABEL.sub("-", name.lower()).strip("-") or "brief"
