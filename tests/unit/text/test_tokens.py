"""Words, stems and stop words: what is counted is what stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.tokens import stem, stems, stopwords, words


@given(st.text())
def test_every_word_stands_in_the_text_in_its_order(text):
    lower, at = text.replace("’", "'").lower(), 0
    for word in words(text):
        at = lower.index(word, at) + len(word)


@given(st.text())
def test_no_word_holds_white_space_or_nothing(text):
    assert all(word and not any(map(str.isspace, word)) for word in words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ferry's crew didn’t sail.", ["the", "ferry's", "crew", "didn't", "sail"]),
        ("It cost 1,200.50 crowns.", ["it", "cost", "1,200.50", "crowns"]),
        ("Été à Velden", ["été", "à", "velden"]),
        ("港口 open", ["港", "口", "open"]),
        ("... — !", []),
        ("", []),
    ],
)
def test_words_are_lower_case_with_numbers_and_inner_apostrophes(text, expected):
    assert words(text) == expected


def test_forms_of_a_word_share_their_stem():
    assert len({stem("harbour"), stem("harbours")}) == 1
    assert len({stem("häfen", "de"), stem("hafen", "de")}) == 1


def test_a_language_without_rules_leaves_words_as_they_are():
    assert stems("Ferries sailed", "xx") == ["ferries", "sailed"]


def test_no_language_is_read_as_english():
    assert stems("harbours", "") == stems("harbours", "en")
    assert stopwords("") == stopwords("en")


def test_a_region_does_not_hide_its_language():
    assert stems("harbours", "en-GB") == stems("harbours", "en")


def test_stems_of_found_words_are_those_of_the_text():
    assert stems(words("Two harbours opened")) == stems("Two harbours opened")


def test_stop_words_carry_grammar_not_matter():
    assert {"the", "and", "of"} <= stopwords("en")
    assert not {"harbour", "bridge"} & stopwords("en")
    assert {"der", "und"} <= stopwords("de")
    assert stopwords("xx") == frozenset()
