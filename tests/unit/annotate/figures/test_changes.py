"""Changes, rates and shares: what moved, by how much, from what to what, in how long."""

import pytest

from briefing.annotate.figures import figures
from briefing.model import Figure


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, [figure.text for figure in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "printed", "value", "modifier"),
    [
        ("Exports doubled in a decade of peace.", "doubled", 2.0, "up"),
        ("The price of bread has more than tripled.", "more than tripled", 3.0, ">"),
        ("Traffic nearly quadrupled.", "nearly quadrupled", 4.0, "~"),
        ("The committee halved its budget.", "halved", 0.5, "down"),
        ("There was a fivefold rise in thefts.", "fivefold", 5.0, "up"),
        ("Cases rose tenfold.", "tenfold", 10.0, "up"),
        ("The plant will double its output.", "double", 2.0, "up"),
        ("The toll is nearly twice the old one.", "nearly twice", 2.0, "~"),
    ],
)
def test_a_multiple_is_a_change_by_a_factor(text, printed, value, modifier):
    figure = next(one for one in figures(text) if one.unit == "time")
    assert (figure.text, figure.value, figure.modifier) == (printed, value, modifier)


@pytest.mark.parametrize(
    "text",
    [
        "She booked a double room.",
        "Serve with halved cherries.",
        "The hall doubled as a museum.",
        "The council doubled down on the plan.",
        "Ek doubled to left in the ninth.",
        "They met twice.",
        "Fold the letter.",
    ],
)
def test_words_that_only_look_like_multiples_are_no_figures(text):
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("Membership rose from 3 to 5 million people.", "from 3 to 5 million people", (3e6, 5e6), "people"),
        ("Unemployment fell from 12 to 9 per cent.", "from 12 to 9 per cent", (12.0, 9.0), "percentage"),
        ("The fare went from $3 to $5.", "from $3 to $5", (3.0, 5.0), "dollar"),
        ("The bill is between €3m and €4m.", "between €3m and €4m", (3e6, 4e6), "euro"),
    ],
)
def test_from_what_to_what_is_one_figure_with_both_ends_in_order(text, printed, value, unit):
    figure = only(text)
    assert (figure.text, figure.value, figure.unit) == (printed, value, unit)


def test_a_rise_and_the_level_it_led_to_are_two_figures():
    found = figures("Sales rose 12 % to 4.1 million.")
    assert [(figure.value, figure.modifier) for figure in found] == [(12, "up"), (4.1e6, "=")]


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("The mill sells 300 loaves per day.", "300 loaves per day", "loaf per day"),
        ("The line turns out 40 cars an hour.", "40 cars an hour", "car per hour"),
        ("A bed costs $12 per person per night.", "$12 per person per night", "dollar per person per night"),
        ("The river rose 3 cm a day.", "3 cm a day", "centimetre per day"),
    ],
)
def test_a_rate_carries_what_it_is_divided_by(text, printed, unit):
    figure = only(text)
    assert (figure.text, figure.unit) == (printed, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit", "modifier"),
    [
        ("Turnout fell by 4 percentage points.", 4.0, "percentage point", "down"),
        ("Turnout fell by 4 percent.", 4.0, "percentage", "down"),
        ("The bank raised its rate by a quarter of a percentage point.", 0.25, "percentage point", "up"),
        ("A quarter-point cut is likely.", 0.25, "point", "="),
        ("Deaths fell by half.", 0.5, "", "down"),
    ],
)
def test_points_and_percent_are_told_apart(text, value, unit, modifier):
    figure = only(text)
    assert (figure.value, figure.unit, figure.modifier) == (value, unit, modifier)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("The club raised $5 million for a new pier.", "="),
        ("The club has raised about $5 million for a new pier.", "~"),
        ("The bank raised its fee by $5.", "up"),
        ("Raising €40,000 took the choir a year.", "="),
        ("The patient lost 3 litres of blood.", "="),
        ("The glacier is losing about 12 tonnes of ice a day.", "~"),
        ("The farm lost 12 hectares of orchard to the fire.", "="),
        ("The fund lost about 5 percent of its value.", "down"),
        ("The fund lost $5 million of its value.", "down"),
        ("The index lost 12.5 points.", "down"),
    ],
)
def test_what_was_collected_or_lost_is_no_change_by_as_much(text, modifier):
    assert next(one for one in figures(text) if one.unit != "year").modifier == modifier


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The talks lasted a year and a half.", 1.5, "year"),
        ("It is two years and a half away.", 2.5, "year"),
        ("It is an inch and a quarter thick.", 1.25, "inch"),
        ("It took a third of a second.", 1 / 3, "second"),
        ("Three out of four wells are dry.", 0.75, ""),
        ("A third of the crop was lost.", 1 / 3, ""),
        ("A couple of ships were lost.", 2.0, "ship"),
    ],
)
def test_parts_of_a_measure_and_of_a_whole(text, value, unit):
    figure = only(text)
    assert figure.value == pytest.approx(value)
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("As of 9 May 2026, the port had 12 cranes.", "As of 9 May 2026"),
        ("By the end of June, 340 homes had been sold.", "By the end of June"),
        ("At the end of 2025 the fund held $4bn.", "At the end of 2025"),
    ],
)
def test_as_of_when_a_figure_holds_is_read_word_for_word(text, when):
    assert only(text).as_of == when


@pytest.mark.parametrize(
    ("text", "printed", "modifier", "step"),
    [
        ("The frequency fell to 49.55 Hz on 9 May.", "49.55 Hz", "down", ""),
        ("The frequency can dip down to minus 130 degrees.", "minus 130 degrees", "down", ""),
        ("Attendance has climbed back to 41,000.", "41,000", "up", ""),
        ("Revenue rose to $7.36 billion from $6.78 billion.", "$7.36 billion", "=", ""),
        ("The rate stood at 4.1 per cent.", "4.1 per cent", "=", ""),
        ("The bill boils down to $21.", "$21", "=", ""),
        ("Harbour lost to 3 rivals.", "3 rivals", "=", ""),
    ],
)
def test_a_level_tells_the_way_that_led_to_it_but_is_no_step(text, printed, modifier, step):
    figure = next(one for one in figures(text) if one.text == printed)
    assert (figure.modifier, figure.step) == (modifier, step)


def test_where_a_step_is_told_the_level_only_says_where_it_ended():
    step, level = figures("The index lost 162.31 points to fall to 7,425.81.")
    assert (step.modifier, step.step) == ("down", "down")
    assert (level.modifier, level.step) == ("=", "")


@pytest.mark.parametrize(
    ("text", "modifier", "step"),
    [
        ("The economy grew by just 3%.", "=", "up"),
        ("Wages fell exactly 2%.", "=", "down"),
        ("The firm lost more than 60% of its value.", ">", "down"),
        ("Prices rose about 1.5%.", "up", "up"),
        ("Just 3% of the votes were void.", "=", ""),
    ],
)
def test_a_step_stays_one_whatever_stands_beside_the_number(text, modifier, step):
    figure = figures(text)[0]
    assert (figure.modifier, figure.step) == (modifier, step)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("With eight more picks the team went all over the map.", ">"),
        ("Twelve more people were found on Tuesday.", ">"),
        ("They won three more seats than last year.", "="),
    ],
)
def test_so_many_more_is_more_than_so_many_in_all(text, modifier):
    assert figures(text)[0].modifier == modifier
