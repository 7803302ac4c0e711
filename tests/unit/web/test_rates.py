"""What costs may be asked for so often by each visitor, whichever of his addresses he comes from."""

import pytest

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
