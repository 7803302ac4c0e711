from briefing.model import Request
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
    assert store.requests.open() == [older, QUESTION]
    store.requests.answer("trigger-0", NOW)
    store.requests.answer("trigger-1", NOW, "the page could not be read")
    assert store.requests.open() == []
    assert store.requests.get("trigger-1").problem == "the page could not be read"
    assert store.requests.get("trigger-1").answered == NOW
