"""The trained weights that are packaged: numbers about features and about words, no text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import chain, repeat
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


@dataclass(frozen=True)
class Weights:
    """Trained weights.

    Attributes:
        names: of the columns that each part was trained for: "sentence", "word", "again", "pair", "set".
        sentence: log odds to belong to a summary; `usual` the mean of every feature, for telling what is unusual.
        word: log odds of a stem to stand in a summary; `again` to stand there twice or more; `pair` of two neighbours.
        words_kept: by stem, how much more often than `word` tells it is kept in summaries, as log odds;
            `words_kept_again`, `left_kept` and `right_kept` the same for `again` and the two words of `pair`.
        fixed: score of a set of sentences among those of its size; `free` among those of any size.
        fixed_wire: what is added to `fixed` for a text that opens with its sender's name; `free_wire` to `free`.
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
    fixed_wire: Vector
    free_wire: Vector

    def kept(self, stems: Sequence[str]) -> Vector:
        """What the four tables say of each stem, a row a table in their order here; 0 where they say nothing."""
        place_of, values = self._tables
        found: Vector = values[:, np.fromiter(map(place_of.get, stems, repeat(0)), np.intp, len(stems))]
        return found

    @cached_property
    def _tables(self) -> tuple[dict[str, int], Vector]:
        """The tables in one, so that a stem is looked up once: its place, and the values by place; none has place 0."""
        tables = (self.words_kept, self.words_kept_again, self.left_kept, self.right_kept)
        names = list(dict.fromkeys(chain(*tables)))
        values = np.array([[0.0, *(table.get(name, 0.0) for name in names)] for table in tables])
        return {name: place for place, name in enumerate(names, 1)}, values


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
        **{name: np.array(data[name]) for name in ("fixed", "free", "fixed_wire", "free_wire")},
    )
