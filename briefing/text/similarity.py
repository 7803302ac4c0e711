"""Likeness of texts: log-scaled term counts, weighted by how rare a word is in news at large, compared by cosine.

The weighting is the classical tf-idf of Salton and Buckley (1988), with a background document frequency instead of
one counted in the few texts at hand, so that a likeness does not depend on what else is looked at.
"""

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from briefing.text.tokens import stems, stopwords, words

_SMOOTHING = 0.5
_RARITIES = 10_000
"""Stems whose rarity is remembered: the background's, and those of a few hundred articles that are in no background."""


class Background(NamedTuple):
    """Document frequencies of stems in a body of English news.

    Attributes:
        documents: how many documents were counted.
        frequencies: stem -> number of documents that contain it.
    """

    documents: int
    frequencies: Mapping[str, int]


@cache
def background() -> Background:
    """The packaged document frequencies: numbers about words, no text."""
    packed = files("briefing.text").joinpath("data/document_frequencies.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    frequencies = {stem: count for count, group in data["stems"].items() for stem in group.split()}
    return Background(int(data["documents"]), {stem: int(count) for stem, count in frequencies.items()})


@lru_cache(maxsize=_RARITIES)
def rarity(stem: str) -> float:
    """Inverse document frequency of a stem: 0 for one in every document, about 8 for an unknown one."""
    documents, frequencies = background()
    return math.log((documents + 1) / (frequencies.get(stem, 0) + _SMOOTHING))


def content(text: str, language: str = "en") -> list[str]:
    """The stems of the words that carry matter: no stop words, no single letters."""
    stop = stopwords(language)
    return stems([word for word in words(text) if word not in stop and (len(word) > 1 or not word.isascii())], language)


def vector(found: Iterable[str]) -> dict[str, float]:
    """A sparse unit vector of stems; empty for no stems."""
    weights = {stem: math.log1p(count) * rarity(stem) for stem, count in Counter(found).items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {stem: weight / length for stem, weight in weights.items()} if length else {}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Likeness of two unit vectors, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(weight * other[stem] for stem, weight in one.items() if stem in other)
