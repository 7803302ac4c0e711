"""Page furniture is known by its own words; news about the same things is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.boilerplate import is_boilerplate, is_heading


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter.", "All rights reserved.", "Read more", "Related: The ferry sails", "ADVERTISEMENT",
        "By Ida Ek", "Ida Ek contributed to this report.", "We use cookies.", "Click here to see the photos.",
        "Follow us on Facebook.", "Image caption: the quay", "Photo: Omar Rask", "© The Quay 2026", "www.quay.example",
        "This article was updated on Monday.", "Correction: an earlier version was wrong.", "Lesen Sie auch: Hafen",
        "Lire aussi : le port", "Share this story", "“Sign up now.”", "***", "1 2 3", "", "   ",
    ],
)  # fmt: skip
def test_page_furniture_is_known(line):
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The council will follow the plan of Omar Rask.",
        "More than 400 people waited on the quay.",
        "The newsletter of the harbour board caused an inquiry.",
        "Getty Images said it had sued the firm.",
        "By Monday the ferry had sailed twice.",
        "The minister's credit with voters is gone.",
        "The privacy commissioner opened an inquiry into the firm.",
        "港口的工程已经开始了。",
    ],
)
def test_news_is_not_taken_for_page_furniture(line):
    assert not is_boilerplate(line)


@pytest.mark.parametrize("line", ["Ferry sails again", "What we know so far", "The quay", "“The quay”"])
def test_a_short_line_without_a_final_mark_is_a_heading(line):
    assert is_heading(line)


@pytest.mark.parametrize("line", ["The ferry sailed.", "“We go!”", "Why?", "船が出た。", "هل جاء؟", "word " * 15])
def test_a_sentence_is_no_heading(line):
    assert not is_heading(line)


@given(st.text())
def test_any_line_has_an_answer(line):
    assert is_boilerplate(line) in {True, False}
    assert is_heading(line) in {True, False}


@pytest.mark.parametrize("piece", ["sign up for our ", "photo ", "(", "reporting ", "a@", "by A", " ", "if you have "])
def test_b14_a_line_of_a_million_characters_is_read_at_its_head_only(piece):
    line = piece * (1_000_000 // len(piece))
    assert is_boilerplate(line) == is_boilerplate(line[:500])
