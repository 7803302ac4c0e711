"""The mailbox into which undeliverable mails come back, read over IMAP; like every mailbox it is only looked at."""

import ssl
from collections.abc import Iterator
from datetime import datetime

from briefing.collect.imap.client import address
from briefing.collect.imap.reading import Mailbox

LARGEST = 100_000
"""Bytes of a report that are read: what it says comes before the mail that it is about."""
MOST = 2_000
"""Reports read in one go; what does not fit waits for the next."""
_MOST_TAKEN = LARGEST * MOST


class ReturnedMailbox:
    """A folder with reports; implements `ports.ReturnedMail`.

    It remembers in this process alone which mails it handed out: another one hands them out again, which does no harm.

    Args:
        url: `imaps://user@host/folder`.
        password: of the account.
        seconds: for one reading.
        context: which certificates are believed; the system's when none is given.
    """

    def __init__(
        self, url: str, password: str, *, seconds: float = 120.0, context: ssl.SSLContext | None = None
    ) -> None:
        self._url = url
        self._password = password
        self._seconds = seconds
        self._context = context
        self._last = (0, 0)

    def since(self, moment: datetime) -> Iterator[bytes]:
        """The mails that arrived since that day and were not handed out by this object before.

        Raises:
            Transient, Permanent: the mailbox could not be read.
        """
        place = address(self._url)
        with Mailbox(place, self._password, seconds=self._seconds, most=_MOST_TAKEN, context=self._context) as box:
            validity, last = self._last
            first = last + 1 if validity == box.validity else 1
            for uid in box.since(first, moment)[:MOST]:
                yield box.beginning(uid, LARGEST)
                self._last = (box.validity, uid)
