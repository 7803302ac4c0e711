"""The default method: learned scores of sentences and of whole sets, and only sentences that read well alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import Article, Reason, Sentence
from briefing.summarize import features, ranker
from briefing.summarize.choosing import Budget, Rated, choose
from briefing.summarize.document import MOST_SENTENCES, Document, Vector, read
from briefing.summarize.importance import chances
from briefing.summarize.many import summarize_many
from briefing.summarize.standing import Standing
from briefing.text.sentences import sentences

_LEAST_REASON = 0.05
_WORDS = {
    "position": "where it stands in the article",
    "centrality": "how much other sentences say the same",
    "lead": "how close it is to the opening",
    "novelty": "how much it adds to what came before",
    "title": "how close it is to the headline",
    "topic": "how much of the article's matter it carries",
    "length": "its length",
    "names": "the names in it",
    "figures": "the figures in it",
    "quotation": "how much of it is quoted",
    "reading": "how well it reads alone",
    "together": "an early sentence on the main matter",
}


class Salience:
    """Ranks and chooses with the packaged weights; the same text gives the same answer everywhere."""

    def rank(self, article: Article, found: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The same sentences in reading order, each with its salience (0 to 1) and reasons.

        Sentences that may not be shown have salience 0 and the refusal as their only reason; so do those beyond the
        first 400, which are not looked at.
        """
        if not found:
            return ()
        rated = rate(found, article.title, article.language)
        return _explained(article, rated, range(len(rated.document))) + tuple(
            _beyond(article, sentence) for sentence in found[len(rated.document) :]
        )

    def summarize(
        self, article: Article, *, count: int | tuple[int, int] = 3, words: int | None = None
    ) -> tuple[Sentence, ...]:
        """The chosen sentences in reading order.

        Args:
            count: how many; a pair (least, most) leaves the length to what the article holds.
            words: most words instead, as many sentences as fit.
        """
        found = sentences(article.text, article.language)
        if not found:
            return ()
        rated = rate(found, article.title, article.language)
        chosen = choose(rated, budget_of(count, words), self._same_size(rated.document))
        return _explained(article, rated, chosen)

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        """One summary of articles on one event; sentences that only repeat `known` ones are not chosen."""
        return summarize_many(articles, budget_of(count, words), known)

    def _same_size(self, document: Document) -> Vector:
        """What makes a good set among those of its size: what references keep of such texts."""
        return ranker.references(document)


def budget_of(count: int | tuple[int, int], words: int | None) -> Budget:
    """The budget that a caller's `count` and `words` mean."""
    if words is not None:
        return Budget(1, MOST_SENTENCES, words)
    least, most = count if isinstance(count, tuple) else (count, count)
    return Budget(least, most)


def rate(found: Sequence[Sentence], title: str, language: str) -> Rated:
    """Everything that choosing needs to know of an article's sentences, at least one."""
    document = read(found, title, language)
    table = features.matrix(document, language)
    return Rated(document, table, ranker.scores(table), Standing(document.sentences, title, language))


def _explained(article: Article, rated: Rated, wanted: Sequence[int]) -> tuple[Sentence, ...]:
    """The sentences asked for, with salience and reasons."""
    likely = chances(rated.scores)
    parts = ranker.contributions(rated.table[[*wanted]])
    return tuple(
        replace(
            rated.document.sentences[index],
            article_id=article.id,
            version=article.version,
            salience=float(likely[index]) if rated.standing.allows(index) else 0.0,
            reasons=_reasons(rated.standing.refusal(index), {name: float(own[row]) for name, own in parts.items()}),
        )
        for row, index in enumerate(wanted)
    )


def _reasons(refusal: str, parts: dict[str, float]) -> tuple[Reason, ...]:
    if refusal:
        return (Reason(refusal, 0.0, "not shown"),)
    told = {name: round(value, 3) for name, value in parts.items()}
    telling = sorted((name for name in told if abs(told[name]) >= _LEAST_REASON), key=lambda name: -abs(told[name]))
    return tuple(Reason(name, told[name], _WORDS[name]) for name in telling)


def _beyond(article: Article, sentence: Sentence) -> Sentence:
    reason = Reason("beyond the part that is ranked", 0.0, "not shown")
    return replace(sentence, article_id=article.id, version=article.version, salience=0.0, reasons=(reason,))
