"""A time in two units is one figure where it is shown, and its value is what is printed."""

import pytest

from briefing.annotate.across.values import same_value
from briefing.annotate.figures import figures, whole_times


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "modifier"),
    [
        ("Ek was sentenced to six years and four months.", "six years and four months", 76, "month", "="),
        ("It burned for nearly 4 hours and 13 minutes.", "nearly 4 hours and 13 minutes", 253, "minute", "~"),
        ("They were at sea for two weeks and three days.", "two weeks and three days", 17, "day", "="),
        ("He stayed for two months and three days.", "two months and three days", 2, "month", ">"),
    ],
)
def test_a_time_in_two_units_is_counted_in_the_smaller_or_is_more_than_the_larger(
    text: str, printed: str, value: float, unit: str, modifier: str
) -> None:
    [found] = whole_times(figures(text))
    assert (found.text, found.value, found.unit, found.modifier) == (printed, value, unit, modifier)
    assert text[found.start : found.end] == printed


def test_two_times_in_two_units_are_told_apart_by_the_smaller() -> None:
    [one], [other] = (whole_times(figures(f"The crew needed 4 hours and {minutes} minutes.")) for minutes in (13, 31))
    assert not same_value(one, other)


def test_times_side_by_side_stay_apart() -> None:
    text = "He rowed for 3 years, 2 months and 14 days, after two weeks at home, 5 hours a day."
    printed = [one.text for one in figures(text)]
    assert [one.text for one in whole_times(figures(text))] == [one for one in printed if one != "14 days"]
    assert len(printed) == 5
