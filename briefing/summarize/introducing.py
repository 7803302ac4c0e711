"""Of sets of sentences that are nearly as good as the best, the one that says who its people are."""

from __future__ import annotations

import numpy as np

from briefing.summarize.document import Document, Indices, Vector
from briefing.summarize.sets import Subsets
from briefing.text.given_names import GIVEN
from briefing.text.people import PARTICLES, named, unintroduced

_NEARLY = 0.8
"""By how many deviations of all sets' scores another set may fall short: on references left out it costs nothing."""


def best_set(document: Document, candidates: Indices, choice: Subsets, values: Vector) -> list[int]:
    """The sentences of the best set; where they give a surname alone, of one nearly as good that gives names whole.

    Args:
        values: score of every subset of the candidates; minus infinity for those that cannot be taken.
    """
    best = int(np.argmax(values))
    surnames = _surnames(document)
    if _strangers(document, candidates[choice.mask[best]], surnames):
        least = values[best] - _NEARLY * values[np.isfinite(values)].std()
        near = np.flatnonzero(values >= least)
        near = near[np.argsort(-values[near], kind="stable")]
        best = min(near.tolist(), key=lambda row: _strangers(document, candidates[choice.mask[row]], surnames))
    return [int(index) for index in candidates[choice.mask[best]]]


def _strangers(document: Document, chosen: Indices, surnames: frozenset[str]) -> int:
    """How many people are named by a surname alone."""
    if all(surnames.isdisjoint(document.words[index]) for index in chosen):
        return 0
    found = unintroduced(named(document.sentences[index].text, document.language) for index in chosen)
    return len(surnames.intersection(map(str.lower, found)))


def _surnames(document: Document) -> frozenset[str]:
    """The words of an article that stand behind a given name somewhere, initials and particles between left out."""
    return frozenset(
        next((word for word in row[place:] if len(word) > 1 and word not in PARTICLES), "")
        for row in document.words
        if not GIVEN.isdisjoint(row)
        for place, before in enumerate(row, 1)
        if before in GIVEN
    )
