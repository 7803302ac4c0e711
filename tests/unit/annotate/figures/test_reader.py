"""What a reader sees beside a figure is true of that figure and reads whole: faults that editors found, mended."""

import pytest

from briefing.annotate.figures import figures, key_figures
from briefing.model import Article, Figure


def figure(text: str, printed: str) -> Figure:
    return next(one for one in figures(text) if one.text == printed)


def caption(text: str, printed: str) -> str:
    return figure(text, printed).caption.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("text", "printed", "shown"),
    [
        (
            "More than a third of Norpay’s 12,000 employees will hear this week that they lose their jobs.",
            "12,000 employees",
            "More than a third of Norpay’s …",
        ),
        ("Two of the 40 sailors were killed.", "40 sailors", "Two of the …"),
        ("About 300 of the town’s 2,000 homes were flooded.", "2,000 homes", "About 300 of the town’s …"),
        ("Most of the 40 sailors were rescued.", "40 sailors", "were rescued"),
    ],
)
def test_what_is_told_of_a_part_is_not_told_of_the_whole(text, printed, shown):
    assert caption(text, printed) == shown


@pytest.mark.parametrize(
    ("text", "printed", "shown"),
    [
        (
            "Norsk Lines, Calder and Pell Shipping run 74 ships between them.",
            "74 ships",
            "Norsk Lines, Calder and Pell Shipping run …",
        ),
        (
            "Shops, banks and petrol stations lost €17 million.",
            "€17 million",
            "Shops, banks and petrol stations lost …",
        ),
        ("On Monday, trains and buses carried 4,000 guests.", "4,000 guests", "trains and buses carried …"),
        ("Yesterday, Ida Ek and Omar Rask sold 40 boats.", "40 boats", "Ida Ek and Omar Rask sold …"),
        ("The ferry was late, and the port lost €17 million.", "€17 million", "the port lost …"),
    ],
)
def test_all_who_do_it_are_named(text, printed, shown):
    assert caption(text, printed) == shown


@pytest.mark.parametrize(
    ("text", "printed", "shown"),
    [
        (
            "The mill had “unlawfully transfer[ed] dozens of machines and 1,100 tools” abroad.",
            "dozens of machines",
            "unlawfully transfer[ed] …",
        ),
        ("The two-day harbour programme will be “intensive,” Ida Ek said.", "two-day", "harbour programme"),
        (
            "Some 70 percent of Norlanders say that the bridge is unsafe.",
            "Some 70 percent",
            "of Norlanders say that the bridge is unsafe",
        ),
        (
            "Some 70 percent of Norlanders say that the old bridge — a gift of the king — is unsafe.",
            "Some 70 percent",
            "of Norlanders say",
        ),
        (
            "The mill is expected to lay off thousands of workers beginning this week as it faces losses.",
            "thousands of workers",
            "The mill is expected to lay off …",
        ),
        (
            "The firm sent its customers in the north, the police said, old rockets with a range of roughly 550 miles.",
            "roughly 550 miles",
            "old rockets with a range of …",
        ),
        (
            "The mill made a profit of 400m euros, compared with a loss of 984m euros in 2003.",
            "984m euros",
            "a loss of …",
        ),
        (
            "The bank has raised its rate by a quarter of a point to 2% on Monday.",
            "2%",
            "The bank has raised its rate by a quarter of a point to …",
        ),
        ("Opponents say the £2bn cost of the new pier is too high.", "£2bn", "cost of the new pier is too high"),
        ("The town says a $5m loss is certain.", "$5m", "loss is certain"),
        (
            "He thought the campaign, run by an Ostby firm with a budget of $449,000, was meant to raise eyebrows.",
            "$449,000",
            "an Ostby firm with a budget of …",
        ),
        (
            (
                "The firm sent new engines and, to everybody’s surprise, wheels, including old rockets with a range of "
                "roughly 550 miles."
            ),
            "roughly 550 miles",
            "old rockets with a range of …",
        ),
    ],
)
def test_a_caption_is_no_torn_piece(text, printed, shown):
    assert caption(text, printed) == shown


def test_a_figure_of_time_or_distance_ends_with_its_away():
    assert [one.text for one in figures("The vote is less than 100 days away.")] == ["less than 100 days away"]
    assert [one.text for one in figures("The port is 12 miles away.")] == ["12 miles away"]


def test_a_comparison_with_a_figure_that_was_named_is_not_its_modifier():
    found = figures("That is less than the $53 million figure that Ek cited.")
    assert [(one.text, one.modifier) for one in found] == [("$53 million", "=")]


def test_a_figure_of_things_that_only_a_pronoun_names_comes_after_others():
    text = (
        "The plant hires technicians for its clean rooms. The plant needs 1,150 of them for its clean rooms. "
        "The plant needs 1,150 welders for its clean rooms."
    )
    bare, named = figures(text)
    assert bare.salience < named.salience
    assert [one.text for one in key_figures(Article("p", "", "", text), 1)] == ["1,150 welders"]


@pytest.mark.parametrize(
    ("text", "printed", "source"),
    [
        ("“We are getting better,” Ida Ek said before the 4,000 guests left.", "4,000 guests", ""),
        ("The pier will cost $5 million, Ida Ek said at a dinner for 300 guests.", "$5 million", "Ida Ek"),
        ("The pier will cost $5 million, Ida Ek said at a dinner for 300 guests.", "300 guests", ""),
        (
            "The pier will cost $5 million, engineers at Ostby College reported on Tuesday.",
            "$5 million",
            "Ostby College",
        ),
        ("Engineers at Ostby College reported on Tuesday that it cost $5 million.", "$5 million", "Ostby College"),
        ("The pier, Ida Ek said, will cost $5 million.", "$5 million", "Ida Ek"),
        ("On Monday, Ida Ek said the pier will cost $5 million.", "$5 million", "Ida Ek"),
        ("On Monday, Ida Ek said in the harbour that the pier will cost $5 million.", "$5 million", "Ida Ek"),
        ("The pier cost $2 million, but Ida Ek said the bridge will cost $5 million.", "$2 million", ""),
        ("“Fine,” Ida Ek said, adding that the pier will cost $5 million.", "$5 million", "Ida Ek"),
        ("Forty shops are empty, Ida Ek told the council.", "Forty shops", "Ida Ek"),
        ("On Monday, Ida Ek told the council that 40 shops are empty.", "40 shops", "Ida Ek"),
        ("On Monday, Ida Ek told the council of the town 40 shops are empty.", "40 shops", "Ida Ek"),
        ("Sales rose by 12 percent, said Ida Ek, who has 40 workers.", "12 percent", "Ida Ek"),
        ("Sales rose by 12 percent, said Ida Ek, who has 40 workers.", "40 workers", ""),
        ("In short: “His forecast of a cost of $5 million is odd.”", "$5 million", ""),
        ("The damages claimed in 2024 came to $5 million.", "$5 million", ""),
        ("The council claimed on Monday that it cost $5 million.", "$5 million", "The council"),
        ("The 12 officials said the pier will cost $5 million.", "12 officials", ""),
        ("According to a study of 900 people, 40 percent of the homes are wet.", "40 percent", "a study of 900 people"),
        ("According to a study of 900 people, 40 percent of the homes are wet.", "900 people", ""),
    ],
)
def test_a_source_is_named_for_what_it_says_and_for_nothing_else(text, printed, source):
    assert figure(text, printed).attribution == source


@pytest.mark.parametrize("text", ["Going up was a 30-minute task for the man.", "He won a 12-mile race for the town."])
def test_a_measure_before_a_noun_tells_as_much_with_a_hyphen_and_without(text):
    assert figures(text)[0].salience == figures(text.replace("-", " "))[0].salience


def test_one_amount_in_three_currencies_is_one_figure():
    text = "The mill announced net profits of 400m euros ($527.61m; £274.73m) for the year."
    assert [one.text for one in key_figures(Article("m", "", "", text))] == ["400m euros"]


def test_the_number_of_a_resolution_is_no_figure():
    assert figures("The island is in breach of UN resolution 1441.") == ()


def test_what_somebody_tells_of_himself_comes_after_what_is_told_of_the_matter():
    own = figures("“I drove 400 miles to the harbour and I slept in my car,” said Omar Rask.")[0]
    told = figures("“Trucks drove 400 miles to the harbour in the night,” said Omar Rask.")[0]
    assert own.salience < told.salience
