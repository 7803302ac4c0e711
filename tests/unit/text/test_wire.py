"""Agencies and broadcasters name themselves in brackets where their text begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.wire import names_sender


@pytest.mark.parametrize(
    "opening",
    [
        "(NBW)The ferry sailed.", "(NBW) -- The ferry sailed.", "(Norhaven Sea Post)The ferry sailed.",
        "(Ferry.com) - The ferry sailed.", "NORHAVEN (NBW) — The ferry sailed.",
        "Norhaven, Westmark (NBW)The ferry sailed.", 'Norhaven  (NBW)"It sailed," said Ek.',
        "Norhaven (NBW)29 ferries sailed.",
    ],
)  # fmt: skip
def test_a_sender_in_brackets_at_the_beginning_is_seen(opening):
    assert names_sender(opening)


@pytest.mark.parametrize(
    "opening",
    [
        "", "The ferry sailed.", "The Norhaven Harbour Board (NHB) said that the ferry sailed.", "(and so it sailed)",
        "(42) The ferry sailed.", "The ferry (built 1984) — the oldest — sailed.",
        "Ida Ek (left) and Per Alm (right) sailed.",
        "The board (NHB)'s ferry sailed.", "The ferry sailed. (NBW)",
    ],
)  # fmt: skip
def test_other_brackets_name_no_sender(opening):
    assert not names_sender(opening)


@given(st.text())
def test_only_the_beginning_is_looked_at(text):
    assert names_sender("(NBW)" + text)
    assert names_sender(text) == names_sender(text[:200])
