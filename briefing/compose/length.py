"""How long a brief is, and how it is made to fit."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from briefing.model import AlsoLine, Correction, Item

ALSO_SHARE = 0.12
"""Share of the budget that is kept for one-liners."""


_LINES = 3
"""A reader wants to know what else there was: so many lines are kept before the last stories are."""
_STORIES = 3


def words_of(items: Sequence[Item], also: Sequence[AlsoLine], corrections: Sequence[Correction]) -> int:
    """Words that the reader has to read."""
    told = sum(_words_of_item(one) for one in items)
    lines = sum(_count(one.headline) for one in also)
    return told + lines + sum(_count(one.before) + _count(one.after) for one in corrections)


def fit(
    items: tuple[Item, ...], also: tuple[AlsoLine, ...], corrections: Sequence[Correction], budget: int
) -> tuple[tuple[Item, ...], tuple[AlsoLine, ...]]:
    """Shorten from the end until the budget is kept: one-liners beyond their share, then extras and sentences.

    Where that is not enough, the other one-liners go but a few, then whole stories, of which a line remains where it
    fits. The first story is always told, and the first `_STORIES` do not go for the sake of a line.

    Args:
        budget: words.
    """
    shown = _within(also, max(int(ALSO_SHARE * budget), budget - words_of(items, (), corrections)))
    shortened = _shortened(items, words_of(items, shown, corrections) - budget)
    while len(shortened) > 1:
        least = also[:_LINES] if len(shortened) > _STORIES else ()
        if words_of(shortened, least, corrections) <= budget:
            break
        last = shortened.pop()
        also = (AlsoLine(last.story_id, last.headline, last.lead), *also)
    return tuple(shortened), _within(also, budget - words_of(shortened, (), corrections))


def _within(also: tuple[AlsoLine, ...], words: int) -> tuple[AlsoLine, ...]:
    """The first of the one-liners, as many as have so many words together."""
    ends = accumulate(_count(one.headline) for one in also)
    return also[: sum(1 for end in ends if end <= words)]


def _shortened(items: Sequence[Item], over: int) -> list[Item]:
    """The stories, the last ones without their extras and later sentences as far as so many words have to go."""
    shortened = list(items)
    for cut in (_without_quotes, _without_details, _without_figures, _one_sentence):
        for place in reversed(range(len(shortened))):
            if over <= 0:
                return shortened
            shorter = cut(shortened[place])
            over -= _words_of_item(shortened[place]) - _words_of_item(shorter)
            shortened[place] = shorter
    return shortened


def _words_of_item(item: Item) -> int:
    parts = [
        item.headline,
        item.before,
        *(one.text for one in item.sentences),
        *(f"{one.text} {one.caption or one.what}" for one in item.figures),
        *(f"{one.text} {one.speaker or ''} {one.role or ''}" for one in item.quotes),
        *(claim.sentence for one in item.disagreements for claim in one.claims),
        *(f"{one.before.text} {one.after.text} {one.after.caption or one.after.what}" for one in item.moved),
    ]
    if item.details:
        parts.append(item.details.text)
    return sum(_count(part) for part in parts)


def _count(text: str) -> int:
    return len(text.split())


def _without_quotes(item: Item) -> Item:
    return replace(item, quotes=())


def _without_details(item: Item) -> Item:
    return replace(item, details=None, details_label="")


def _without_figures(item: Item) -> Item:
    return replace(item, figures=())


def _one_sentence(item: Item) -> Item:
    return replace(item, sentences=item.sentences[:1])
