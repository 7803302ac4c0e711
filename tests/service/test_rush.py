"""What is remembered from brief to brief goes once none was composed for a minute, and stays while one is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from briefing.model import Job, JobKind
from briefing.service.rush import GIVEN, IDLE, Rush

COMPOSE = Job(JobKind.COMPOSE, "morning:2026-11-24T07:00")


class Turned:
    """A clock that is turned by hand."""

    now = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Scene:
    """A rush that writes down when what it remembered was let go of, and when free memory was given back."""

    def __init__(self) -> None:
        self.clock = Turned()
        self.let_go: list[datetime] = []
        self.given: list[float] = []
        self.seconds = 0.0
        self.in_sight = True
        self.rush = Rush(
            self.clock,
            (lambda: self.let_go.append(self.clock.now),),
            lambda: self.in_sight,
            give_back=lambda: self.given.append(self.seconds),
            seconds=lambda: self.seconds,
        )

    def do(self, job: Job, work: Callable[[Job], None] = lambda _: None) -> None:
        self.rush.over({job.kind: work})[job.kind](job)

    def after(self, idle: timedelta) -> list[datetime]:
        self.clock.now += idle
        self.rush.rest()
        return self.let_go


def test_it_is_let_go_of_once_when_nothing_was_composed_for_a_minute() -> None:
    scene = Scene()
    scene.do(COMPOSE)
    assert scene.after(IDLE / 2) == []
    assert scene.after(IDLE / 2) == [scene.clock.now]
    assert len(scene.after(IDLE)) == 1


def test_it_is_let_go_of_at_once_after_the_last_brief_in_sight() -> None:
    scene = Scene()
    scene.do(COMPOSE)
    assert scene.let_go == []
    scene.in_sight = False
    scene.do(COMPOSE)
    assert scene.let_go == [scene.clock.now]
    assert scene.given[-1] == scene.seconds
    assert len(scene.after(IDLE)) == 1


def test_it_is_kept_for_who_asked_and_may_ask_again() -> None:
    scene = Scene()
    scene.in_sight = False
    scene.do(Job(JobKind.SUMMARIZE, "request"))
    assert scene.let_go == []
    assert len(scene.after(IDLE)) == 1


def test_each_brief_begins_the_minute_anew() -> None:
    scene = Scene()
    for _ in range(4):
        scene.do(COMPOSE)
        assert scene.after(IDLE * 0.9) == []
    assert len(scene.after(IDLE)) == 1


def test_it_stays_while_a_brief_takes_longer_than_a_minute_to_compose() -> None:
    scene = Scene()
    meanwhile: list[datetime] = []
    scene.do(COMPOSE, lambda _: meanwhile.extend(scene.after(IDLE * 10)))
    assert meanwhile == []
    assert len(scene.after(IDLE)) == 1


def test_a_clock_that_is_set_back_does_not_keep_it_for_a_day() -> None:
    scene = Scene()
    scene.do(COMPOSE)
    assert len(scene.after(-timedelta(days=1))) == 1


def test_a_brief_that_fails_counts_as_work_that_has_ended() -> None:
    scene = Scene()

    def fail(_: Job) -> None:
        raise RuntimeError("no room")

    with pytest.raises(RuntimeError, match="no room"):
        scene.do(COMPOSE, fail)
    assert len(scene.after(IDLE)) == 1


@pytest.mark.parametrize("kind", [JobKind.COLLECT, JobKind.DELIVER])
def test_work_that_remembers_nothing_is_no_reason_to_let_go(kind: JobKind) -> None:
    scene = Scene()
    scene.do(Job(kind, "one"))
    assert scene.after(IDLE) == []


def test_what_is_free_is_given_back_after_work_but_not_after_each_of_many_briefs() -> None:
    scene = Scene()
    for _ in range(25):
        scene.do(COMPOSE)
        scene.seconds += 1
    assert scene.given == [0, *(number * GIVEN for number in range(1, int(24 / GIVEN) + 1))]


def test_what_is_free_is_given_back_when_the_last_of_several_has_ended() -> None:
    scene = Scene()
    scene.do(COMPOSE, lambda _: scene.do(COMPOSE, lambda _: None))
    assert len(scene.given) == 1
    scene.after(IDLE)
    assert len(scene.given) == 2


def test_what_reading_left_free_is_given_back_by_each_rest_but_not_while_somebody_composes() -> None:
    scene = Scene()
    scene.rush.rest()
    scene.rush.rest()
    assert len(scene.given) == 2
    scene.do(COMPOSE, lambda _: scene.rush.rest())
    assert len(scene.given) == 3  # when it was composed, and not before
    assert scene.let_go == []
