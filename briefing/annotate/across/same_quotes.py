"""The same words quoted by several outlets: one quote, with what became of its wording elsewhere."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from briefing.annotate.words.small_words import word_set
from briefing.model import Article, Quote

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})
_SHINGLE = 3
# Share of the shorter quote's word triples that the longer one has too: editors cut, join and mend quotes.
_ALIKE = 0.5
_MOST_WORDS = 120
_SMALL = word_set("a an the of for and in at to his her their its")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A quote as one article prints it, with its words for comparing."""

    quote: Quote
    words: tuple[str, ...]
    shingles: frozenset[tuple[str, ...]]


def merge_quotes(quotes_by_article: Sequence[tuple[Article, Sequence[Quote]]]) -> tuple[Quote, ...]:
    """Make one quote of what several outlets quote alike, in order of first appearance.

    Of each group the most worthwhile wording stands for all; `also_in` names the other articles, `drift` holds the
    wordings that differ by more than where they were cut. Quotes are alike when half the word triples of the shorter
    one stand in the longer one (containment of shingles, Broder 1997) and the speakers can be the same person.

    Args:
        quotes_by_article: articles, each with its quotes.
    """
    groups: list[list[_Printed]] = []
    by_shingle: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for article, found in quotes_by_article:
        for quote in found:
            printed = _printed(replace(quote, article_id=article.id, version=article.version))
            number = _group_of(printed, groups, by_shingle)
            if number == len(groups):
                groups.append([])
            groups[number].append(printed)
            for shingle in printed.shingles:
                by_shingle[shingle].add(number)
    return tuple(_merged(group) for group in groups)


def _printed(quote: Quote) -> _Printed:
    words = tuple(_WORD.findall(quote.text.translate(_APOSTROPHES).lower())[:_MOST_WORDS])
    size = min(_SHINGLE, len(words))
    shingles = frozenset(words[at : at + size] for at in range(len(words) - size + 1)) if words else frozenset()
    return _Printed(quote, words, shingles)


def _group_of(printed: _Printed, groups: list[list[_Printed]], by_shingle: dict[tuple[str, ...], set[int]]) -> int:
    candidates = {number for shingle in printed.shingles for number in by_shingle.get(shingle, ())}
    for number in sorted(candidates):
        if any(_alike(printed, other) for other in groups[number]):
            return number
    return len(groups)


def _alike(one: _Printed, other: _Printed) -> bool:
    if one.quote.article_id == other.quote.article_id or not _same_speaker(one.quote.speaker, other.quote.speaker):
        return False
    shorter = min(len(one.shingles), len(other.shingles))
    return shorter > 0 and len(one.shingles & other.shingles) / shorter >= _ALIKE


def _same_speaker(one: str | None, other: str | None) -> bool:
    """Whether two names may mean one speaker: one is missing, or they share a word that is not a small one."""
    if one is None or other is None:
        return True
    return bool((set(_WORD.findall(one.lower())) & set(_WORD.findall(other.lower()))) - _SMALL)


def _merged(group: Sequence[_Printed]) -> Quote:
    best = max(group, key=lambda printed: (printed.quote.worth, len(printed.words)))
    others = [printed for printed in group if printed is not best]
    also_in = _unique(
        printed.quote.article_id for printed in others if printed.quote.article_id != best.quote.article_id
    )
    drift = _unique(printed.quote.text for printed in others if _drifted(best.words, printed.words))
    return replace(best.quote, also_in=also_in, drift=drift)


def _drifted(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two wordings differ inside their common stretch, not only in where they begin and end."""
    blocks = [block for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks() if block.size]
    return any(one.a + one.size != other.a or one.b + one.size != other.b for one, other in pairwise(blocks))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
