"""What one SMTP dialogue means, against a server that fails where it is told to."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.deliver.email import EmailChannel, Server, stuffed
from briefing.model import Absent, Delivery, Destination, Later, Part, Refused, Sent, Unclear
from tests.fakes import FakeSmtp, fake_smtp

MAIL = b"From: brief@example.com\r\nTo: ann@example.com\r\nSubject: hello\r\n\r\n.dots\r\nbody\r\n"


@pytest.fixture
def smtp() -> Iterator[FakeSmtp]:
    with fake_smtp() as server:
        yield server


def channel(smtp: FakeSmtp) -> EmailChannel:
    return EmailChannel(Server(smtp.host, smtp.port, security="none", sender="Brief <brief@example.com>", timeout=5))


def delivery(address: str = "ann@example.com", payload: bytes = MAIL) -> Delivery:
    part = Part(0, "message/rfc822", payload, "<1@example.com>")
    return Delivery("k", "morning", "2026-11-24T07:00", Destination("editors", "email", address), part)


def test_an_accepted_mail_arrives_byte_for_byte(smtp: FakeSmtp) -> None:
    assert isinstance(channel(smtp).send(delivery(), None), Sent)
    assert smtp.accepted == [("ann@example.com", MAIL)]


@pytest.mark.parametrize("stage", ["connect", "MAIL", "RCPT", "DATA", "dot"])
def test_f13_a_refusal_for_now_is_tried_later(smtp: FakeSmtp, stage: str) -> None:
    smtp.faults[stage] = "451 try again"
    assert isinstance(channel(smtp).send(delivery(), None), Later)
    assert smtp.accepted == []


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "dot"])
def test_f13_a_refusal_for_good_is_one(smtp: FakeSmtp, stage: str) -> None:
    smtp.faults[stage] = "550 no such user"
    outcome = channel(smtp).send(delivery(), None)
    assert isinstance(outcome, Refused)
    assert "550 no such user" in outcome.reason


def test_what_is_kept_of_a_refusal_names_nobody(smtp: FakeSmtp) -> None:
    smtp.faults["RCPT"] = "550 5.1.1 <ann@example.com>: no such user"
    outcome = channel(smtp).send(delivery(), None)
    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith("recipient refused: 550 5.1.1 <…>: no such user (check the address")
    assert outcome.status == "5.1.1"


@pytest.mark.parametrize("stage", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_f13_hanging_up_before_the_mail_was_handed_over_is_tried_later(smtp: FakeSmtp, stage: str) -> None:
    smtp.faults[stage] = "drop"
    assert isinstance(channel(smtp).send(delivery(), None), Later)


@pytest.mark.parametrize("stage", ["dot", "after"])
def test_f13_hanging_up_after_the_final_dot_is_unclear(smtp: FakeSmtp, stage: str) -> None:
    smtp.faults[stage] = "drop"
    assert isinstance(channel(smtp).send(delivery(), None), Unclear)


def test_an_unclear_mail_is_sent_once_more_and_then_held(smtp: FakeSmtp) -> None:
    assert channel(smtp).look_up(replace(delivery(), unclear=1), None) == Absent()
    assert isinstance(channel(smtp).look_up(replace(delivery(), unclear=2), None), Unclear)


def test_a_server_that_is_not_there_is_tried_later(smtp: FakeSmtp) -> None:
    gone = EmailChannel(Server("127.0.0.1", 9, security="none", sender="brief@example.com", timeout=1))
    assert isinstance(gone.send(delivery(), None), Later)


def test_c11_an_address_with_a_line_break_reaches_no_server(smtp: FakeSmtp) -> None:
    outcome = channel(smtp).send(delivery("ann@example.com\r\nRCPT TO:<eve@example.com>"), None)
    assert isinstance(outcome, Refused)
    assert smtp.accepted == []


def test_addresses_beyond_ascii_need_a_server_that_takes_them(smtp: FakeSmtp) -> None:
    assert isinstance(channel(smtp).send(delivery("änn@example.com"), None), Sent)
    smtp.extensions = ()
    assert isinstance(channel(smtp).send(delivery("änn@example.com"), None), Refused)


def test_starttls_that_is_not_offered_is_never_done_without(smtp: FakeSmtp) -> None:
    strict = EmailChannel(Server(smtp.host, smtp.port, security="starttls", sender="brief@example.com", timeout=5))
    assert isinstance(strict.send(delivery(), None), Refused)
    assert smtp.accepted == []


@given(some.binary(max_size=300))
def test_c14_no_content_can_end_the_mail_early(payload: bytes) -> None:
    travelling = stuffed(payload)
    assert travelling.endswith(b"\r\n")
    assert b"\r\n.\r\n" not in b"\r\n" + travelling
    assert travelling.count(b"\n") == travelling.count(b"\r") == travelling.count(b"\r\n")
