"""Numbers that a hasty reader takes for something else: faults that a sub-editor found, mended."""

import pytest

from briefing.annotate.figures import figures
from briefing.model import Article, Figure


def read(text: str, language: str = "en") -> list[tuple[object, str]]:
    return [(one.value, one.unit) for one in figures(Article("", "", "", text, language=language))]


def figure(text: str, printed: str) -> Figure:
    return next(one for one in figures(text) if one.text == printed)


def caption(text: str, printed: str) -> str:
    return figure(text, printed).caption.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "text",
    [
        "The rapper 50 Cent sang in Norhaven.",
        "A film with 50 Cent opens today.",
        "They ran the 5 Mile Walk on Sunday.",
    ],
)
def test_a_unit_with_a_capital_that_should_be_plural_is_part_of_a_name(text):
    assert read(text) == []


def test_a_unit_with_a_capital_counts_where_it_has_no_other_plural():
    assert read("Der Kaffee kostet 50 Cent.", "de") == [(50.0, "cent")]
    assert read("PRICES UP 50 CENTS") == [(50.0, "cent")]
    assert read("Tickets Are 50 Cents Dearer") == [(50.0, "cent")]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        (
            "The airline will cut its fleet from 90 planes to 53 by March.",
            "from 90 planes to 53",
            (90.0, 53.0),
            "plane",
        ),
        ("Its staff grew from 120 people to 340.", "from 120 people to 340", (120.0, 340.0), "people"),
        ("The wait fell from 40 days to 12.", "from 40 days to 12", (40.0, 12.0), "day"),
        (
            "The club grew from 90 members to 53,000 members.",
            "from 90 members to 53,000 members",
            (90.0, 5.3e4),
            "member",
        ),
    ],
)
def test_a_change_of_a_counted_thing_is_one_figure(text, printed, value, unit):
    assert [(one.text, one.value, one.unit) for one in figures(text)] == [(printed, value, unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Gifts came from 12 towns to 3 schools.", [(12.0, "town"), (3.0, "school")]),
        ("They drove from 12 Main Street to 40 Hill Road.", []),
        ("The ferry takes guests from 12 piers to 6 p.m. at night.", [(12.0, "pier")]),
    ],
)
def test_two_things_between_from_and_to_are_no_change(text, values):
    assert read(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It has 1,200 guests, down from 1,500 five years ago.", [(1200.0, "guest"), (1500.0, "guest"), (5.0, "year")]),
        ("The chain runs 12 five-star hotels.", [(12.0, "hotel")]),
        ("It sold 466,140 cars, above the 445,000 analysts had expected.", [(466140.0, "car"), (445000.0, "car")]),
        ("It built 90 homes, not the 300 ministers promised.", [(90.0, "home"), (300.0, "home")]),
        ("The 40 analysts had expected rain.", [(40.0, "analyst")]),
    ],
)
def test_a_number_counts_no_noun_of_the_next_clause(text, values):
    assert read(text) == values


@pytest.mark.parametrize("printed", ["plus or minus 3 points", "plus-or-minus 3 points"])
def test_a_margin_is_no_negative_number(printed):
    assert read(f"The margin of error is {printed}.") == [(3.0, "point")]


@pytest.mark.parametrize(
    ("text", "printed", "shown"),
    [
        ("The state borrowed £15.1bn in May, £2.1bn more than a year earlier.", "£2.1bn", "more than a year earlier"),
        ("The phone costs $999, $100 less than the old one.", "$100", "less than the old one"),
        (
            "The town will spend £4.5m over five years on 1,100 homes.",
            "1,100 homes",
            "spend £4.5m over five years on …",
        ),
        ("The quake struck at 11:11 p.m. at a depth of 18.5 kilometres.", "18.5 kilometres", "at a depth of …"),
        (
            "Ek wrote 14 novels that sold more than 20m copies in 37 languages.",
            "37 languages",
            "wrote 14 novels that sold more than 20m copies in …",
        ),
        (
            "A man who stole £1.3m from a charity was jailed for six years.",
            "£1.3m",
            "A man who stole …",
        ),
    ],
)
def test_what_stands_beside_a_figure_is_its_own(text, printed, shown):
    assert caption(text, printed).endswith(shown)


def test_a_semicolon_parts_what_is_said_of_figures():
    assert "street" not in caption("Drugs with a street value of €96m were found; three men were held.", "three men")


def test_a_noun_like_a_verb_of_saying_says_nothing():
    text = "Shares fell after the group cut its profit forecast to €1.1bn, Ida Ek said."
    assert figure(text, "€1.1bn").attribution == "Ida Ek"
    assert figure("The group cut its profit forecast to €1.1bn.", "€1.1bn").attribution == ""
    assert figure("The group forecast a profit of €1.1bn.", "€1.1bn").attribution == "The group"


@pytest.mark.parametrize(
    ("text", "printed", "modifier"),
    [
        ("The army shot down 76 drones.", "76 drones", "="),
        ("The state set up a £5m fund.", "£5m", "="),
        ("Ek gave up 40 homes.", "40 homes", "="),
        ("Sales were up 76 units.", "76 units", "up"),
        ("Output, down 12 tonnes, disappointed.", "12 tonnes", "down"),
        ("The index closed down 12 points.", "12 points", "down"),
    ],
)
def test_up_and_down_of_another_verb_tell_no_change(text, printed, modifier):
    assert figure(text, printed).modifier == modifier


def test_what_somebody_learned_about_is_not_rounded():
    assert [(one.text, one.modifier) for one in figures("Ek learned about the $130,000 from the news.")] == [
        ("$130,000", "=")
    ]
    assert figure("It cost about $130,000.", "about $130,000").modifier == "~"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It said five flew into Velden.", []),
        ("Sales doubled to 1.2m in May.", [(2.0, "time"), (1.2e6, "")]),
    ],
)
def test_no_verb_is_counted_and_no_multiple_lends_its_unit(text, values):
    assert read(text) == values


@pytest.mark.parametrize(
    ("text", "printed", "shown"),
    [
        ("LAGOS, Nigeria (Norpress) — At least 53 people died when a boat sank.", "At least 53 people", "died"),
        ("NORHAVEN — Some 40 boats were lost.", "Some 40 boats", "were lost"),
        ("A lorry with 22 tonnes of flour overturned at 4.30am.", "22 tonnes", "of flour overturned at 4.30am"),
        ("A 7.1-magnitude quake hit Velden at 9:05 a.m.", "7.1-magnitude", "quake hit Velden at 9:05 a.m."),
        ("“You can’t put a price on it,” the 34-year-old said.", "34-year-old", ""),
        ("It said the complaint “raised serious issues” and gave it 21 days to reply.", "21 days", "to reply"),
        ("Prices are 1.3% higher than a year ago.", "1.3%", "higher than a year ago"),
    ],
)
def test_a_caption_begins_and_ends_where_its_clause_does(text, printed, shown):
    assert caption(text, printed) == shown


def test_what_is_exceeded_is_no_source():
    text = "It added 254,000 jobs, more than the 150,000 economists had forecast, the Labour Office said."
    assert {one.attribution for one in figures(text)} <= {"the Labour Office", ""}


def test_the_smaller_part_of_a_time_is_not_shown_alone():
    text = "It took the crew 4 hours and 13 minutes to put out the fire at the mill in Norhaven on Tuesday."
    assert figure(text, "13 minutes").salience == 0
    assert figure(text, "4 hours and 13 minutes").salience > 0


def test_a_time_in_two_units_is_shown_whole():
    assert figure("Ek won the race in 30 minutes 41.5 seconds.", "30 minutes 41.5 seconds").value == 1841.5
    assert figure("Ek was sentenced to six years and four months.", "six years and four months").unit == "year"


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("The Alliance won 112 of the 250 seats.", "112", 112, "seat"),
        ("The firm will close three of its 22 depots.", "three", 3, "depot"),
        ("She has won 19 of her last 20 matches.", "19", 19, "match"),
        ("They shot down 41 of 52 drones.", "41", 41, "drone"),
        ("It infected 418 people, and 61 of them needed care.", "61", 61, ""),
        ("Shelling killed nine civilians and wounded 31 in the town.", "31", 31, "civilian"),
        ("They charged 23 people, including four police officers.", "four police officers", 4, "officer"),
    ],
)
def test_a_part_of_what_is_counted_is_counted_too(text, printed, value, unit):
    found = figure(text, printed)
    assert (found.value, found.unit) == (value, unit)


def test_the_base_of_a_comparison_is_not_of_the_day_that_the_new_value_is_of():
    text = "Net debt stood at €2.6 billion at the end of June, down from €3.1 billion a year earlier."
    assert figure(text, "€2.6 billion").as_of == "at the end of June"
    assert figure(text, "€3.1 billion").as_of == ""


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ek scored twice as the Harbour side won.", []),
        ("The new mill is twice as big.", [(2.0, "time")]),
        ("The engine emits 119g/km.", [(119.0, "gram per kilometre")]),
        ("The toll rose since October 2023 to 43,061.", [(43061.0, "")]),
        ("Police were called to the 1400 block of Elm Street.", []),
        ("There were 32 cases of enforced or wilful silence.", [(32.0, "case")]),
    ],
)
def test_small_words_between_numbers_mislead_nobody(text, values):
    assert read(text) == values


def test_a_score_is_printed_without_the_word_before_it():
    assert figures("Velden came from 2-0 down to win.")[0].text == "2-0"


def test_a_range_inside_a_caption_is_whole():
    text = "Three-quarters of nurses say they see 30 to 40 patients a day."
    assert caption(text, "Three-quarters") == "of nurses say they see 30 to 40 patients a day"


def test_a_rank_with_a_stop_does_not_end_the_name_of_a_source():
    text = "The river rose 26 feet, said Lt. Gov. Ida Ek."
    assert figure(text, "26 feet").attribution == "Lt. Gov. Ida Ek"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The pay is $27M-$30 million a year.", [((2.7e7, 3e7), "dollar per year")]),
        ("Calls fell to about 6,700 last year.", [(6700.0, "")]),
        ("The town may lose 50-60 on-call firefighters.", [((50.0, 60.0), "firefighter")]),
        ("It is a multi-million pound plan.", []),
        ("It is a multi-billion-dollar plan.", []),
    ],
)
def test_time_words_and_hyphens_behind_numbers_are_read_right(text, values):
    assert read(text) == values


@pytest.mark.parametrize(
    ("text", "printed", "source"),
    [
        ("Ida Ek, who led the case against the Harbour gang said 40 boats were lost.", "40 boats", ""),
        ("According to the group Weave Yourself numbers have grown by 17%.", "17%", "the group Weave Yourself"),
    ],
)
def test_a_source_is_its_whole_name_or_nobody(text, printed, source):
    assert figure(text, printed).attribution == source


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("One day it may sail again.", []),
        ("The works lasted one day.", [(1.0, "day")]),
        ("One day after the vote, it sailed.", [(1.0, "day")]),
        ("He saw 35 known.", []),
    ],
)
def test_some_day_is_no_time_and_participles_are_not_counted(text, values):
    assert read(text) == values


def test_a_score_tells_no_change():
    assert figure("Velden were surging 7-1 in front.", "7-1").modifier == "="
