from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from briefing.errors import Transient
from briefing.model import Answer, Request
from briefing.store.engine import connect, writing
from briefing.store.together import Together
from tests.build import sample_brief
from tests.store.samples import HOUR, NOW

QUESTION = Request("trigger-1", "article", "https://harbour.example/1", NOW, {"response_url": "https://chat.example/1"})


def test_a_question_asked_twice_is_one_question(store):
    assert store.requests.add(QUESTION)
    assert not store.requests.add(QUESTION)
    assert store.requests.get("trigger-1") == QUESTION
    assert store.requests.get("trigger-2") is None


def test_open_questions_come_oldest_first_until_they_are_answered(store):
    older = Request("trigger-0", "brief", "morning", NOW - HOUR)
    store.requests.add(QUESTION)
    store.requests.add(older)
    assert store.requests.open(NOW) == [older, QUESTION]
    store.requests.save(replace(older, answered=NOW))
    store.requests.save(replace(QUESTION, answered=NOW, problem="the page could not be read"))
    assert store.requests.open(NOW) == []
    assert store.requests.get("trigger-1").problem == "the page could not be read"


def test_a_question_in_hand_is_nobody_elses_until_its_time_has_passed(store):
    store.requests.add(QUESTION)
    taken = store.requests.claim(QUESTION, NOW + HOUR)
    assert taken.attempts == 1
    assert store.requests.claim(QUESTION, NOW + HOUR) is None
    assert store.requests.open(NOW) == []
    assert store.requests.open(NOW + HOUR) == [taken]


def test_what_was_found_is_kept_with_how_much_of_it_was_told(store):
    store.requests.add(QUESTION)
    known = replace(QUESTION, answer=Answer(brief=sample_brief()), posted=1)
    store.requests.save(known)
    assert store.requests.get("trigger-1") == known


def test_many_questions_at_once_are_each_kept_once_however_often_slack_sends_them(store):
    asked = [replace(QUESTION, id=f"trigger-{number % 20}") for number in range(60)]
    with ThreadPoolExecutor(20) as people:
        added = list(people.map(store.requests.add, asked))
    assert sum(added) == 20
    assert len(store.requests.open(NOW)) == 20


class Disk:
    """Takes its first write in hand until it is let go."""

    def __init__(self, fault=None):
        self.busy, self.free, self.fault, self.written = Event(), Event(), fault, []

    def write(self, connection, values):
        assert connection.in_transaction()
        self.busy.set()
        assert self.free.wait(10)
        self.written.append(sorted(values))
        if self.fault and len(values) > 1:
            raise self.fault
        return [value * 10 for value in values]


@pytest.fixture
def engine(tmp_path):
    engine = connect(f"sqlite:///{tmp_path / 'together.db'}?timeout=0.01")
    yield engine
    engine.dispose()


def all_stand(together, count):
    while len(together._line) < count:
        Event().wait(0.001)


def brought(engine, disk, rest):
    """One value whose writing takes long, and the others that come meanwhile."""
    together = Together(engine, disk.write)
    with ThreadPoolExecutor(20) as people:
        first = people.submit(together, 1)
        assert disk.busy.wait(10)
        others = [people.submit(together, value) for value in rest]
        all_stand(together, len(rest))
        disk.free.set()
    return [first, *others]


def test_those_who_come_while_the_disk_is_busy_share_the_next_write(engine):
    disk = Disk()
    assert [one.result() for one in brought(engine, disk, range(2, 12))] == [value * 10 for value in range(1, 12)]
    assert disk.written == [[1], list(range(2, 12))]


def test_those_who_come_while_others_write_share_the_first_write(engine):
    disk = Disk()
    disk.free.set()
    together = Together(engine, disk.write)
    with ThreadPoolExecutor(20) as people:
        with writing(engine):
            asked = [people.submit(together, value) for value in range(8)]
            all_stand(together, 8)
        assert [one.result(10) for one in asked] == [value * 10 for value in range(8)]
    assert disk.written == [list(range(8))]


def test_a_write_that_fails_is_told_to_everybody_whose_it_was_and_to_nobody_else(engine):
    first, *others = brought(engine, Disk(Transient("full")), (2, 3))
    assert first.result() == 10
    for one in others:
        with pytest.raises(Transient, match="full"):
            one.result()


def test_who_comes_after_a_transaction_that_could_not_begin_is_written_again(engine):
    disk = Disk()
    disk.free.set()
    together = Together(engine, disk.write)
    other = connect(str(engine.url))
    with other.begin(), pytest.raises(Transient, match="holds the database"):
        together(1)
    other.dispose()
    assert together(2) == 20
    assert disk.written == [[2]]
