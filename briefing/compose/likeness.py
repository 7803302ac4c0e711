"""Whether two sentences or headlines say the same, by the content words they share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from briefing.text.similarity import content

_SAME = 0.7
_TEXTS = 4_000
"""Texts whose words are remembered, a kilobyte each: those of the stories that many briefs tell. What a brief has told
before it looks at once."""


@lru_cache(maxsize=_TEXTS)
def matter(text: str, language: str = "en") -> frozenset[str]:
    """The stems of the words that carry matter."""
    return frozenset(content(text, language))


def forget() -> None:
    """Keep nothing of the texts that were looked at."""
    matter.cache_clear()


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the first one's words that the other has, 0 to 1; 1 for one without words."""
    return len(one & other) / len(one) if one else 1.0


class Known:
    """Sentences that a reader has seen.

    Args:
        sentences: word for word.
        language: ISO 639-1, for stop words and stems.
    """

    def __init__(self, sentences: Iterable[str], language: str = "en") -> None:
        self._language = language
        self._texts: set[str] = set()
        self._matters: list[frozenset[str]] = []
        self._places: dict[str, list[int]] = {}
        for sentence in sentences:
            self.add(sentence)

    def add(self, sentence: str) -> None:
        """Remember one more."""
        if sentence in self._texts:
            return
        self._texts.add(sentence)
        words = matter(sentence, self._language)
        for word in words:
            self._places.setdefault(word, []).append(len(self._matters))
        self._matters.append(words)

    def says(self, sentence: str) -> bool:
        """Whether one known sentence already holds nearly all content words of this one, and all of its numbers."""
        if sentence in self._texts:
            return True
        words = matter(sentence, self._language)
        if not words:
            return True
        numbers = {word for word in words if word[0].isdigit()}
        candidates = Counter(place for word in words for place in self._places.get(word, ()))
        return any(hits >= _SAME * len(words) and numbers <= self._matters[place] for place, hits in candidates.items())


def most_like(text: str, others: Sequence[str], language: str = "en") -> tuple[int, float]:
    """Index and likeness (Jaccard, 0 to 1) of the text that shares most content words; (-1, 0.0) for none."""
    words = matter(text, language)
    best, place = 0.0, -1
    for number, other in enumerate(others):
        theirs = matter(other, language)
        union = len(words | theirs)
        likeness = len(words & theirs) / union if union else 0.0
        if likeness > best:
            best, place = likeness, number
    return place, best
