"""From scores to a summary: the best set that reads well and keeps to its budget, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefing.summarize import ranker
from briefing.summarize.document import Document, Vector
from briefing.summarize.ranker import CANDIDATES, Indices
from briefing.summarize.sets import Subsets
from briefing.summarize.standing import ALONE, Standing

_LEARNED = 4
"""Larger sets are not rated as a whole: the best four are filled up one by one."""
_EARLY, _PROMISED = 0.45, 0.3
"""Standard deviations of tempering for one of learned score."""
_REPETITION = 0.5
_TOO_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a summary may be.

    Attributes:
        least: fewest sentences; `most` the most of them.
        words: most words; None for no limit.
    """

    least: int
    most: int
    words: int | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """A document with its features, its scores and what stands against its sentences."""

    document: Document
    table: Vector
    scores: Vector
    standing: Standing


def choose(rated: Rated, budget: Budget) -> list[int]:
    """Indices of the chosen sentences in reading order; empty when nothing may be shown."""
    allowed = [index for index in range(len(rated.document)) if rated.standing.allows(index)]
    if not allowed or budget.most < 1:
        return []
    start = _best_set(rated, np.array(allowed), budget)
    return sorted(_filled_up(rated, allowed, start, budget))


def _best_set(rated: Rated, allowed: Indices, budget: Budget) -> list[int]:
    most = min(budget.most, _LEARNED)
    if len(allowed) <= most or most == 1:
        return []
    best = allowed[np.argsort(-rated.scores[allowed], kind="stable")[:CANDIDATES]]
    candidates = np.sort(_with_supports(best, rated.standing))
    sizes = tuple(range(2, _LEARNED + 1)) if budget.words is not None or budget.least < most else (most,)
    choice, learned = ranker.set_scores(rated.document, rated.table, rated.scores, candidates, sizes)
    values = _tempered(learned, rated.document, candidates, choice)
    fitting = _reads(choice, candidates, rated.standing) & _fits(choice, candidates, rated, budget)
    if not fitting.any():
        return []
    row = int(np.argmax(np.where(fitting, values, -np.inf)))
    return [int(index) for index in candidates[choice.mask[row]]]


def _tempered(learned: Vector, document: Document, candidates: Indices, choice: Subsets) -> Vector:
    """The learned score of each set, tempered by where its sentences stand and how close they are to the headline.

    The weights are learned on one kind of news, where long, broad sentences pay late in the text too; editors of
    other kinds keep to the opening and to what the headline promises.
    """
    early = -np.log1p(candidates.astype(float))
    promised = document.vectors[candidates] @ document.title
    means = ((choice.mask @ feature) / choice.size for feature in (early, promised))
    tempering = zip((_EARLY, _PROMISED), means, strict=True)
    result: Vector = _standard(learned) + sum(weight * _standard(mean) for weight, mean in tempering)
    return result


def _standard(values: Vector) -> Vector:
    result: Vector = (values - values.mean()) / (float(values.std()) or 1.0)
    return result


def _with_supports(best: Indices, standing: Standing) -> Indices:
    """Candidates, without those whose sentence before is no candidate: they could never be taken."""
    kept = set(best.tolist())
    while True:
        lost = {index for index in kept if not standing.readable(index, (*kept,))}
        if not lost:
            return np.array(sorted(kept), dtype=np.intp)
        kept -= lost


def _reads(choice: Subsets, candidates: Indices, standing: Standing) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    fine = np.ones(len(choice.size), bool)
    where = {int(index): column for column, index in enumerate(candidates)}
    for column, index in enumerate(candidates):
        need = standing.needs[int(index)]
        if need != ALONE:
            fine &= ~choice.mask[:, column] | choice.mask[:, where[need]]
    return fine


def _fits(
    choice: Subsets, candidates: Indices, rated: Rated, budget: Budget
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    fine = (choice.size >= budget.least) & (choice.size <= budget.most)
    if budget.words is not None:
        fine &= choice.weight @ rated.document.lengths[candidates] <= budget.words
    return fine


def _filled_up(rated: Rated, allowed: Sequence[int], chosen: list[int], budget: Budget) -> list[int]:
    """Add one sentence after another, the best that adds most, until the budget is reached."""
    chosen = list(chosen)
    target = budget.most if budget.words is not None or len(chosen) == 0 or budget.least == budget.most else len(chosen)
    spread = float(rated.scores.std()) + 1e-9
    while len(chosen) < min(target, len(allowed)):
        pick = _next(rated, allowed, chosen, budget, spread)
        if pick is None:
            break
        chosen.append(pick)
    return chosen


def _next(rated: Rated, allowed: Sequence[int], chosen: list[int], budget: Budget, spread: float) -> int | None:
    spent = rated.document.lengths[chosen].sum() if chosen else 0.0
    best, best_value = None, -np.inf
    for index in allowed:
        if index in chosen or not rated.standing.readable(index, chosen):
            continue
        if budget.words is not None and spent + rated.document.lengths[index] > budget.words:
            continue
        alike = max((float(rated.document.likeness[index, other]) for other in chosen), default=0.0)
        value = float(rated.scores[index]) / spread - _REPETITION * alike - 10 * (alike > _TOO_ALIKE)
        if value > best_value:
            best, best_value = index, value
    return best
