"""The first stages of training: which sentences, which words and which pairs of words stand in references."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from benchmarks.training_examples import Example
from briefing.summarize import importance
from briefing.summarize.document import Vector
from briefing.summarize.weights import Linear

PENALTY = 100.0
SMOOTHING = 6.0
LEAST_ARTICLES = 8
LEAST_TOLD = 0.03
"""Log odds in a table that are not worth their bytes."""


def logistic(table: Vector, marks: Vector, weights: Vector) -> Linear:
    """L2 logistic regression by Newton's method on standardised columns."""
    mean, deviation = table.mean(0), table.std(0) + 1e-9
    rows = np.column_stack([(table - mean) / deviation, np.ones(len(table))])
    penalty = np.append(np.full(table.shape[1], PENALTY), 1e-9)
    learned: Vector = np.zeros(rows.shape[1])
    for _ in range(12):
        odds = importance.chances(rows @ learned)
        slope = rows.T @ (weights * (odds - marks)) + penalty * learned
        curve = (rows * (weights * odds * (1 - odds))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        learned = learned - step
        if np.abs(step).max() < 1e-5:
            break
    plain = learned[:-1] / deviation
    return Linear(plain, float(learned[-1] - mean @ plain))


def fitted(tables: Sequence[Vector], marks: Sequence[Vector], examples: Sequence[Example]) -> Linear:
    weights = np.concatenate([np.full(len(table), made.weight) for table, made in zip(tables, examples, strict=True)])
    return logistic(np.vstack(tables), np.concatenate(marks), weights)


def sentence_stage(examples: Sequence[Example]) -> Linear:
    return fitted([made.table for made in examples], [made.marked for made in examples], examples)


class Kept:
    """How much more often stems are kept than was expected."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self.expected: Counter[str] = Counter()

    def add(self, names: Iterable[str], kept: Vector, expected: Vector, weight: float) -> None:
        for name, mark, chance in zip(names, kept, expected, strict=True):
            self.articles[name] += 1
            self.kept[name] += weight * mark
            self.expected[name] += weight * chance

    def table(self) -> dict[str, float]:
        told = {
            name: round(float(np.log((self.kept[name] + SMOOTHING) / (self.expected[name] + SMOOTHING))), 2)
            for name, count in sorted(self.articles.items())
            if count >= LEAST_ARTICLES
        }
        return {name: value for name, value in told.items() if abs(value) >= LEAST_TOLD}


def kept_more(
    names: Sequence[Sequence[str]], kept: Sequence[Vector], expected: Sequence[Vector], examples: Sequence[Example]
) -> dict[str, float]:
    counted = Kept()
    for own, marks, chances, made in zip(names, kept, expected, examples, strict=True):
        counted.add(own, marks, chances, made.weight)
    return counted.table()


def word_stage(examples: Sequence[Example], scores: Sequence[Vector]) -> dict[str, Any]:
    """The parts of the weights that tell the chances of words and pairs."""
    chances = importance.chances
    names = [made.document.stems for made in examples]
    tables = [importance.word_table(made.document, rated) for made, rated in zip(examples, scores, strict=True)]
    word = fitted(tables, [made.kept for made in examples], examples)
    kept = kept_more(names, [made.kept for made in examples], [chances(word(table)) for table in tables], examples)
    once = [chances(word(table) + importance.looked_up(kept, own)) for table, own in zip(tables, names, strict=True)]
    twice = [importance.again_table(table, own) for table, own in zip(tables, once, strict=True)]
    again = fitted(twice, [made.kept_again for made in examples], examples)
    kept_again = kept_more(
        names, [made.kept_again for made in examples], [chances(again(table)) for table in twice], examples
    )
    beside = [
        importance.pair_table(made.document, made.pairs, rated, table, own)
        for made, rated, table, own in zip(examples, scores, tables, once, strict=True)
    ]
    pair = fitted(beside, [made.kept_pairs for made in examples], examples)
    expected = [chances(pair(table)) for table in beside]
    sides = {}
    for side in ("left", "right"):
        stood = [[made.document.stems[code] for code in getattr(made.pairs, side)] for made in examples]
        sides[f"{side}_kept"] = kept_more(stood, [made.kept_pairs for made in examples], expected, examples)
    return {"word": word, "words_kept": kept, "again": again, "words_kept_again": kept_again, "pair": pair, **sides}
