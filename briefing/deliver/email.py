"""Delivery by SMTP: one recipient a transaction, and at every stage it is known what a failure means.

smtplib raises the same errors before and after the server took responsibility for a message; here the dialogue is
led stage by stage (RFC 5321, 4.1.1 and 4.2.5): until the final dot is sent nothing can have been accepted, after it
nothing is certain but the server's answer.
"""

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.utils import parseaddr

from briefing.deliver.dkim import Signer
from briefing.model import Absent, Delivery, Finding, Later, Outcome, Refused, Sent, Unclear
from briefing.subscribers.addresses import masked

SIGNED_IN, OK, ACCEPTED, GO_AHEAD = 235, 250, 251, 354
TRANSIENT, PERMANENT = 400, 500
MOST_RESENT = 1
MOST_OVER_ONE = 500
"""Mails over one connection; some servers hang up on longer ones."""
ADVICE = {
    "sender": "check email.sender and email.return_path, and that the server lets email.user send for them",
    "recipient": "check the address; `briefing deliveries retry` once it is right",
    "data": "ask who runs the mail server",
    "message": "the server's words say why; `briefing doctor` looks at signature and sender",
}
"""What to do about a refusal for good, by the stage of the dialogue."""
ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?!\S)")
"""An enhanced status code (RFC 3463) at the beginning of an answer (RFC 2034)."""
ONE_ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+")


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server to hand messages to.

    Attributes:
        security: "tls" from the first byte, "starttls" required, or "none".
        timeout: seconds for each step of the dialogue.
        sender: whom the mails are from.
        return_path: where mails that cannot be delivered come back to; "" for the sender.
        signer: signs what goes out; None for nobody.
    """

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = ""
    timeout: float = 30.0
    sender: str = ""
    return_path: Callable[[Delivery], str] = lambda _: ""
    signer: Signer | None = None


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

    @property
    def lease(self) -> float:
        """Seconds that one transaction can take at most: five steps, and one more to find the line dead."""
        return 6 * self._server.timeout + 30

    def line(self) -> "Line":
        """A line to the server, over which many mails can go; nothing is opened yet."""
        return Line(self._server)

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:  # noqa: ARG002  (mails thread by headers)
        """Lead one SMTP transaction for the one recipient of the delivery."""
        line = self.line()
        try:
            return line.ready() or line.send(delivery)
        finally:
            line.close()

    def reach(self) -> Outcome | None:
        """Reach the server, secure the line and sign in, and leave without a mail; why that fails, None where not."""
        line = self.line()
        try:
            return line.ready()
        finally:
            line.close()

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:  # noqa: ARG002
        """Mail cannot be looked up: the identical bytes may be sent once more, then the operator has to decide.

        A second copy carries the same Message-ID, which mail servers and clients fold into one.
        """
        if delivery.unclear <= MOST_RESENT:
            return Absent()
        return Unclear("the mail server broke off twice after taking the mail: ask the recipient before you retry")


class Line:
    """A connection that is opened when it is needed, used again and again, and renewed when it breaks."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None
        self._used = 0

    def ready(self) -> Outcome | None:
        """See to it that there is a connection; why there cannot be one now, if so. Nothing is handed over."""
        if self._used >= MOST_OVER_ONE:
            self.close()
        if self._connection is None:
            try:
                self._connection = self._connect()
            except _Stop as stop:
                return stop.outcome
        return None

    def send(self, delivery: Delivery) -> Outcome:
        """Lead one transaction; a line that was found dead before anything was handed over is opened once more."""
        fresh = self._used == 0
        outcome = self._attempt(delivery)
        if fresh or self._connection is not None or not isinstance(outcome, Later):
            return outcome
        return self.ready() or self._attempt(delivery)

    def close(self) -> None:
        """Take leave of the server."""
        if self._connection is not None:
            _leave(self._connection)
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._used = None, 0

    def _attempt(self, delivery: Delivery) -> Outcome:
        connection = self._connection
        if connection is None:
            return Later("there is no connection to the mail server")
        try:
            self._used += 1
            return _transaction(connection, delivery, self._server)
        except _Stop as stop:
            self._recover(connection, stop)
            return stop.outcome
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return Later(f"the mail server hung up before it accepted the mail: {_words(error)}")

    def _recover(self, connection: smtplib.SMTP, stop: _Stop) -> None:
        """Make the line good for the next mail after a refusal; after anything unclear it is not."""
        try:
            if isinstance(stop.outcome, Unclear) or connection.rset()[0] != OK:
                self._drop()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _connect(self) -> smtplib.SMTP:
        """Reach the server, secure the line and sign in: nothing has been handed over yet."""
        server = self._server
        with ExitStack() as stack, _meaning(server):
            connection = self._opened()
            stack.callback(connection.close)
            # Without it the final dot, a packet of its own, waits 40 ms for the acknowledgement of what went before.
            if connection.sock is not None:
                connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
                connection.ehlo()
            if server.user:
                _sign_in(connection, server)
            stack.pop_all()
            return connection

    def _opened(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
        return smtplib.SMTP(server.host, server.port, timeout=server.timeout)


def _sign_in(connection: smtplib.SMTP, server: Server) -> None:
    """Sign in; the library can do so with ASCII alone, and PLAIN is UTF-8 (RFC 4616)."""
    if (server.user + server.password).isascii():
        connection.login(server.user, server.password)
        return
    secret = base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode()
    code, answer = connection.docmd("AUTH", f"PLAIN {secret}")
    if code != SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _transaction(connection: smtplib.SMTP, delivery: Delivery, server: Server) -> Outcome:
    _, sender = parseaddr(server.return_path(delivery) or server.sender)
    recipient = delivery.destination.address
    if not ONE_ADDRESS.fullmatch(recipient):
        return Refused("the recipient is not one plain address")
    payload = _on_the_wire(delivery, server)
    eight_bit = ["BODY=8BITMIME"] if not payload.isascii() and connection.has_extn("8bitmime") else []
    international = ["SMTPUTF8"] if not (sender + recipient).isascii() else []
    if international and not connection.has_extn("smtputf8"):
        return Refused("the mail server does not take addresses beyond ASCII (SMTPUTF8)")
    connection.command_encoding = "utf-8" if international else "ascii"
    _expect(*connection.mail(sender, [*eight_bit, *international]), "sender", OK)
    _expect(*connection.rcpt(recipient), "recipient", OK, ACCEPTED)
    _expect(*connection.docmd("DATA"), "data", GO_AHEAD)
    connection.send(stuffed(payload))
    return _finish(connection, delivery)


def _on_the_wire(delivery: Delivery, server: Server) -> bytes:
    """The frozen mail, signed as of the moment when it was frozen: the same bytes at every attempt."""
    mail = delivery.part.content
    if server.signer is None or delivery.created is None:
        return mail
    return server.signer.signed(mail, delivery.created)


@contextmanager
def _meaning(server: Server) -> Iterator[None]:
    """Say what it means when the dialogue fails before anything was handed over."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise _Stop(_by_code(error.smtp_code, "sign in", b"check email.user and SMTP_PASSWORD")) from None
    except smtplib.SMTPNotSupportedError as error:
        raise _Stop(Refused(f"{server.host}: {error} (check email.security and email.port)")) from None
    except ssl.SSLCertVerificationError as error:
        reason = f"{server.host}: its certificate is not valid: {error.verify_message} (check email.host)"
        raise _Stop(Refused(reason)) from None
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
        raise _Stop(Unclear(f"the mail server broke off after the mail was handed over: {_words(error)}")) from None
    if code == OK:
        return Sent({"answer": _text(answer), "message_id": delivery.part.reference})
    if code < TRANSIENT:
        raise _Stop(Unclear(f"the mail server gave an answer that means nothing here: {code} {_text(answer)}"))
    raise _Stop(_by_code(code, "message", answer))


def _expect(code: int, answer: bytes, stage: str, *wanted: int) -> None:
    if code not in wanted:
        raise _Stop(_by_code(code, stage, answer))


def _by_code(code: int, stage: str, answer: bytes) -> Outcome:
    text = _text(answer)
    reason = f"{stage} refused: {code} {text}"
    if code < PERMANENT:
        return Later(reason)
    found = ENHANCED.match(text)
    advice = f" ({ADVICE[stage]})" if stage in ADVICE else ""
    return Refused(f"{reason}{advice}", status=found[0] if found else "", stage=stage)


def _text(answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return masked(" ".join(words.split()))[:300]


def _words(error: Exception) -> str:
    return _text(str(getattr(error, "strerror", "") or error) or type(error).__name__)


def _leave(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()
