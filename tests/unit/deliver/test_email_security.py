"""The line to the mail server: secured and signed in, or nothing is handed over."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from briefing.deliver.email import EmailChannel, Server
from briefing.model import Later, Outcome, Refused, Sent
from tests.fakes import FakeSmtp, fake_smtp
from tests.unit.deliver.test_email_channel import delivery

PASSWORD = "canary-Pässword"


@dataclass
class House:
    """What a server took; it takes nothing over a line in the open."""

    taken: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(bytes(envelope.original_content or b""))
        return "250 2.0.0 taken"

    def sign_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        good = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=good, handled=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(autouse=True)
def trusted(authority: trustme.CA, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


def server_context(authority: trustme.CA, name: str = "localhost", days: int = 2) -> ssl.SSLContext:
    ends = datetime.now(UTC) + timedelta(days=days)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_before=ends - timedelta(days=9), not_after=ends).configure_cert(context)
    return context


@contextmanager
def serving(house: House, context: ssl.SSLContext, security: str) -> Iterator[int]:
    at_once = security == "tls"
    options = {"auth_require_tls": False} if at_once else {"tls_context": context, "require_starttls": True}
    loop = asyncio.new_event_loop()

    def dialogue() -> SMTP:
        return SMTP(house, hostname="localhost", authenticator=house.sign_in, loop=loop, **options)

    listening = loop.create_server(dialogue, "127.0.0.1", 0, ssl=context if at_once else None)
    server = loop.run_until_complete(listening)
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


def sent(port: int, security: str, user: str = "", password: str = "") -> Outcome:
    server = Server("localhost", port, security, user, password, sender="brief@example.com", timeout=5)
    return EmailChannel(server).send(delivery(), None)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_goes_over_a_secure_line_and_the_account_is_signed_in(authority: trustme.CA, security: str) -> None:
    house = House()
    with serving(house, server_context(authority), security) as port:
        assert isinstance(sent(port, security, "brief", PASSWORD), Sent)
    assert len(house.taken) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(("name", "days"), [("localhost", -1), ("mx.example.net", 2)], ids=["expired", "another host"])
def test_a_certificate_that_is_not_valid_gets_nothing(
    authority: trustme.CA, security: str, name: str, days: int
) -> None:
    house = House()
    with serving(house, server_context(authority, name, days), security) as port:
        outcome = sent(port, security, "brief", PASSWORD)
    assert isinstance(outcome, Refused)
    assert "its certificate is not valid" in outcome.reason
    assert house.taken == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_gets_nothing(security: str) -> None:
    house = House()
    with serving(house, server_context(trustme.CA()), security) as port:
        assert isinstance(sent(port, security), Refused)
    assert house.taken == []


def test_a_line_whose_starttls_was_taken_out_by_somebody_carries_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    reply = FakeSmtp._reply

    def listening(smtp: FakeSmtp, connection: socket.socket, stage: str, usual: str) -> bool:
        said.append(stage)
        return reply(smtp, connection, stage, usual)

    monkeypatch.setattr(FakeSmtp, "_reply", listening)
    with fake_smtp() as smtp:
        smtp.extensions = ("AUTH PLAIN LOGIN",)
        outcome = sent(smtp.port, "starttls", "brief", PASSWORD)
    assert isinstance(outcome, Refused)
    assert set(said) <= {"connect", "EHLO"}


def test_a_server_that_answers_starttls_and_goes_on_in_the_open_gets_nothing() -> None:
    with fake_smtp() as smtp:
        smtp.extensions = ("STARTTLS",)
        outcome = sent(smtp.port, "starttls", "brief", PASSWORD)
        assert isinstance(outcome, Later | Refused)
        assert smtp.accepted == []


def test_a_wrong_password_is_refused_without_being_told(authority: trustme.CA) -> None:
    with serving(House(), server_context(authority), "starttls") as port:
        outcome = sent(port, "starttls", "brief", "canary-wrong")
    assert isinstance(outcome, Refused)
    assert "check email.user and SMTP_PASSWORD" in outcome.reason
    assert "canary" not in outcome.reason
