"""Complaints that providers pass on: somebody called a brief spam (feedback loops, ARF, RFC 5965)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from briefing.subscribers.addresses import masked
from briefing.subscribers.reports import addresses_in, line_of, parts_of

AGAINST_US = frozenset({"abuse", "fraud", "opt-out"})
"""Kinds of feedback by which somebody says that they do not want the mail; not "not-spam", "virus", "auth-failure"."""
MOST_FOUND = 4
LONGEST_REPORTER = 80
_LINK = re.compile(r"<https?://[^\s<>]{1,300}/unsubscribe/([\w.:~-]{1,300})>")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a provider reports; nothing of it is believed before a signature in it was checked.

    Attributes:
        kind: of the feedback, "abuse".
        paths: the envelope senders that the mail had, by the report and by the mail itself.
        addresses: whom the mail was to, where the provider tells.
        tokens: those of the links to unsubscribe in the mail's headers.
        reporter: the program or the host that reports, for the trail.
    """

    kind: str
    paths: tuple[str, ...]
    addresses: tuple[str, ...]
    tokens: tuple[str, ...]
    reporter: str

    @property
    def against_us(self) -> bool:
        """Whether somebody says by it that they do not want such mail."""
        return self.kind in AGAINST_US


def read(data: bytes) -> Complaint | None:
    """What a mail complains of; None for one that is no feedback report.

    Args:
        data: the mail as it lies in the mailbox.
    """
    mail, *inside = parts_of(data)
    if mail.get_content_type() != "multipart/report":
        return None
    parts = {part.get_content_type(): part for part in reversed(inside)}
    feedback = _fields(parts.get("message/feedback-report"))
    if feedback is None:
        return None
    theirs = _fields(parts.get("message/rfc822")) or _fields(parts.get("text/rfc822-headers")) or Message()
    reporter = line_of(feedback, "Reporting-MTA").partition(";")[2].strip() or line_of(feedback, "User-Agent")
    return Complaint(
        kind=line_of(feedback, "Feedback-Type").lower(),
        paths=_few(addresses_in(_lines(feedback, "Original-Mail-From") + _lines(theirs, "Return-Path"))),
        addresses=_few(addresses_in(_lines(feedback, "Original-Rcpt-To") + _lines(theirs, "To"))),
        tokens=_few(_LINK.findall(_lines(theirs, "List-Unsubscribe"))),
        reporter=masked(reporter)[:LONGEST_REPORTER],
    )


def _fields(part: Message | None) -> Message | None:
    """The fields in a part: parsed already where it holds a message, written out as text where it holds headers."""
    if part is None:
        return None
    inside = part.get_payload()
    if isinstance(inside, list):
        return next((one for one in inside if isinstance(one, Message)), None)
    decoded = part.get_payload(decode=True)
    return HeaderParser().parsestr(decoded.decode("ascii", "replace").lstrip()) if isinstance(decoded, bytes) else None


def _lines(fields: Message, name: str) -> str:
    return "".join(f"{line}\n" for line in fields.get_all(name, []))


def _few(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:MOST_FOUND]
