"""What passes the last gate before rendering."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import ItemKind
from briefing.render.bounds import bounded, shortened
from briefing.render.ready import ready
from briefing.render.scrub import scrub, web_address
from tests.build import bridge, flood, sample_brief, sentence


def test_a_clean_brief_comes_back_itself() -> None:
    brief = scrub(sample_brief())
    assert brief == sample_brief()
    assert scrub(brief) is brief


def test_every_string_however_deep_is_cleaned() -> None:
    item = replace(bridge(), sentences=(sentence("a\x00b\u202ec"),), section="x\r\ny")
    cleaned = scrub(replace(sample_brief(), items=(item,))).items[0]
    assert (cleaned.sentences[0].text, cleaned.section) == ("abc", "x y")


def test_kinds_stay_kinds() -> None:
    assert scrub(flood()).kind is ItemKind.UPDATE


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://tern.example.com/a?b=1&c=2#:~:text=x,y", "https://tern.example.com/a?b=1&c=2#:~:text=x,y"),
        (" HTTPS://Tern.Example.com ", "https://tern.example.com/"),
        ("https://user:secret@tern.example.com/", "https://tern.example.com/"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://x.example/a|b<c>(d)[e]", "https://x.example/a%7Cb%3Cc%3E(d)[e]"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("javascript:alert(1)", ""),
        ("javascript://x.example/%0aalert(1)", ""),
        (" java\nscript://x.example/%0aalert(1)", ""),
        ("ftp://x.example/", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//x.example", ""),
        ("", ""),
        ("https://x.example/" + "p" * 4000, ""),
    ],
)
def test_c4_a21_only_safe_web_addresses_are_linked(url: str, safe: str) -> None:
    assert web_address(url) == safe


@given(st.text())
def test_no_text_is_an_unsafe_address(text: str) -> None:
    for url in (text, f"https://x.example/{text}", f"http://{text}/"):
        safe = web_address(url)
        assert safe == "" or safe.startswith(("http://", "https://"))
        assert not set(safe) & set(" \t\r\n<>|\"'`{}\\")
        assert safe.isascii()


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_names_are_shortened_and_say_so(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or short.endswith("…")


def test_passages_beyond_all_measure_are_counted() -> None:
    item = replace(bridge(), sentences=(sentence("x" * 2000), sentence("Short.")))
    inside = bounded(replace(sample_brief(), items=(item,)))
    assert [one.text for one in inside.brief.items[0].sentences] == ["Short."]
    assert inside.passages == 1


def test_a_brief_without_stories_is_a_quiet_one() -> None:
    assert bounded(replace(sample_brief(), items=())).brief.quiet
    assert not bounded(sample_brief()).brief.quiet


def test_a_brief_is_looked_through_once_for_all_formats_and_an_equal_one_for_itself() -> None:
    brief, twin = sample_brief(), replace(sample_brief())
    assert ready(brief) is ready(brief)
    assert ready(brief) == bounded(scrub(brief)) == ready(twin)
    assert ready(twin) is not ready(brief)
