import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.plain import clean, paragraphs, plain, plain_html

ANYTHING = st.text(st.characters(codec=None))
MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b", ">", "<!--", "-->", "<script>", "&amp;", "&#0;", "&", "<", "word", " ", "\x00"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Quay  reopens\n\tafter storm ", "Quay reopens after storm"),
        ("Marsh &amp; Reed", "Marsh & Reed"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&lt;!channel> &lt;!here&gt;", "<!channel> <!here>"),
        ("&#60;!channel&#62;", "<!channel>"),
        ("Cafe\u0301", "Caf\xe9"),
        ("a\x00b\x07c\x9fd", "abcd"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("ze\u200bro\ufeff wi\u2060dth\xad", "zero width"),
        ("half \ud800 a pair", "half a pair"),
        ("one\xa0two\u2003three\u3000four", "one two three four"),
        ("fish & chips &unknown;", "fish & chips &unknown;"),
        ("a&#0;b &#xD800;c &#x110000;d", "ab c d"),
        ("as it came: \ufffd &#0;", "as it came: \ufffd \ufffd"),
    ],
)
def test_a_title_becomes_one_line_of_plain_text(given_text: str, expected: str) -> None:
    assert plain(given_text) == expected


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p>Quay</p><p>reopens</p>", "Quay reopens"),
        ("the <b>old</b>est qu<i>ay</i>", "the oldest quay"),
        ("line<br>break", "line break"),
        ("a<script>alert('x')</script>b<style>p{}</style>", "ab"),
        ("<p>tail <!-- note --> stays</p> here", "tail stays here"),
        ("<p>Marsh &amp;amp; Reed &lt;b&gt;", "Marsh &amp; Reed <b>"),
        ("no tags &amp; one entity", "no tags & one entity"),
        ('<a href="https://quay.example/?a=1&b=2" title="1 > 0">link</a>', "link"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<", "<"),
    ],
)
def test_a_piece_of_html_becomes_one_line_of_plain_text(fragment: str, expected: str) -> None:
    assert plain_html(fragment) == expected


def test_paragraphs_are_separated_by_one_blank_line() -> None:
    assert paragraphs("One.\r\n\r\n \t\r\nTwo\x00.\n\n\n\nThree.\u2028Four.") == "One.\n\nTwo.\n\nThree.\n\nFour."


def test_lines_wrapped_by_an_editor_are_joined_again() -> None:
    wrapped = (
        "The harbour board said on Tuesday that the old quay would\n"
        "reopen to ferries before the summer, two years after the\nstorm."
    )
    assert paragraphs(wrapped) == wrapped.replace("\n", " ")


def test_a_list_of_short_lines_stays_a_list() -> None:
    assert (
        paragraphs("Share\nPrint\nThe quay reopened on Tuesday.") == "Share\n\nPrint\n\nThe quay reopened on Tuesday."
    )


def test_entities_in_plain_text_are_not_touched() -> None:
    assert paragraphs("He typed &lt;b&gt;.") == "He typed &lt;b&gt;."


def test_b5_deeply_nested_markup_is_read_without_a_crash() -> None:
    assert len(plain_html("<div>" * 100_000 + "deep")) <= len("deep")


@given(ANYTHING)
def test_plain_text_holds_nothing_that_cannot_be_stored_or_shown(text: str) -> None:
    for result in (plain(text), clean(text), plain_html(text)):
        result.encode()
        assert unicodedata.is_normalized("NFC", result)
        assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in result)
        assert result == " ".join(result.split())


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert paragraphs(paragraphs(text)) == paragraphs(text)


@given(MARKUP)
def test_no_markup_raises(markup: str) -> None:
    assert "<script" not in plain_html(markup)
