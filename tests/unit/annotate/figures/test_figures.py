"""What a figure says: its value, its unit, its modifier and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.annotate.figures import figures
from briefing.model import Article, Figure


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, [figure.text for figure in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "modifier"),
    [
        ("The bridge cost nearly $1.2bn to repair.", "nearly $1.2bn", 1.2e9, "dollar", "~"),
        ("The council set aside €3.5m for the ferry.", "€3.5m", 3.5e6, "euro", "="),
        ("Velden paid 40 million Swiss francs for the port.", "40 million Swiss francs", 4e7, "swiss franc", "="),
        ("The toll is A$12 a day.", "A$12 a day", 12.0, "australian dollar per day", "="),
        ("Bonds worth 30 MUSD were sold.", "30 MUSD", 3e7, "dollar", "="),
        ("The fare rose 18 sen.", "18 sen", 18.0, "sen", "up"),
        ("A ticket is thirteen dollars and forty cents.", "thirteen dollars and forty cents", 13.4, "dollar", "="),
        ("Turnout fell by about 4 percentage points.", "about 4 percentage points", 4.0, "percentage point", "down"),
        ("Exports dropped 7%.", "7%", 7.0, "percentage", "down"),
        ("The rate is 5 per cent.", "5 per cent", 5.0, "percentage", "="),
        ("The rocket has a range of roughly 550 miles.", "roughly 550 miles", 550.0, "mile", "~"),
        ("Winds of at least 120km/h hit Marl.", "at least 120km/h", 120.0, "kilometre per hour", ">"),
        ("The park covers 32 sq km.", "32 sq km", 32.0, "square kilometre", "="),
        ("It was minus 12 degrees Celsius in Orsk.", "minus 12 degrees Celsius", -12.0, "celsius", "="),
        ("The plant yields up to 3.4 gigawatts.", "up to 3.4 gigawatts", 3.4, "gigawatt", "<"),
        ("The leak held 64GB.", "64GB", 64.0, "gigabyte", "="),
        ("The talks took 14 months.", "14 months", 14.0, "month", "="),
        ("It is the first visit in nearly a quarter-century.", "nearly a quarter-century", 25.0, "year", "~"),
        ("The strike lasted two and a half weeks.", "two and a half weeks", 2.5, "week", "="),
        (
            "Some 11,000 containers of munitions were found.",
            "Some 11,000 containers of munitions",
            11e3,
            "container",
            "~",
        ),
        ("More than 900 doctors have left.", "More than 900 doctors", 900.0, "doctor", ">"),
        ("A dozen miners are trapped.", "A dozen miners", 12.0, "miner", "="),
        ("Half a million people fled.", "Half a million people", 5e5, "people", "="),
        ("Two hundred and fifty homes burned.", "Two hundred and fifty homes", 250.0, "home", "="),
        ("Roughly two-thirds of the hall was empty.", "Roughly two-thirds", 2 / 3, "", "~"),
        ("One in five of the wells is dry.", "One in five", 0.2, "", "="),
        ("The tank holds 2½ gallons.", "2½ gallons", 2.5, "gallon", "="),
        ("The tunnel is 1 234 567 metres long.", "1 234 567 metres", 1234567.0, "metre", "="),
        ("The fund grew to ₹1,50,000.", "₹1,50,000", 150000.0, "indian rupee", "up"),
        ("The pipe carries 52,000 barrels a day.", "52,000 barrels a day", 52000.0, "barrel per day", "="),
        ("The stadium seats 3.5m people.", "3.5m people", 3.5e6, "people", "="),
        ("The runner won the 100m sprint.", "100m", 100.0, "metre", "="),
        ("The slick is 5,500m downwind.", "5,500m", 5500.0, "metre", "="),
    ],
)
def test_a_figure_has_value_unit_modifier_and_its_printed_span(text, printed, value, unit, modifier):
    figure = only(text)
    assert figure.text == printed
    assert figure.value == pytest.approx(value)
    assert (figure.unit, figure.modifier) == (unit, modifier)
    assert text[figure.start : figure.end] == printed


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("That was 10 to 20 years ago.", (10.0, 20.0), "year"),
        ("The fine is between $3 and $5 billion.", (3e9, 5e9), "dollar"),
        ("Prices run from RM120,000 to RM300,000.", (120000.0, 300000.0), "malaysian ringgit"),
        ("A 5-10% rise is likely.", (5.0, 10.0), "percentage"),
        ("Tens of thousands of residents marched.", (1e4, 1e5), "resident"),
    ],
)
def test_a_range_is_one_figure_with_both_ends(text, value, unit):
    figure = only(text)
    assert figure.value == value
    assert figure.unit == unit


def test_a_vague_amount_has_no_value():
    figure = only("Dozens of ballistic missiles were handed over.")
    assert (figure.text, figure.value, figure.unit) == ("Dozens of ballistic missiles", None, "missile")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It cost $5.", "USD"),
        ("It cost £5.", "GBP"),
        ("It weighs 5 kg.", "kg"),
        ("It is 5 miles away.", "[mi_i]"),
        ("It burns 5 litres an hour.", "L/h"),
        ("It has 5 cabins.", ""),
    ],
)
def test_units_carry_their_iso_4217_or_ucum_code_where_there_is_one(text, code):
    assert only(text).unit_code == code


def test_a_list_shares_its_unit():
    found = figures("It comes with a 7- or 8-inch screen for eight or nine euros.")
    assert [(figure.value, figure.unit) for figure in found] == [(7, "inch"), (8, "inch"), (8, "euro"), (9, "euro")]


def test_a_number_that_is_compared_borrows_the_unit():
    found = figures("Sales rose to 3.9 million headsets from 2.4 million.")
    assert [(figure.value, figure.unit) for figure in found] == [(3.9e6, "headset"), (2.4e6, "headset")]


def test_a_conversion_in_brackets_keeps_the_modifier():
    found = figures("The moths fly more than 100 kilometres (60 miles).")
    assert [(figure.value, figure.modifier) for figure in found] == [(100, ">"), (60, ">")]


def test_a_decimal_comma_is_read_in_languages_that_write_it():
    german = Article("a", "", "", "Der Bau kostet 1.234,5 Euro und 1.200 Stunden.", language="de")
    assert figures(german)[0].value == pytest.approx(1234.5)
    assert figures("It cost 1.234 euros.")[0].value == pytest.approx(1.234)


def test_ages_are_told_from_durations():
    assert only("Ana Belo, 44, runs the mill.").unit == "year of age"
    assert only("The 12-year-old mill burned.").unit == "year of age"
    assert only("A man aged 35 was held.").unit == "year of age"
    assert only("The mill burned for 12 years.").unit == "year"


def test_scores_are_told_from_ranges():
    assert only("Marl won 4-1 on Sunday.").unit == "score"
    assert only("Marl went home after a 13-10 overtime loss.").unit == "score"
    assert only("It was a 27-24 home win over Ostby.").unit == "score"
    assert only("They hired 10-20 overtime workers.").unit == "worker"
    assert only("He sold 10-20 shares down the line.").unit == "share"
    assert only("It takes 4-6 weeks.").unit == "week"


def test_a_figure_knows_its_article():
    figure = figures(Article("a1", "", "", "It cost $5.", version=3))[0]
    assert (figure.article_id, figure.version) == ("a1", 3)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to the harbour board, 12 ships were lost.", "the harbour board"),
        ("The State Office on Tuesday said 12 ships were lost.", "The State Office"),
        ("12 ships were lost, the regulator said.", "the regulator"),
        ("12 ships were lost, said Ana Belo, the harbour master.", "Ana Belo"),
        ("He said 12 ships were lost.", ""),
        ("12 ships were lost.", ""),
    ],
)
def test_who_says_so_is_read_word_for_word(text, source):
    assert only(text).attribution == source


def test_the_date_of_a_figure_is_read_word_for_word():
    assert only("As of June 2026, the port had 12 cranes.").as_of == "As of June 2026"


PIECES = """
    nearly 12 1.2 $ € % , . - – ( ) “ ” to and or of a half million bn m from between 3-4 people percent year-old said
    according dozens ½ 1/2 ٣٤٥ 1e999 No. May 2026 per day
"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_every_figure_and_what_it_measures_are_spans_of_the_text(text):
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text
        start, end = figure.what_span
        assert text[start:end] == figure.what
        assert 0 <= figure.salience <= 1


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They asked for three lakh crore rupees.", 3e12),
        ("The fund holds one billion and a quarter million euros.", 1_000_250_000.0),
        ("The fund holds two million and a half euros.", 2.5e6),
        ("It weighs one hundred and three quarters kilograms.", 100.75),
        ("It weighs two hundred and fifty-four hundredths of that.", 200.54),
        ("It was one hundred thirty-fifths of the sum.", 100 / 35),
        ("It was three twenty-firsts of the sum.", 3 / 21),
        ("It takes a hundred trillionths of that.", 1e-10),
        ("It is ninety - five miles away.", 95.0),
    ],
)
def test_runs_of_number_words_are_read_as_they_are_spoken(text, value):
    assert only(text).value == pytest.approx(value)


def test_quarters_of_a_year_are_no_fraction():
    assert only("Sales fell for the past two quarters.").value == 2
    assert only("Sales grew for six quarters.").value == 6
    assert only("Three quarters of the wells are dry.").value == 0.75


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("It cost thirteen dollars forty-five.", "thirteen dollars forty-five", 13.45, "dollar"),
        ("It cost 15 dollars and 50.", "15 dollars and 50", 15.5, "dollar"),
        ("It cost a dollar and 42 cents.", "a dollar and 42 cents", 1.42, "dollar"),
        ("The fence is 7 feet 10 inches high.", "7 feet 10 inches", 94.0, "inch"),
        ("The cub weighs 3 kilograms and 400 grams.", "3 kilograms and 400 grams", 3400.0, "gram"),
        ("The race took 1 hour fifteen.", "1 hour fifteen", 75.0, "minute"),
    ],
)
def test_a_measure_said_in_two_units_is_one_figure(text, printed, value, unit):
    figure = only(text)
    assert figure.value == pytest.approx(value)
    assert (figure.text, figure.unit) == (printed, unit)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("They paid $5 and 20 guests left.", ["$5", "20 guests"]),
        ("It is 3 miles, 6,000 feet up.", ["3 miles", "6,000 feet"]),
        ("It took two hours; fifteen people came.", ["two hours", "fifteen people"]),
    ],
)
def test_two_amounts_side_by_side_stay_two(text, printed):
    assert [figure.text for figure in figures(text)] == printed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The plan needs 4 thousand 3 hundred and 21 votes.", 4321.0),
        ("The strain has 1.1×10^6 cells.", 1.1e6),
        ("The chip has 8x2^10 bits.", 8192.0),
        ("The notice runs for 30 (thirty) days.", 30.0),
        ("Orders reached 10 bln.", 1e10),
        ("It cost MAUD 60.", 6e7),
        ("It cost usd 20.", 20.0),
        ("It grew to 4.1 million.", 4_100_000.0),
    ],
)
def test_written_forms_of_numbers(text, value):
    figure = only(text)
    assert figure.value == value
    assert text[figure.start : figure.end] == figure.text


def test_more_than_half_said_of_nobody_in_particular_is_a_share():
    figure = only("More than half said no.")
    assert (figure.text, figure.value, figure.modifier) == ("More than half", 0.5, ">")


def test_a_year_is_not_the_lower_end_of_what_follows():
    found = figures("Turnout slipped from 61 per cent in 2019 to 54 per cent.")
    assert [figure.value for figure in found] == [61, 54]
    assert only("Sales rose in 2018 to 3.9 million headsets.").value == 3.9e6
