"""Answers remembered: hundreds of briefs that are due at once tell the same stories from the same articles."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from threading import Lock
from typing import Generic, TypeVar

from briefing.compose.material import Tools
from briefing.model import Annotation, Article, Disagreement, Sentence
from briefing.ports import Summarizer

T = TypeVar("T")

MOST = 2_000
"""Answers of a few sentences each: some megabytes."""

Sentences = tuple[Sentence, ...]


class Answers(Generic[T]):
    """What was found for each question, worked out once however many ask at the same time; safe to share by threads.

    Args:
        most: answers that are kept, the latest asked for.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """The answer; whoever asks while it is being worked out waits for it.

        Args:
            key: stands for everything that the answer depends on.
        """
        mine: Future[T] = Future()
        with self._lock:
            known = self._kept.setdefault(key, mine)
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        if known is mine:
            self._work_out(key, mine, work_out)
        return known.result()

    def forget(self) -> None:
        """Keep no answer; whoever waits for one still gets it."""
        with self._lock:
            self._kept.clear()

    def _work_out(self, key: Hashable, answer: Future[T], work_out: Callable[[], T]) -> None:
        try:
            answer.set_result(work_out())
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            answer.set_exception(error)
            raise


class Remembering:
    """A summarizer that gives the same answer to the same question without working it out again.

    Args:
        inner: the method; its answers depend on nothing but what it is given.
        most: answers that are kept, the latest asked for.
    """

    def __init__(self, inner: Summarizer, most: int = MOST) -> None:
        self._inner = inner
        self._answers: Answers[Sentences] = Answers(most)

    def rank(self, article: Article, sentences: Sequence[Sentence]) -> Sentences:
        """The same sentences in reading order, each with its salience and reasons; not remembered."""
        return self._inner.rank(article, sentences)

    def summarize(self, article: Article, *, count: int = 3, words: int | None = None) -> Sentences:
        """The chosen sentences in reading order: `count` of them, or as many as fit in `words`."""
        key = (_named(article), count, words)
        return self._answers.of(key, lambda: self._inner.summarize(article, count=count, words=words))

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> Sentences:
        """One summary of articles on one event; sentences that only repeat `known` ones are not chosen."""
        key = (tuple(map(_named, articles)), count, words, tuple(known))
        return self._answers.of(
            key, lambda: self._inner.summarize_many(articles, count=count, words=words, known=known)
        )


def remembering(tools: Tools, answers: Answers[tuple[Disagreement, ...]]) -> Tools:
    """The same tools, which compare the articles of a story once.

    Args:
        answers: where what they found is kept.
    """

    def disagreements(articles: Sequence[Article], annotations: Sequence[Annotation]) -> tuple[Disagreement, ...]:
        # What is found in a version of an article never changes: its name stands for its annotation too.
        key = tuple(map(_named, articles))
        return answers.of(key, lambda: tools.disagreements(articles, annotations))

    return replace(tools, disagreements=disagreements)


def _named(article: Article) -> Hashable:
    """What stands for an article and everything in it that an answer may depend on."""
    moments = (article.published, article.first_seen)
    return (article.id, article.version, article.digest, article.language, article.site, article.source, *moments)
