"""An article as the methods see it: its sentences, their words, and their likeness to each other and the title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from briefing.model import Sentence
from briefing.text.similarity import rarity
from briefing.text.tokens import stem, stopwords, words

Vector = npt.NDArray[np.float64]

MOST_SENTENCES = 400
"""Sentences beyond these are not compared: likeness grows with the square, and news never ends so late."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is counted once and used by every method.

    Attributes:
        sentences: the first 400 at most.
        words: lower-case words by sentence; `matter` the stems of those that are no stop words.
        lengths: words by sentence as a reader counts them, between spaces.
        present: sentence x stem, 1 where it occurs.
        energy: how much of the document's matter a stem carries, by stem; sums to 1.
        vectors: sentence x stem, unit rows; `title` the same for the title, zeros when there is none.
        likeness: cosine of every two sentences, zeros in the diagonal.
    """

    sentences: tuple[Sentence, ...]
    words: tuple[list[str], ...]
    matter: tuple[list[str], ...]
    lengths: Vector
    present: Vector
    energy: Vector
    vectors: Vector
    title: Vector
    likeness: Vector

    def __len__(self) -> int:
        return len(self.sentences)


def read(sentences: Sequence[Sentence], title: str = "", language: str = "en") -> Document:
    """Count what the methods need to know of some sentences, at least one."""
    kept = tuple(sentences[:MOST_SENTENCES])
    found = tuple(words(sentence.text) for sentence in kept)
    stop = stopwords(language)
    matter = tuple(_matter(spoken, stop, language) for spoken in found)
    counts, stems = _counts((*matter, _matter(words(title), stop, language)))
    weights = np.log1p(counts)
    rare = np.array([rarity(name) for name in stems])
    vectors = _unit(weights * rare)
    likeness = vectors[:-1] @ vectors[:-1].T
    np.fill_diagonal(likeness, 0.0)
    carried = weights[:-1].sum(0) * rare
    return Document(
        sentences=kept,
        words=found,
        matter=matter,
        lengths=np.array([len(sentence.text.split()) for sentence in kept], float),
        present=(counts[:-1] > 0).astype(float),
        energy=carried / (carried.sum() or 1.0),
        vectors=vectors[:-1],
        title=vectors[-1],
        likeness=likeness,
    )


def _matter(spoken: list[str], stop: frozenset[str], language: str) -> list[str]:
    return [stem(word, language) for word in spoken if word not in stop and (len(word) > 1 or not word.isascii())]


def _counts(rows: Sequence[list[str]]) -> tuple[Vector, list[str]]:
    columns: dict[str, int] = {}
    counted = [Counter(row) for row in rows]
    where = [
        (row, columns.setdefault(name, len(columns)), count)
        for row, c in enumerate(counted)
        for name, count in c.items()
    ]
    matrix = np.zeros((len(rows), max(1, len(columns))))
    if where:
        row, column, count = zip(*where, strict=True)
        matrix[row, column] = count
    return matrix, list(columns) or [""]


def _unit(rows: Vector) -> Vector:
    length: Vector = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    length[length == 0] = 1.0
    result: Vector = rows / length[:, None]
    return result
