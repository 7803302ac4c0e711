"""The words an article is known by: what story grouping counts and compares."""

import re
from collections import Counter
from collections.abc import Iterable

from briefing.model import Article
from briefing.text.tokens import stem, stopwords

# Everything in UTF-8 but letters, digits and the marks that stand inside of words and numbers becomes a space.
_SPACED = bytes(byte if byte >= 0x80 or chr(byte).isalnum() or chr(byte) in "'.," else 0x20 for byte in range(256))  # noqa: PLR2004
_APOSTROPHE = ("’".encode(), b"'")
_OUTER = (*((mark.encode(), b" ") for mark in "‘“”„«»–—…"), (b"...", b" "))
_EDGES = (b". ", b", ", b"' ", b" '")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_LEAD = 1800
"""Characters of text that are read: the event stands in the lead, the background behind it is shared by many."""
_LONGEST_TITLE = 400
_TITLE_WEIGHT = 3
_TELLING_TITLE = 5
"""Words from which on a title is taken to name its event."""
_NAME_WEIGHT = 1.5


def words(article: Article) -> Counter[bytes]:
    """The words of the title and the lead as written, in UTF-8, with their counts; those of the title count more.

    A short title counts more only if the lead takes it up: "Morning update" does not make one event of two.
    """
    lead = article.text[:_LEAD]
    title = _found(article.title[:_LONGEST_TITLE])
    folded = lead.lower().encode("utf-8", "replace")
    telling = len(title) >= _TELLING_TITLE or any(word.lower() in folded for word in title)
    counts = Counter(_found(lead))
    for word in title:
        counts[word] += _TITLE_WEIGHT if telling else 1
    return counts


def term(word: bytes, language: str) -> tuple[str, float]:
    """The stem of a word as written, and how much it counts: nothing for a function word, more for a name."""
    written = word.decode("utf-8", "replace").strip("'.,")
    lower = written.lower()
    if not lower or lower in stopwords(language):
        return "", 0.0
    return stem(lower, language), _NAME_WEIGHT if written[0].isupper() else 1.0


def _found(text: str) -> list[bytes]:
    """The words of a text; a regular expression on characters takes three times as long."""
    if not text.isascii() and _UNSPACED.search(text):
        return [pair.encode("utf-8", "replace") for word in text.split() for pair in _pairs(word)]
    encoded = text.encode("utf-8", "replace")
    if len(encoded) != len(text):
        encoded = _replaced(encoded, (_APOSTROPHE, *_OUTER))
    return _replaced(encoded.translate(_SPACED) + b" ", ((edge, b" ") for edge in _EDGES)).split()


def _replaced(encoded: bytes, pairs: Iterable[tuple[bytes, bytes]]) -> bytes:
    for old, new in pairs:
        encoded = encoded.replace(old, new)
    return encoded


def _pairs(word: str) -> list[str]:
    """Overlapping pairs of signs in scripts without spaces, where a pair is about a word; other words whole."""
    if not _UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
