"""Outlets that contradict each other, and figures that moved; two different things are never called one."""

import time

import pytest

from briefing.annotate.across.disagreements import disagreements
from briefing.annotate.across.movements import moved
from briefing.annotate.across.same_facts import same_fact
from briefing.annotate.across.values import same_value
from briefing.annotate.figures import figures
from briefing.model import Article

LIMIT = 5.0
"""CPU seconds. It takes a tenth; comparing all with all takes a minute."""


def article(outlet: str, text: str) -> Article:
    return Article(outlet, f"https://{outlet}.example/a", "Blast at fireworks plant in Marl", text, site=outlet)


def claims(*texts: str) -> list[list[str]]:
    articles = [article(f"outlet{number}", text) for number, text in enumerate(texts)]
    groups = disagreements([(one, figures(one)) for one in articles])
    return [sorted(figure.text for figure in group) for group in groups]


def test_long_tables_are_compared_by_their_most_telling_figures():
    rows = [
        article(f"o{n}", " ".join(f"Some {n + row * 7} people were hurt in Marl on day {row}." for row in range(1_500)))
        for n in range(2)
    ]
    pairs = [(one, figures(one)) for one in rows]
    before = time.process_time()
    assert len(disagreements(pairs)) <= 100
    assert time.process_time() - before < LIMIT


def test_two_tolls_of_one_event_stand_side_by_side():
    one = "A blast at a fireworks plant in Marl killed 12 people on Tuesday, officials said."
    other = "Fourteen people were killed when a fireworks plant in Marl exploded on Tuesday."
    assert claims(one, other) == [["12 people", "Fourteen people"]]


def test_a_level_that_was_fallen_to_is_set_beside_another_outlets_level():
    one = "Unemployment in Marl fell to 6.1 per cent in May, the office said."
    other = "Unemployment in Marl stood at 7.4 per cent in May, the office said."
    assert claims(one, other) == [["6.1 per cent", "7.4 per cent"]]


def test_a_step_and_a_level_are_no_disagreement():
    one = "Unemployment in Marl fell by just 6.1 per cent in May, the office said."
    other = "Unemployment in Marl stood at 7.4 per cent in May, the office said."
    assert claims(one, other) == []


@pytest.mark.parametrize(
    ("other", "printed"),
    [
        ("Repairs to the Holm reactor cost €655m, its owner said on Tuesday.", "€655m"),
        ("The repairs came to €655 million.", "€655 million"),
        ("After repairs costing €655m, the Holm reactor restarted.", "€655m"),
    ],
)
def test_two_costs_of_one_thing_stand_side_by_side(other, printed):
    one = "The Holm reactor is back on the grid. The repairs cost €640 million, twice the first estimate."
    assert claims(one, other) == [sorted(["€640 million", printed])]


@pytest.mark.parametrize(
    "other",
    [
        "Repairs to the Marl bridge cost €655m.",
        "The new pipes of the Holm reactor cost €655m.",
        "The Holm reactor earned €655m before the repairs.",
        "Repairs to the Holm reactor cost $655m.",
        "Repairs to the Holm reactor cost €655m in 1991.",
    ],
)
def test_costs_of_two_things_are_no_disagreement(other):
    assert claims("The Holm reactor is back on the grid. The repairs cost €640 million.", other) == []


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
        ("The lorry in Marl stopped when we were five metres away.", "The lorry in Marl stopped three metres away."),
        ("Marl saw five days of riots by angry crowds.", "Marl saw eight days of riots by angry crowds."),
        ("The Velden tablet has 8 GB of fast memory.", "The Velden tablet has 16 GB of fast memory."),
        ("The Velden tablet gives five hours of battery life.", "The Velden tablet gives 7 hours of battery life."),
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


def test_what_is_said_beside_the_old_value_has_not_moved_it():
    before = figures("A laden tanker will pay $412,000 for a passage.")
    after = figures("A laden tanker will pay $412,000 for a passage and an empty one $206,000.")
    assert moved(before, after) == ()


def test_the_same_toll_of_two_fates_is_a_disagreement_on_one_of_them():
    one = "The blast in Marl killed 12 people on Tuesday."
    other = "The blast in Marl killed 14 people and hurt 12 people on Tuesday."
    assert claims(one, other) == [["12 people", "14 people"]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A study with 18,400 volunteers began.", "The vaccine was tried on 18,400 people.", True),
        ("The mine employs 1,240 workers.", "Some 1,240 people work there.", True),
        ("Twelve people were killed.", "Twelve people were hurt.", False),
        ("The flood cut power to 8,750 homes.", "Some 8,750 people fled.", False),
        ("Rents rose by 5 percent.", "Wages fell by 5 percent.", False),
        ("Profit in May was 12 million euros.", "Profit in June was 12 million euros.", False),
        ("The yield stayed below 6 percent.", "The yield was 6.2 percent.", False),
        ("The first visit in nearly a quarter-century.", "The last guest came 24 years ago.", True),
        ("Grants fall from $6,000 to $4,000.", "A household then gets $4,000.", True),
        ("The probe brought 94 grams of dust.", "Some scales showed 94 grams.", True),
        ("Ida scored 25 points.", "Omar added 25 points.", False),
        ("It loses $53 million a week on cards.", "$53 million a week comes in drugs.", True),
    ],
)
def test_a_fact_in_other_words_is_one_and_two_facts_with_one_number_are_two(one, other, same):
    first, second = figures(one)[0], figures(other)[0]
    assert same_fact(first, second) is same
    assert same_fact(second, first) is same


def test_outlets_that_repeat_the_values_of_others_are_no_second_disagreement():
    one = "A blast at a fireworks plant in Marl killed 12 people on Tuesday, officials said."
    other = "Fourteen people were killed when a fireworks plant in Marl exploded on Tuesday."
    assert claims(one, other, one, other) == [["12 people", "Fourteen people"]]
