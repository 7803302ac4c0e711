"""Whatever is put in: bounded output, no exception, time that grows with the length."""

import re
import time

import pytest

from briefing.annotate import (
    context,
    disagreements,
    figure_likeness,
    figure_values,
    figures,
    labels,
    lexing,
    scenes,
    units,
)
from briefing.annotate.figures import figures as read

LIMIT = 30.0
"""CPU seconds, under coverage's tracing too; what is not linear takes hours."""
PATTERNS = {
    f"{module.__name__}.{name}": pattern
    for module in (context, disagreements, figure_likeness, figure_values, figures, labels, lexing, scenes, units)
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern)
}
WORST = (
    *("1", "1,", "1.", "9 ", "a", "A", "a.", "a'", "’", "-", "½", " ", "٣", "12a"),
    *("in the ", "as of ", "As of May ", "ty", "teen", " of a", " (a"),
)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_grows_faster_than_its_text(name):
    """B14: every pattern meets 100 kB of its worst characters, and what nearly matches in the end."""
    for piece in WORST:
        text = piece * (100_000 // len(piece)) + "!"
        began = time.process_time()
        for _ in PATTERNS[name].finditer(text):
            pass
        assert time.process_time() - began < LIMIT, piece


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
