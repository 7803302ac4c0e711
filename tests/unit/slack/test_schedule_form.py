"""What comes back from the form is checked before anything is ordered by it."""

from typing import Any

import pytest

from briefing.slack.schedule_form import wish_of_form

ZONE = {"zone": {"selected_option": {"value": "Europe/Lisbon"}}}


def filled_in(minutes: Any) -> dict[str, Any]:
    time, days = {"time": {"selected_time": "07:30"}}, {"days": {"selected_options": [{"value": "mon"}]}}
    return {"state": {"values": {"time": time, "days": days, "zone": ZONE, "minutes": {"minutes": {"value": minutes}}}}}


def test_a_whole_number_of_minutes_is_the_length() -> None:
    wish, wrong = wish_of_form(filled_in("12"))
    assert (wish.minutes, wrong) == (12.0, {})


@pytest.mark.parametrize("minutes", ["²", "0", "61", "-3", "9" * 5000, "", None])
def test_what_is_no_number_of_minutes_is_said_below_its_field(minutes: str | None) -> None:
    wish, wrong = wish_of_form(filled_in(minutes))
    assert wish.minutes is None
    assert wrong == {"minutes": "Between 1 and 60."}
