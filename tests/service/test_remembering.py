"""The summaries of a brief are worked out once for all briefs that tell the same stories."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest

from briefing.bootstrap.remembering import Answers, Remembering, remembering
from briefing.compose.material import Tools
from briefing.model import Annotation, Article, Disagreement, Sentence
from tests.store.samples import annotation, article


class Counting:
    """A method that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def rank(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        del article
        return tuple(sentences)

    def summarize(self, article: Article, *, count: int = 3, words: int | None = None) -> tuple[Sentence, ...]:
        return self.summarize_many([article], count=count, words=words)

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        self.asked += 1
        return (Sentence(f"{self.asked} {count} {words} {known}", 0, 1, article_id=articles[0].id),)


def test_the_same_question_is_answered_from_memory_and_any_other_afresh() -> None:
    method, one, other = Counting(), article("a1"), article("a2")
    memory = Remembering(method)
    first = memory.summarize_many([one, other], count=2, known=["It sank."])
    assert memory.summarize_many([one, other], count=2, known=["It sank."]) is first
    questions = [
        memory.summarize_many([other, one], count=2, known=["It sank."]),
        memory.summarize_many([one, other], count=3, known=["It sank."]),
        memory.summarize_many([one, other], count=2),
        memory.summarize_many([one, other], words=20),
        memory.summarize_many([replace(one, text="Changed.", version=2), other], count=2, known=["It sank."]),
        memory.summarize(one),
        memory.summarize(one, count=1),
    ]
    assert first not in questions
    assert len(set(questions)) == len(questions)
    assert method.asked == 1 + len(questions)


def test_no_more_is_kept_than_the_latest() -> None:
    method = Counting()
    memory = Remembering(method, most=2)
    for name in ("a1", "a2", "a1", "a3", "a1"):
        memory.summarize(article(name))
    assert method.asked == 3
    memory.summarize(article("a2"))
    assert method.asked == 4


class Pausing(Counting):
    """Begins, and goes on when it is told to; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        super().__init__()
        self.begun, self.go_on, self._failures = Event(), Event(), failures

    def summarize(self, article: Article, *, count: int = 3, words: int | None = None) -> tuple[Sentence, ...]:
        self.begun.set()
        assert self.go_on.wait(10)
        self._failures -= 1
        if self._failures >= 0:
            raise MemoryError
        return super().summarize(article, count=count, words=words)


def test_what_several_ask_at_the_same_moment_is_worked_out_once() -> None:
    method = Pausing()
    memory = Remembering(method)
    with ThreadPoolExecutor(4) as threads:
        answers = [threads.submit(memory.summarize, article("a1")) for _ in range(4)]
        assert method.begun.wait(10)
        method.go_on.set()
        assert len({answer.result(10) for answer in answers}) == 1
    assert method.asked == 1


def test_a_failure_is_not_remembered() -> None:
    method = Pausing(failures=1)
    method.go_on.set()
    memory = Remembering(method)
    with pytest.raises(MemoryError):
        memory.summarize(article("a1"))
    assert memory.summarize(article("a1"))


def test_the_articles_of_a_story_are_compared_once_for_all_briefs_and_again_once_one_changes() -> None:
    asked: list[tuple[str, ...]] = []

    def compare(articles: Sequence[Article], annotations: Sequence[Annotation]) -> tuple[Disagreement, ...]:
        assert [one.article_id for one in annotations] == [one.id for one in articles]
        asked.append(tuple(one.text for one in articles))
        return (Disagreement(f"comparison {len(asked)}", ()),)

    tools, one, other = remembering(Tools(disagreements=compare), Answers()), article("a1"), article("a2")
    notes = [annotation(one), annotation(other)]
    first = tools.disagreements([one, other], notes)
    assert tools.disagreements([one, other], notes) is first
    changed = replace(other, text="Changed.", version=2)
    assert tools.disagreements([one, changed], [notes[0], annotation(changed)]) != first
    assert [texts[1] for texts in asked] == [other.text, "Changed."]
