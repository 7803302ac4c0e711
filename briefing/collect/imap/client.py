"""A connection to an IMAP server that is bounded in time and in bytes (RFC 3501, TLS by RFC 8314).

The library's client trusts its server: it waits for ever and takes in whatever it is sent. Here one deadline holds
over everything, and a bound on the bytes.
"""

import imaplib
import re
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from briefing.errors import Permanent
from briefing.model import Fault

IMPLICIT_TLS, STARTTLS = 993, 143
LONGEST_LINE = 1_000_000
_CHUNK = 65_536
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")


class TooMuch(Exception):
    """The server sent more than is taken in."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a mailbox is, as an `imaps://user@host:port/folder` address says (RFC 5092).

    Attributes:
        port: 993 for `imaps`, which speaks TLS at once, 143 for `imap`, which has to upgrade to it before anything.
    """

    host: str
    port: int
    user: str
    folder: str
    upgrade: bool

    @property
    def shown(self) -> str:
        """The folder and server for the operator."""
        return f"{self.folder} of {self.user} at {self.host}"


def address(url: str) -> Address:
    """Read the address of a mailbox.

    Raises:
        Permanent: it is none, or holds a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Permanent(f"{url[:200]} is not the address of a mailbox", fault=Fault.ADDRESS) from None
    user, folder = unquote(parts.username or ""), unquote(parts.path.strip("/")) or "INBOX"
    if parts.scheme not in {"imap", "imaps"} or not parts.hostname or not user or _UNSAFE.search(user + folder):
        raise Permanent("the address of a mailbox is written imaps://user@host/folder", fault=Fault.ADDRESS)
    if parts.password is not None:
        raise Permanent("the password of a mailbox does not belong into its address", fault=Fault.ADDRESS)
    upgrade = parts.scheme == "imap"
    return Address(parts.hostname, port or (STARTTLS if upgrade else IMPLICIT_TLS), user, folder, upgrade)


class Client(imaplib.IMAP4):
    """The library's client with a deadline over everything and a bound on what it takes in."""

    def __init__(self, place: Address, context: ssl.SSLContext, seconds: float, most: int) -> None:
        self._ends = time.monotonic() + seconds
        self._left = most
        self._buffer = bytearray()
        self._context = context
        self._at_once = not place.upgrade
        super().__init__(place.host, place.port, timeout=seconds)
        # Passwords may be in any script; servers that know LOGIN alone take them so, whatever RFC 3501 says of it.
        self._encoding = "utf-8"

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = socket.create_connection((self.host, self.port), timeout)
        if not self._at_once:
            return plain
        plain.settimeout(self.remaining())
        try:
            return self._context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def remaining(self) -> float:
        """Seconds to the deadline."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def read(self, size: int) -> bytes:
        """So many bytes, called by the library."""
        if size > self._left:
            raise TooMuch
        while len(self._buffer) < size:
            self._receive()
        return self._taken(size)

    def readline(self) -> bytes:
        """One line, called by the library; nothing at the end of the connection."""
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > LONGEST_LINE:
                raise TooMuch
            if not self._receive(ends_well=True):
                return b""
        return self._taken(end + 1)

    def _receive(self, *, ends_well: bool = False) -> bool:
        self.sock.settimeout(self.remaining())
        chunk = self.sock.recv(_CHUNK)
        if not chunk and not ends_well:
            raise self.abort("the connection broke off")
        self._left -= len(chunk)
        if self._left < 0:
            raise TooMuch
        self._buffer += chunk
        return bool(chunk)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def upgrade(self) -> None:
        """Go over to TLS; what was sent ahead of it, unprotected, is refused."""
        if "STARTTLS" not in self.capabilities:
            raise Permanent(
                f"{self.host} does not offer TLS on port {self.port}: use imaps://", fault=Fault.CERTIFICATE
            )
        self.starttls(self._context)
        if self._buffer:
            raise Permanent(f"{self.host} spoke before the connection was secure", fault=Fault.CERTIFICATE)
