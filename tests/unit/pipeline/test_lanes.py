"""Each domain gets mail at its own rate, and none waits for another's."""

from hypothesis import given
from hypothesis import strategies as some

from briefing.model import DeliveryState, Waiting
from briefing.pipeline.lanes import Lanes


def waiting(*addresses: str) -> list[Waiting]:
    return [Waiting(str(number), address, DeliveryState.PENDING) for number, address in enumerate(addresses)]


def test_domains_take_turns() -> None:
    lanes = Lanes(100)
    lanes.fill(waiting("a@x.org", "b@x.org", "c@y.org"))
    taken = [lanes.take(0) for _ in range(4)]
    assert [one.address for one in taken if isinstance(one, Waiting)] == ["a@x.org", "c@y.org", "b@x.org"]
    assert taken[3] is None


def test_a_slow_domain_holds_up_nobody_else() -> None:
    lanes = Lanes(100, {"slow.org": 1})
    lanes.fill(waiting("a@slow.org", "b@slow.org", "c@quick.org"))
    assert [getattr(lanes.take(0), "address", "") for _ in range(2)] == ["a@slow.org", "c@quick.org"]
    assert lanes.take(0) == 1
    assert getattr(lanes.take(1), "address", "") == "b@slow.org"


def test_filling_again_gives_no_new_burst() -> None:
    lanes = Lanes(1)
    lanes.fill(waiting("a@x.org"))
    lanes.take(0)
    lanes.fill(waiting("b@x.org"))
    assert lanes.take(0.5) == 0.5


@given(rate=some.floats(0.5, 50), count=some.integers(1, 60), step=some.floats(0.01, 2))
def test_no_domain_ever_gets_more_than_its_rate(rate: float, count: int, step: float) -> None:
    lanes = Lanes(rate)
    lanes.fill(waiting(*(f"{number}@x.org" for number in range(count))))
    now, taken = 0.0, 0
    while (found := lanes.take(now)) is not None:
        if isinstance(found, Waiting):
            taken += 1
            assert taken <= max(1.0, rate) + rate * now + 1e-6
        else:
            now += step
    assert taken == count
