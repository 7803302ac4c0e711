"""The trained weights that are packaged: numbers about features and about words, no text."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from briefing.summarize.document import Vector


class Linear(NamedTuple):
    """A linear score of a table's rows."""

    weights: Vector
    bias: float

    def __call__(self, table: Vector) -> Vector:
        """The score of each row."""
        result: Vector = table @ self.weights + self.bias
        return result


@dataclass(frozen=True, slots=True)
class Weights:
    """Trained weights.

    Attributes:
        names: of the columns that each part was trained for: "sentence", "word", "again", "pair", "set".
        sentence: log odds to belong to a summary; `usual` the mean of every feature, for telling what is unusual.
        word: log odds of a stem to stand in a summary; `again` to stand there twice or more; `pair` of two neighbours.
        words_kept: by stem, how much more often than `word` tells it is kept in summaries, as log odds;
            `words_kept_again`, `left_kept` and `right_kept` the same for `again` and the two words of `pair`.
        fixed: score of a set of sentences among those of its size; `free` among those of any size.
    """

    names: dict[str, tuple[str, ...]]
    sentence: Linear
    usual: Vector
    word: Linear
    words_kept: dict[str, float]
    again: Linear
    words_kept_again: dict[str, float]
    pair: Linear
    left_kept: dict[str, float]
    right_kept: dict[str, float]
    fixed: Vector
    free: Vector


def packaged_editors() -> tuple[tuple[str, ...], Vector]:
    """The weights for sets of one size that were learned from editors' marks, and the names they were trained for."""
    data: dict[str, Any] = json.loads(files("briefing.summarize").joinpath("data/editors.json").read_bytes())
    return tuple(data["names"]), np.array(data["fixed"])


def packaged() -> Weights:
    """The weights in the package."""
    return unpacked(files("briefing.summarize").joinpath("data/ranker.json.gz").read_bytes())


def unpacked(packed: bytes) -> Weights:
    """Weights from the bytes of a file that `benchmarks/train_ranker.py` wrote."""
    data: dict[str, Any] = json.loads(gzip.decompress(packed))
    linear = {
        name: Linear(np.array(data[name]["weights"]), data[name]["bias"])
        for name in ("sentence", "word", "again", "pair")
    }
    return Weights(
        names={part: tuple(names) for part, names in data["names"].items()},
        sentence=linear["sentence"],
        usual=np.array(data["usual"]),
        word=linear["word"],
        words_kept=data["words_kept"],
        again=linear["again"],
        words_kept_again=data["words_kept_again"],
        pair=linear["pair"],
        left_kept=data["left_kept"],
        right_kept=data["right_kept"],
        fixed=np.array(data["fixed"]),
        free=np.array(data["free"]),
    )
