"""Numbers that count nothing are no figures."""

import pytest

from briefing.annotate.figures import figures


@pytest.mark.parametrize(
    "text",
    [
        "The hunt begins on Sept. 20.",
        "It ends 9 May 2026.",
        "The Korean War lasted from 1950-1953.",
        "It opened in 2014.",
        "The earl died in 1065.",
        "Branch 36 of the court sat.",
        "Since the 1960s it has rained.",
        "He came 10th.",
        "It is their first trip.",
        "Both countries agreed.",
        "Doors open at 7:30.",
        "Doors open at 10.45pm.",
        "It left at 5 a.m.",
        "They flew a Boeing 737.",
        "The F-150 was towed.",
        "The S&P 500 was flat.",
        "Use version 2.14.3 of it.",
        "The host is 192.168.10.4.",
        "Call 555-867-5309 now.",
        "Call +1 202 555 0143 now.",
        "The card 4111 1111 1111 1111 was stolen.",
        "Write to 12 Mill Street.",
        "He lives in Room 12.",
        "It fell under COVID-19.",
        "See chapter 4.",
        "It streams in 4K video.",
        "[7]",
    ],
)
def test_dates_times_names_and_addresses_are_told_apart(text):
    assert [figure.text for figure in figures(text)] == []


def test_a_list_mark_is_not_a_figure_but_what_it_marks_may_be():
    assert [figure.text for figure in figures("3. Mix 200 grams of flour.")] == ["200 grams"]


def test_a_year_like_number_before_what_is_counted_is_a_figure():
    found = figures("About 2,000 people came; 1900 people left.")
    assert [figure.text for figure in found] == ["About 2,000 people", "1900 people"]


def test_numbers_in_the_address_of_a_page_are_none_of_the_texts():
    text = "It is at https://marl.example/2026/12-dead?page=45%20people&n=3.5 and www.marl.example/99-jobs for all."
    assert figures(text) == ()
