"""How likely a word, and a pair of neighbouring words, of an article is to stand in a summary of it.

Word importance learned from references goes back to Hong and Nenkova (2014, "Improving the estimation of word
importance for news multi-document summarization"); here a logistic regression on where and how often a stem occurs,
on the scores of the sentences that it is in (words and sentences support each other: Zha 2002), and on how much more
often the stem is kept in summaries at large than these tell. Pairs likewise, from what is known of their words.
The overlap that any set of sentences may expect with a reference follows by adding up.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

import numpy as np

from briefing.summarize.document import Document, Indices, Vector
from briefing.summarize.features import scaled
from briefing.summarize.weights import Linear, Weights

WORD_PRODUCTS = (
    ("often", "inverse"), ("often", "rare"), ("often", "named"), ("inverse", "rare"), ("inverse", "named"),
    ("decay_15", "rare"), ("decay_15", "often"), ("early_share", "rare"), ("early_share", "often"), ("often", "often"),
    ("central", "rare"), ("central", "often"), ("central", "inverse"), ("quoted", "inverse"), ("often", "size"),
    ("number", "inverse"), ("grammar", "often"), ("grammar", "inverse"), ("grammar", "early_share"),
    *((score, name) for score in ("best", "usual", "opening", "any") for name in ("rare", "often", "grammar")),
)  # fmt: skip
_WORD_BASE = (
    "often", "twice", "thrice", "spread", "inverse", "decay_5", "decay_15", "in_first", "in_second", "in_third",
    "in_early", "early_share", "until", "depth", "rare", "rare_squared", "unknown", "named", "number", "quoted",
    "grammar", "letters", "central", "size", "best", "usual", "opening", "any",
)  # fmt: skip
WORD_NAMES = (*_WORD_BASE, *(f"{a} x {b}" for a, b in WORD_PRODUCTS))
_FACTORS = np.array([[_WORD_BASE.index(name) for name in pair] for pair in WORD_PRODUCTS]).T
AGAIN_NAMES = (
    "own",
    "own_squared",
    "often",
    "twice",
    "thrice",
    "spread",
    "rare",
    "grammar",
    "own x often",
    "own x grammar",
)
_PAIR_BASE = ("often", "twice", "inverse", "decay_5", "early_share", "in_first", "best", "any")
PAIR_NAMES = (
    *_PAIR_BASE, "opening", "size", "sum", "product", "least", "most", "chance", "chance_root",
    *(f"{name} x sum" for name in _PAIR_BASE), "left_named", "left_number", "left_grammar", "right_named",
    "right_number", "right_grammar",
)  # fmt: skip
_SHAPE = [WORD_NAMES.index(name) for name in ("named", "number", "grammar")]
_EARLY = 5
_UNKNOWN = 7.5
_RAREST = 8.0
_LEAST_SCORE, _MOST_SCORE = -8.0, 3.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of neighbouring words within the sentences of a document.

    Attributes:
        left: stem of the first word, by distinct pair; `right` of the second.
        codes: the distinct pair, by occurrence in reading order; `places` the sentence.
        first: the sentence of the first occurrence, by distinct pair.
    """

    left: Indices
    right: Indices
    codes: Indices
    places: Indices
    first: Indices


@dataclass(frozen=True, slots=True)
class Importance:
    """Chances to stand in a summary.

    Attributes:
        once: by stem; `again` to stand there twice or more.
        pair: by distinct pair.
    """

    once: Vector
    again: Vector
    pair: Vector


def pairs_of(document: Document, told_in: Indices | None = None) -> Pairs:
    """The pairs of neighbouring words of a document, each sentence for itself.

    Args:
        told_in: only the pairs that occur in these sentences, with all their occurrences; None for every pair.
    """
    codes, places = document.codes, document.places
    within = places[1:] == places[:-1]
    count = len(document.stems)
    keys = codes[:-1][within] * count + codes[1:][within]
    where = places[:-1][within]
    if told_in is not None:
        told = np.zeros(len(document), bool)
        told[told_in] = True
        wanted = np.append(np.sort(keys[told[where]]), -1)  # a last one that none is equal to, for keys beyond all
        again = wanted[np.searchsorted(wanted[:-1], keys)] == keys
        keys, where = keys[again], where[again]
    distinct, opening, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return Pairs(distinct // count, distinct % count, inverse, where, where[opening])


def importance(document: Document, pairs: Pairs, scores: Vector, learned: Weights) -> Importance:
    """The chances of all words and pairs of a document.

    Args:
        scores: log odds of every sentence to belong to a summary.
    """
    words = _known_of_words(document, scores)
    kept, kept_again, left, right = learned.kept(document.stems)
    once = chances(_odds(words, learned.word) + kept)
    again = chances(learned.again(again_table(words, once)) + kept_again)
    rows = pair_table(document, pairs, scores, words, once)
    pair = chances(learned.pair(rows) + left[pairs.left] + right[pairs.right])
    return Importance(once, np.minimum(once, again), pair)


def chances(odds: Vector) -> Vector:
    """Probabilities from log odds."""
    result: Vector = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return result


def looked_up(table: dict[str, float], stems: tuple[str, ...]) -> Vector:
    """What a table says of each stem, 0 where it says nothing."""
    return np.fromiter(map(table.get, stems, repeat(0.0)), float, len(stems))


def word_table(document: Document, scores: Vector) -> Vector:
    """One row a stem, one column a name of WORD_NAMES."""
    table = _known_of_words(document, scores).T
    return np.concatenate((table, table[_FACTORS[0]] * table[_FACTORS[1]])).T


def _known_of_words(document: Document, scores: Vector) -> Vector:
    """The same without the products: one row a stem, one column a name of _WORD_BASE, which WORD_NAMES begin with."""
    parts = {**_occurrence(document), **_manner(document), **_support(document, scores)}
    table = np.empty((len(_WORD_BASE), len(document.stems)))
    for row, name in zip(table, _WORD_BASE, strict=True):
        row[:] = parts[name]
    return table.T


def _odds(words: Vector, learned: Linear) -> Vector:
    """What the weights give for the whole word table, from the table without products: each is the part of a form."""
    count = len(_WORD_BASE)
    form = np.zeros((count, count))
    form[*_FACTORS] = learned.weights[count:]
    result: Vector = np.einsum("ij,ij->i", words @ form + learned.weights[:count], words) + learned.bias
    return result


def again_table(words: Vector, once: Vector) -> Vector:
    """The same for standing twice or more, from the word table and the chances to stand there at all."""
    own = np.log(once / (1 - once))
    kept = [words[:, WORD_NAMES.index(name)] for name in ("often", "twice", "thrice", "spread", "rare", "grammar")]
    return np.array((own, own * own, *kept, own * kept[0], own * kept[-1])).T


def pair_table(document: Document, pairs: Pairs, scores: Vector, words: Vector, once: Vector) -> Vector:
    """One row a distinct pair, one column a name of PAIR_NAMES."""
    count = len(pairs.left)
    held, safe = _held(scores), np.clip(scores, _LEAST_SCORE, _MOST_SCORE)
    often = np.bincount(pairs.codes, minlength=count).astype(float)
    early = np.bincount(pairs.codes[pairs.places < _EARLY], minlength=count)
    best = np.full(count, _LEAST_SCORE)
    np.maximum.at(best, pairs.codes, safe[pairs.places])
    odds = np.log(once / (1 - once))
    left, right = odds[pairs.left], odds[pairs.right]
    base = np.array(
        (
            np.log(np.maximum(often, 1)), often > 1, 1 / (1 + pairs.first), np.exp(-pairs.first / 5), early / _EARLY,
            pairs.first == 0, best, np.log(np.bincount(pairs.codes, held[pairs.places], count) + 1e-3),
        )
    )  # fmt: skip
    together = left + right
    chance = once[pairs.left] * once[pairs.right]
    shape = words[:, _SHAPE].T
    return np.concatenate(
        (
            base,
            (
                safe[pairs.first], np.full(count, np.log(len(document))), together, left * right,
                np.minimum(left, right), np.maximum(left, right), chance, np.sqrt(chance),
            ),
            base * together, shape[:, pairs.left], shape[:, pairs.right],
        )
    ).T  # fmt: skip


def _occurrence(document: Document) -> dict[str, Vector]:
    often = np.maximum(document.counts.sum(0), 1)
    present = document.counts > 0
    held = np.maximum(np.count_nonzero(present, axis=0), 1)
    first = np.full(len(often), len(document))
    np.minimum.at(first, document.codes, document.places)
    last = np.zeros(len(often), np.intp)
    np.maximum.at(last, document.codes, document.places)
    return {
        "often": np.log(often),
        "twice": often > 1,
        "thrice": often > 2,  # noqa: PLR2004
        "spread": held / len(document),
        "inverse": 1 / (1 + first),
        "decay_5": np.exp(-first / 5),
        "decay_15": np.exp(-first / 15),
        "in_first": first == 0,
        "in_second": first == 1,
        "in_third": first == 2,  # noqa: PLR2004
        "in_early": first < _EARLY,
        "early_share": np.count_nonzero(present[:_EARLY], axis=0) / _EARLY,
        "until": last / len(document),
        "depth": first / len(document),
        "size": np.full(len(often), np.log(len(document))),
    }


def _manner(document: Document) -> dict[str, Vector]:
    count = len(document.stems)
    inner = np.bincount(document.codes[document.inner], minlength=count)
    named = np.bincount(document.codes[document.named], minlength=count)
    often = np.maximum(document.counts.sum(0), 1)
    rare = document.rare / _RAREST
    return {
        "rare": rare,
        "rare_squared": rare * rare,
        "unknown": document.rare > _UNKNOWN,
        "named": named / np.maximum(inner, 1),
        "number": document.number,
        "quoted": np.bincount(document.codes, document.quoted, count) / often,
        "grammar": 1.0 - document.matter,
        "letters": np.minimum(np.fromiter(map(len, document.stems), float, count), 12) / 12,
    }


def _support(document: Document, scores: Vector) -> dict[str, Vector]:
    """What the sentences that a stem is in are worth."""
    present = document.counts > 0
    held = np.maximum(np.count_nonzero(present, axis=0), 1)
    safe = np.clip(scores, _LEAST_SCORE, _MOST_SCORE)
    central, usual, kept = np.array((scaled(document.likeness.sum(1)), safe, _held(scores))) @ present.astype(float)
    return {
        "central": central / held,
        "best": np.where(present, safe[:, None], _LEAST_SCORE).max(0),
        "usual": usual / held,
        "opening": safe[present.argmax(0)],
        "any": np.log(kept + 1e-3),
    }


def _held(scores: Vector) -> Vector:
    """By sentence, minus the log of the chance that it does not belong: adds up over the sentences of a word."""
    result: Vector = np.log1p(np.exp(np.clip(scores, _LEAST_SCORE, _MOST_SCORE)))
    return result
