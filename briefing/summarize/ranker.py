"""The learned ranker: a score for every sentence, then a score for every set of the best ones.

Both are linear. The first is a logistic regression on the sentences that an oracle chose; the second is a ridge
regression on the ROUGE that whole sets of sentences reach, from the summed features of their sentences and from what
only a set has (coverage, repetition, length). `benchmarks/train_ranker.py` trains both and writes the weights.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from briefing.summarize import features, sets
from briefing.summarize.document import Document, Vector

CANDIDATES = 10
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Weights:
    """Trained weights.

    Attributes:
        sentence: by name of features.NAMES; `bias` what is added.
        usual: mean of every feature over the training sentences, for telling what is unusual.
        sets: by set sizes ("3", "2-4"): weights of the summed features, then of sets.NAMES.
    """

    sentence: Vector
    bias: float
    usual: Vector
    sets: dict[str, Vector]


@cache
def weights() -> Weights:
    """The packaged weights; raises ValueError when they were trained for other features."""
    packed = gzip.decompress(files("briefing.summarize").joinpath("data/ranker.json.gz").read_bytes())
    data = json.loads(packed)
    if tuple(data["features"]) != features.NAMES or tuple(data["set_features"]) != sets.NAMES:
        raise ValueError("the packaged ranker was trained for other features: run benchmarks/train_ranker.py")
    return Weights(
        sentence=np.array(data["sentence"]),
        bias=float(data["bias"]),
        usual=np.array(data["usual"]),
        sets={sizes: np.array(row) for sizes, row in data["sets"].items()},
    )


def scores(table: Vector) -> Vector:
    """Log odds of every sentence to belong to a summary, from its features."""
    learned = weights()
    result: Vector = table @ learned.sentence + learned.bias
    return result


def contributions(table: Vector) -> dict[str, Vector]:
    """What each group of features adds to the score of each sentence, against the usual sentence."""
    learned = weights()
    parts = (table - learned.usual) * learned.sentence
    ends = np.cumsum([len(names) for names in features.GROUPS.values()])
    return {
        group: parts[:, end - len(names) : end].sum(1)
        for (group, names), end in zip(features.GROUPS.items(), ends, strict=True)
    }


def set_table(document: Document, table: Vector, rated: Vector, candidates: Indices, choice: sets.Subsets) -> Vector:
    """What the second stage knows of every subset of the candidates, a row each."""
    return np.hstack([choice.weight @ table[candidates], sets.matrix(document, table, rated, candidates, choice)])


def set_scores(
    document: Document, table: Vector, rated: Vector, candidates: Indices, sizes: tuple[int, ...]
) -> tuple[sets.Subsets, Vector]:
    """Every subset of the candidates with its score.

    Args:
        table: features, `rated` scores, of all sentences.
        sizes: (2,), (3,), (4,) or (2, 3, 4): what weights were trained for.
    """
    choice = sets.subsets(len(candidates), sizes)
    learned = weights().sets[key(sizes)]
    result: Vector = set_table(document, table, rated, candidates, choice) @ learned
    return choice, result


def key(sizes: tuple[int, ...]) -> str:
    """The name under which weights for these sizes are kept."""
    return f"{sizes[0]}-{sizes[-1]}" if len(sizes) > 1 else str(sizes[0])
