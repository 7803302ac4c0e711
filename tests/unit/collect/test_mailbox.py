"""A mailbox as a source, against a real Dovecot and against servers that mean harm."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
import trustme

from briefing.collect.imap.client import Address, address
from briefing.collect.imap.reading import Mailbox
from briefing.collect.mailbox import MailboxSource, Wanted
from briefing.errors import Permanent, Transient
from briefing.extract.mail import read_mail
from briefing.model import Article, Fault, Poll, SourceState
from tests.dovecot import PASSWORD, USER, Dovecot, private_dovecot
from tests.unit.collect.loopback import Site

WORDS = "<p>The ferry between Velden and Marrow sails twice a day again, the harbour board said on Monday.</p>"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with private_dovecot() as server:
        yield server


@pytest.fixture
def folder(dovecot: Dovecot, request: pytest.FixtureRequest) -> str:
    """A new, empty folder of its own."""
    name = f"Letters {abs(hash(request.node.name)) % 10**8}"
    dovecot.renew(name)
    return name


def mail(number: int = 1, sender: str = "The Quay <news@quay.example>", words: str = WORDS) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = sender, f"Letter {number}"
    letter["Message-ID"], letter["Date"] = f"<{number}@quay.example>", "Mon, 23 Nov 2026 07:00:00 +0100"
    letter.set_content("Read it on the web.")
    letter.add_alternative(f"<html><body>{words}</body></html>", subtype="html")
    return letter.as_bytes()


def source(dovecot: Dovecot, folder: str = "INBOX", scheme: str = "imaps", **options: object) -> MailboxSource:
    chosen = {"password": PASSWORD, "context": dovecot.trust, "seconds": 20.0, **options}
    url = dovecot.url(folder.replace(" ", "%20"), scheme)
    return MailboxSource(name="letters", url=url, **chosen)  # type: ignore[arg-type]


def poll(one: MailboxSource, before: Poll | None = None) -> Poll:
    state = before.state if before else SourceState("letters")
    return one.poll(replace(state, memory=json.loads(json.dumps(dict(state.memory)))), datetime.now(UTC))


def titles(found: Poll) -> list[str]:
    return [document.entry.title for document in found.documents]


@pytest.mark.dovecot
def test_each_letter_is_an_article_under_the_name_of_its_sender(dovecot: Dovecot, folder: str) -> None:
    dovecot.put(mail(1), folder)
    dovecot.put(mail(2, "Ines Okoro <ines@harbour.example>"), folder)
    found = poll(source(dovecot, folder))
    articles = [read_mail(one.body or b"", one.url, one.content_type) for one in found.documents]
    assert all(isinstance(one, Article) for one in articles)
    assert [one.site for one in articles if isinstance(one, Article)] == ["The Quay", "Ines Okoro"]
    assert titles(found) == ["Letter 1", "Letter 2"]
    assert len({one.url for one in found.documents}) == 2
    assert (found.entries, found.left_out, found.state.problem) == (2, 0, "")


@pytest.mark.dovecot
def test_only_new_mail_comes_and_nothing_is_changed_in_the_mailbox(dovecot: Dovecot, folder: str) -> None:
    dovecot.put(mail(1), folder)
    polled = source(dovecot, folder)
    first = poll(polled)
    second = poll(polled, first)
    dovecot.put(mail(2), folder)
    third = poll(polled, second)
    assert [titles(one) for one in (first, second, third)] == [["Letter 1"], [], ["Letter 2"]]
    flags = dovecot.flags(folder)
    assert len(flags) == 2
    assert not any(mark in line for line in flags for mark in (rb"\Seen", rb"\Deleted"))


@pytest.mark.dovecot
def test_when_the_numbers_change_their_meaning_the_mailbox_is_read_afresh(dovecot: Dovecot, folder: str) -> None:
    dovecot.put(mail(1), folder)
    first = poll(source(dovecot, folder))
    forged = replace(first.state, memory={**first.state.memory, "validity": 7})
    again = poll(source(dovecot, folder), replace(first, state=forged))
    assert titles(again) == ["Letter 1"]
    assert again.documents[0].url == first.documents[0].url


@pytest.mark.dovecot
def test_the_first_look_into_a_mailbox_leaves_its_archive_alone(dovecot: Dovecot, folder: str) -> None:
    old = datetime.now(UTC) - timedelta(days=9)
    dovecot.put(mail(1), folder, f'"{old:%d-%b-%Y %H:%M:%S} +0000"')
    dovecot.put(mail(2), folder)
    assert titles(poll(source(dovecot, folder))) == ["Letter 2"]


@pytest.mark.dovecot
def test_only_the_senders_and_subjects_that_are_wanted_come(dovecot: Dovecot, folder: str) -> None:
    for number, sender in enumerate(("a@quay.example", "B <b@harbour.example>", "c@other.example")):
        dovecot.put(mail(number, sender), folder)
    by_sender = source(dovecot, folder, wanted=Wanted(senders=("@quay.example", "B@harbour.example")))
    assert titles(poll(by_sender)) == ["Letter 0", "Letter 1"]
    assert titles(poll(source(dovecot, folder, wanted=Wanted(subjects=("letter 2",))))) == ["Letter 2"]


@pytest.mark.dovecot
def test_a_flood_is_capped_and_the_newest_are_read(dovecot: Dovecot, folder: str) -> None:
    for number in range(6):
        dovecot.put(mail(number), folder)
    found = poll(source(dovecot, folder, most=2))
    assert (titles(found), found.left_out) == (["Letter 4", "Letter 5"], 4)
    assert titles(poll(source(dovecot, folder, most=2), found)) == []


@pytest.mark.dovecot
def test_of_a_huge_mail_the_beginning_is_taken(dovecot: Dovecot, folder: str) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "news@quay.example", "Huge"
    letter.set_content(WORDS, subtype="html")
    letter.add_attachment(b"\0" * 8_000_000, maintype="application", subtype="zip", filename="bomb.zip")
    dovecot.put(letter.as_bytes(), folder)
    found = poll(source(dovecot, folder))
    assert len(found.documents[0].body or b"") == 2_000_000
    article = read_mail(found.documents[0].body or b"")
    assert isinstance(article, Article)
    assert article.text.startswith("The ferry between Velden")
    assert article.degraded == ""


@pytest.mark.dovecot
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\n",
        b"Subject: " + b"x" * 100_000 + b"\r\n\r\nwords",
        b"From: a@quay.example\r\nSubject: =?x-nonsense?b?////?=\r\n\r\nwords",
        b"From: \xff\xfe <a@quay.example>\r\nSubject: \xe4\xf6\r\n\r\nwords",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=nope\r\n\r\n<p>w",
        b"Message-ID: <\r\nX-A: b\r\n\r\nwords",
        b"From: " + b"(" * 3_000 + b"\r\n\r\nwords",
    ],
    ids=["empty", "bare", "long subject", "unknown charset", "bytes in headers", "unclosed", "broken id", "comments"],
)
def test_no_mail_stops_the_others(raw: bytes, dovecot: Dovecot, folder: str) -> None:
    if raw:
        dovecot.put(raw, folder)
    dovecot.put(mail(9), folder)
    assert titles(poll(source(dovecot, folder)))[-1] == "Letter 9"


@pytest.mark.dovecot
def test_a_server_that_upgrades_to_tls_is_read_too(dovecot: Dovecot, folder: str) -> None:
    dovecot.put(mail(1), folder)
    assert titles(poll(source(dovecot, folder, "imap"))) == ["Letter 1"]


@pytest.mark.dovecot
def test_a_folder_may_be_named_in_any_script(dovecot: Dovecot) -> None:
    dovecot.renew("B&APw-cher &- mehr")
    dovecot.put(mail(1), "B&APw-cher &- mehr")
    polled = MailboxSource(
        name="l", url=dovecot.url("B%C3%BCcher%20&%20mehr"), password=PASSWORD, context=dovecot.trust
    )
    assert titles(poll(polled)) == ["Letter 1"]


@pytest.mark.dovecot
def test_a_wrong_password_says_what_to_do_and_is_not_repeated(dovecot: Dovecot) -> None:
    with pytest.raises(Permanent, match=r"refused the login of desk@quay\.example .*check the user") as caught:
        poll(source(dovecot, password="canary"))
    assert caught.value.fault == Fault.LOGIN
    assert "canary" not in str(caught.value)
    with pytest.raises(Permanent, match="no password is set"):
        poll(source(dovecot, password=""))


@pytest.mark.dovecot
def test_a_folder_that_is_not_there_is_named(dovecot: Dovecot) -> None:
    with pytest.raises(Permanent, match=r"there is no folder Nowhere of desk@quay\.example at localhost"):
        poll(source(dovecot, "Nowhere"))


@pytest.mark.dovecot
def test_a_certificate_nobody_vouches_for_is_refused_before_the_password_is_sent(dovecot: Dovecot) -> None:
    with pytest.raises(Permanent, match="certificate that nobody vouches for") as caught:
        poll(source(dovecot, context=ssl.create_default_context()))
    assert caught.value.fault == Fault.CERTIFICATE


@pytest.mark.dovecot
def test_a_message_that_went_away_meanwhile_is_passed_over(dovecot: Dovecot, folder: str) -> None:
    dovecot.put(mail(1), folder)
    place = address(dovecot.url(folder.replace(" ", "%20")))
    with Mailbox(place, PASSWORD, seconds=20, most=10_000_000, context=dovecot.trust) as box:
        assert box.since(1, None) == [1]
        assert box.since(2, None) == []
        assert box.beginning(77, 1_000) == b""
        assert box.envelopes([77], ["FROM"], 1_000) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://quay.example/", "imaps://quay.example/INBOX", "imaps://a:secret@quay.example/", "imaps://a@:x/",
        "imaps://a@quay.example/In%0d%0abox", "imap:///", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_mailbox_is_refused(url: str) -> None:
    with pytest.raises(Permanent) as caught:
        address(url)
    assert "secret" not in str(caught.value)


def test_an_address_names_server_user_and_folder() -> None:
    assert address("imaps://a%40b.example@mail.example") == Address("mail.example", 993, "a@b.example", "INBOX", False)
    assert address("imap://a@mail.example:1143/News/Daily") == Address("mail.example", 1143, "a", "News/Daily", True)


# ---------------------------------------------------------------------------------------- servers that mean harm


def hostile(site: Site, *lines: bytes, seconds: float = 1.0) -> MailboxSource:
    """A source at a server that says `lines` and nothing else, after a greeting without TLS."""
    said = iter(lines)

    def talk(connection: socket.socket) -> None:
        connection.sendall(b"* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n")
        for line in said:
            connection.recv(4096)
            connection.sendall(line)
        site.closing.wait(10)

    site.greet = talk
    url = f"imap://{USER.replace('@', '%40')}@127.0.0.1:{site.port}/INBOX"
    return MailboxSource(name="letters", url=url, password=PASSWORD, seconds=seconds)


def test_a_server_that_falls_silent_costs_no_more_than_the_deadline(site: Site) -> None:
    with pytest.raises(Transient, match="in time") as caught:
        poll(hostile(site, seconds=0.3))
    assert caught.value.fault == Fault.SILENCE


def test_a_server_that_never_ends_its_line_is_given_up(site: Site) -> None:
    with pytest.raises(Transient, match="more than is taken in"):
        poll(hostile(site, b"x" * 1_200_000, seconds=5))


def test_a_server_that_announces_gigabytes_is_given_up_before_they_come(site: Site) -> None:
    with pytest.raises(Transient, match="more than is taken in"):
        poll(hostile(site, b"* LIST {9999999999}\r\n", seconds=5))


@pytest.fixture
def trusting(site: Site) -> ssl.SSLContext:
    """Lets the site speak TLS; comes back with who believes its certificate."""
    authority = trustme.CA()
    site.tls, context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(site.tls)
    authority.configure_trust(context)
    return context


def plain_server(site: Site, said: dict[bytes, bytes]) -> list[bytes]:
    """Let the site agree to every command, with what is `said` about some; comes back with what it hears."""
    heard: list[bytes] = []
    told = {b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n", **said}

    def talk(connection: socket.socket) -> None:
        connection.sendall(b"* OK hello\r\n")
        while line := connection.recv(4096):
            heard.append(line)
            tag, verb, *_ = line.split()
            connection.sendall(told.get(verb, b"") + tag + b" OK done\r\n")

    site.greet = talk
    return heard


def test_what_a_server_numbers_with_no_number_is_left_out(site: Site, trusting: ssl.SSLContext) -> None:
    numbered = b"* SEARCH 12 " + b"9" * 5000 + b" \xb2 7\r\n"
    plain_server(site, {b"EXAMINE": b"* OK [UIDVALIDITY none] hello\r\n", b"UID": numbered})
    place = address(f"imaps://a@127.0.0.1:{site.port}/")
    with Mailbox(place, "secret", seconds=5, most=100_000, context=trusting) as box:
        assert (box.validity, box.since(1, None)) == (0, [7, 12])


def test_a_password_in_any_script_is_told_to_a_server_that_knows_the_oldest_way_alone(
    site: Site, trusting: ssl.SSLContext
) -> None:
    heard = plain_server(site, {b"EXAMINE": b"* OK [UIDVALIDITY 1] hello\r\n"})
    place = address(f"imaps://a@127.0.0.1:{site.port}/")
    with Mailbox(place, "naïve", seconds=5, most=100_000, context=trusting):
        assert [line.split(maxsplit=1)[1] for line in heard if b"LOGIN" in line] == ['LOGIN "a" "naïve"\r\n'.encode()]


def test_without_tls_no_password_is_sent(site: Site) -> None:
    heard: list[bytes] = []

    def talk(connection: socket.socket) -> None:
        connection.sendall(b"* OK hello\r\n")
        while line := connection.recv(4096):
            heard.append(line)
            connection.sendall(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + line.split()[0] + b" OK done\r\n")

    site.greet = talk
    with pytest.raises(Permanent, match="does not offer TLS"):
        poll(MailboxSource(name="l", url=f"imap://a@127.0.0.1:{site.port}/", password=PASSWORD, seconds=5))
    assert [line.split()[1] for line in heard] == [b"CAPABILITY", b"LOGOUT"]


def test_a_host_that_hangs_up_is_a_passing_fault(new_site: Callable[[str], Site]) -> None:
    site = new_site("127.0.0.1")
    site.close()
    with pytest.raises(Transient, match="cannot be reached") as caught:
        poll(hostile(site))
    assert caught.value.fault == Fault.CONNECTION
