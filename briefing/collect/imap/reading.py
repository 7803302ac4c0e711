"""Reading a mailbox over IMAP (RFC 3501): it looks, takes and never changes anything.

The folder is opened with EXAMINE and read with BODY.PEEK, so that no message is marked as read, moved or deleted.
"""

import binascii
import contextlib
import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from briefing.collect.http.failures import insecure, nameless
from briefing.collect.imap.client import Address, Client, TooMuch
from briefing.errors import Permanent, Transient
from briefing.model import Fault
from briefing.text.plain import clean

_NUMBER = re.compile(rb"\d{1,10}")
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
_ARRIVED = re.compile(rb'\bINTERNALDATE "([ \d]\d)-(\w{3})-(\d{4}) (\d\d:\d\d:\d\d) ([+-]\d{4})"')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as it lies in the mailbox.

    Attributes:
        uid: its number, which stays while the mailbox's validity does.
        size: of the whole message, bytes.
        headers: those that were asked for, as they came.
    """

    uid: int
    size: int
    arrived: datetime | None
    headers: bytes


class Mailbox:
    """One folder of one account, opened to be looked at.

    Args:
        place: where it is.
        password: of the account.
        seconds: for everything, from the first to the last byte.
        most: bytes that are taken in altogether.
        context: which certificates are believed; the system's when none is given.

    Raises:
        Transient: it may work later. Permanent: refused, not there, or not secure.
    """

    def __init__(
        self, place: Address, password: str, *, seconds: float, most: int, context: ssl.SSLContext | None = None
    ) -> None:
        self._place = place
        self._client: Client | None = None
        self._client = self._done(lambda: Client(place, context or ssl.create_default_context(), seconds, most))
        try:
            self.validity = self._opened(password)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take leave and hang up."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(OSError, imaplib.IMAP4.error, TooMuch):
                client.logout()
            with contextlib.suppress(OSError):
                client.shutdown()

    def since(self, first: int, day: datetime | None) -> list[int]:
        """Numbers of the messages from `first` on, in order; when `day` is given only those that arrived since."""
        asked = ["UID", f"{max(first, 1)}:*"] + (["SINCE", _day(day)] if day else [])
        found = self._answers("UID", "SEARCH", *asked)
        numbers = {int(word) for line in found for word in line.split() if _NUMBER.fullmatch(word)}
        return sorted(number for number in numbers if number >= first)  # "5:*" names the last one even if it is 4

    def envelopes(self, uids: Sequence[int], headers: Sequence[str], longest: int) -> list[Envelope]:
        """Size, arrival and some headers of messages, in the order of `uids`; what is gone by now is not among them.

        Args:
            headers: names of those that are wanted; longest: bytes of them that are read.
        """
        wanted = f"(UID RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS ({' '.join(headers)})]<0.{longest}>)"
        found = {one.uid: one for one in (_envelope(*item) for item in self._fetched(uids, wanted)) if one}
        return [found[uid] for uid in uids if uid in found]

    def beginning(self, uid: int, longest: int) -> bytes:
        """The first bytes of a message, as it is; nothing when it is gone by now.

        Raises:
            Transient: the connection ended. Permanent: the server does not hand this message out.
        """
        for about, data in self._fetched([uid], f"(UID BODY.PEEK[]<0.{longest}>)"):
            if _number(_UID, about) == uid:
                return data[:longest]
        return b""

    def _opened(self, password: str) -> int:
        client, place = self._living(), self._place
        if place.upgrade:
            self._done(client.upgrade)
        self._log_in(password)
        status, said = self._done(lambda: client.select(f'"{_quoted(_utf7(place.folder))}"', readonly=True))
        if status != "OK":
            raise Permanent(f"there is no folder {place.shown} ({_words(said)})", fault=Fault.FOLDER)
        _, (validity, *_) = client.response("UIDVALIDITY")
        return int(validity) if _NUMBER.fullmatch(validity or b"") else 0

    def _log_in(self, password: str) -> None:
        client, user = self._living(), self._place.user
        secret = f"\0{user}\0{password}".encode()
        try:
            if "AUTH=PLAIN" in client.capabilities:
                self._done(lambda: client.authenticate("PLAIN", lambda _: secret))
            else:
                self._done(lambda: client.login(f'"{_quoted(user)}"', password))
        except _Refused as error:
            told = error.said.replace(password, "…") if password else error.said
            raise Permanent(
                f"{self._place.host} refused the login of {user} ({told}): check the user, and the password in the "
                "environment; some providers want one made for this program",
                fault=Fault.LOGIN,
            ) from None

    def _fetched(self, uids: Sequence[int], wanted: str) -> Iterator[tuple[bytes, bytes]]:
        """What a FETCH answers, one message a pair: what is said about it, and its literal."""
        if not uids:
            return
        about: bytes | None = None
        literal = b""
        # A literal comes as a pair, and what follows it (" UID 5)") as a line of its own.
        for item in self._raw("UID", "FETCH", ",".join(map(str, uids)), wanted):
            if isinstance(item, tuple):
                if about is not None:
                    yield about, literal
                about, literal = item[0], item[1]
            elif isinstance(item, bytes) and about is not None:
                about += b" " + item
        if about is not None:
            yield about, literal

    def _answers(self, *words: str) -> list[bytes]:
        return [item for item in self._raw(*words) if isinstance(item, bytes)]

    def _raw(self, _: str, command: str, *arguments: str) -> list[Any]:
        client = self._living()
        status, found = self._done(lambda: client.uid(command, *arguments))
        if status != "OK":
            raise _Refused(f"{self._place.shown} answered {status} to {command} ({_words(found)})", fault=Fault.FOLDER)
        return list(found)

    def _living(self) -> Client:
        if self._client is None:
            raise Transient(f"{self._place.host} is not connected")
        return self._client

    def _done(self, work: Callable[[], Any]) -> Any:
        """Do it, and say in our words what went wrong."""
        place = f"{self._place.host}:{self._place.port}"
        try:
            return work()
        except ssl.SSLError as error:
            found = insecure(error)
            raise Permanent(f"{place} {found.words}", fault=found.fault) from error
        except socket.gaierror as error:
            found = nameless(error)
            raise Transient(f"{place} {found.words}", fault=found.fault) from error
        except TimeoutError as error:
            raise Transient(f"{place} did not answer completely in time", fault=Fault.SILENCE) from error
        except TooMuch as error:
            raise Transient(f"{place} sent more than is taken in at once", fault=Fault.TOO_LARGE) from error
        except imaplib.IMAP4.abort as error:
            raise Transient(f"{place} hung up ({_words([str(error)])})", fault=Fault.CONNECTION) from error
        except imaplib.IMAP4.error as error:
            raise _Refused(_words([str(error)]), fault=Fault.FOLDER) from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise Transient(f"{place} cannot be reached ({why})", fault=Fault.CONNECTION) from error


class _Refused(Permanent):
    """The server said no."""

    @property
    def said(self) -> str:
        """In its own words."""
        return str(self)


def _envelope(about: bytes, headers: bytes) -> Envelope | None:
    uid = _number(_UID, about)
    if uid is None:
        return None
    return Envelope(uid, _number(_SIZE, about) or 0, _arrived(about), headers)


def _arrived(about: bytes) -> datetime | None:
    found = _ARRIVED.search(about)
    if found is None:
        return None
    day, month, year, clock, zone = (part.decode() for part in found.groups())
    try:
        number = _MONTHS.index(month) + 1
        return datetime.fromisoformat(f"{year}-{number:02}-{int(day):02}T{clock}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _number(shape: re.Pattern[bytes], line: bytes) -> int | None:
    found = shape.search(line)
    return int(found[1]) if found else None


def _day(moment: datetime) -> str:
    """A day as SEARCH wants it; its month in English, whatever the locale."""
    return f"{moment.day}-{_MONTHS[moment.month - 1]}-{moment.year}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _utf7(folder: str) -> str:
    """A folder's name in IMAP's own UTF-7 (RFC 3501 section 5.1.3)."""
    found = []
    for part in re.findall(r"[ -~]+|[^ -~]+", folder):
        if part.isascii():
            found.append(part.replace("&", "&-"))
        else:
            code = binascii.b2a_base64(part.encode("utf-16-be"), newline=False).decode().rstrip("=")
            found.append(f"&{code.replace('/', ',')}-")
    return "".join(found)


def _words(said: Sequence[Any]) -> str:
    """What a server said, as one short line."""
    parts = (part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part) for part in said if part)
    return clean(" ".join(parts))[:200] or "no reason given"
