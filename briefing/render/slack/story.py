"""A story as Slack blocks, and the order in which it gives up its parts when it is too long."""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from briefing.model import ArticleLink, Disagreement, Item, Sentence
from briefing.render import figure_words, wording
from briefing.render.slack import elements as kit
from briefing.render.slack.buttons import NO_BUTTONS, Buttons
from briefing.render.slack.elements import Block, Element
from briefing.text.places import most_placed, unplaced

_Reduction = Callable[[Item], Item]

PER_FIELD = 1900
PER_CONTEXT = 2900
SHORTENED = "abridged"
"""Nothing in a story is ever cut; where there is no room for all of it, whole parts are left out."""


def story(item: Item, buttons: Buttons = NO_BUTTONS, note: str = "") -> list[Block]:
    """The blocks of a story: text and quotes, figures in two columns, accounts side by side, sources, buttons.

    Args:
        item: a scrubbed and bounded item.
        buttons: what can be pressed below it.
        note: what is to be said of it beside its sources.
    """
    blocks = [kit.rich_text([*_text(item), *_quotes(item)])]
    if figures := _figures(item):
        blocks.append(kit.figures(figures))
    for disagreement in item.disagreements:
        blocks.extend(_disagreement(disagreement))
    if sources := _sources(item, note):
        blocks.append(kit.context(sources))
    return [*blocks, *buttons.below(item)]


def fitting_story(item: Item, most: int, buttons: Buttons = NO_BUTTONS) -> list[Block]:
    """The story without its least valuable parts, as far as needed to weigh no more than `most`; [] if nothing helps.

    Links to places go before anything that is said.

    Args:
        item: a scrubbed and bounded item.
        most: what it may use of the cumulative limit.
        buttons: what can be pressed below it.
    """
    stories = _ever_lighter(item, buttons)
    return next((blocks for blocks in stories if kit.weight(blocks) <= most), [])


def _ever_lighter(item: Item, buttons: Buttons) -> Iterator[list[Block]]:
    yield story(item, buttons)
    reduced = item
    for reduce in _REDUCTIONS:
        before, reduced = reduced, reduce(reduced)
        if reduced != before:
            yield story(reduced, buttons, "" if unplaced(reduced) == unplaced(item) else SHORTENED)


def _text(item: Item) -> list[Element]:
    lines: list[list[Element]] = [_headline(item)]
    if item.before:
        lines.append([kit.text(f"{wording.earlier(item)}: ", kit.BOLD), kit.text(item.before, kit.ITALIC)])
    if item.sentences:
        lines.append(_passages(item.sentences))
    if item.details:
        strong = [kit.text(f"{item.details_label}: ", kit.BOLD)] if item.details_label else []
        lines.append([*strong, *kit.passage(item.details.text, item.details.url)])
    if item.moved:
        lines.append([kit.text(wording.CHANGED, kit.BOLD)])
    return [kit.lines(lines), *([kit.bullets(_moved(item))] if item.moved else [])]


def _passages(sentences: Sequence[Sentence]) -> list[Element]:
    """The sentences, each with the link to its place; without links one text."""
    if not any(sentence.url for sentence in sentences):
        return [kit.text(" ".join(sentence.text for sentence in sentences))]
    last = len(sentences) - 1
    return [
        node
        for number, sentence in enumerate(sentences)
        for node in (*kit.passage(sentence.text, sentence.url), *([kit.text(" ")] if number < last else []))
    ]


def _headline(item: Item) -> list[Element]:
    number = [kit.text(f"{item.number}. ", kit.BOLD)] if item.number else []
    return [*number, kit.link(item.headline, item.lead.url, kit.BOLD)]


def _moved(item: Item) -> list[Element]:
    return [
        kit.paragraph(
            *kit.passage(f"{moved.before.text} → {moved.after.text}", moved.after.url, kit.BOLD),
            kit.text(figure_words.explained(moved.after) or " "),
        )
        for moved in item.moved
    ]


def _quotes(item: Item) -> list[Element]:
    quotations = []
    for quote in item.quotes:
        said = kit.passage(f"“{wording.spoken(quote)}”", quote.url, kit.ITALIC)
        below = [line for line in (wording.speaker(quote, item), wording.elsewhere(quote)) if line]
        quotations.append(kit.quotation(*said, *(kit.text(f"\n{line}") for line in below)))
    return quotations


def _figures(item: Item) -> list[Element]:
    return [kit.field(figure.text, figure_words.caption(figure), url=figure.url) for figure in item.figures]


def _disagreement(disagreement: Disagreement) -> list[Block]:
    claims = [
        kit.field(
            claim.figure.text,
            claim.sentence,
            f"· {kit.mrkdwn_link(wording.site(claim.link), claim.link.url)}",
            claim.figure.url,
        )
        for claim in disagreement.claims
    ]
    shown = [claim for claim in claims if len(claim["text"]) <= PER_FIELD]
    if not shown:
        return []
    what = f": {disagreement.what}" if disagreement.what else ""
    title = kit.paragraph(kit.text(wording.DIFFER, kit.BOLD), *([kit.text(what)] if what else []))
    return [kit.rich_text([title]), kit.fields(shown)]


def _sources(item: Item, note: str) -> str:
    """The section, as many sources as fit into a text object, how many articles the story rests on, and a note."""
    links = [_source(link) for link in item.links or (item.lead,) if link.url]
    above = kit.label(wording.kicker(item))
    while True:
        deeper = f"*{wording.DEEPER}:* {' · '.join(links)}" if links else ""
        line = " · ".join(part for part in (above, deeper, wording.coverage(item), note) if part)
        if len(line) <= PER_CONTEXT or not links:
            return line
        links.pop()


def _source(link: ArticleLink) -> str:
    reading = wording.reading(link)
    return f"{kit.mrkdwn_link(wording.site(link), link.url)}{f' ({reading})' if reading else ''}"


_REDUCTIONS: Sequence[_Reduction] = (
    *(partial(most_placed, most=most) for most in (6, 3, 1)),
    unplaced,
    lambda item: dataclasses.replace(item, links=item.links[:2]),
    lambda item: dataclasses.replace(item, quotes=item.quotes[:1]),
    lambda item: dataclasses.replace(item, disagreements=item.disagreements[:1]),
    lambda item: dataclasses.replace(item, figures=item.figures[:2]),
    lambda item: dataclasses.replace(item, sentences=item.sentences[:2]),
    lambda item: dataclasses.replace(item, details=None),
    lambda item: dataclasses.replace(item, disagreements=()),
    lambda item: dataclasses.replace(item, moved=item.moved[:1]),
    lambda item: dataclasses.replace(item, quotes=()),
    lambda item: dataclasses.replace(item, before="", moved=()),
    lambda item: dataclasses.replace(item, sentences=item.sentences[:1]),
    lambda item: dataclasses.replace(item, links=item.links[:1], figures=()),
    lambda item: dataclasses.replace(item, sentences=()),
)
"""From the part a reader misses least; headline and one source stay to the end."""
