"""A brief through a real mail server: what arrives is what was sent, and what cannot arrive comes back to be read."""

import importlib.util
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import dkim
import pytest

from briefing.deliver.dkim import new_key, signer
from briefing.deliver.email import EmailChannel, Server
from briefing.model import Delivery, Destination, Refused, Sent
from briefing.render.email.message import EmailRenderer
from briefing.subscribers.reports import read
from briefing.subscribers.return_paths import ReturnPaths
from tests.build import LINKS, sample_brief
from tests.postfix import GONE, Postfix, private_postfix

CHECKS = Path(__file__).parents[2] / ".." / "shared" / "checks"
MADE = datetime(2026, 1, 5, 6, tzinfo=UTC)
SENDER = "The Morning Brief <brief@example.org>"
PATHS = ReturnPaths("bounces@example.org", "k" * 40)
HOLDER = "a1" * 12
SIGNER = signer("example.org", "s1", new_key())

pytestmark = pytest.mark.postfix


@pytest.fixture(scope="module")
def running() -> Iterator[Postfix]:
    with private_postfix() as server:
        yield server


@pytest.fixture
def postfix(running: Postfix, monkeypatch: pytest.MonkeyPatch) -> Postfix:
    monkeypatch.setenv("SSL_CERT_FILE", str(running.authority))
    running.empty()
    return running


def channel(postfix: Postfix, host: str = "localhost") -> EmailChannel:
    def path(_: Delivery) -> str:
        return PATHS.of(HOLDER, datetime.now(UTC))

    return EmailChannel(Server(host, postfix.port, sender=SENDER, return_path=path, signer=SIGNER, timeout=20))


def delivery(address: str) -> Delivery:
    place = Destination("ann", "email", address)
    renderer = EmailRenderer(sender=SENDER, postal_address="Brief Bot, 1 Example Street, 10115 Berlin")
    part = renderer.render(sample_brief(), place, LINKS).parts[0]
    return Delivery("k", "morning", "2026-01-05T07:00", place, part, created=MADE)


def test_what_arrives_is_what_was_sent_and_its_signature_is_valid(postfix: Postfix) -> None:
    sent = delivery("ann@example.org")
    assert isinstance(channel(postfix).send(sent, None), Sent)
    (mail,) = postfix.received(1)
    assert mail.endswith(SIGNER.signed(sent.part.content, MADE).removesuffix(b"\r\n") + b"\r\n")
    assert b"Return-Path: <bounces+" in mail
    assert b" with ESMTPS " in mail.partition(b"DKIM-Signature")[0]
    assert dkim.verify(mail, dnsfunc=lambda name, timeout=5: SIGNER.record().encode())


@pytest.mark.shared
@pytest.mark.skipif(not CHECKS.is_dir(), reason="the checkers lie beside the project and are absent here")
def test_the_independent_checker_finds_nothing_in_what_arrived(postfix: Postfix) -> None:
    pytest.importorskip("html5lib")
    pytest.importorskip("tinycss2")
    channel(postfix).send(delivery("ann@example.org"), None)
    (mail,) = postfix.received(1)
    spec = importlib.util.spec_from_file_location("check_email", CHECKS / "check_email.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert [one for one in module.check(mail, caniemail=False) if one["level"] == "error"] == []


def test_a_mail_that_is_taken_and_cannot_be_delivered_comes_back_and_names_its_reader(postfix: Postfix) -> None:
    assert isinstance(channel(postfix).send(delivery(GONE), None), Sent)
    (mail,) = postfix.received(1)
    report = read(mail)
    assert report is not None
    assert [one.status for one in report.failures] == ["5.1.1"]
    assert {PATHS.holder(one, datetime.now(UTC).date()) for one in report.came_to} >= {HOLDER}
    assert {PATHS.holder(one, date(2030, 1, 1)) for one in report.came_to} == {""}


def test_a_server_whose_certificate_is_for_another_name_gets_nothing(postfix: Postfix) -> None:
    outcome = channel(postfix, "127.0.0.1").send(delivery("ann@example.org"), None)
    assert isinstance(outcome, Refused)
    assert "certificate" in outcome.reason
