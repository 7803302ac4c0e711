from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.article import NO_TEXT
from briefing.extract.letter import without_letter_chrome
from briefing.extract.mail import BROKEN_OFF, read_mail
from briefing.model import Article
from tests.returned import nested

PROSE = (
    "The ferry between Velden and Marrow sails twice a day again after repairs that took eleven weeks and cost "
    "4.2 million euros, the harbour board said on Monday."
)
LETTER = f"""<html><head><title>x</title><style>.a {{ color: red }}</style></head><body>
<div style="display: none; max-height: 0">Teaser for the list of mails &zwnj;&nbsp;&zwnj;</div>
<table>
<tr><td><a href="https://count.example/c/1?reader=ann">View this email in your browser</a></td></tr>
<tr><td style="font-size: 0px"><h1 style="font-size: 20px">Harbour Weekly</h1>
<img src="https://count.example/open.gif?reader=ann" width="1" height="1"></td></tr>
<tr><td><p>{PROSE}</p>
<p>“It was worth the wait,” said Ines Okoro, who chairs the board. <a href="https://count.example/c/2">Read more</a></p>
<ul><li>Tickets cost 7 euros.</li><li>Bicycles travel free.</li></ul></td></tr>
<tr><td>Was this email forwarded to you? <a href="https://count.example/c/3">Sign up here</a></td></tr>
<tr><td>You are receiving this email because you signed up on our website.</td></tr>
<tr><td>Quay Media, 1 Dock Road, Marrow</td></tr>
<tr><td><a href="https://count.example/u">Unsubscribe</a> | <a href="https://count.example/p">Manage your
preferences</a></td></tr></table></body></html>"""


def letter(html: str = LETTER, text: str = "Words.", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in {"From": "Harbour Weekly <hw@quay.example>", "Subject": "Ferry sails again", **headers}.items():
        mail[name] = value
    mail["Date"] = "Mon, 23 Nov 2026 07:00:00 +0100"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def read(data: bytes) -> Article:
    found = read_mail(data, "mail:x")
    assert isinstance(found, Article)
    return found


def test_a_newsletter_is_its_news_under_the_name_of_its_sender() -> None:
    found = read(letter().as_bytes())
    assert found.text.split("\n\n") == [
        PROSE,
        "“It was worth the wait,” said Ines Okoro, who chairs the board.",
        "Tickets cost 7 euros.",
        "Bicycles travel free.",
    ]
    assert (found.title, found.site, found.url) == ("Ferry sails again", "Harbour Weekly", "mail:x")
    assert found.published == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert (found.image, found.degraded) == ("", "")


def test_no_address_that_counts_its_reader_is_left() -> None:
    text = f"{PROSE}\n\nRead it: <https://count.example/c/9?reader=ann>\n\nhttps://count.example/u\n\n{PROSE[:-1]} too."
    for data in (letter().as_bytes(), letter(html="", text=text).as_bytes()):
        assert "count.example" not in repr(read(data))


@pytest.mark.parametrize(
    "line",
    [
        "View in browser", "View this email in your browser", "Read online", "Web version", "Online-Version",
        "Having trouble viewing this email?", "Wird diese Nachricht nicht richtig dargestellt, klicken Sie hier.",
        "Im Browser ansehen", "Voir cet e-mail dans votre navigateur", "Ver este correo en el navegador",
        "Unsubscribe", "Unsubscribe here", "Click here to unsubscribe.", "Update your preferences | Unsubscribe",
        "If you no longer wish to receive it you can unsubscribe at any time.", "Manage your preferences",
        "Newsletter abbestellen", "Se désabonner de cette lettre", "Darse de baja", "Annulla l’iscrizione",
        "You are receiving this email because you asked for it.", "Sie erhalten diese E-Mail, weil Sie sie wollten.",
        "Was this newsletter forwarded to you? Sign up here.", "Please add hw@quay.example to your address book.",
        "© 2026 Quay Media", "This email was sent to ann@quay.example",
    ],
)  # fmt: skip
def test_lines_around_the_news_go(line: str) -> None:
    assert without_letter_chrome([PROSE, line]) == [PROSE]
    assert without_letter_chrome([line, PROSE]) == [PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "Thousands unsubscribe from the service every week, the company said.",
        "You received a fair share of the fish, the harbour master told the crews.",
        "The browser maker said that it would view online tracking differently.",
        "Copyright law has to change, the minister said.",
        "He could not be seen in the crowd.",
        "The mailing address of the firm is a flat above a shop.",
    ],
)
def test_news_about_the_same_words_stays(line: str) -> None:
    assert without_letter_chrome([line, PROSE]) == [line, PROSE]


def test_behind_the_last_prose_everything_from_the_footer_on_goes() -> None:
    parts = [PROSE, "Unsubscribe", "Quay Media, 1 Dock Road", "Facebook", "Impressum"]
    assert without_letter_chrome(parts) == [PROSE]
    assert without_letter_chrome([PROSE, "Unsubscribe", "Quay Media", PROSE]) == [PROSE, "Quay Media", PROSE]


def test_a_mail_without_html_is_its_plain_text() -> None:
    assert read(letter(html="", text=PROSE).as_bytes()).text == PROSE


def test_attachments_are_never_read() -> None:
    mail = letter()
    mail.add_attachment(b"<p>secret</p>" * 99_999, maintype="text", subtype="html", filename="a.html")
    mail.add_attachment(b"PK\x03\x04" + b"\0" * 99_999, maintype="application", subtype="zip", filename="b.zip")
    assert "secret" not in read(mail.as_bytes()).text


def test_a_mail_that_breaks_off_in_its_text_says_so() -> None:
    data = letter().as_bytes()
    assert read(data[: data.index(b"Bicycles")]).degraded == BROKEN_OFF


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("=?utf-8?q?F=C3=A4hre_f=C3=A4hrt?=", "Fähre fährt"),
        ("=?iso-8859-1?q?F=E4hre?= =?iso-8859-1?q?_f=E4hrt?=", "Fähre fährt"),
        ("Fähre fährt", "Fähre fährt"),
        ("Fwd: WG: Ferry", "Ferry"),
        ("=?x-nonsense?b?////?=", "ÿÿÿ"),
        ("\u202egnp \x07Ferry", "gnp Ferry"),
    ],
)
def test_a_subject_is_read_however_it_is_written(given: str, shown: str) -> None:
    raw = f"From: a@quay.example\r\nSubject: {given}\r\n\r\n{PROSE}".encode()
    assert read(raw).title == shown


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\n\r\n",
        b"Content-Type: multipart/mixed\r\n\r\n" + b"--x\r\n" * 10_000,
        b"Content-Type: text/html; charset=utf-7\r\n\r\n+ADw-p+AD4-",
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"Content-Type: image/png\r\n\r\n" + b"\0" * 1_000,
        b"Content-Type: message/rfc822\r\n\r\n" * 2_000,
        nested("mixed"),
    ],
    ids=["empty", "bare", "no boundary", "utf-7", "bad base64", "a picture", "mails in mails", "parts in parts"],
)
def test_a_mail_without_words_says_so(raw: bytes) -> None:
    assert read_mail(raw) == NO_TEXT or isinstance(read_mail(raw), Article)


def test_a_body_in_any_charset_is_read_by_what_its_header_says() -> None:
    body = "<p>Паром между Вельденом и Марроу снова ходит дважды в день, сообщила администрация порта.</p>"
    head = b"From: a@quay.example\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n"
    assert "Паром между Вельденом" in read(head + body.encode("koi8-r")).text


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"From: ", b"Subject: =?utf-8?q?", b"Content-Type: multipart/x; b"])
)
def test_no_bytes_raise(noise: bytes, start: bytes) -> None:
    read_mail(start + noise)
