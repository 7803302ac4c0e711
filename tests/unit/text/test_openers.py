"""A sentence that points back to another is known by its first words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.openers import leans_back


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He left."), ("en", "“They left,” said Ek."), ("en", "HE LEFT."), ("en", "It’s over."),
        ("en", "The two men left."), ("en", "In addition, it rained."), ("en", "However, the ferry sailed."),
        ("en", "Its bridge fell."), ("en", "Others left."), ("en", "One of them left."), ("", "She left."),
        ("en-GB", "She left."), ("de", "Er ging."), ("de", "Außerdem regnet es."), ("fr", "Elle part."),
        ("es", "Sin embargo, llueve."), ("it", "Questo è nuovo."), ("pt", "Mas chove."), ("nl", "Hij ging."),
    ],
)  # fmt: skip
def test_pronouns_and_connectives_lean_back(language, text):
    assert leans_back(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Heather left."), ("en", "Ida Ek left."), ("en", "The ferry sailed."), ("en", "Thistle grows."),
        ("en", "A council that he leads met."), ("de", "Ergebnisse kamen."), ("fr", "Ilse Ek part."),
        ("fi", "Hän meni."), ("xx", "He left."), ("en", ""),
    ],
)  # fmt: skip
def test_names_and_things_stand_alone(language, text):
    assert not leans_back(text, language)


@given(st.text(), st.sampled_from(["", "en", "de", "fr", "xx"]))
def test_only_the_opening_decides(text, language):
    assert leans_back(text, language) == leans_back(text[:60], language)
