"""Page furniture is known by its own words; news about the same things is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.boilerplate import about_sender, asides, is_boilerplate, is_heading


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


TEXT = [
    "The mill on the quay will grind again, its new owners said on Monday after the last permit had come.",
    "“Nobody in this town has eaten its own bread since 2009, and that was the point,” says baker Ines Okoro.",
    "The wheel was cast anew in the yard that had made the old one, and turned for the first time on Friday.",
]


def test_a_pull_quote_and_the_name_under_it_stand_beside_the_text():
    pulled = ["Nobody in this town has eaten its own bread since 2009", "Ines Okoro, baker"]
    assert asides([*pulled, *TEXT]) == {0, 1}
    assert asides([TEXT[0], *pulled, *TEXT[1:]]) == {1, 2}
    assert asides([*TEXT, f"“{pulled[0]}”"]) == {3}


def test_a_rundown_of_other_pieces_at_the_beginning_stands_beside_the_text():
    rundown = "Harbour Watch: The ferry sails again after two years in the dock; a lynx is filmed near the old tannery."
    assert asides(["Ferry sails; lynx filmed", rundown, *TEXT]) == {1}
    assert asides([*TEXT, rundown]) == set()


@pytest.mark.parametrize(
    "line",
    [
        "She said no.",
        "The mill on the quay was built in 1790.",
        "He told the board: The wheel turns; the millers are paid; the bread is sold by noon.",
    ],
)
def test_a_paragraph_with_words_of_its_own_is_part_of_the_text(line):
    assert asides([line, *TEXT, "She said no. The board said yes."]) == set()


@given(st.lists(st.text(max_size=40), max_size=12))
def test_what_stands_beside_a_text_are_some_of_its_paragraphs(paragraphs):
    assert asides(paragraphs) <= set(range(len(paragraphs)))


def test_b14_a_text_of_equal_lines_without_end_is_compared_in_part():
    assert asides(["the quay is wide and the water is deep"] * 100_000) == set()


def test_what_a_press_release_says_of_its_sender_is_known():
    tail = ["About Velden Mills", "Velden Mills AG grinds in four towns and employs 4,000 people."]
    assert about_sender([*TEXT, *tail]) == {3, 4}
    assert about_sender(["About time", *TEXT]) == set()
