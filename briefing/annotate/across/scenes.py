"""What a sentence is about: enough to tell the event of a story from the earlier ones it recalls."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from briefing.annotate.words.small_words import CALENDAR, MONTHS, word_set
from briefing.model import Article, Figure
from briefing.text.sentences import sentences
from briefing.text.similarity import content

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PAST = word_set("ago earlier previous previously last former once history since deadliest worst")
_SHARED = 2


class Scene(NamedTuple):
    """A sentence as far as it tells an event.

    Attributes:
        names: words with a capital inside the sentence; stems: of its content words.
        past: years, months and words that place it in the past.
    """

    names: frozenset[str]
    stems: frozenset[str]
    past: frozenset[str]


def scenes(article: Article, found: Sequence[Figure]) -> tuple[Scene, ...]:
    """The scene of every figure of an article, in their order."""
    spoken = sentences(article.text, article.language)
    starts = [sentence.start for sentence in spoken]
    read: dict[int, Scene] = {}
    places = [max(0, bisect_right(starts, figure.start) - 1) for figure in found]
    for place in set(places):
        read[place] = _scene(spoken[place].text if spoken else "")
    return tuple(read[place] for place in places)


def other_scene(one: Scene, other: Scene) -> bool:
    """Whether two sentences tell different events: no name in common, or only one of them looks back."""
    if one.names and other.names and not one.names & other.names:
        return True
    return one.past != other.past or len(one.stems & other.stems) < _SHARED


def _scene(text: str) -> Scene:
    words = _WORD.findall(text)
    names = frozenset(word.lower() for word in words[1:] if word[:1].isupper() and word.lower() not in CALENDAR)
    lower = frozenset(word.lower() for word in words)
    past = (lower & (_PAST | MONTHS)) | frozenset(_YEAR.findall(text))
    return Scene(names, frozenset(content(text)), past)
