"""The best of the outlets' headlines, word for word."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from briefing.compose.likeness import matter
from briefing.model import Article
from briefing.text.similarity import rarity

_MOST = 40
"""Headlines compared: enough for any story, and a bound for one that everybody covers."""
_SHORT, _LONG = 30, 95
"""Characters between which a headline is neither a label nor a paragraph."""
_PENALTIES = (
    (r"\?\s*$", 0.35),  # asks instead of telling
    (r"^\s*(?:live|watch|video|photos?|pictures|opinion|analysis|podcast|explainer|factbox|editorial)\b\W", 0.35),
    (r"^\s*(?:exclusive|breaking|updates?)\b\W", 0.35),
    (r"\blive (?:updates?|blog|coverage)\b|\bas it happened\b", 0.4),
    (r"\b(?:what we know|what to know|you need to know|things to know)\b", 0.4),
    (r"\bhere'?s (?:what|why|how)\b|\bthis is (?:why|how|what)\b", 0.4),
    (r"^\s*(?:why|how|what|who|where|when)\b", 0.15),
    (r"\s[|–—-]\s[^|–—-]{2,40}$", 0.15),  # carries the outlet's name
    (r"(?:\.\.\.|…)\s*$", 0.3),  # cut off
    (r"!", 0.2),
    (r":\s*['\"“‘«]|^['\"“‘«]", 0.15),  # somebody's words instead of what happened
)
_WEAK = tuple((re.compile(pattern, re.IGNORECASE), penalty) for pattern, penalty in _PENALTIES)
_SHOUTED = 0.4
_MOSTLY = 0.6
_DEGRADED = 0.1


def best_headline(articles: Sequence[Article], weights: Mapping[str, float]) -> Article:
    """The article whose headline says most of what all of them say, in a good length, without bait.

    Args:
        articles: of one story, at least one; earlier ones win ties.
        weights: factor by source name; 1 is neutral.
    """
    chosen = _sample(articles, weights)
    said: Counter[str] = Counter()
    for one in chosen:
        said.update(matter(one.title[:400], one.language))
        said.update(matter(one.text[:400], one.language))
    scores = [_score(one, said, len(chosen), weights) for one in chosen]
    return chosen[scores.index(max(scores))]


def _sample(articles: Sequence[Article], weights: Mapping[str, float]) -> list[Article]:
    titled = [one for one in articles if one.title.strip()] or list(articles)
    if len(titled) <= _MOST:
        return titled
    ordered = sorted(enumerate(titled), key=lambda pair: (-weights.get(pair[1].source, 1.0), pair[0]))
    return [one for _, one in sorted(ordered[:_MOST], key=lambda pair: pair[0])]


def _score(article: Article, said: Counter[str], count: int, weights: Mapping[str, float]) -> float:
    """How well a headline does.

    Args:
        said: how many headlines and leads of the story have each word.
        count: how many articles the story has.
    """
    title = article.title
    words = matter(title[:400], article.language)
    if not words:
        return -1.0
    # What the other headlines and leads repeat is what happened; the rest is this outlet's angle.
    repeated = math.fsum(rarity(word) * (said[word] - 1) for word in words)
    possible = math.fsum(map(rarity, words)) * (2 * count - 1) or 1.0
    score = repeated / possible + 0.1 * math.log2(1 + len(words)) - _weakness(title)
    if article.degraded:
        score -= _DEGRADED
    return score + 0.1 * math.log2(max(weights.get(article.source, 1.0), 1 / 64))


@lru_cache(maxsize=20_000)
def _weakness(title: str) -> float:
    """What counts against a headline whatever it is about; every brief that could show it asks."""
    letters = [character for character in title if character.isalpha()]
    shouted = sum(map(str.isupper, letters)) > _MOSTLY * len(letters)
    weak = math.fsum(penalty for pattern, penalty in _WEAK if pattern.search(title))
    return weak + _length_penalty(len(title)) + (_SHOUTED if shouted else 0.0)


def _length_penalty(length: int) -> float:
    if length < _SHORT:
        return (_SHORT - length) / 60
    return max(0, length - _LONG) / 100
