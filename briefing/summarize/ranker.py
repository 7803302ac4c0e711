"""The learned ranker: a score for every sentence, chances for its words, then a score for every set of the best ones.

All parts are linear. The first is a logistic regression on the sentences that an oracle chose; the second is told in
`importance`; the third scores whole sets by the overlap with a reference that they may expect and by their manner and
places, learned from the ROUGE that sets reach. `benchmarks/train_ranker.py` trains all and writes the weights.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from briefing.summarize import features, importance, sets
from briefing.summarize.document import Document, Indices, Vector
from briefing.summarize.sets import Judged
from briefing.summarize.weights import Weights, packaged, packaged_editors
from briefing.text.wire import names_sender

CANDIDATES = 10
_OPENING = 3
_GROUP_STARTS = np.cumsum([0, *(len(names) for names in features.GROUPS.values())])[:-1]
TRAINED_FOR = {
    "sentence": features.NAMES,
    "word": importance.WORD_NAMES,
    "again": importance.AGAIN_NAMES,
    "pair": importance.PAIR_NAMES,
    "set": sets.NAMES,
}


@cache
def weights() -> Weights:
    """The packaged weights; raises ValueError when they were trained for other features."""
    learned = packaged()
    if learned.names != TRAINED_FOR:
        raise ValueError("the packaged ranker was trained for other features: run benchmarks/train_ranker.py")
    return learned


@cache
def editors() -> Vector:
    """The packaged weights of sets of one size as editors choose; raises ValueError like `weights`."""
    names, learned = packaged_editors()
    if names != sets.NAMES:
        raise ValueError("the editors' weights were trained for other features: run benchmarks/train_editors.py")
    return learned


def is_wire(document: Document) -> bool:
    """Whether a text names its sender where it begins, as agencies and broadcasters do.

    References of such texts are a third shorter and take more from further down: what makes a good set differs.
    """
    return any(names_sender(sentence.text) for sentence in document.sentences[:_OPENING])


def references(document: Document) -> Vector:
    """The packaged weights of sets of one size as references of texts like this one choose."""
    learned = weights()
    return learned.fixed + learned.fixed_wire if is_wire(document) else learned.fixed


def scores(table: Vector) -> Vector:
    """Log odds of every sentence to belong to a summary, from its features."""
    return weights().sentence(table)


def contributions(table: Vector) -> dict[str, Vector]:
    """What each group of features adds to the score of each sentence, against the usual sentence."""
    learned = weights()
    parts = np.add.reduceat((table - learned.usual) * learned.sentence.weights, _GROUP_STARTS, axis=1)
    return dict(zip(features.GROUPS, parts.T, strict=True))


def judged(document: Document, table: Vector, rated: Vector, candidates: Indices | None = None) -> Judged:
    """A document with the chances of its words; `table` its features, `rated` its scores.

    Args:
        candidates: the sentences of which sets will be judged, None for all: no other pairs are looked at.
    """
    pairs = importance.pairs_of(document, candidates)
    return Judged(document, pairs, table, rated, importance.importance(document, pairs, rated, weights()))


def set_scores(
    known: Judged, candidates: Indices, sizes: tuple[int, ...], same_size: Vector
) -> tuple[sets.Subsets, Vector]:
    """Every subset of the candidates with its score.

    Args:
        sizes: sizes of the sets; scores of one size are made for choosing among them, scores of several for choosing
            the size too.
        same_size: weights for sets of one size.
    """
    choice = sets.subsets(len(candidates), sizes)
    learned = same_size if len(sizes) == 1 else _any_size(known.document)
    result: Vector = sets.matrix(known, candidates, choice) @ learned
    return choice, result


def _any_size(document: Document) -> Vector:
    learned = weights()
    return learned.free + learned.free_wire if is_wire(document) else learned.free
