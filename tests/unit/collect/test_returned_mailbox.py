"""The mailbox of returned mail, on a real Dovecot."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from briefing.collect.returned_mail import ReturnedMailbox
from briefing.errors import Permanent
from tests.dovecot import PASSWORD, Dovecot, private_dovecot
from tests.returned import report


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with private_dovecot() as server:
        yield server


@pytest.mark.dovecot
def test_each_report_is_handed_out_once_and_left_as_it_is(dovecot: Dovecot) -> None:
    lately = datetime.now(UTC) - timedelta(days=30)
    box = ReturnedMailbox(dovecot.url(), PASSWORD, context=dovecot.trust)
    first, second = (report("b@news.example", f"{name}@example.com", "5.1.1") for name in ("ann", "ben"))
    dovecot.put(first)
    assert list(box.since(lately)) == [first]
    dovecot.put(second)
    dovecot.put(report("b@news.example", "old@example.com", "5.1.1"), date='"01-Jan-2020 07:00:00 +0000"')
    assert list(box.since(lately)) == [second]
    assert list(ReturnedMailbox(dovecot.url(), PASSWORD, context=dovecot.trust).since(lately)) == [first, second]
    assert not any(b"Seen" in flags for flags in dovecot.flags())


@pytest.mark.dovecot
def test_a_wrong_password_is_told_without_it(dovecot: Dovecot) -> None:
    box = ReturnedMailbox(dovecot.url(), "canary", context=dovecot.trust)
    with pytest.raises(Permanent) as caught:
        list(box.since(datetime.now(UTC)))
    assert "canary" not in str(caught.value)
