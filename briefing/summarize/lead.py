"""The first sentences that may be shown: the plainest method, and hard to beat on news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Article, Reason, Sentence
from briefing.summarize.standing import Standing
from briefing.text.sentences import sentences


class Lead:
    """Takes an article's sentences from the top."""

    def rank(self, article: Article, found: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The same sentences in reading order; salience falls from 1 with every sentence, 0 for refused ones."""
        judged = Standing(found, article.title, article.language)
        return tuple(
            replace(
                sentence,
                article_id=article.id,
                version=article.version,
                salience=1 / (1 + index) if judged.allows(index) else 0.0,
                reasons=(Reason("position", 1 / (1 + index)),)
                if judged.allows(index)
                else (Reason(judged.refusal(index), 0.0, "not shown"),),
            )
            for index, sentence in enumerate(found)
        )

    def summarize(self, article: Article, *, count: int = 3, words: int | None = None) -> tuple[Sentence, ...]:
        """The first `count` showable sentences, or as many as fit in `words`."""
        ranked = self.rank(article, sentences(article.text, article.language))
        return within([sentence for sentence in ranked if sentence.salience > 0], count, words)

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        """First sentences of the articles in turn, without those that are known word for word."""
        queues = [self.summarize(article, count=count) for article in articles]
        seen = set(known)
        turns = []
        for place in range(count):
            for queue in queues:
                if place < len(queue) and queue[place].text not in seen:
                    seen.add(queue[place].text)
                    turns.append(queue[place])
        chosen = within(turns, count, words)
        order = {article.id: place for place, article in enumerate(articles)}
        return tuple(sorted(chosen, key=lambda sentence: (order[sentence.article_id], sentence.start)))


def within(found: Sequence[Sentence], count: int, words: int | None) -> tuple[Sentence, ...]:
    """The first sentences within a budget: `count` of them, or as many as fit in `words`."""
    if words is None:
        return tuple(found[: max(0, count)])
    kept: list[Sentence] = []
    left = words
    for sentence in found:
        length = len(sentence.text.split())
        if length > left:
            break
        left -= length
        kept.append(sentence)
    return tuple(kept)
