"""LexRank and TextRank worked out with matrices: the ratings of sumy's, in a fraction of the time.

LexRank is that of Erkan and Radev (2004) with the threshold and the early stop that sumy has; TextRank that of Mihalcea
and Tarau (2004).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from briefing.summarize.document import Vector

_ALIKE = 0.1
_LEXRANK_STILL = 0.1
_TEXTRANK_STILL = 1e-4
_DAMPING = 0.85
_NOT_ZERO = 1e-7


def lexrank(spoken: Sequence[Sequence[str]]) -> Vector:
    """How central each sentence is among those that are alike.

    Args:
        spoken: stems by sentence, without stop words; at least one sentence.
    """
    counts = _counts(spoken)
    often = counts / np.maximum(counts.max(1, initial=0.0), 1.0)[:, None]
    held = (counts > 0).sum(0)
    rare = np.array([math.log(len(spoken) / (1 + count)) for count in held.tolist()])
    weights = often * rare
    length = np.sqrt((weights * weights).sum(1))
    with_matter = length > 0
    scale = np.where(with_matter, length, 1.0)
    alike = (weights @ weights.T / np.outer(scale, scale) > _ALIKE) & np.outer(with_matter, with_matter)
    edges = alike / np.maximum(alike.sum(1), 1)[:, None]
    return _at_rest(edges, _LEXRANK_STILL, _unit)


def textrank(spoken: Sequence[Sequence[str]]) -> Vector:
    """How much each sentence shares with those that share much themselves.

    Args:
        spoken: stems by sentence, without stop words; at least one sentence.
    """
    counts = _counts(spoken)
    shared = counts @ counts.T
    size = np.array([math.log(len(stems)) if stems else 0.0 for stems in spoken])
    norm = size[:, None] + size
    edges = np.where(np.isclose(norm, 0.0), shared, shared / np.where(norm, norm, 1.0))
    edges /= edges.sum(1)[:, None] + _NOT_ZERO
    return _at_rest((1 - _DAMPING) / len(spoken) + _DAMPING * edges, _TEXTRANK_STILL, np.asarray)


def _counts(spoken: Sequence[Sequence[str]]) -> Vector:
    """How often each stem is in each sentence: a row a sentence."""
    column = {stem: place for place, stem in enumerate(dict.fromkeys(stem for stems in spoken for stem in stems))}
    counts: Vector = np.zeros((len(spoken), len(column)))
    for row, stems in zip(counts, spoken, strict=True):
        for stem in stems:
            row[column[stem]] += 1
    return counts


def _at_rest(edges: Vector, still: float, scaled: Callable[[Vector], Vector]) -> Vector:
    """Where a walk along the edges of a graph ends, once a step changes no more than `still`: the power method.

    Args:
        scaled: what is made of the place after each step.
    """
    place: Vector = np.full(len(edges), 1.0 / len(edges))
    change = 1.0
    while change > still:
        following = scaled(edges.T @ place)
        change = float(np.linalg.norm(following - place))
        place = following
    return place


def _unit(place: Vector) -> Vector:
    """The place with the length 1; of a graph without edges it is nowhere, and stays 0."""
    result: Vector = place / (np.linalg.norm(place) or 1.0)
    return result
