"""What may wait stands aside while somebody is being acknowledged, and never for long."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from briefing.service.precedence import Precedence

FOREVER = 60.0


def _begin(work: Callable[[], None]) -> Thread:
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_work_begins_at_once_when_nobody_goes_first() -> None:
    assert Precedence(longest=FOREVER).after(lambda number: number + 1)(1) == 2


def test_work_begins_when_the_last_of_those_who_go_first_is_served() -> None:
    precedence, begun = Precedence(longest=FOREVER), Event()
    with precedence.first():
        with precedence.first():
            waiting = _begin(precedence.after(begun.set))
        assert not begun.is_set()
    assert begun.wait(10)
    waiting.join(10)


def test_work_begins_although_somebody_goes_first_for_ever() -> None:
    precedence = Precedence(longest=0.0)
    with precedence.first():
        assert precedence.after(lambda: "done")() == "done"


def test_whoever_fails_while_going_first_holds_nobody_up() -> None:
    precedence = Precedence(longest=FOREVER)
    with pytest.raises(ZeroDivisionError), precedence.first():
        1 / 0  # noqa: B018
    assert precedence.after(lambda: "done")() == "done"
