"""Figures as a brief shows them: each fact in one place, with words that say what it is about."""

from briefing.annotate.figures import figures
from briefing.compose.edition import compose
from briefing.compose.material import Material
from briefing.model import Article, Brief, Story
from briefing.pipeline.tools import TOOLS
from tests.unit.compose.newsroom_of_values import (
    LOCAL,
    NOW,
    WINDOW,
    FirstSentences,
    annotation,
    article,
    material,
    shown_of,
    spec,
)

TOLL = article("toll", "Toll rises", "A laden tanker will pay $412,000 for the strait. The pilots asked for more.")
REBATE = article("rebate", "Toll falls", "A laden tanker will pay $350,200 for the strait. Some $19 million is lost.")
POLICE = article("police", "Flood in Ostby", "Twelve people were hurt in Ostby when the river rose, the police said.")
CLINIC = article("clinic", "Ostby flooded", "Nine people were hurt in Ostby when the river rose, the clinic said.")


def brief(given: Material, slot: str = "2026-11-24T07:00") -> Brief:
    return compose(spec(), slot, LOCAL, WINDOW, given, FirstSentences(), NOW, TOOLS)


def read(*articles: Article, **more: object) -> Material:
    notes = {(one.id, one.version): annotation(one, figures(one)) for one in articles}
    return material(Story("story", articles), annotations=notes, **more)


def test_a_figure_that_moved_is_shown_with_what_it_was_and_nowhere_else():
    first = brief(read(TOLL))
    (item,) = brief(read(TOLL, REBATE, shown=shown_of(first)), slot="2026-11-25T07:00").items
    assert [(one.before.text, one.after.text) for one in item.moved] == [("$412,000", "$350,200")]
    assert [one.text for one in item.figures] == ["Some $19 million"]


def test_figures_that_outlets_differ_on_stand_side_by_side_under_what_they_count_and_nowhere_else():
    (item,) = brief(read(POLICE, CLINIC)).items
    (disagreement,) = item.disagreements
    assert disagreement.what == "people were hurt in Ostby"
    assert {claim.figure.text for claim in disagreement.claims} == {"Twelve people", "Nine people"}
    assert item.figures == ()
