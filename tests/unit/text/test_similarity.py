"""Likeness: 1 for the same matter, 0 for nothing shared, and more for the rare word than for the common one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.similarity import background, content, cosine, rarity, vector

WORDS = st.lists(st.sampled_from(["ferri", "harbour", "velden", "bridg", "council", "year"]), max_size=12)


@given(WORDS, WORDS)
def test_likeness_is_between_0_and_1_and_the_same_both_ways(one, other):
    value = cosine(vector(one), vector(other))
    assert -1e-9 <= value <= 1 + 1e-9
    assert value == pytest.approx(cosine(vector(other), vector(one)))


@given(WORDS.filter(bool))
def test_a_text_is_wholly_like_itself(found):
    assert cosine(vector(found), vector(found)) == pytest.approx(1)
    assert math.fsum(weight**2 for weight in vector(found).values()) == pytest.approx(1)


def test_texts_that_share_nothing_are_not_alike():
    assert cosine(vector(["ferri"]), vector(["bridg"])) == 0
    assert cosine(vector([]), vector(["bridg"])) == 0
    assert vector([]) == {}


def test_a_rare_word_weighs_more_than_a_common_one():
    assert rarity("zzyzxveld") > rarity("council") > rarity("year") >= 0


def test_content_leaves_out_stop_words_and_single_letters():
    assert content("The A of the harbours") == content("harbour")


def test_b18_signs_of_scripts_without_spaces_are_matter():
    assert content("港口", "zh") == ["港", "口"]


def test_the_background_counts_no_word_in_more_documents_than_there_are():
    documents, frequencies = background()
    assert frequencies
    assert 0 < min(frequencies.values()) <= max(frequencies.values()) <= documents


def test_the_background_holds_no_numbers():
    assert not any(sign.isdigit() for stem in background().frequencies for sign in stem)
