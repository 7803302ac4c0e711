"""Sentences keep their exact place, and a full stop ends one only where a reader would say so."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.sentences import sentences

PIECES = st.sampled_from(
    [
        "The ferry sailed", "U.S.", "Sen.", "Inc.", "Ek", "3.5", "…", "...", ".", "!", "?", " ", "\n", "\n\n", "\r\n",
        "“", "”", "(", ")", '"', "’", "»", "« ", "\u00a0", "\u2028", "。", "」", "؟", "港", "جاء", "1.", "-", "\x00",
        "\ud800", "a",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join))
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def split(text, language="en"):
    return [sentence.text for sentence in sentences(text, language)]


@given(TEXTS, st.sampled_from(["", "en", "de", "fr", "zh", "xx", "pt-BR"]))
def test_every_sentence_stands_word_for_word_at_its_offsets(text, language):
    for sentence in sentences(text, language):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""


@given(TEXTS)
def test_sentences_come_in_reading_order_and_never_overlap(text):
    found = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= other.paragraph - one.paragraph <= 1 for one, other in pairwise(found))


@given(TEXTS)
def test_nothing_but_white_space_is_left_between_sentences(text):
    left, at = [], 0
    for sentence in sentences(text):
        left.append(text[at : sentence.start])
        at = sentence.end
    assert not "".join([*left, text[at:]]).strip()


@given(TEXTS)
def test_no_sentence_spans_two_paragraphs(text):
    assert not any(mark in sentence.text for sentence in sentences(text) for mark in LINE_ENDS)


@given(TEXTS)
def test_the_same_text_is_split_the_same_way(text):
    assert sentences(text) == sentences(text)


def test_paragraphs_are_counted_without_empty_ones():
    found = sentences("One came. Two came.\n\n \n\nThree came.\nFour came.")
    assert [sentence.paragraph for sentence in found] == [0, 0, 1, 2]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t\u00a0"])
def test_a_text_of_nothing_has_no_sentences(text):
    assert sentences(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Senate voted on the harbour.",
        "Sen. Ida Ek of Acme Inc. said no.",
        "Gen. Ek, Gov. Rask and Prof. Lom met on Jan. 5 at St. Olav.",
        "J. R. Rask and O. Lom won.",
        "Prices rose 3.5 percent to $1.2 million.",
        "Version 2.0.1 of example.org came at 5 p.m. on Monday.",
        "Well... that was the ferry.",
        "“Will it sail?” asked Ida Ek.",
        '"Stop!" he said.',
        "It costs (approx. 4 million) too much.",
        "No. 5 won.",
        "What?!",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He works for Acme Inc.", "The firm grew."),
        ("She left the U.S.", "She came back."),
        ("It began at 6 a.m.", "Officials watched."),
        ("The answer was no.", "Nobody wept."),
        ("“We go.”", "The crowd left."),
        ("(It rained.)", "Then came the sun."),
        ("Wait…", "Then it rained."),
        ("Really?!", "Good."),
        ("He said: “We go.”", "“We stay.”"),
        ("It grew by 3.5.", "Nobody saw it."),
        ("So do I.", "Ek does not."),
    ],
)
def test_a_stop_between_two_sentences_ends_the_first(first, second):
    assert split(f"{first} {second}") == [first, second]


def test_a_headline_without_a_stop_is_a_sentence_of_its_own():
    assert split("Ferry sails again\nThe ferry sailed.") == ["Ferry sails again", "The ferry sailed."]


def test_a_number_of_a_list_stays_with_its_item():
    assert split("1. First came the ferry. 2. Second came the bus.") == [
        "1. First came the ferry.",
        "2. Second came the bus.",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Am 3. Oktober kam Dr. Ek z.B. nach Velden.", "Er blieb."]),
        ("de", ["Das kostet 4 Mio. Euro, sagte Prof. Rask.", "Die Stadt schweigt."]),
        ("fr", ["M. Rask et Mme. Ek sont partis.", "« Oui. »", "Il pleut."]),
        ("es", ["El Sr. Rask vive en EE.UU. desde 2001.", "¿Por qué?", "Nadie sabe."]),
        ("it", ["Il dott. Rask parla.", "La città tace."]),
        ("nl", ["Mevr. Ek en dhr. Rask spreken.", "De stad zwijgt."]),
    ],
)
def test_other_languages_have_abbreviations_of_their_own(language, expected):
    assert split(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["他来了。", "她走了！", "「好。」", "真的？"]),
        ("ja", ["船が出た。", "雨が降った。"]),
        ("ar", ["هل جاء؟", "نعم جاء.", "ثم ذهب."]),
        ("hi", ["वह आया।", "वह गया।"]),
    ],
)
def test_b18_other_scripts_end_by_their_own_marks(language, expected):
    joint = "" if language in {"zh", "ja"} else " "
    assert split(joint.join(expected), language) == expected


def test_b18_an_unknown_language_is_split_by_what_is_common():
    assert split("Dr. Ek came. Mr. Rask left.", "xx") == ["Dr. Ek came.", "Mr. Rask left."]


@pytest.mark.parametrize("piece", [".", "!?", "”", ". ", "A. ", "…”", "。", "? ", "'"])
def test_b14_a_run_of_one_sign_is_answered_whole(piece):
    text = piece * 20_000
    assert "".join("".join(split(text)).split()) == "".join(text.split())
