"""Outlets that contradict each other, and figures that moved; two different things are never called one."""

import pytest

from briefing.annotate.disagreements import disagreements, moved
from briefing.annotate.figure_values import same_value
from briefing.annotate.figures import figures
from briefing.model import Article


def article(outlet: str, text: str) -> Article:
    return Article(outlet, f"https://{outlet}.example/a", "Blast at fireworks plant in Marl", text, site=outlet)


def claims(*texts: str) -> list[list[str]]:
    articles = [article(f"outlet{number}", text) for number, text in enumerate(texts)]
    groups = disagreements([(one, figures(one)) for one in articles])
    return [sorted(figure.text for figure in group) for group in groups]


def test_two_tolls_of_one_event_stand_side_by_side():
    one = "A blast at a fireworks plant in Marl killed 12 people on Tuesday, officials said."
    other = "Fourteen people were killed when a fireworks plant in Marl exploded on Tuesday."
    assert claims(one, other) == [["12 people", "Fourteen people"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The blast in Marl killed 12 people.", "The blast in Marl killed 12 people."),
        ("The blast in Marl killed at least 12 people.", "The blast in Marl killed 14 people."),
        ("The blast in Marl killed 12 people.", "The blast in Marl injured 14 people."),
        ("The blast in Marl killed 12 people.", "The blast in Marl killed 3 children."),
        ("The blast in Marl killed 14 people.", "A blast in Marl killed 22 people in October 1991."),
        ("Velden spent $12 million on advertising.", "Velden spent $14 million on research."),
        ("Velden sold 3,000 looms in 2024.", "Velden sold 4,000 looms in 2025."),
        ("The tower in Marl is 229 feet tall.", "The tower in Marl is 230 feet tall."),
        ("The plant in Marl has 240 workers.", "The plant in Marl fired 120 workers."),
        ("Velden shares fell 5% in Marl.", "Velden shares fell 7% in Marl."),
    ],
)
def test_different_things_and_compatible_values_are_no_disagreement(one, other):
    assert claims(one, other) == []


def test_one_outlet_does_not_disagree_with_itself():
    text = "The blast in Marl killed 12 people. Later the blast in Marl had killed 14 people."
    assert claims(text) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("nearly 25 years", "24 years", True),
        ("nearly a quarter-century", "24 years", True),
        ("two decades", "20 years", True),
        ("$1.2 billion", "$1.23 billion", True),
        ("$1.2 billion", "$1.3 billion", False),
        ("12 people", "13 people", False),
        ("8 miles", "about 13 kilometres", True),
    ],
)
def test_values_are_compared_as_far_as_they_are_printed(one, other, same):
    first, second = figures(f"It took {one}.")[0], figures(f"It took {other}.")[0]
    assert same_value(first, second) is same


def test_a_figure_that_moved_says_from_what_to_what():
    before = figures("The blast at the fireworks plant killed 12 people.")
    after = figures("The blast at the fireworks plant killed 14 people.")
    pairs = moved(before, after)
    assert [(one.before.text, one.after.text) for one in pairs] == [("12 people", "14 people")]


def test_what_stands_as_before_has_not_moved():
    before = figures("The blast at the fireworks plant killed 12 people and injured 30 people.")
    assert moved(before, before) == ()
