"""What is known of a set of sentences as a summary: coverage, repetition, length, order; all sets of a size at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from briefing.summarize.document import Document, Vector
from briefing.summarize.features import INDEX

NAMES = (
    "size", "score_sum", "score_min", "score_max", "score_mean", "score_scaled", "words", "words_off", "alike_most",
    "alike_mean", "cover_10", "cover_20", "cover_energy", "centroid", "first_index", "mean_index", "last_index",
    "has_first", "has_second", "adjacent", "spread", "new_capitals", "novelty_least", "quoted", "like_lead", "ranks",
    "shared_phrase", "shortest", "longest", "reports", "numbers", "paragraphs_apart",
)  # fmt: skip
_IDEAL_WORDS = 60
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Subsets:
    """All subsets of some sizes of so many candidates, as rows of zeros and ones."""

    mask: Mask
    weight: Vector
    size: Vector
    outside: Vector
    pairs: Vector
    left: npt.NDArray[np.intp]
    right: npt.NDArray[np.intp]


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


def matrix(
    document: Document, features: Vector, scores: Vector, candidates: npt.NDArray[np.intp], choice: Subsets
) -> Vector:
    """One row a subset of the candidates, one column a name.

    Args:
        features: the sentence features, `scores` the sentence scores, of the whole document.
        candidates: indices of sentences in reading order, as many as the subsets were made for.
    """
    parts = {
        **_scores(scores, candidates, choice),
        **_coverage(document, candidates, choice),
        **_places(document, candidates, choice),
        **_manner(document, features, candidates, choice),
    }
    return np.column_stack([parts[name] for name in NAMES])


def _least(values: Vector, choice: Subsets) -> Vector:
    result: Vector = (values + choice.outside).min(1)
    return result


def _most(values: Vector, choice: Subsets) -> Vector:
    result: Vector = (values - choice.outside).max(1)
    return result


def _scores(scores: Vector, candidates: npt.NDArray[np.intp], choice: Subsets) -> dict[str, Vector]:
    own = scores[candidates]
    total = choice.weight @ own
    rank = np.empty(len(scores))
    rank[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return {
        "size": choice.size,
        "score_sum": total,
        "score_min": _least(own, choice),
        "score_max": _most(own, choice),
        "score_mean": total / choice.size,
        "score_scaled": (total - choice.size * scores.mean()) / (scores.std() + 1e-9),
        "ranks": choice.weight @ rank[candidates],
    }


def _coverage(document: Document, candidates: npt.NDArray[np.intp], choice: Subsets) -> dict[str, Vector]:
    covered = (choice.weight @ document.present[candidates]) > 0
    order = np.argsort(-document.energy, kind="stable")
    together = choice.weight @ document.vectors[candidates]
    length = np.sqrt(np.einsum("ij,ij->i", together, together))
    length[length == 0] = 1.0
    centroid = document.vectors.mean(0)
    centroid /= np.linalg.norm(centroid) or 1.0
    alike = document.likeness[candidates[choice.left], candidates[choice.right]]
    pairs = np.maximum(choice.size * (choice.size - 1) / 2, 1)
    return {
        "alike_most": (choice.pairs * alike).max(1) if len(alike) else np.zeros(len(choice.size)),
        "alike_mean": choice.pairs @ alike / pairs,
        "cover_10": covered[:, order[:10]].mean(1),
        "cover_20": covered[:, order[:20]].mean(1),
        "cover_energy": covered @ document.energy,
        "centroid": together @ centroid / length,
        "like_lead": together @ document.vectors[:3].mean(0) / length,
    }


def _places(document: Document, candidates: npt.NDArray[np.intp], choice: Subsets) -> dict[str, Vector]:
    index = candidates.astype(float)
    paragraphs = np.array([document.sentences[candidate].paragraph for candidate in candidates], float)
    neighbours = (index[choice.right] - index[choice.left] == 1).astype(float)
    same = (paragraphs[choice.right] == paragraphs[choice.left]).astype(float)
    first, last = _least(index, choice), _most(index, choice)
    return {
        "first_index": first,
        "mean_index": choice.weight @ index / choice.size,
        "last_index": last,
        "has_first": choice.weight @ (index == 0),
        "has_second": choice.weight @ (index == 1),
        "adjacent": choice.pairs @ neighbours,
        "spread": last - first,
        "paragraphs_apart": choice.pairs @ same if paragraphs[-1] > 0 else np.zeros(len(first)),
    }


def _manner(
    document: Document, features: Vector, candidates: npt.NDArray[np.intp], choice: Subsets
) -> dict[str, Vector]:
    lengths = document.lengths[candidates]
    total = choice.weight @ lengths
    own = {
        name: features[candidates, INDEX[name]]
        for name in ("new_capitals", "novelty", "quoted_share", "reports", "has_number")
    }
    phrases = [set(zip(words, words[1:], words[2:], strict=False)) for words in (document.words[i] for i in candidates)]
    shared = np.array(
        [not phrases[i].isdisjoint(phrases[j]) for i, j in zip(choice.left, choice.right, strict=True)], float
    )
    return {
        "words": total,
        "words_off": np.abs(total - _IDEAL_WORDS),
        "new_capitals": choice.weight @ own["new_capitals"],
        "novelty_least": _least(own["novelty"], choice),
        "quoted": choice.weight @ own["quoted_share"] / choice.size,
        "shared_phrase": choice.pairs @ shared,
        "shortest": _least(lengths, choice),
        "longest": _most(lengths, choice),
        "reports": choice.weight @ own["reports"],
        "numbers": choice.weight @ own["has_number"],
    }
