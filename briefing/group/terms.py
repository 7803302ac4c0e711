"""The words an article is known by, with how much each counts in it: what story grouping compares."""

import math
import re
from collections import Counter
from functools import lru_cache

from briefing.model import Article
from briefing.text.tokens import stem, stopwords

# Numbers with their inner points and commas, and words with their inner apostrophes.
_WORD = re.compile(r"\d++(?:[.,]\d++)*+[^\W\d_]*+|[^\W\d_]++(?:['’][^\W\d_]++)*+\d*+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_LEAD = 1800
"""Characters of text that are read: the event stands in the lead, the background behind it is shared by many."""
_TITLE_WEIGHT = 3.0
_NAME_WEIGHT = 1.5
_LONGEST_TITLE = 400


def terms(article: Article) -> dict[str, float]:
    """Stems of the title and the lead with their log-scaled counts; names count more than common words.

    Args:
        article: any article; one without words gives an empty dictionary.
    """
    counts: dict[str, float] = {}
    _count(counts, article.title[:_LONGEST_TITLE], _TITLE_WEIGHT, article.language)
    _count(counts, article.text[:_LEAD], 1.0, article.language)
    return {term: math.log1p(count) for term, count in counts.items()}


def _count(counts: dict[str, float], text: str, weight: float, language: str) -> None:
    for word, count in Counter(_words(text)).items():
        term, factor = _term(word, language)
        if factor:
            counts[term] = counts.get(term, 0.0) + weight * factor * count


@lru_cache(maxsize=200_000)
def _term(word: str, language: str) -> tuple[str, float]:
    """The stem of a word as written, and how much it counts: nothing for a function word, more for a name."""
    lower = word.lower().replace("’", "'")
    if lower in stopwords(language):
        return "", 0.0
    return stem(lower, language), _NAME_WEIGHT if word[0].isupper() else 1.0


def _words(text: str) -> list[str]:
    found = _WORD.findall(text)
    if text.isascii() or not _UNSPACED.search(text):
        return found
    return [pair for word in found for pair in _pairs(word)]


def _pairs(word: str) -> list[str]:
    """Overlapping pairs of signs in scripts without spaces, where a pair is about a word; other words whole."""
    if not _UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
