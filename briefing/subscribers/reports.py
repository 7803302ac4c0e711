"""Reports of mail servers on mails that they could not deliver (RFC 3464, in the container of RFC 6522)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from briefing.subscribers.addresses import masked

MOST_RECIPIENTS = 50
LONGEST_REASON = 200
# Entered where a word begins and nowhere else: linear on any input, as in `addresses`.
_ADDRESS = re.compile(r"(?<![^\s<>,;:\"()])[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
_ENHANCED = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_CAME_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_NOT_TEXT = re.compile(r"[^\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class Failure:
    """A recipient whom a mail did not reach.

    Attributes:
        addresses: as the report names them: the one we wrote to, and the one it went to in the end.
        status: enhanced status code (RFC 3463), "5.1.1".
        reason: in the server's words.
    """

    addresses: tuple[str, ...]
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail server reports.

    Attributes:
        came_to: the addresses that the report was sent to.
        failures: the recipients whom the mail did not reach; not those whom it will be tried for again.
    """

    came_to: tuple[str, ...]
    failures: tuple[Failure, ...]


def read(data: bytes) -> Report | None:
    """What a mail reports; None for one that is no report of a server.

    Args:
        data: the mail as it lies in the mailbox; nothing of it is believed yet.
    """
    mail, *parts = parts_of(data)
    if mail.get_content_type() != "multipart/report":
        return None
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return None
    groups = [group for group in status.get_payload() if isinstance(group, Message)] if status.is_multipart() else []
    found = tuple(failure for group in groups[: MOST_RECIPIENTS + 1] if (failure := _failure(group)))
    came_to = (address for name in _CAME_TO for line in mail.get_all(name, []) for address in addresses_in(line))
    return Report(tuple(dict.fromkeys(came_to)), found)


def parts_of(data: bytes) -> list[Message]:
    """A mail and all parts in it, the outermost first; of one that is nested without end an empty one."""
    try:
        return list(message_from_bytes(data, policy=compat32).walk())
    except RecursionError:
        return [Message()]


def _failure(group: Message) -> Failure | None:
    """What a group of fields says of one recipient; None for the fields of the mail, and for one who may get it yet."""
    if line_of(group, "Action").lower() != "failed":
        return None
    addresses = [one for name in ("Original-Recipient", "Final-Recipient") for one in addresses_in(group.get(name, ""))]
    said = line_of(group, "Diagnostic-Code").partition(";")[2].strip()
    return Failure(
        tuple(dict.fromkeys(addresses)), _status(line_of(group, "Status"), said), masked(said)[:LONGEST_REASON]
    )


def _status(given: str, said: str) -> str:
    """The status, or the one in the answer that it sums up: many servers write 5.0.0 and quote a better one."""
    codes = [found[0] for text in (given, said) if (found := _ENHANCED.search(text))]
    better = [code for code in codes[1:] if codes[0].endswith(".0.0") and code[0] == codes[0][0]]
    return next(iter([*better, *codes]), "")


def line_of(fields: Message, name: str) -> str:
    """A field's text in ASCII on one line; "" where it is missing."""
    return " ".join(_NOT_TEXT.sub(" ", str(fields.get(name, ""))).split())


def addresses_in(line: object) -> Iterator[str]:
    """What looks like an address in a field."""
    yield from _ADDRESS.findall(str(line))
