"""How long a brief is, and how it is made to fit."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.model import AlsoLine, Correction, Item


def words_of(items: Sequence[Item], also: Sequence[AlsoLine], corrections: Sequence[Correction]) -> int:
    """Words that the reader has to read."""
    told = sum(_words_of_item(one) for one in items)
    lines = sum(_count(one.headline) for one in also)
    return told + lines + sum(_count(one.before) + _count(one.after) for one in corrections)


def fit(
    items: tuple[Item, ...], also: tuple[AlsoLine, ...], corrections: Sequence[Correction], budget: int
) -> tuple[tuple[Item, ...], tuple[AlsoLine, ...]]:
    """Shorten from the end until the budget is kept: one-liners, then extras, sentences and at last whole stories.

    The first story is always told.

    Args:
        budget: words.
    """
    over = words_of(items, also, corrections) - budget
    while over > 0 and also:
        over -= _count(also[-1].headline)
        also = also[:-1]
    shortened = list(items)
    for cut in (_without_quotes, _without_details, _without_figures, _one_sentence):
        for place in reversed(range(len(shortened))):
            if over <= 0:
                break
            shorter = cut(shortened[place])
            over -= _words_of_item(shortened[place]) - _words_of_item(shorter)
            shortened[place] = shorter
    while over > 0 and len(shortened) > 1:
        over -= _words_of_item(shortened.pop())
    return tuple(shortened), also


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
