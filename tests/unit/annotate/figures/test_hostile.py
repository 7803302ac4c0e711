"""Whatever is put in: bounded output, no exception, time that grows with the length."""

import math
import time

import pytest

from briefing.annotate.figures import figures as read

LIMIT = 30.0
"""CPU seconds, under coverage's tracing too; what is not linear takes hours."""


@pytest.mark.parametrize(
    "text",
    [
        "9" * 400,
        "-" + "9" * 400 + " people died.",
        "It cost $" + "9" * 400 + " in all.",
        "It grew to 1e999 metres.",
        "It grew to 10^999 metres.",
        "The ²⁄₃ of it, 1/0, 0/0 and 5/0 are odd.",
        "²/² and 2²/3",
        "1,2,3,4,5,6,7,8,9",
        '"30" he said, 5\' 7", and then 9".',
        "$€£ ¥ % -- 12- -12 - 12",
        "between and 12 to",
        "12 to 13 to 14 to 15-16-17 or 18",
    ],
)
def test_odd_numbers_are_read_or_left_alone(text):
    for figure in read(text):
        assert text[figure.start : figure.end] == figure.text


def test_marks_of_direction_and_spaces_without_width_stand_in_no_figures_way():
    found = read("\u202e12\u202c \u200epeople were hurt in \u200bthe \u200fblast.")
    assert [(one.value, one.unit) for one in found] == [(12.0, "people")]


def test_a_number_of_400_digits_is_nobodys_figure():
    assert read("They lost " + "9" * 400 + " ships.") == ()


def test_digits_of_other_scripts_are_digits():
    assert [figure.value for figure in read("It cost $٣٤٥ and ４２ euros.")] == [345.0, 42.0]


def test_a_table_turned_to_text_gives_a_bounded_number_of_figures():
    rows = "\n".join(f"{place},{place * 7},Marl {place},3.5%,{place}-{place + 1}" for place in range(3000))
    assert len(read(rows)) <= 2000


PIECES = ("1 ", "5% ", "$5 and ", "12, ", "3-4 ", '5" ', "one in ", "two million ", "(12) ", "12 people ")


@pytest.mark.parametrize("piece", PIECES)
def test_long_repetitions_are_read_in_bounded_time(piece):
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    assert len(read(text)) <= 2000
    assert time.process_time() - began < LIMIT


@pytest.mark.parametrize(
    "text",
    [
        "The server at 192.168.10.254 answered.",
        "The servers at 192.168.100.254 and 8.8.8.8 answered.",
        "It was seen at 2001:db8:85a3::8a2e:370:7334 and fe80::1.",
        "Version 3.11.7 follows 3.11.6 and v2.0.0-rc.1.",
        "Call +44 20 7946 0958 or (555) 012-3456 today.",
        "The card 4111 1111 1111 1111 was charged.",
        "The card 4111-1111-1111-1111 was charged.",
        "Write to IBAN DE89 3704 0044 0532 0130 00 only.",
    ],
)
def test_addresses_versions_phones_and_cards_are_nothing_to_show(text):
    assert [figure.text for figure in read(text) if figure.salience > 0] == []


@pytest.mark.parametrize(
    "text", ["It grew to 1e999 metres.", "It grew to -1e999 metres.", "It is 1e400, 10^400 or 9e-999."]
)
def test_no_value_is_infinite(text):
    for figure in read(text):
        ends = figure.value if isinstance(figure.value, tuple) else (figure.value or 0.0,)
        assert all(map(math.isfinite, ends))


@pytest.mark.parametrize("mark", ['"', "”", "“", "″", "'", "′"])
def test_an_inch_sign_is_an_inch_or_nothing(mark):
    for figure in read(f"The board is 30{mark} wide, the other 5' 7{mark} and the last 9{mark}."):
        assert figure.unit in {"inch", "foot", ""}


@pytest.mark.parametrize(
    "row", ["{0},{1},Marl {0},3.5%,{0}-{1}", '{0};{1};;"{0},5"', "{0}\t{1}\tN/A\t-{0}", "|{0}|{1}|$5|"]
)
def test_every_kind_of_table_turned_to_text_is_read_in_bounded_time(row):
    text = "\n".join(row.format(place, place * 7) for place in range(6_000))
    began = time.process_time()
    assert len(read(text)) <= 2000
    assert time.process_time() - began < LIMIT
