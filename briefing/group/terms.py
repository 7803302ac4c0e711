"""The words an article is known by: what story grouping counts and compares."""

import re
from collections import Counter

from briefing.model import Article
from briefing.text.tokens import stem, stopwords

# Words and numbers with their inner apostrophes, points and commas.
_WORD = re.compile(r"\w++(?:['’.,]\w++)*+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_LEAD = 1800
"""Characters of text that are read: the event stands in the lead, the background behind it is shared by many."""
_LONGEST_TITLE = 400
_TITLE_WEIGHT = 3
_NAME_WEIGHT = 1.5


def words(article: Article) -> Counter[str]:
    """The words of the title and the lead as they are written, with their counts; those of the title count more."""
    counts = Counter(_found(article.title[:_LONGEST_TITLE]))
    for word in counts:
        counts[word] *= _TITLE_WEIGHT
    counts.update(_found(article.text[:_LEAD]))
    return counts


def term(word: str, language: str) -> tuple[str, float]:
    """The stem of a word as written, and how much it counts: nothing for a function word, more for a name."""
    lower = word.lower().replace("’", "'")
    if lower in stopwords(language):
        return "", 0.0
    return stem(lower, language), _NAME_WEIGHT if word[0].isupper() else 1.0


def _found(text: str) -> list[str]:
    found = _WORD.findall(text)
    if text.isascii() or not _UNSPACED.search(text):
        return found
    return [pair for word in found for pair in _pairs(word)]


def _pairs(word: str) -> list[str]:
    """Overlapping pairs of signs in scripts without spaces, where a pair is about a word; other words whole."""
    if not _UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
