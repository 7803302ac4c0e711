"""One summary of several articles on one event: central in the whole coverage, each thing said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from briefing.model import Article, Reason, Sentence
from briefing.summarize import features, ranker
from briefing.summarize.choosing import Budget
from briefing.summarize.document import Document, Vector, read
from briefing.summarize.features import scaled
from briefing.summarize.standing import Standing
from briefing.text.sentences import sentences
from briefing.text.similarity import content

_MOST_ARTICLES = 20
_SENTENCES_AN_ARTICLE = 40
_RANKED = 0.5
_CENTRAL = 0.5
_REPETITION = 1.2
_TOO_ALIKE = 0.55
_KNOWN_SHARE = 0.65


@dataclass(frozen=True, slots=True)
class Coverage:
    """All showable sentences of several articles.

    Attributes:
        sentences: with the article they stand in.
        before: the place of the sentence that each needs first, -1 for none, -2 for one that cannot be had.
        own: score within its article; `central` within all of them, both scaled.
        new: share of a sentence's matter that is in no sentence known already.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    before: tuple[int, ...]
    own: Vector
    central: Vector
    new: Vector


def summarize_many(articles: Sequence[Article], budget: Budget, known: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """The chosen sentences: article by article in the order given, in reading order within each.

    Args:
        known: sentences that the reader has seen; what only repeats them is not chosen.
    """
    coverage = _coverage(articles[:_MOST_ARTICLES], known)
    if coverage is None:
        return ()
    value = _RANKED * coverage.own + _CENTRAL * coverage.central
    chosen = sorted(_choose(coverage, value, budget))
    return tuple(_explained(coverage, value, index) for index in chosen)


def _coverage(articles: Sequence[Article], known: Sequence[str]) -> Coverage | None:
    parts = [part for article in articles for part in _part(article)]
    if not parts:
        return None
    found = tuple(sentence for sentence, _, _ in parts)
    places = {(sentence.article_id, sentence.start): place for place, sentence in enumerate(found)}
    before = tuple(
        -1 if start is None else places.get((sentence.article_id, start), -2) for sentence, start, _ in parts
    )
    document = read(found, articles[0].title, articles[0].language)
    kept = len(document)
    central = document.likeness.sum(1)
    return Coverage(
        document=document,
        sentences=found[:kept],
        before=before[:kept],
        own=scaled(np.array([score for _, _, score in parts[:kept]])),
        central=scaled(np.log(central + 1e-3)),
        new=_newness(document, known, articles[0].language),
    )


def _part(article: Article) -> Iterator[tuple[Sentence, int | None, float]]:
    """The showable sentences of an article, where the one starts that each needs before it, and their scores."""
    found = sentences(article.text, article.language)[:_SENTENCES_AN_ARTICLE]
    if not found:
        return
    document = read(found, article.title, article.language)
    judged = Standing(found, article.title, article.language)
    scores = ranker.scores(features.matrix(document, article.language))
    for index, sentence in enumerate(found):
        if judged.allows(index):
            need = judged.need(index)
            start = None if need == -1 else found[need].start if need >= 0 else -1
            yield replace(sentence, article_id=article.id, version=article.version), start, float(scores[index])


def _newness(document: Document, known: Sequence[str], language: str) -> Vector:
    """Share of each sentence's matter that no single known sentence holds."""
    seen = [frozenset(content(text, language)) for text in known]
    shares = []
    for index in range(len(document)):
        own = document.matter_of(index)
        held = max((len(own & old) for old in seen), default=0)
        shares.append(1 - held / len(own) if own else 1.0)
    return np.array(shares)


def _choose(coverage: Coverage, value: Vector, budget: Budget) -> list[int]:
    chosen: list[int] = []
    spent = 0.0
    lengths = coverage.document.lengths
    repeated = np.zeros(len(value))
    while len(chosen) < budget.most:
        gain = np.where(coverage.new > 1 - _KNOWN_SHARE, value - _REPETITION * repeated, -np.inf)
        gain[repeated > _TOO_ALIKE] = -np.inf
        gain[chosen] = -np.inf
        if budget.words is not None:
            gain[spent + lengths > budget.words] = -np.inf
        for index, need in enumerate(coverage.before):
            if need != -1 and need not in chosen:
                gain[index] = -np.inf
        best = int(np.argmax(gain))
        if not np.isfinite(gain[best]):
            break
        chosen.append(best)
        spent += float(lengths[best])
        repeated = np.maximum(repeated, coverage.document.likeness[best])
    return chosen


def _explained(coverage: Coverage, value: Vector, index: int) -> Sentence:
    reasons = (
        Reason("salience", round(float(_RANKED * coverage.own[index]), 3), "how much it tells within its article"),
        Reason(
            "centrality", round(float(_CENTRAL * coverage.central[index]), 3), "how many other reports say the same"
        ),
        Reason("novelty", round(float(coverage.new[index]), 3), "share of it that was not known before"),
    )
    return replace(coverage.sentences[index], salience=float(1 / (1 + np.exp(-value[index]))), reasons=reasons)
