"""Where in its page everything shown stands: addresses with a text fragment, built once for all channels."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.model import Article, Disagreement, Figure, Item, Moved, Quote, Sentence
from briefing.text.fragment import link

LONGEST = 600
"""Longer addresses (many words in a script that is percent-encoded) are left out: mail and Slack have limits."""
_WEB = ("http://", "https://")

_Passage = TypeVar("_Passage", Sentence, Figure, Quote)


def placed(item: Item, articles: Sequence[Article]) -> Item:
    """The story with the address of its place at every sentence, figure and quote.

    Args:
        item: a story as shown.
        articles: the articles it was drawn from; passages of others, and of pages that were not read, stay without.
    """
    pages = {(one.id, one.version): one for one in articles if one.url.startswith(_WEB) and not one.degraded}

    def place(passage: _Passage) -> _Passage:
        page = pages.get((passage.article_id, passage.version))
        url = link(page.url, page.text, passage.start, passage.end) if page else ""
        return replace(passage, url=url if len(url) <= LONGEST else "")

    return _each(item, place, place, place)


def unplaced(item: Item) -> Item:
    """The story without these addresses, for where there is no room for them."""
    return _each(item, _bare, _bare, _bare)


def most_placed(item: Item, most: int) -> Item:
    """The story with so many of these addresses, where there is no room for all.

    The first two sentences and the first quote keep theirs the longest, then come numbers, then everything else.

    Args:
        item: a story as shown.
        most: how many passages keep their addresses.
    """
    kept = set(map(id, _by_worth(item)[:most]))

    def keep(passage: _Passage) -> _Passage:
        return passage if id(passage) in kept else replace(passage, url="")

    return _each(item, keep, keep, keep)


def count_placed(item: Item) -> int:
    """How many passages of the story have these addresses."""
    return len(_by_worth(item))


def numbered(items: Sequence[Item]) -> Mapping[str, int]:
    """These addresses with numbers from 1, in reading order: the notes of formats in which words cannot be links."""
    urls = dict.fromkeys(passage.url for item in items for passage in _passages(item) if passage.url)
    return {url: number for number, url in enumerate(urls, 1)}


def _passages(item: Item) -> Iterator[Sentence | Figure | Quote]:
    """Everything of a story that has a place, as it is read from top to bottom."""
    yield from item.sentences
    if item.details:
        yield item.details
    yield from (one.after for one in item.moved)
    yield from item.figures
    yield from (claim.figure for one in item.disagreements for claim in one.claims)
    yield from item.quotes


def _by_worth(item: Item) -> list[Sentence | Figure | Quote]:
    """Everything of a story that has the address of its place, what a reader checks first before the rest."""
    first = (*item.sentences[:1], *item.quotes[:1], *item.sentences[1:2])
    numbers = (*(one.after for one in item.moved), *item.figures)
    rest = (*item.sentences[2:], *((item.details,) if item.details else ()), *item.quotes[1:])
    claims = (claim.figure for one in item.disagreements for claim in one.claims)
    return [one for one in (*first, *numbers, *rest, *claims) if one.url]


def _bare(passage: _Passage) -> _Passage:
    return replace(passage, url="")


def _each(
    item: Item,
    sentence: Callable[[Sentence], Sentence],
    figure: Callable[[Figure], Figure],
    quote: Callable[[Quote], Quote],
) -> Item:
    return replace(
        item,
        sentences=tuple(map(sentence, item.sentences)),
        details=sentence(item.details) if item.details else None,
        figures=tuple(map(figure, item.figures)),
        quotes=tuple(map(quote, item.quotes)),
        disagreements=tuple(_contradiction(one, figure) for one in item.disagreements),
        moved=tuple(Moved(one.before, figure(one.after)) for one in item.moved),
    )


def _contradiction(one: Disagreement, figure: Callable[[Figure], Figure]) -> Disagreement:
    return replace(one, claims=tuple(replace(claim, figure=figure(claim.figure)) for claim in one.claims))
