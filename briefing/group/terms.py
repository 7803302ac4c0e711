"""The words an article is known by, with how much each counts in it: what story grouping compares."""

import math
import re
from collections import Counter

from briefing.model import Article
from briefing.text.tokens import stem, stopwords

# Numbers with their inner points and commas, and words with their inner apostrophes.
_WORD = re.compile(r"\d++(?:[.,]\d++)*+[^\W\d_]*+|[^\W\d_]++(?:['’][^\W\d_]++)*+\d*+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_LEAD = 1200
"""Characters of text that are read: the event stands in the lead, the background behind it is shared by many."""
_TITLE_WEIGHT = 3.0
_NAME_WEIGHT = 1.5
_LONGEST_TITLE = 400


def terms(article: Article) -> dict[str, float]:
    """Stems of the title and the lead with their log-scaled counts; names count more than common words.

    Args:
        article: any article; one without words gives an empty dictionary.
    """
    counts: Counter[str] = Counter()
    _count(counts, article.title[:_LONGEST_TITLE], _TITLE_WEIGHT, article.language)
    _count(counts, article.text[:_LEAD], 1.0, article.language)
    return {term: math.log1p(count) for term, count in counts.items()}


def _count(counts: Counter[str], text: str, weight: float, language: str) -> None:
    stop = stopwords(language)
    for word in _words(text):
        lower = word.lower().replace("’", "'")
        if lower not in stop:
            counts[stem(lower, language)] += weight * _NAME_WEIGHT if word[0].isupper() else weight


def _words(text: str) -> list[str]:
    found = _WORD.findall(text)
    if not _UNSPACED.search(text):
        return found
    return [pair for word in found for pair in _pairs(word)]


def _pairs(word: str) -> list[str]:
    """Overlapping pairs of signs in scripts without spaces, where a pair is about a word; other words whole."""
    if not _UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
