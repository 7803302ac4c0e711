"""Of a brief that a search found, the stories that it was found for before the others."""

from collections.abc import Iterable, Sequence
from itertools import chain

from briefing.model import Item
from briefing.text.tokens import stems


def foremost(items: Sequence[Item], question: str) -> list[Item]:
    """The stories in their order, those first that tell the most words of a question.

    Args:
        question: as somebody typed it; words that it excludes count for nothing.
    """
    asked = {stem for word in question.split() if not word.startswith("-") for stem in stems(word)}
    return sorted(items, key=lambda item: -_hits(asked, _told(item)))


def _hits(asked: Iterable[str], told: str) -> int:
    """How many stems stand in a text; a stem is the beginning of its words but for a few letters."""
    return sum(stem in told for stem in asked)


def _told(item: Item) -> str:
    told = (one.text for one in chain(item.sentences, item.quotes, item.figures, (item.details,)) if one)
    return " ".join((item.headline, *told)).lower()
