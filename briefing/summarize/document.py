"""An article as the methods see it: its sentences, their words, and their likeness to each other and the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import ne

import numpy as np
import numpy.typing as npt

from briefing.model import Sentence
from briefing.text.quotation import quoted
from briefing.text.similarity import rarity
from briefing.text.tokens import spelled, stemmer, stopwords, words

Vector = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

MOST_SENTENCES = 400
"""Sentences beyond these are not compared: likeness grows with the square, and news never ends so late."""
_MOST_REMEMBERED = 8_000
"""Words that came lately; as many that came before them are known too."""


@dataclass(frozen=True, slots=True)
class Document:
    """What is counted once and used by every method.

    Attributes:
        sentences: the first 400 at most.
        language: ISO 639-1.
        words: lower-case words by sentence.
        lengths: words by sentence as a reader counts them, between spaces.
        stems: the distinct stems of the article and its title.
        matter: whether a stem carries matter, not only grammar; `number` whether it begins with a digit; `rare` its
            rarity in news at large.
        places: the sentence of every word of the article, in order; `codes` its stem, as an index into `stems`.
        named: whether a word is capitalised within its sentence; `inner` whether it could be, not being the first.
        quoted: whether a word stands in quotation marks.
        counts: sentence x stem.
        energy: how much of the document's matter a stem carries, by stem; sums to 1.
        vectors: sentence x stem, unit rows; `title` the same for the title, zeros when there is none.
        likeness: cosine of every two sentences, zeros in the diagonal.
    """

    sentences: tuple[Sentence, ...]
    language: str
    words: tuple[list[str], ...]
    lengths: Vector
    stems: tuple[str, ...]
    matter: Mask
    number: Mask
    rare: Vector
    places: Indices
    codes: Indices
    named: Mask
    inner: Mask
    quoted: Mask
    counts: Vector
    energy: Vector
    vectors: Vector
    title: Vector
    likeness: Vector

    def __len__(self) -> int:
        return len(self.sentences)

    def matter_of(self, index: int) -> frozenset[str]:
        """The distinct stems of a sentence that carry matter."""
        return frozenset(self.stems[code] for code in np.flatnonzero((self.counts[index] > 0) & self.matter))


def read(sentences: Sequence[Sentence], title: str = "", language: str = "en") -> Document:
    """Count what the methods need to know of some sentences, at least one."""
    kept = tuple(sentences[:MOST_SENTENCES])
    written = [spelled(sentence.text) for sentence in kept]
    rows = [[*map(str.lower, row)] for row in written]
    spoken = [*chain.from_iterable(rows)]
    heading = [*map(str.lower, spelled(title))]
    known = _lately(language).known()
    met, met_in_title = [*map(known.__getitem__, spoken)], [*map(known.__getitem__, heading)]
    place_of = {stem: place for place, stem in enumerate(dict.fromkeys((*met, *met_in_title)) or (known[""],))}
    codes = np.array([*map(place_of.__getitem__, met)], np.intp)
    head = [*map(place_of.__getitem__, met_in_title)]
    stems, matter, number, rare = zip(*[stem.told for stem in place_of], strict=True)
    sizes = np.array([len(row) for row in rows])
    places = np.repeat(np.arange(len(kept)), sizes)
    counts = _counted(places, codes, head, (len(kept) + 1, len(stems)))
    weights = np.log1p(np.arange(counts.max() + 1))[counts]
    rarities = np.array(rare)
    weights *= np.where(matter, rarities, 0.0)
    vectors = _unit(weights)
    likeness = vectors[:-1] @ vectors[:-1].T
    np.fill_diagonal(likeness, 0.0)
    carried = weights[:-1].sum(0)
    inner = np.ones(len(codes), bool)
    inner[(np.cumsum(sizes) - sizes)[sizes > 0]] = False
    return Document(
        sentences=kept,
        language=language,
        words=tuple(rows),
        lengths=np.array([len(sentence.text.split()) for sentence in kept], float),
        stems=stems,
        matter=np.array(matter),
        number=np.array(number),
        rare=rarities,
        places=places,
        codes=codes,
        named=_capitalised([*chain.from_iterable(written)], spoken) & inner,
        inner=inner,
        quoted=_quoted(kept, rows),
        counts=counts[:-1].astype(float),
        energy=carried / (carried.sum() or 1.0),
        vectors=vectors[:-1],
        title=vectors[-1],
        likeness=likeness,
    )


class _Stem:
    """A stem as it is told of: itself, if it has matter, if it is a number, how rare it is. One object for each."""

    __slots__ = ("matter", "stem", "told")

    def __init__(self, stem: str, matter: bool) -> None:
        self.stem, self.matter = stem, matter
        self.told = (stem, matter, stem[:1].isdigit(), rarity(stem))


class _Known(dict[str, _Stem]):
    """The stems of the lower-case words of a language that came before: most words of a text come in others too.

    Args:
        older: what is still known of words that came some time ago.
    """

    def __init__(self, language: str, older: dict[str, _Stem]) -> None:
        self._cut, self._stop = stemmer(language), stopwords(language)
        self._older = older
        self._stems: dict[tuple[str, bool], _Stem] = {(known.stem, known.matter): known for known in older.values()}

    def __missing__(self, word: str) -> _Stem:
        self[word] = found = self._older.get(word) or self._met(word)
        return found

    def _met(self, word: str) -> _Stem:
        key = self._cut(word), word not in self._stop and (len(word) > 1 or not word.isascii())
        return self._stems.get(key) or self._stems.setdefault(key, _Stem(*key))


class _Lately:
    """What is known of a language's words: of as many as came last, and of as many before them."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._known = _Known(language, {})

    def known(self) -> _Known:
        """For one text, whose words are all told by the same: what came long ago is forgotten for the next."""
        if len(self._known) > _MOST_REMEMBERED:
            self._known = _Known(self._language, dict(self._known))
        return self._known


_lately = cache(_Lately)


def _capitalised(written: list[str], lower: list[str]) -> Mask:
    """Which words of two letters and more begin with a capital one."""
    found = np.fromiter(map(ne, written, lower), bool, len(lower))
    for place in np.flatnonzero(found).tolist():
        found[place] = len(written[place]) > 1 and written[place][0].isupper()
    return found


def _quoted(sentences: Sequence[Sentence], rows: Sequence[list[str]]) -> Mask:
    """Which words stand in quotation marks: those that a sentence says within some."""
    found: list[bool] = []
    for sentence, row in zip(sentences, rows, strict=True):
        parts = quoted(sentence.text)
        said = {*words(" ".join(parts))} if parts else ()
        found.extend(map(said.__contains__, row) if said else [False] * len(row))
    return np.array(found, bool)


def _counted(places: Indices, codes: Indices, head: list[int], shape: tuple[int, int]) -> Indices:
    """How often each stem is in each sentence, and in the title, which is the last row."""
    cells = np.concatenate((places * shape[1] + codes, np.array(head, np.intp) + (shape[0] - 1) * shape[1]))
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)


def _unit(rows: Vector) -> Vector:
    length: Vector = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    length[length == 0] = 1.0
    result: Vector = rows / length[:, None]
    return result
