"""Whatever a text and a link hold, each recipient reads exactly the text with their own link in it."""

import email
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.model import Part
from briefing.render.email.mime import Hole, based_link, multipart, quoted_link, single, text_part

LEAVE = Hole("leave1f9b", 0, 2)
PREFER = Hole("prefer77", 1, 3)
LINKS = some.text("abcdefghijklmnopqrstuvwxyz0123456789-_.:/=", max_size=180).map(
    lambda path: f"https://b.example/{path}"
)
TEXTS = some.lists(
    some.one_of(
        some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\x1a\x00")),
        some.just("\n"),
        some.just("."),
    ),
    min_size=3,
    max_size=3,
).map(tuple)


def read(content: bytes) -> list[str]:
    mail = email.message_from_bytes(content, policy=default)
    assert not mail.defects
    return [bytes(part.get_payload(decode=True)).decode() for part in mail.walk() if not part.is_multipart()]


def filled(payload: bytes, leave: str, prefer: str) -> bytes:
    fills = (quoted_link(leave), quoted_link(prefer), based_link(leave), based_link(prefer))
    return Part(0, "message/rfc822", payload, "", fills).content


def lines_of(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "stretch", ["", "Überschwemmung an der Düne. " * 30, "漢字かな交じり文" * 60, "Жук и мышь. " * 60]
)
@given(texts=TEXTS, leave=LINKS, prefer=LINKS)
def test_a_recipient_reads_the_text_with_their_own_links(
    stretch: str, texts: tuple[str, str, str], leave: str, prefer: str
) -> None:
    text = f'{stretch}{texts[0]}<a href="{LEAVE.word}">{texts[1]} {PREFER.word}{texts[2]}'
    raw = filled(single(text_part(text, "html", (LEAVE, PREFER))), leave, prefer)
    (found,) = read(raw)
    wanted = lines_of(text).replace(LEAVE.word, leave).replace(PREFER.word, prefer)
    assert squeezed(lines_of(found)) == squeezed(wanted)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 76
    assert b"\n" not in raw.replace(b"\r\n", b"")


def squeezed(text: str) -> str:
    """Without what base 64 may add: spaces, and question marks behind a link."""
    return text.replace(" ", "").replace("?", "")


def test_latin_text_is_quoted_and_takes_the_link_as_it_is() -> None:
    part = text_part(f"Leave: {LEAVE.word}\n", "plain", (LEAVE,))
    assert b"quoted-printable" in part
    assert read(filled(single(part), "https://b.example/x", ""))[0] == "Leave: https://b.example/x\r\n"


def test_other_writing_is_in_base_64_and_the_link_still_works() -> None:
    part = text_part(f"{'Мышь ' * 50}{LEAVE.word}\n", "plain", (LEAVE,))
    assert b"base64" in part
    assert read(filled(single(part), "https://b.example/xy", ""))[0].endswith("https://b.example/xy?\r\n")


@pytest.mark.parametrize("length", range(70, 80))
def test_no_line_is_longer_than_76_characters_where_a_link_follows(length: int) -> None:
    part = text_part(f"{'é' * 5}\n{'a' * length}{LEAVE.word}.\n", "plain", (LEAVE,))
    raw = filled(single(part), "https://b.example/", "")
    assert max(map(len, raw.split(b"\r\n"))) <= 76
    assert read(raw)[0].endswith(f"{'a' * length}https://b.example/.\r\n")


def test_alternatives_come_the_plainest_first() -> None:
    raw = multipart("=_b", text_part("plain", "plain"), text_part("<p>html</p>", "html"))
    assert read(raw) == ["plain", "<p>html</p>"]
