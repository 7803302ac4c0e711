"""Promises of words as numbers: the same word the same number, in whatever case and company."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.word_codes import word_codes, word_codes_of


def spelled(text: str) -> list[str]:
    found = word_codes(text)
    return [found.spelled(place) for place in range(len(found.codes))]


def test_words_keep_their_inner_marks_and_lose_the_outer_ones():
    assert spelled("Don't pay 1,000.50, said the U.S. “envoy”—twice…") == [
        "don't", "pay", "1,000.50", "said", "the", "u.s", "envoy", "twice",
    ]  # fmt: skip


def test_case_changes_the_mark_and_not_the_number():
    small, capital = word_codes("éva ferry straße"), word_codes("Éva FERRY Straße")
    assert (small.codes == capital.codes).all()
    assert not small.named.any()
    assert capital.named.all()


def test_no_text_has_no_words():
    assert spelled("") == spelled("… — !") == []


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_texts_read_together_are_read_as_each_by_itself(texts):
    together = list(word_codes_of(texts))
    assert len(together) == len(texts)
    for text, found in zip(texts, together, strict=True):
        alone = word_codes(text)
        assert (found.codes == alone.codes).all()
        assert (found.named == alone.named).all()
        assert [found.spelled(n) for n in range(len(found.codes))] == [
            alone.spelled(n) for n in range(len(alone.codes))
        ]


def test_a_long_text_is_read_in_part_and_many_long_ones_in_turn():
    long = "ferry " * 30_000
    found = list(word_codes_of([long, "kolm", long]))
    assert [len(one.codes) for one in found] == [3417, 1, 3417]
    assert np.unique(found[2].codes).size == 2


@given(st.lists(st.text("abé7", min_size=1, max_size=40), min_size=2, max_size=12, unique=True))
def test_words_of_any_length_that_differ_anywhere_have_numbers_that_differ(words):
    assert len(set(word_codes(" ".join(words)).codes.tolist())) == len(words)
