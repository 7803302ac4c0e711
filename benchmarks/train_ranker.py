"""Train the weights of the salience method from articles with reference summaries.

    python benchmarks/train_ranker.py OUT.json.gz FILE.jsonl[:WEIGHT]...

A line of a file is {"id", "title", "text", "reference": str | [str, ...]}. Only numbers are written. The same files
give the same bytes: nothing is drawn by chance. Never judge the method on a file that it was trained on.

1. A greedy oracle (R1 + R2 of up to three sentences) marks the sentences of every article; an L2 logistic regression
   (Newton's method) learns to find them.
2. Scores out of fold pick ten candidates an article; a ridge regression learns the ROUGE of every set of them that
   reads alone, less the article's mean, each article weighing the same; from there gradient ascent (Adam, the whole
   data a step) on the ROUGE to be expected when a set is drawn by the softmax of its score, which is what choosing the
   best one is for. One for sets of two, three, four, and one for all of these.
"""

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from briefing.summarize import features, sets
from briefing.summarize.document import Document, read
from briefing.summarize.ranker import CANDIDATES, key, set_table
from briefing.summarize.standing import ALONE, Standing, standing
from briefing.text.sentences import sentences
from briefing.text.tokens import stems

Vector = npt.NDArray[np.float64]
SIZES = ((2,), (3,), (4,), (2, 3, 4))
FOLDS = 5
SENTENCE_PENALTY = 100.0
SET_PENALTY = 1.0
TEMPERATURE = 8.0
HOLD = 0.01
STEPS = 150
STEP = 0.02


@dataclass(frozen=True)
class Overlap:
    """Clipped n-gram counts of sentences against one reference, n = 1 and 2: ROUGE of any set of them."""

    counts: tuple[Vector, Vector]
    reference: tuple[Vector, Vector]
    lengths: tuple[Vector, Vector]
    totals: tuple[int, int]

    def of_sets(self, mask: Vector) -> Vector:
        """R1 + R2 (F1, in percent) of every row of a sets x sentences matrix."""
        total: Vector = np.zeros(len(mask))
        for counts, reference, lengths, size in zip(
            self.counts, self.reference, self.lengths, self.totals, strict=True
        ):
            shared = np.minimum(mask @ counts, reference).sum(1)
            total = total + 200 * shared / np.maximum(mask @ lengths + size, 1)
        return total


@dataclass(frozen=True)
class Example:
    identity: str
    weight: float
    document: Document
    table: Vector
    standing: Standing
    overlaps: tuple[Overlap, ...]
    marked: Vector

    def rouge(self, mask: Vector) -> Vector:
        best: Vector = np.max([overlap.of_sets(mask) for overlap in self.overlaps], axis=0)
        return best


def grams(words: Sequence[str]) -> tuple[Counter[Any], Counter[Any]]:
    return Counter(words), Counter(pairwise(words))


def overlap(spoken: Sequence[Sequence[str]], reference: str) -> Overlap:
    wanted = grams(stems(reference))
    found = [grams(words) for words in spoken]
    counts, references, lengths = [], [], []
    for n in (0, 1):
        columns = list(wanted[n])
        counts.append(np.array([[own[n][gram] for gram in columns] for own in found], float).reshape(len(found), -1))
        references.append(np.array([wanted[n][gram] for gram in columns], float))
        lengths.append(np.array([own[n].total() for own in found], float))
    return Overlap(
        (counts[0], counts[1]),
        (references[0], references[1]),
        (lengths[0], lengths[1]),
        (wanted[0].total(), wanted[1].total()),
    )


def oracle(rouge: Callable[[Vector], Vector], count: int, most: int = 3) -> Vector:
    chosen = np.zeros(count)
    best = 0.0
    while chosen.sum() < most:
        tries = np.maximum(np.eye(count), chosen)
        values = np.where(chosen > 0, -1.0, rouge(tries))
        if values.max() <= best:
            break
        best = float(values.max())
        chosen = tries[int(values.argmax())]
    return chosen


def example(item: dict[str, Any], weight: float) -> Example | None:
    found = sentences(item["text"])
    if len(found) < 5:
        return None
    document = read(found, item.get("title") or "")
    spoken = [stems(words) for words in document.words]
    references = item["reference"] if isinstance(item["reference"], list) else [item["reference"]]
    overlaps = tuple(overlap(spoken, reference) for reference in references)
    made = Example(
        str(item["id"]),
        weight,
        document,
        features.matrix(document),
        standing(document.sentences, item.get("title") or ""),
        overlaps,
        np.zeros(0),
    )
    return Example(**{**vars(made), "marked": oracle(made.rouge, len(document))})


def logistic(table: Vector, marks: Vector, weights: Vector) -> tuple[Vector, float]:
    """L2 logistic regression by Newton's method on standardised columns; weights of the plain columns and the bias."""
    mean, deviation = table.mean(0), table.std(0) + 1e-9
    rows = np.column_stack([(table - mean) / deviation, np.ones(len(table))])
    penalty = np.append(np.full(table.shape[1], SENTENCE_PENALTY), 0.0)
    learned: Vector = np.zeros(rows.shape[1])
    for _ in range(15):
        odds = 1 / (1 + np.exp(-rows @ learned))
        slope = rows.T @ (weights * (odds - marks)) + penalty * learned
        curve = (rows * (weights * odds * (1 - odds))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        learned = learned - step
        if np.abs(step).max() < 1e-8:
            break
    plain = learned[:-1] / deviation
    return plain, float(learned[-1] - mean @ plain)


def sentence_stage(examples: Sequence[Example]) -> tuple[Vector, float]:
    weights = np.concatenate([np.full(len(e.table), e.weight) for e in examples])
    return logistic(np.vstack([e.table for e in examples]), np.concatenate([e.marked for e in examples]), weights)


def fold_of(identity: str, salt: str, folds: int = FOLDS) -> int:
    return int(hashlib.md5((salt + identity).encode(), usedforsecurity=False).hexdigest(), 16) % folds


def candidates_of(made: Example, scores: Vector) -> npt.NDArray[np.intp]:
    fine = np.array([made.standing.allows(index) for index in range(len(scores))])
    order = np.argsort(-np.where(fine, scores, -1e9), kind="stable")
    return np.sort(order[: min(CANDIDATES, max(int(fine.sum()), 4), len(scores))])


class Ridge:
    """Sums for a weighted ridge regression, an article at a time, so that nothing large is kept."""

    def __init__(self, width: int) -> None:
        self.squares = np.zeros((width, width))
        self.products = np.zeros(width)

    def add(self, rows: Vector, values: Vector, weight: float) -> None:
        """Within an article only differences count: both sides lose the article's mean."""
        centred = rows - rows.mean(0)
        self.squares += weight / len(rows) * (centred.T @ centred)
        self.products += weight / len(rows) * (centred.T @ (values - values.mean()))

    def solve(self, penalty: float) -> Vector:
        scale = np.sqrt(np.diag(self.squares)) + 1e-9
        squares = self.squares / np.outer(scale, scale)
        unit = np.linalg.solve(squares + penalty * 1e-3 * np.eye(len(scale)), self.products / scale)
        plain: Vector = np.asarray(unit / scale, dtype=np.float64)
        return plain


def readable(made: Example, candidates: npt.NDArray[np.intp], mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which sets hold no sentence that leans on one outside; all where there is none such."""
    fine = np.ones(len(mask), bool)
    where = {int(index): column for column, index in enumerate(candidates)}
    for column, index in enumerate(candidates):
        need = made.standing.needs[int(index)]
        if need != ALONE:
            fine &= ~mask[:, column] | (mask[:, where[need]] if need in where else False)
    return fine if fine.any() else np.ones(len(mask), bool)


def set_rows(made: Example, rated: Vector, sizes: tuple[int, ...]) -> tuple[Vector, Vector] | None:
    """Features and ROUGE of every readable set of an article's candidates."""
    candidates = candidates_of(made, rated)
    fitting = tuple(size for size in sizes if size < len(candidates))
    if not fitting:
        return None
    choice = sets.subsets(len(candidates), fitting)
    full = np.zeros((len(choice.mask), len(rated)))
    full[:, candidates] = choice.weight
    fine = readable(made, candidates, choice.mask)
    table = set_table(made.document, made.table, rated, candidates, choice)
    return table[fine], made.rouge(full)[fine]


def expected(rows: Sequence[Vector], values: Sequence[Vector], weights: Vector, start: Vector) -> Vector:
    """Gradient ascent on the expected ROUGE of a set drawn by the softmax of its score, held near the start."""
    centred = np.vstack([own - own.mean(0) for own in rows])
    scale = centred.std(0) + 1e-9
    table = centred / scale
    worth = np.concatenate([own - own.mean() for own in values])
    group = np.repeat(np.arange(len(rows)), [len(own) for own in values])
    begin = np.concatenate(([0], np.cumsum([len(own) for own in values])[:-1]))
    first = start * scale
    learned, slope, square = first.copy(), np.zeros_like(first), np.zeros_like(first)
    for step in range(1, STEPS + 1):
        score = table @ learned / TEMPERATURE
        chance = np.exp(score - np.maximum.reduceat(score, begin)[group])
        chance /= np.add.reduceat(chance, begin)[group]
        mean = np.add.reduceat(chance * worth, begin)
        pull = table.T @ (chance * (worth - mean[group]) * weights[group]) / TEMPERATURE / len(begin)
        pull -= HOLD * (learned - first)
        slope = 0.9 * slope + 0.1 * pull
        square = 0.999 * square + 0.001 * pull * pull
        learned = learned + STEP * (slope / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    result: Vector = learned / scale
    return result


def set_stage(examples: Sequence[Example], scores: Sequence[Vector]) -> dict[str, Vector]:
    learned = {}
    for sizes in SIZES:
        found = [(made, set_rows(made, rated, sizes)) for made, rated in zip(examples, scores, strict=True)]
        kept = [(made, *pair) for made, pair in found if pair is not None]
        ridge = Ridge(len(features.NAMES) + len(sets.NAMES))
        for made, rows, values in kept:
            ridge.add(rows, values, made.weight)
        weights = np.array([made.weight for made, _, _ in kept])
        start = ridge.solve(SET_PENALTY)
        learned[key(sizes)] = expected([rows for _, rows, _ in kept], [values for _, _, values in kept], weights, start)
    return learned


def train(examples: Sequence[Example]) -> dict[str, Any]:
    folds = np.array([fold_of(made.identity, "") for made in examples])
    scores: list[Vector] = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        plain, bias = sentence_stage([made for made, own in zip(examples, folds, strict=True) if own != fold])
        for place in np.flatnonzero(folds == fold).tolist():
            scores[place] = examples[place].table @ plain + bias
    plain, bias = sentence_stage(examples)
    return {
        "sentence": plain,
        "bias": bias,
        "usual": np.vstack([made.table for made in examples]).mean(0),
        "sets": set_stage(examples, scores),
    }


def rounded(values: Iterable[float]) -> list[float]:
    return [float(f"{value:.6g}") for value in values]


def write(target: Path, trained: dict[str, Any], sources: Sequence[str], count: int) -> None:
    data = {
        "version": 1,
        "trained_on": {"files": [Path(source.partition(":")[0]).name for source in sources], "articles": count},
        "features": list(features.NAMES),
        "set_features": list(sets.NAMES),
        "sentence": rounded(trained["sentence"]),
        "bias": trained["bias"],
        "usual": rounded(trained["usual"]),
        "sets": {sizes: rounded(row) for sizes, row in trained["sets"].items()},
    }
    target.write_bytes(gzip.compress(json.dumps(data).encode(), mtime=0))
    print(f"{target.name}: {count} articles, {target.stat().st_size} bytes")


def load(sources: Sequence[str]) -> list[Example]:
    made = []
    for source in sources:
        path, _, weight = source.partition(":")
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            found = example(json.loads(line), float(weight or 1))
            if found:
                made.append(found)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("sources", nargs="+")
    options = parser.parse_args()
    examples = load(options.sources)
    write(options.target, train(examples), options.sources, len(examples))


if __name__ == "__main__":
    main()
