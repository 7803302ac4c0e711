"""Who is named whole, who with a title, and who by surname alone is told by capitals and given names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.people import named, unintroduced


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Anna Ek left.", "Ek"), ("The mayor, Anna B. Ek, left.", "Ek"), ("President Anna Ek left.", "Ek"),
        ("Then Anna van der Ek’s ferry sailed.", "Ek"), ("Mary O’Neill left.", "O’Neill"),
        ("Anna Ek-Lund left.", "Ek-Lund"),
    ],
)  # fmt: skip
def test_a_surname_behind_a_given_name_is_whole(text, surname):
    assert surname in named(text).whole
    assert surname not in named(text).short


@pytest.mark.parametrize("text", ["Ek left.", "But Ek left.", "Mrs Ek left.", "“Mr. Ek left.”", "She met Ek."])
def test_a_surname_alone_or_with_a_courtesy_title_is_short(text):
    assert named(text).short == {"Ek"}


def test_a_role_before_a_surname_says_who_that_is():
    assert named("Harbourmaster Ek left.").titled == {"Ek"}
    assert unintroduced([named("Harbourmaster Ek left."), named("Ek sailed.")]) == frozenset()


def test_only_what_comes_before_introduces():
    first, second = named("Ek sailed."), named("Anna Ek left.")
    assert unintroduced([first, second]) == {"Ek"}
    assert unintroduced([second, first]) == frozenset()


@given(st.text())
def test_what_is_found_stands_in_the_text(text):
    assert all(name in text for found in named(text) for name in found)
