"""The classical methods of sumy by name, offline: fed with our sentences and words, not with NLTK's data.

LexRank and TextRank are worked out in `graphs`, which gives the same ratings sooner.

LexRank (Erkan and Radev 2004), TextRank (Mihalcea and Tarau 2004), LSA (Steinberger and Jezek 2004), Luhn (1958),
SumBasic (Nenkova and Vanderwende 2005), Reduction, Edmundson (1969), KL (Haghighi and Vanderwende 2009).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import groupby
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence

from briefing.model import Article, Reason, Sentence
from briefing.summarize import graphs
from briefing.summarize.lead import within
from briefing.summarize.standing import Standing
from briefing.text.sentences import sentences
from briefing.text.tokens import stem, stems, stopwords, words

_CLASSES = {
    "edmundson": ("sumy.summarizers.edmundson", "EdmundsonSummarizer"),
    "kl": ("sumy.summarizers.kl", "KLSummarizer"),
    "lsa": ("sumy.summarizers.lsa", "LsaSummarizer"),
    "luhn": ("sumy.summarizers.luhn", "LuhnSummarizer"),
    "reduction": ("sumy.summarizers.reduction", "ReductionSummarizer"),
    "sumbasic": ("sumy.summarizers.sum_basic", "SumBasicSummarizer"),
}
_OWN = {"lexrank": graphs.lexrank, "textrank": graphs.textrank}
NAMES = (*_CLASSES, *_OWN)
_MOST_SENTENCES = {"kl": 60, "sumbasic": 200}
_MOST_OTHERWISE = 300
_BEYOND = "beyond the part that is ranked"
_BONUS = ("announced", "found", "first", "important", "new", "significant")
_STIGMA = ("hardly", "however", "impossible", "maybe", "perhaps")


class _Words:
    """What sumy calls a tokenizer, with our words."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(words(sentence))


class Sumy:
    """One of sumy's methods behind our port.

    Args:
        name: one of NAMES.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def rank(self, article: Article, found: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The same sentences in reading order with the method's own ratings, scaled to 1 for the best.

        Long texts are rated up to a cap of 60 (KL) to 300 sentences; those beyond it and refused ones have salience 0.
        """
        owned = (replace(sentence, article_id=article.id, version=article.version) for sentence in found)
        return self._judged(article, tuple(owned))

    def summarize(self, article: Article, *, count: int = 3, words: int | None = None) -> tuple[Sentence, ...]:
        """The best-rated sentences in reading order: `count` of them, or as many as fit in `words`."""
        ranked = self.rank(article, sentences(article.text, article.language))
        return _best(ranked, count, words)

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        """The method on all articles as one text; sentences that are known word for word are not chosen."""
        if not articles:
            return ()
        seen = set(known)
        found = []
        for article in articles:
            for sentence in sentences(article.text, article.language):
                if sentence.text not in seen:
                    seen.add(sentence.text)
                    found.append(replace(sentence, article_id=article.id, version=article.version))
        return _best(self._judged(articles[0], found), count, words)

    def _judged(self, article: Article, found: Sequence[Sentence]) -> tuple[Sentence, ...]:
        judged = Standing(found, article.title, article.language)
        shown = [index for index in range(len(found)) if judged.allows(index)]
        shown = shown[: _MOST_SENTENCES.get(self.name, _MOST_OTHERWISE)]
        ratings = dict(zip(shown, self._ratings(article, [found[index] for index in shown]), strict=True))
        low, high = min(ratings.values(), default=0.0), max(ratings.values(), default=0.0)
        return tuple(
            replace(sentence, salience=_scaled(ratings[index], low, high), reasons=(Reason(self.name, ratings[index]),))
            if index in ratings
            else replace(sentence, salience=0.0, reasons=(Reason(judged.refusal(index) or _BEYOND, 0.0, "not shown"),))
            for index, sentence in enumerate(found)
        )

    def _ratings(self, article: Article, found: Sequence[Sentence]) -> list[float]:
        if not found:
            return []
        if self.name in _OWN:
            stop = stopwords(article.language)
            spoken = [[word for word in words(sentence.text) if word not in stop] for sentence in found]
            return [*map(float, _OWN[self.name]([stems(row, article.language) for row in spoken]))]
        texts = [SumySentence(sentence.text, _Words()) for sentence in found]
        paragraphs = [
            Paragraph([texts[place] for place, _ in group])
            for _, group in groupby(enumerate(found), key=lambda pair: (pair[1].article_id, pair[1].paragraph))
        ]
        caught = _rate(self.name, article, ObjectDocumentModel(paragraphs), len(texts))
        return [value if math.isfinite(value) else 0.0 for value in map(caught, texts)]


def _rate(name: str, article: Article, document: Any, count: int) -> Callable[[Any], float]:
    """Run a sumy method and catch the ratings that it would choose by."""
    module, class_name = _CLASSES[name]
    method = getattr(import_module(module), class_name)(lambda word: stem(word, article.language))
    stop = stopwords(article.language)
    caught: dict[str, Any] = {}

    def catch(found: Iterable[Any], _count: int, rating: Any, *arguments: Any, **named: Any) -> tuple[Any, ...]:
        caught["rating"] = rating
        caught["arguments"] = (arguments, named)
        return tuple(found)

    method._get_best_sentences = catch  # noqa: SLF001  (sumy has no public way to its ratings)
    if name == "edmundson":
        method.bonus_words = tuple(words(article.title)) or _BONUS
        method.stigma_words = _STIGMA
        method.null_words = tuple(stop) or ("the",)
    else:
        method.stop_words = stop
    method(document, count)
    return _function(caught)


def _function(caught: dict[str, Any]) -> Callable[[Any], float]:
    rating = caught["rating"]
    arguments, named = caught["arguments"]
    if isinstance(rating, dict):
        return lambda sentence: float(rating[sentence])
    return lambda sentence: float(rating(sentence, *arguments, **named))


def _scaled(value: float, low: float, high: float) -> float:
    return 0.05 + 0.95 * (value - low) / (high - low) if high > low else 1.0


def _best(ranked: Sequence[Sentence], count: int, limit: int | None) -> tuple[Sentence, ...]:
    shown = [place for place, sentence in enumerate(ranked) if sentence.salience > 0]
    order = sorted(shown, key=lambda place: (-ranked[place].salience, place))
    kept = within([ranked[place] for place in order], count, limit)
    places = {id(sentence): place for place, sentence in enumerate(ranked)}
    return tuple(sorted(kept, key=lambda sentence: places[id(sentence)]))
