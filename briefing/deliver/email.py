"""Delivery by SMTP: one recipient a transaction, and at every stage it is known what a failure means.

smtplib raises the same errors before and after the server took responsibility for a message; here the dialogue is
led stage by stage (RFC 5321, 4.1.1 and 4.2.5): until the final dot is sent nothing can have been accepted, after it
nothing is certain but the server's answer.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.utils import parseaddr

from briefing.model import Absent, Delivery, Finding, Later, Outcome, Refused, Sent, Unclear

OK, ACCEPTED, GO_AHEAD = 250, 251, 354
TRANSIENT, PERMANENT = 400, 500
MOST_RESENT = 1
ONE_ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+")


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server to hand messages to.

    Attributes:
        security: "tls" from the first byte, "starttls" required, or "none".
        timeout: seconds for each step of the dialogue.
    """

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = ""
    timeout: float = 30.0
    sender: str = ""


class _Stop(Exception):
    """The dialogue ended early; `outcome` is what is known."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class EmailChannel:
    """Hands frozen mails to a mail server."""

    settle = 600.0

    def __init__(self, server: Server) -> None:
        self._server = server

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:  # noqa: ARG002  (mails thread by headers)
        """Lead one SMTP transaction for the one recipient of the delivery."""
        try:
            connection = self._connect()
        except _Stop as stop:
            return stop.outcome
        try:
            return self._transaction(connection, delivery)
        except _Stop as stop:
            return stop.outcome
        except (OSError, smtplib.SMTPException) as error:
            return Later(f"the mail server hung up before it accepted the mail: {_words(error)}")
        finally:
            _leave(connection)

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:  # noqa: ARG002
        """Mail cannot be looked up: the identical bytes may be sent once more, then the operator has to decide.

        A second copy carries the same Message-ID, which mail servers and clients fold into one.
        """
        if delivery.unclear <= MOST_RESENT:
            return Absent()
        return Unclear("the mail server broke off twice after taking the mail: ask the recipient before you retry")

    def reach(self) -> Later | Refused | None:
        """Reach the server, secure the line and sign in, and leave without a mail; why that fails, None where not."""
        try:
            connection = self._connect()
        except _Stop as stop:
            return stop.outcome if isinstance(stop.outcome, Later | Refused) else Later(str(stop.outcome))
        _leave(connection)
        return None

    def _connect(self) -> smtplib.SMTP:
        """Reach the server, secure the line and sign in: nothing has been handed over yet."""
        server = self._server
        with ExitStack() as stack, _meaning(server):
            connection = self._opened()
            stack.callback(connection.close)
            connection.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
                connection.ehlo()
            if server.user:
                connection.login(server.user, server.password)
            stack.pop_all()
            return connection

    def _opened(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
        return smtplib.SMTP(server.host, server.port, timeout=server.timeout)

    def _transaction(self, connection: smtplib.SMTP, delivery: Delivery) -> Outcome:
        _, sender = parseaddr(self._server.sender)
        recipient = delivery.destination.address
        if not ONE_ADDRESS.fullmatch(recipient):
            return Refused("the recipient is not one plain address")
        payload = delivery.part.content
        eight_bit = ["BODY=8BITMIME"] if not payload.isascii() and connection.has_extn("8bitmime") else []
        international = ["SMTPUTF8"] if not (sender + recipient).isascii() else []
        if international and not connection.has_extn("smtputf8"):
            return Refused("the mail server does not take addresses beyond ASCII (SMTPUTF8)")
        if international:
            connection.command_encoding = "utf-8"
        _expect(*connection.mail(sender, [*eight_bit, *international]), "sender", OK)
        _expect(*connection.rcpt(recipient), "recipient", OK, ACCEPTED)
        _expect(*connection.docmd("DATA"), "data", GO_AHEAD)
        connection.send(stuffed(payload))
        return _finish(connection, delivery)


@contextmanager
def _meaning(server: Server) -> Iterator[None]:
    """Say what it means when the dialogue fails before anything was handed over."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise _Stop(_by_code(error.smtp_code, "sign in", b"check email.user and SMTP_PASSWORD")) from None
    except smtplib.SMTPNotSupportedError as error:
        raise _Stop(Refused(f"{server.host}: {error}")) from None
    except ssl.SSLCertVerificationError as error:
        raise _Stop(Refused(f"{server.host}: its certificate is not valid: {error.verify_message}")) from None
    except (OSError, smtplib.SMTPException) as error:
        raise _Stop(Later(f"{server.host}:{server.port} cannot be reached: {_words(error)}")) from None


def stuffed(payload: bytes) -> bytes:
    """The message as it travels: CRLF line ends, and lines that begin with a dot begin with two (RFC 5321, 4.5.2)."""
    lines = payload.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)


def _finish(connection: smtplib.SMTP, delivery: Delivery) -> Outcome:
    """Send the final dot: from here on only the server's answer tells what happened."""
    try:
        connection.send(b".\r\n")
        code, answer = connection.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Unclear(f"the mail server broke off after the mail was handed over: {_words(error)}")
    if code == OK:
        return Sent({"answer": _text(answer), "message_id": delivery.part.reference})
    if code < TRANSIENT:
        return Unclear(f"the mail server gave an answer that means nothing here: {code} {_text(answer)}")
    return _by_code(code, "message", answer)


def _expect(code: int, answer: bytes, stage: str, *wanted: int) -> None:
    if code not in wanted:
        raise _Stop(_by_code(code, stage, answer))


def _by_code(code: int, stage: str, answer: bytes) -> Outcome:
    reason = f"{stage} refused: {code} {_text(answer)}"
    return Refused(reason) if code >= PERMANENT else Later(reason)


def _text(answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(words.split())[:300]


def _words(error: Exception) -> str:
    return _text(str(getattr(error, "strerror", "") or error) or type(error).__name__)


def _leave(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()
