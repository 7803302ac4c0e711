"""A mailbox as a source: each newsletter that arrives in it is an article under the name of its sender."""

import hashlib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message
from typing import Any
from urllib.parse import quote

from briefing.collect.imap.client import address
from briefing.collect.imap.reading import Envelope, Mailbox
from briefing.collect.politeness import SHORTEST, Wishes, next_poll
from briefing.collect.seen import FIRST_REACH
from briefing.errors import Permanent, Transient
from briefing.extract.kinds import MAIL
from briefing.extract.mail import field, header, sender
from briefing.model import Document, Entry, Fault, Poll, SourceState

LARGEST = 2_000_000
"""Bytes of a mail that are read: its text comes first, and what lies behind are attachments."""

MOST_TAKEN = 40_000_000
"""Bytes taken in by one poll; what does not fit waits for the next."""

MOST_LOOKED_AT = 1_000
_HEADERS = ("FROM", "SUBJECT", "MESSAGE-ID")
_LONGEST_HEADERS = 16_384
_ROOM_FOR_REPLIES = 20_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which mails are articles.

    Attributes:
        senders: addresses ("news@example.org") or domains ("@example.org"); empty for all.
        subjects: words of which the subject holds one; empty for all.
    """

    senders: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    def fits(self, came_from: str, subject: str) -> bool:
        """Whether a mail is wanted.

        Args:
            came_from: the address of its sender, in lower case; subject: as decoded.
        """
        domain = "@" + came_from.rpartition("@")[2]
        by_sender = not self.senders or {came_from, domain} & {one.lower() for one in self.senders}
        by_subject = not self.subjects or any(one.casefold() in subject.casefold() for one in self.subjects)
        return bool(by_sender and by_subject)


@dataclass(frozen=True, slots=True)
class _Mail:
    envelope: Envelope
    headers: Message

    @property
    def subject(self) -> str:
        return header(field(self.headers, "Subject"))

    @property
    def came_from(self) -> str:
        return sender(field(self.headers, "From"))[1]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MailboxSource:
    """A folder of a mailbox; implements `ports.Source`.

    Attributes:
        name: as in the settings.
        url: `imaps://user@host/folder`, or `imap://…` for a server that upgrades to TLS.
        password: of the account.
        wanted: which mails are articles.
        most: at most so many mails are read in one poll; the newest are.
        seconds: for one poll.
        context: which certificates are believed; the system's when none is given.
    """

    name: str
    url: str
    password: str
    wanted: Wanted = Wanted()
    most: int = 50
    seconds: float = 60.0
    context: ssl.SSLContext | None = None

    def poll(self, state: SourceState, now: datetime) -> Poll:
        """Read the mails that are new.

        Args:
            state: what the last poll left.
            now: the time of this poll.

        Raises:
            Transient, Permanent: the mailbox could not be read.
        """
        place = address(self.url)
        if not self.password:
            raise Permanent(f"no password is set for {place.shown}: give it in the environment", fault=Fault.LOGIN)
        most = MOST_TAKEN + _ROOM_FOR_REPLIES
        with Mailbox(place, self.password, seconds=self.seconds, most=most, context=self.context) as box:
            last = self._last(state.memory, box.validity)
            uids = box.since(last + 1, now - FIRST_REACH if not last else None)
            looked_at = uids[-MOST_LOOKED_AT:]
            mails = [_Mail(one, _read(one.headers)) for one in box.envelopes(looked_at, _HEADERS, _LONGEST_HEADERS)]
            fitting = [one for one in mails if self.wanted.fits(one.came_from, one.subject)]
            documents, reached = self._documents(box, fitting[-self.most :], now)
        done = reached if reached is not None else max([last, *uids])
        state = replace(
            state,
            last_poll=now,
            last_success=now,
            next_poll=next_poll(self.name, now, SHORTEST, Wishes()),
            failures=0,
            problem="",
            fault="",
            memory={"configured": self.url, "validity": box.validity, "uid": done},
        )
        left_out = len(uids) - len(looked_at) + len(fitting[: -self.most])
        return Poll(tuple(documents), state, entries=len(uids), left_out=left_out)

    def _last(self, memory: Any, validity: int) -> int:
        """The number of the last mail that was read; 0 when the numbers mean something else than they did."""
        same = memory.get("configured") == self.url and memory.get("validity") == validity
        return int(memory.get("uid", 0)) if same else 0

    def _documents(self, box: Mailbox, mails: Sequence[_Mail], now: datetime) -> tuple[list[Document], int | None]:
        """The mails with their text, and where it had to stop; None when all were read."""
        documents: list[Document] = []
        taken = 0
        for mail in mails:
            uid = mail.envelope.uid
            if taken > MOST_TAKEN:
                return documents, uid - 1
            try:
                data = box.beginning(uid, LARGEST)
            except Permanent as error:
                documents.append(replace(self._document(mail, b"", now), body=None, problem=str(error)))
                continue
            except Transient:
                if not documents:
                    raise
                return documents, uid - 1
            taken += len(data)
            documents += [self._document(mail, data, now)] if data else []
        return documents, None

    def _document(self, mail: _Mail, data: bytes, now: datetime) -> Document:
        arrived = mail.envelope.arrived
        entry = Entry(id=mail.subject[:200] or mail.came_from, url="", title=mail.subject, published=arrived or now)
        # Without an address that a reader could open: the one in the mail itself is the subscriber's own.
        key = field(mail.headers, "Message-ID").strip() or data
        marked = hashlib.blake2b(f"{mail.came_from}\n{key!r}".encode(), digest_size=12).hexdigest()
        url = f"mail:{quote(self.name)}/{quote(mail.came_from)}/{marked}"
        return Document(entry, url, body=data, content_type=MAIL)


def _read(headers: bytes) -> Message:
    return message_from_bytes(headers, policy=policy.compat32)
