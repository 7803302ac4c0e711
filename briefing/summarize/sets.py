"""What is known of a set of sentences as a summary: what it may expect to hit, its manner, its places; all at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from briefing.summarize.document import Document, Indices, Mask, Vector
from briefing.summarize.features import INDEX
from briefing.summarize.importance import Importance, Pairs

_MEANS = (
    "log_index", "first", "top_three", "decay_5", "quoted_share", "personal_share", "opens_quoted", "reports",
    "numbers", "has_number", "money", "date", "leans_back", "pronoun_share", "question", "capitals", "main_name",
    "new_capitals", "centrality", "centroid", "forward", "length_log", "short", "long",
)  # fmt: skip
NAMES = (
    "words_hit", "pairs_hit", "words_log", "pairs_log", "beyond_ten", "beyond_twenty", "words", "words_root", "one",
    "two", "four", "score", "adjacent", "alike_most", "opens_article", "first_index", "shortest",
    *(f"mean {name}" for name in _MEANS),
)  # fmt: skip
_COLUMNS = [INDEX[name] for name in _MEANS]
_A_PAIR = 0.1
_USUAL_WORDS = 70
"""Words of a reference that is expected: a set of so many words weighs precision and recall alike."""


@dataclass(frozen=True, slots=True)
class Subsets:
    """All subsets of some sizes of so many candidates, as rows of zeros and ones."""

    mask: Mask
    weight: Vector
    size: Vector
    outside: Vector
    pairs: Vector
    left: Indices
    right: Indices


@lru_cache(maxsize=64)
def subsets(count: int, sizes: tuple[int, ...]) -> Subsets:
    """Every choice of `sizes` out of `count`, computed once a shape."""
    chosen = [choice for size in sizes for choice in itertools.combinations(range(count), size)]
    mask = np.zeros((len(chosen), count), bool)
    for row, choice in enumerate(chosen):
        mask[row, list(choice)] = True
    left, right = np.triu_indices(count, 1)
    return Subsets(
        mask=mask,
        weight=mask.astype(float),
        size=mask.sum(1).astype(float),
        outside=np.where(mask, 0.0, np.inf),
        pairs=(mask[:, left] & mask[:, right]).astype(float),
        left=left,
        right=right,
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a document's sentences, words and pairs of words, from which its sets are judged."""

    document: Document
    pairs: Pairs
    features: Vector
    scores: Vector
    importance: Importance


def matrix(judged: Judged, candidates: Indices, choice: Subsets) -> Vector:
    """One row a subset of the candidates, one column a name.

    Args:
        candidates: indices of sentences in reading order, as many as the subsets were made for.
    """
    document = judged.document
    per_size: Vector = choice.weight / choice.size[:, None]
    lengths = document.lengths[candidates]
    alike = document.likeness[candidates[choice.left], candidates[choice.right]]
    neighbours = candidates[choice.right] - candidates[choice.left] == 1
    first = candidates[choice.mask.argmax(1)]
    spoken = choice.weight @ document.counts[candidates].sum(1)
    hits = 200 / (spoken + _USUAL_WORDS)
    words, pairs = _words_hit(judged, candidates, choice), _pairs_hit(judged, candidates, choice)
    columns = (
        hits * words,
        hits * pairs,
        np.log(words + 1),
        np.log(pairs + _A_PAIR),
        per_size @ (candidates >= 10),  # noqa: PLR2004
        per_size @ (candidates >= 20),  # noqa: PLR2004
        spoken / 100,
        np.sqrt(spoken / 100),
        *(choice.size == size for size in (1, 2, 4)),
        per_size @ judged.scores[candidates],
        choice.pairs @ neighbours / choice.size,
        (choice.pairs * alike).max(1, initial=0.0),
        first == 0,
        np.minimum(first, 5),
        np.minimum((lengths + choice.outside).min(1), 30),
    )
    manner = per_size @ judged.features[candidates][:, _COLUMNS]
    return np.concatenate((np.array(columns, float).T, manner), axis=1)


def _words_hit(judged: Judged, candidates: Indices, choice: Subsets) -> Vector:
    """How many words a reference may be expected to share with each set, a word said twice counting twice at most."""
    counts = judged.document.counts[candidates]
    held = counts.any(0)
    often = choice.weight @ counts[:, held]
    result: Vector = (often > 0) @ judged.importance.once[held] + (often > 1) @ judged.importance.again[held]
    return result


def _pairs_hit(judged: Judged, candidates: Indices, choice: Subsets) -> Vector:
    """The same for pairs of neighbouring words, each counting once."""
    row = np.full(len(judged.document), -1)
    row[candidates] = np.arange(len(candidates))
    rows = row[judged.pairs.places]
    here = rows >= 0
    distinct, column = np.unique(judged.pairs.codes[here], return_inverse=True)
    held = np.zeros((len(candidates), len(distinct)))
    held[rows[here], column] = 1.0
    result: Vector = (choice.weight @ held > 0) @ judged.importance.pair[distinct]
    return result
