"""Train the weights of the salience method from articles with reference summaries.

    python -m benchmarks.train_ranker OUT.json.gz FILE.jsonl[:WEIGHT]...

A line of a file is {"id", "title", "text", "reference": str | [str, ...]}. Only numbers are written, and stems with
the numbers that were learned for them. The same files give the same bytes: nothing is drawn by chance. Never judge
the method on a file that it was trained on: leave out a part of the articles in turn, train on the others.

1. A greedy oracle (R1 + R2 of up to three sentences) marks the sentences of every article; an L2 logistic regression
   (Newton's method) learns to find them.
2. With sentence scores out of fold, logistic regressions learn which stems, which stems twice, and which pairs of
   neighbouring stems of an article stand in its references; a smoothed table adds how much more often each stem is
   kept than these tell.
3. With scores and chances out of fold, ten candidates an article are picked and all their sets of one to four that
   read alone are judged by their R1 + R2, less the mean, each article weighing the same. `free` is a ridge regression
   on the sets of all sizes together, `fixed` one on the sets of two, three and four sentences, each size for itself.
   Each column stands there twice, once for texts that name their sender where they begin alone: `free_wire` and
   `fixed_wire` are what those add. The penalties were chosen by leaving out a tenth of the articles in turn.
"""

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.train_words import sentence_stage, word_stage
from benchmarks.training_examples import Example, load
from briefing.summarize import importance, sets
from briefing.summarize.document import Vector
from briefing.summarize.importance import Importance
from briefing.summarize.ranker import CANDIDATES, TRAINED_FOR, is_wire
from briefing.summarize.sets import Judged
from briefing.summarize.standing import ALONE, Standing
from briefing.summarize.weights import Weights

SIZES = (1, 2, 3, 4)
FIXED_SIZES = (2, 3, 4)
FOLDS = 5
SET_FOLDS = 10
SET_WEIGHTS = ("fixed", "fixed_wire", "free", "free_wire")
FIXED_PENALTY = 0.05
FREE_PENALTY = 0.03


def fold_of(identity: str, salt: str, folds: int = FOLDS) -> int:
    return int(hashlib.md5((salt + identity).encode(), usedforsecurity=False).hexdigest(), 16) % folds


def candidates_of(judged: Standing, scores: Vector) -> npt.NDArray[np.intp]:
    fine = np.array([judged.allows(index) for index in range(len(scores))])
    order = np.argsort(-np.where(fine, scores, -1e9), kind="stable")
    return np.sort(order[: min(CANDIDATES, max(int(fine.sum()), 4), len(scores))])


def readable(judged: Standing, candidates: npt.NDArray[np.intp], mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which sets hold no sentence that leans on one outside; all where there is none such."""
    fine = np.ones(len(mask), bool)
    where = {int(index): column for column, index in enumerate(candidates)}
    for column, index in enumerate(candidates):
        need = judged.need(int(index))
        if need != ALONE:
            fine &= ~mask[:, column] | (mask[:, where[need]] if need in where else False)
    return fine if fine.any() else np.ones(len(mask), bool)


@dataclass(frozen=True)
class Sets:
    """The readable sets of an article's candidates: what is known of them, their ROUGE, their sizes."""

    rows: Vector
    values: Vector
    sizes: Vector
    weight: float
    wire: bool

    @property
    def columns(self) -> Vector:
        """What is known, and once more what is known of a text that names its sender."""
        return np.hstack((self.rows, self.rows * self.wire))

    def of(self, sizes: Sequence[int]) -> "Sets | None":
        """Those of some sizes, less their mean; None where there is no choice."""
        here = np.isin(self.sizes, sizes)
        if here.sum() < 2:
            return None
        rows, values = self.rows[here], self.values[here]
        return Sets(rows - rows.mean(0), values - values.mean(), self.sizes[here], self.weight, self.wire)


def sets_of(made: Example, rated: Vector, chances: Importance) -> Sets | None:
    candidates = candidates_of(made.standing, rated)
    fitting = tuple(size for size in SIZES if size < len(candidates))
    if not fitting:
        return None
    choice = sets.subsets(len(candidates), fitting)
    full = np.zeros((len(choice.mask), len(rated)))
    full[:, candidates] = choice.weight
    fine = readable(made.standing, candidates, choice.mask)
    table = sets.matrix(Judged(made.document, made.pairs, made.table, rated, chances), candidates, choice)
    return Sets(table[fine], made.rouge(full)[fine], choice.size[fine], made.weight, is_wire(made.document))


def ridge(groups: Sequence[Sets], penalty: float) -> Vector:
    """Weights of a ridge regression within groups, each group weighing the same.

    Args:
        penalty: beside 1, which is what every column brings once all are scaled alike.
    """
    squares = sum((own.weight / len(own.rows)) * (own.columns.T @ own.columns) for own in groups)
    products = sum((own.weight / len(own.rows)) * (own.columns.T @ own.values) for own in groups)
    scale = np.sqrt(np.diag(squares)) + 1e-6
    held = squares / np.outer(scale, scale) + penalty * np.eye(len(scale))
    plain: Vector = np.linalg.solve(held, products / scale) / scale
    return plain


def set_stage(found: Sequence[Sets]) -> dict[str, Any]:
    """Weights for sets of one size, and for sets of any, each with what texts add that name their sender."""
    alone = [own for one in found for size in FIXED_SIZES if (own := one.of((size,))) is not None]
    together = [own for one in found if (own := one.of(SIZES)) is not None]
    fixed, fixed_wire = np.split(ridge(alone, FIXED_PENALTY), 2)
    free, free_wire = np.split(ridge(together, FREE_PENALTY), 2)
    return {"fixed": fixed, "fixed_wire": fixed_wire, "free": free, "free_wire": free_wire}


def first_stages(examples: Sequence[Example]) -> Weights:
    """Weights for sentences, words and pairs; those for sets are still empty."""
    folds = np.array([fold_of(made.identity, "sentence") for made in examples])
    scores: list[Vector] = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        learned = sentence_stage([made for made, own in zip(examples, folds, strict=True) if own != fold])
        for place in np.flatnonzero(folds == fold).tolist():
            scores[place] = learned(examples[place].table)
    empty = np.zeros(0)
    return Weights(
        names=TRAINED_FOR,
        sentence=sentence_stage(examples),
        usual=np.vstack([made.table for made in examples]).mean(0),
        fixed=empty,
        free=empty,
        fixed_wire=empty,
        free_wire=empty,
        **word_stage(examples, scores),
    )


def train(examples: Sequence[Example]) -> Weights:
    folds = np.array([fold_of(made.identity, "", SET_FOLDS) for made in examples])
    found = []
    for fold in range(SET_FOLDS):
        learned = first_stages([made for made, own in zip(examples, folds, strict=True) if own != fold])
        for place in np.flatnonzero(folds == fold).tolist():
            made = examples[place]
            rated = learned.sentence(made.table)
            chances = importance.importance(made.document, made.pairs, rated, learned)
            found.append(sets_of(made, rated, chances))
    return replace(first_stages(examples), **set_stage([one for one in found if one is not None]))


def rounded(values: Iterable[float]) -> list[float]:
    return [float(f"{value:.6g}") for value in values]


def write(target: Path, trained: Weights, sources: Sequence[str], count: int) -> None:
    parts = {
        name: {"weights": rounded(part.weights), "bias": part.bias}
        for name in ("sentence", "word", "again", "pair")
        for part in (getattr(trained, name),)
    }
    data = {
        "version": 3,
        "trained_on": {"files": [Path(source.partition(":")[0]).name for source in sources], "articles": count},
        "names": {part: list(names) for part, names in trained.names.items()},
        **parts,
        **{name: rounded(getattr(trained, name)) for name in ("usual", *SET_WEIGHTS)},
        **{name: getattr(trained, name) for name in ("words_kept", "words_kept_again", "left_kept", "right_kept")},
    }
    target.write_bytes(gzip.compress(json.dumps(data, separators=(",", ":")).encode(), mtime=0))
    print(f"{target.name}: {count} articles, {target.stat().st_size} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("sources", nargs="+")
    options = parser.parse_args()
    examples = load(options.sources)
    write(options.target, train(examples), options.sources, len(examples))


if __name__ == "__main__":
    main()
