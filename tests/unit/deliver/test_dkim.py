"""Our signatures are valid to another implementation, cover what they must, and never change."""

from datetime import UTC, datetime

import dkim
import pytest

from briefing.deliver.dkim import Signer, new_key, signer
from briefing.errors import ConfigError
from briefing.render.email.message import EmailRenderer
from tests.build import LINKS, MAIL, sample_brief

MADE = datetime(2026, 1, 5, 6, tzinfo=UTC)
WIRE = EmailRenderer(sender="Brief <brief@example.com>").render(sample_brief(), MAIL, LINKS).parts[0].content


@pytest.fixture(scope="module")
def ours() -> Signer:
    return signer("example.com", "s1", new_key())


def valid(mail: bytes, by: Signer) -> bool:
    return bool(dkim.verify(mail, dnsfunc=lambda name, timeout=5: by.record().encode()))


def test_another_implementation_finds_the_signature_valid(ours: Signer) -> None:
    assert valid(ours.signed(WIRE, MADE), ours)


@pytest.mark.parametrize("body", [b"", b"\r\n\r\n", b" a \t b \r\n\r\n\r\n", b"no end of line", b"\r\na\r\n \r\n"])
def test_odd_bodies_are_signed_too(ours: Signer, body: bytes) -> None:
    assert valid(ours.signed(b"From: a@example.com\r\nSubject:  folded\r\n\tline \r\n\r\n" + body, MADE), ours)


@pytest.mark.parametrize("name", [b"Subject", b"List-Unsubscribe", b"List-Unsubscribe-Post", b"To", b"From"])
def test_a_header_that_is_changed_or_added_breaks_it(ours: Signer, name: bytes) -> None:
    signed = ours.signed(WIRE, MADE)
    assert not valid(signed.replace(b"\r\n" + name + b": ", b"\r\n" + name + b": x", 1), ours)
    head = signed.index(b"To: ")
    added = signed[:head] + name + b": evil@example.net\r\n" + signed[head:]
    assert not valid(added, ours) or name not in {b"Subject", b"From"}


def test_a_mail_that_is_sent_again_carries_the_same_signature(ours: Signer) -> None:
    assert ours.signed(WIRE, MADE) == ours.signed(WIRE, MADE)


@pytest.mark.parametrize("key", ["", "not a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
def test_a_key_that_is_none_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ConfigError, match="DKIM_KEY: is not a private key"):
        signer("example.com", "s1", key)
