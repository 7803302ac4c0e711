"""From scores to a summary: the best set that reads well and keeps to its budget, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from briefing.summarize import ranker
from briefing.summarize.document import Document, Indices, Mask, Vector
from briefing.summarize.introducing import best_set
from briefing.summarize.ranker import CANDIDATES
from briefing.summarize.sets import Subsets
from briefing.summarize.standing import ALONE, Standing

_LEARNED = 4
"""Larger sets are not rated as a whole: the best four are filled up one by one."""
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


def choose(rated: Rated, budget: Budget, same_size: Vector) -> list[int]:
    """Indices of the chosen sentences in reading order; empty when nothing may be shown.

    Args:
        same_size: what makes a good set among those of its size: a weight for each of `sets.NAMES`.
    """
    if budget.most < 1:
        return []
    return sorted(_filled_up(rated, _best_set(rated, budget, same_size), budget))


def _best_set(rated: Rated, budget: Budget, same_size: Vector) -> list[int]:
    order = np.argsort(-rated.scores, kind="stable").tolist()
    best = [*islice(filter(rated.standing.allows, order), CANDIDATES)]
    most = min(budget.most, _LEARNED)
    if len(best) <= most:
        return []
    candidates = _with_supports(best, rated.standing)
    least = most if budget.words is None and budget.least == budget.most else max(1, budget.least)
    sizes = tuple(range(min(least, most), most + 1))
    known = ranker.judged(rated.document, rated.table, rated.scores, candidates)
    choice, values = ranker.set_scores(known, candidates, sizes, same_size)
    fitting = _reads(choice, candidates, rated.standing) & _fits(choice, candidates, rated, budget)
    if not fitting.any():
        return []
    return best_set(rated.document, candidates, choice, np.where(fitting, values, -np.inf))


def _with_supports(best: Sequence[int], standing: Standing) -> Indices:
    """Candidates, without those whose sentence before is no candidate: they could never be taken."""
    kept = set(best)
    while True:
        lost = {index for index in kept if not standing.readable(index, (*kept,))}
        if not lost:
            return np.array(sorted(kept), dtype=np.intp)
        kept -= lost


def _reads(choice: Subsets, candidates: Indices, standing: Standing) -> Mask:
    fine = np.ones(len(choice.size), bool)
    where = {int(index): column for column, index in enumerate(candidates)}
    for column, index in enumerate(candidates):
        need = standing.need(int(index))
        if need != ALONE:
            fine &= ~choice.mask[:, column] | choice.mask[:, where[need]]
    return fine


def _fits(choice: Subsets, candidates: Indices, rated: Rated, budget: Budget) -> Mask:
    fine = (choice.size >= budget.least) & (choice.size <= budget.most)
    if budget.words is not None:
        fine &= choice.weight @ rated.document.lengths[candidates] <= budget.words
    return fine


def _filled_up(rated: Rated, chosen: list[int], budget: Budget) -> list[int]:
    """Add one sentence after another, the best that adds most, until the budget is reached."""
    chosen = list(chosen)
    target = budget.most if budget.words is not None or len(chosen) == 0 or budget.least == budget.most else len(chosen)
    if len(chosen) >= target:
        return chosen
    allowed = [index for index in range(len(rated.document)) if rated.standing.allows(index)]
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
