from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.moments import moment
from briefing.extract.months import written_date


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24T07:30:00Z", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
        ("2026-11-24T07:30:00.123+0100", datetime(2026, 11, 24, 7, 30, tzinfo=timezone(timedelta(hours=1)))),
        ("2026-11-4 7:30:05", datetime(2026, 11, 4, 7, 30, 5, tzinfo=UTC)),
        ("20261124T073000Z", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
        ("2026-11-24T23:15:0Z", datetime(2026, 11, 24, 23, 15, tzinfo=UTC)),
        ("2026-13-24", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_b11_a_timestamp_is_read_as_publishers_write_it_or_not_at_all(text: str, when: datetime | None) -> None:
    assert moment(text) == when


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tuesday, 24 November 2026", date(2026, 11, 24)),
        ("Nov. 24, 2026 8:15 a.m.", date(2026, 11, 24)),
        ("24. November 2026 um 8:15 Uhr", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24 de noviembre de 2026", date(2026, 11, 24)),
        ("le 24 novembre 2026", date(2026, 11, 24)),
        ("24 KASIM 2026", date(2026, 11, 24)),
        ("12 NİSAN 2026", date(2026, 4, 12)),
        ("24 FÉVRIER 2026", date(2026, 2, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("11/24/2026", date(2026, 11, 24)),
        ("3/4/2026", None),
        ("31.02.2026", None),
        ("Updated in 2026", None),
    ],
)
def test_a_written_date_is_read_unless_it_could_mean_two_days(text: str, day: date | None) -> None:
    assert written_date(text) == day


_MONTH_IN_ANY_LETTERS = st.sampled_from(
    ["january", "nisan", "kasım", "şubat", "августа", "août", "ſeptember", "DİCIEMBRE"]
)


@given(
    st.one_of(
        st.text(st.sampled_from("0123456789-:T.Z+ /avNo²٣İıſ"), max_size=40),
        st.builds("3 {} 2026".format, _MONTH_IN_ANY_LETTERS | _MONTH_IN_ANY_LETTERS.map(str.upper)),
    )
)
def test_no_text_raises(text: str) -> None:
    moment(text)
    written_date(text)
