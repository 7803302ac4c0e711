"""Articles with references as training needs them: features, what references keep of them, ROUGE of any set."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from briefing.summarize import features, importance
from briefing.summarize.document import Document, Vector, read
from briefing.summarize.importance import Pairs
from briefing.summarize.standing import Standing
from briefing.text.sentences import sentences
from briefing.text.tokens import stems


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
    pairs: Pairs
    kept: Vector
    kept_again: Vector
    kept_pairs: Vector

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
    title = item.get("title") or ""
    document = read(found, title)
    references = item["reference"] if isinstance(item["reference"], list) else [item["reference"]]
    overlaps = tuple(overlap([stems(words) for words in document.words], reference) for reference in references)
    pairs = importance.pairs_of(document)
    wanted = [grams(stems(reference)) for reference in references]
    neighbours = [(document.stems[a], document.stems[b]) for a, b in zip(pairs.left, pairs.right, strict=True)]
    made = Example(
        identity=str(item["id"]),
        weight=weight,
        document=document,
        table=features.matrix(document),
        standing=Standing(document.sentences, title),
        overlaps=overlaps,
        marked=np.zeros(0),
        pairs=pairs,
        kept=np.mean([[own[stem] > 0 for stem in document.stems] for own, _ in wanted], axis=0),
        kept_again=np.mean([[own[stem] > 1 for stem in document.stems] for own, _ in wanted], axis=0),
        kept_pairs=np.mean([[own[pair] > 0 for pair in neighbours] for _, own in wanted], axis=0),
    )
    return replace(made, marked=oracle(made.rouge, len(document)))


def load(sources: Sequence[str]) -> list[Example]:
    made = []
    for source in sources:
        path, _, weight = source.partition(":")
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            found = example(json.loads(line), float(weight or 1))
            if found:
                made.append(found)
    return made
