"""A sentence keeps its quotation marks and brackets together, or is known to have lost one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.quotation import is_balanced


@pytest.mark.parametrize(
    "text",
    [
        "", "He said “go.”", "‘Go,’ he said", "'Go' he said", '"Go," he said', "It’s the dogs’ day",
        "in the ’90s it rained",
        "(a [b] c)", "„Ja“, sagte er", "« oui » et « non »", "「好」", "rock 'n' roll",
    ],
)  # fmt: skip
def test_whole_quotations_are_balanced(text):
    assert is_balanced(text)


@pytest.mark.parametrize(
    "text", ["“Go, he said.", "Go,” he said.", '"a" b "c', "a) b", "(a b", "« oui » « non", "„Ja, sagte er", "「好"]
)
def test_b15_a_lost_mark_is_noticed(text):
    assert not is_balanced(text)


@given(st.text(alphabet="ab .,“”‘’'\"«»()[]„「」"))
def test_b15_any_mixture_of_marks_has_an_answer(text):
    assert is_balanced(text) in {True, False}
