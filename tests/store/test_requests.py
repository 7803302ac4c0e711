from dataclasses import replace

from briefing.model import Answer, Request
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
