"""Permits for what costs: fair to each visitor, and bounded whoever comes."""

import pytest

from briefing.web import rates
from briefing.web.rates import Rates
from tests.unit.web.scene import Clock


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8:0:0:ffff::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "", True),
    ],
)
def test_who_holds_one_line_shares_its_permits(first: str, second: str, share: bool) -> None:
    permits = Rates(Clock(), most=1, minutes=1)
    assert permits.take(first)
    assert permits.take(second) is not share


def test_memory_is_bounded_however_many_networks_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_KNOWN", 100)
    permits = Rates(Clock(), most=1, minutes=1)
    assert all(permits.take(f"2001:db8:0:{number:x}::1") for number in range(1000))
    assert len(permits._buckets) == 100
    assert not permits.take("2001:db8:0:3e7::2")
