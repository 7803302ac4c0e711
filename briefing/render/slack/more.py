"""The modals behind a story's buttons: all that its articles say, and why it is in the brief."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from briefing.model import Annotation, Article, Figure, Item, Quote, Sentence
from briefing.render import figure_words, wording
from briefing.render.bounds import QUOTE, SENTENCE, bounded_item
from briefing.render.scrub import scrub, web_address
from briefing.render.slack import elements as kit
from briefing.render.slack.elements import Block, Element
from briefing.text.places import placed

MOST_BLOCKS = 100
MOST_FIGURES = 30
MOST_QUOTES = 20
MOST_SOURCES = 20
CAPACITY = 40_000
"""What a modal's blocks may weigh; Slack takes a view of 250 kB."""

View = Mapping[str, Any]
Read = Sequence[tuple[Article, Annotation]]


def more_view(item: Item, read: Read) -> View:
    """All sentences of a story's first article, and all figures, quotes and sources of all its articles.

    Args:
        item: the story as the brief showed it.
        read: its articles with what was found in them, the first one first; those no longer stored left out.
    """
    item, read = bounded_item(scrub(item)), scrub(tuple((one, _placed(item, one, found)) for one, found in read))
    shown = {sentence.text for sentence in item.sentences}
    title = kit.rich_text([kit.paragraph(kit.link(item.headline, item.lead.url, kit.BOLD))])
    tail = [
        *_list_of(wording.NUMBERS, _figures(read)),
        *_list_of(wording.SAYING, _quotes(item, read)),
        *_list_of(wording.DEEPER, _sources(item, read)),
        kit.small(wording.VERBATIM),
    ]
    text, whole = _text(read, shown, CAPACITY - kit.weight(tail), MOST_BLOCKS - len(tail) - 3)
    cut = [] if whole else [kit.small("The article goes on: its headline leads to it.")]
    missing = [] if read else [kit.small("The articles themselves are no longer kept; their headlines lead to them.")]
    return _modal("All of the story", [title, *text, *cut, *missing, *tail])


def why_view(item: Item) -> View:
    """Why a story is in the brief, what counted most first."""
    item = bounded_item(scrub(item))
    lines = [
        kit.paragraph(
            kit.text(f"{reason.name[:1].upper()}{reason.name[1:]}", kit.BOLD),
            kit.text(f" ({reason.value:+.1f})".replace("-", "−") + (f": {reason.words}" if reason.words else "")),
        )
        for reason in item.reasons
        if reason.value
    ]
    title = kit.rich_text([kit.paragraph(kit.link(item.headline, item.lead.url, kit.BOLD))])
    listed = [kit.rich_text([kit.bullets(lines)])] if lines else [kit.small("Nothing in particular spoke for it.")]
    scale = kit.small("One point doubles a story's worth; thumbs up and down move what comes next.")
    return _modal("Why it is here", [title, *listed, scale])


def note_view(title: str, words: str) -> View:
    """A modal that says something."""
    return _modal(title, [kit.rich_text([kit.paragraph(kit.text(words))])])


def _modal(title: str, blocks: Sequence[Block]) -> View:
    return {"type": "modal", "title": kit.plain(title), "close": kit.plain("Close"), "blocks": list(blocks)}


def _placed(item: Item, article: Article, found: Annotation) -> Annotation:
    """What was found in an article, with the address of the place of each figure and quote."""
    figures = tuple(one for one in found.figures if one.salience > 0)
    quotes = tuple(one for one in found.quotes if one.worth > 0)
    shown = placed(dataclasses.replace(item, sentences=(), figures=figures, quotes=quotes), (article,))
    return dataclasses.replace(found, figures=shown.figures, quotes=shown.quotes)


def _text(read: Read, shown: set[str], room: int, blocks_left: int) -> tuple[list[Block], bool]:
    """The first article's paragraphs, what the brief showed in bold, and whether all of them found room."""
    sentences = [sentence for sentence in read[0][1].sentences if sentence.text] if read else []
    blocks: list[Block] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        block = kit.rich_text([kit.paragraph(*_paragraph(list(group), shown))])
        room -= kit.weight([block])
        if room < 0 or len(blocks) == blocks_left:
            return blocks, False
        blocks.append(block)
    return blocks, True


def _paragraph(sentences: Sequence[Sentence], shown: set[str]) -> Iterable[Element]:
    for number, sentence in enumerate(sentences):
        words = sentence.text if len(sentence.text) <= SENTENCE else "…"
        style = kit.BOLD if sentence.text in shown else None
        yield kit.text(f"{' ' if number else ''}{words}", style)


def _figures(read: Read) -> list[Element]:
    found: dict[tuple[str, str], Figure] = {}
    for _, annotation in read:
        for figure in annotation.figures:
            if 0 < len(figure.text) <= SENTENCE:
                found.setdefault((figure.text.casefold(), figure.what.casefold()), figure)
    best = sorted(found.values(), key=lambda figure: -figure.salience)
    return [
        kit.paragraph(
            *_words(figure_words.lead(figure)),
            kit.link(figure.text, figure.url, kit.BOLD),
            *_words(figure_words.behind(figure)),
        )
        for figure in best[:MOST_FIGURES]
    ]


def _words(beside: str) -> list[Element]:
    return [kit.text(beside[:SENTENCE])] if beside else []


def _quotes(item: Item, read: Read) -> list[Element]:
    found: dict[str, Quote] = {}
    for quote in (*item.quotes, *(quote for _, annotation in read for quote in annotation.quotes)):
        if 0 < len(quote.text) <= QUOTE:
            found.setdefault(wording.spoken(quote).casefold(), quote)
    return [
        kit.paragraph(
            *kit.passage(f"“{wording.spoken(quote)}”", quote.url, kit.ITALIC),
            *([kit.text(f" · {said[:SENTENCE]}")] if (said := wording.speaker(quote, item)) else []),
        )
        for quote in list(found.values())[:MOST_QUOTES]
    ]


def _sources(item: Item, read: Read) -> list[Element]:
    known = {link.url: (link.title, wording.site(link)) for link in (item.lead, *item.links)}
    for article, _ in read:
        known.setdefault(web_address(article.url), (article.title, article.outlet))
    return [
        kit.paragraph(
            kit.link(title[:SENTENCE] or site or "Untitled", url), *([kit.text(f" · {site}")] if site else [])
        )
        for url, (title, site) in list(known.items())[:MOST_SOURCES]
        if title or site or url
    ]


def _list_of(title: str, lines: Sequence[Element]) -> list[Block]:
    if not lines:
        return []
    return [kit.rich_text([kit.paragraph(kit.text(title, kit.BOLD)), kit.bullets(lines)])]
