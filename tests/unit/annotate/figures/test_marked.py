"""Figures against an article marked by people, which lies beside the project and not in it."""

import json
from pathlib import Path

import pytest

from briefing.annotate.figures import figures, key_figures
from briefing.model import Article

MARKED = Path(__file__).parents[4].parent / "shared" / "data" / "article" / "gold.json"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not MARKED.is_file(), reason="the marked article is not here")]


@pytest.fixture
def marked():
    return json.loads(MARKED.read_text(encoding="utf-8"))


def overlap(one, mark):
    return one.start < mark["end"] and mark["start"] < one.end


def test_every_marked_figure_is_read_with_its_value_and_modifier(marked):
    found = figures(Article("", "", marked["title"], marked["text"]))
    for mark in marked["figures"]:
        (one,) = [figure for figure in found if overlap(figure, mark)]
        value = list(one.value) if isinstance(one.value, tuple) else one.value
        assert (value, one.modifier) == (mark["value"], mark["modifier"]), mark["surface"]


def test_every_marked_figure_is_among_the_first_eight_or_said_by_one_that_is(marked):
    shown = key_figures(Article("", "", marked["title"], marked["text"]), 8)
    said = {mark["surface"] for mark in marked["figures"] if any(overlap(figure, mark) for figure in shown)}
    for mark in marked["figures"]:
        assert {mark["surface"], mark.get("same_as")} & said, mark["surface"]
    assert len(shown) <= len(said), "one fact is shown twice, or something that nobody marked"


def test_nothing_that_is_no_figure_is_read(marked):
    printed = {figure.text for figure in key_figures(Article("", "", marked["title"], marked["text"]), 8)}
    assert not printed & {mark["surface"] for mark in marked["not_figures"]}
