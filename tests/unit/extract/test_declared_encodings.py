"""Pages and mails that declare an encoding that is none are read as if they declared nothing."""

import pytest

from briefing.extract.decoding import decoded
from briefing.extract.mail import read_mail

NOT_OF_TEXT = ["hex", "zlib", "undefined", "idna", "punycode", "unicode_escape", "rot13", "nonsense"]
MAIL = (
    "From: ann@example.com\r\nSubject: =?{0}?q?Caf=E9_opens?=\r\nDate: Tue, 24 Nov 2026 07:00:00 +0100\r\n"
    "Content-Type: text/plain; charset={0}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "The café by the harbour opened on Tuesday at noon, the mayor said.\r\n"
)


@pytest.mark.parametrize("label", NOT_OF_TEXT)
def test_b10_a_page_is_read(label: str) -> None:
    page = f"<meta charset='{label}'><p>café"
    assert decoded(page.encode("cp1252")) == decoded(page.encode()) == page
    assert decoded("café".encode("cp1252"), label) == "café"


@pytest.mark.parametrize("label", NOT_OF_TEXT)
def test_b10_a_mail_is_read(label: str) -> None:
    found = read_mail(MAIL.format(label).encode("cp1252"))
    assert not isinstance(found, str)
    assert found.text == "The café by the harbour opened on Tuesday at noon, the mayor said."
