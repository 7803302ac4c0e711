"""Figures that measure nearly the same: whether they are of one claim is told by who, what, when and how sure."""

import pytest

from briefing.annotate.across.disagreements import disagreements
from briefing.annotate.across.movements import moved
from briefing.annotate.figures import figures
from briefing.model import Article

TWO_CLAIMS = [
    ("Shelling killed nine civilians in Drezna on Monday.", "Shelling killed four civilians in Drezna on Sunday."),
    ("Ilse Tarrant won 51.3 per cent of the vote in Marl.", "Benn Okoro won 46.1 per cent of the vote in Marl."),
    ("Turnout in Marl was 68.2 per cent at the close of polls.", "Turnout in Marl was 41 per cent by noon."),
    ("Revenue at Tolvane rose 12% in the third quarter.", "Profit at Tolvane rose 9% in the third quarter."),
    ("Revenue at Tolvane rose 12% to $1.1bn.", "Tolvane expects revenue of $1.25bn next year."),
    ("The drug cut the risk of stroke by 27%.", "The drug cut the risk of heart attack by 14%."),
    ("The state will spend 4.5 billion kroner on defence.", "The state will spend 1.9 billion kroner on roads."),
    ("Inflation eased to 3.4 percent in October.", "Inflation stood at 3.9 percent in September."),
    ("Food prices rose 6.2 percent in October.", "Fuel prices rose 9.1 percent in October."),
    ("The Reform Alliance won 112 seats.", "The Reform Alliance needs 126 seats for a majority."),
    ("The bridge in Marl will cost £480m to build.", "Repairing the bridge in Marl would cost £620m."),
    ("The ship carried 2,900 tonnes of fuel oil.", "The ship leaked 1,100 tonnes of fuel oil."),
    ("The plant in Holm makes 2,000 cars a day.", "The plant in Holm made 1,400 cars a day during the strike."),
    ("The vaccine is 88 percent effective against death.", "The vaccine is 72 percent effective against infection."),
    ("Nkemelu scored 19 goals last season.", "Nkemelu scored 23 goals this season."),
    ("Rents in Marl rose 11.6 per cent in a year.", "Rents in Marl rose 9.1 per cent in 2023."),
    ("Calder Freight will cut 400 jobs.", "Calder Freight has cut 650 jobs since 2021."),
    ("Hospitals in Amery treated 31 people for burns.", "Hospitals in Amery treated 45 people for smoke."),
    ("Some 14 miners were trapped in Marl.", "Rescuers have reached 6 of the miners in Marl."),
    ("Of the 31 wounded, six people were in intensive care.", "Of the 31 wounded, nine people had been sent home."),
    ("Mortgage rates fell to 4.1% for two-year deals.", "Mortgage rates fell to 4.6% for five-year deals."),
    ("The wage will rise to £12.60 an hour for adults.", "The wage will rise to £9.80 an hour for under-18s."),
    ("The plane was carrying 140 passengers.", "The plane can carry 180 passengers."),
    ("The storm left 14 people missing.", "The storm killed 41 people."),
    ("Nurses want a pay rise of 12%.", "Nurses were offered a pay rise of 4%."),
    ("The storm has killed 37 people across the region.", "The storm killed 12 people in Marl alone."),
    ("The attack on Nice killed 84 people.", "The attacks of November 13 killed 130 people."),
]
ONE_CLAIM = [
    (
        "Shelling killed nine civilians in Drezna on Monday, he said.",
        "Shelling in Drezna killed 14 civilians.",
    ),
    ("Ilse Tarrant won 51.3 per cent of the vote in Marl.", "Ilse Tarrant won 53 per cent of the vote in Marl."),
    ("The measles outbreak has infected 418 people.", "The measles outbreak has infected 430 people in nine states."),
    ("Organisers said 40,000 people marched in Marl.", "Police said 15,000 people marched in Marl."),
    ("The train was carrying 140 passengers near Holm.", "The train was carrying 190 passengers near Holm, it said."),
    ("Unemployment in Marl fell to 6.1 per cent.", "Unemployment in Marl stood at 7.4 per cent."),
    ("The blaze destroyed 214 homes in Amery.", "The fire in Amery has destroyed 260 homes, the mayor said."),
    (
        "Some 30 people were killed and 55 others injured at the school.",
        "Some 42 people were killed at Tolma school.",
    ),
    ("The bridge will cost £480m to build.", "The bridge will cost £560m to build, auditors said."),
    ("The gunman, who killed 59 people and hurt 30, fled.", "Fifty-eight people were killed by a gunman in Marl."),
]


def _of(outlet: str, text: str) -> Article:
    return Article(outlet, f"https://{outlet}.example/a", "", text, site=outlet)


def _differ(one: str, other: str) -> bool:
    articles = [_of("one", one), _of("other", other)]
    return bool(disagreements([(article, figures(article)) for article in articles]))


@pytest.mark.parametrize(("one", "other"), TWO_CLAIMS)
def test_values_of_two_claims_are_no_disagreement(one, other):
    assert not _differ(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_CLAIMS)
def test_a_value_of_another_claim_is_no_movement(one, other):
    assert moved(figures(one), figures(other)) == ()
    assert moved(figures(other), figures(one)) == ()


@pytest.mark.parametrize(("one", "other"), ONE_CLAIM)
def test_values_of_one_claim_stand_side_by_side(one, other):
    assert _differ(one, other)


@pytest.mark.parametrize(("one", "other"), ONE_CLAIM)
def test_another_value_of_one_claim_has_moved(one, other):
    assert len(moved(figures(one), figures(other))) == 1


def test_the_words_on_either_side_are_those_of_the_sentence_and_none_is_cut():
    text = "It began. " + "far " * 60 + "away the flood killed 12 people in Marl" + " and more" * 60 + ". It ended."
    figure = next(one for one in figures(text) if one.value == 12)
    assert text.index(figure.words_before + figure.text + figure.words_behind) > 0
    assert figure.words_before.startswith("far ")
    assert figure.words_behind.endswith((" and", " more"))
    assert len(figure.words_before) <= 120
    assert len(figure.words_behind) <= 120
