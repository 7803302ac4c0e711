"""What no reader wants in a brief at all: passages and lists beyond any sensible length are left out and counted.

Sentences, quotes and figures are left out whole, never cut. Names and headlines, which only point to something,
are shortened at a word with an ellipsis.
"""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from briefing.model import (
    AlsoLine,
    ArticleLink,
    Brief,
    Claim,
    Correction,
    Disagreement,
    Figure,
    Item,
    Moved,
    Quote,
    Sentence,
    SourceProblem,
)
from briefing.render.repeats import unrepeated

HEADLINE = 240
NAME = 80
SENTENCE = 1200
QUOTE = 900
DRIFT = 300
FIGURE = 80
CAPTION = 200
TOP_LINE = 500
PROBLEM = 160
MOST_SENTENCES = 8
MOST_FIGURES = 4
MOST_QUOTES = 3
MOST_DRIFT = 2
MOST_LINKS = 4
MOST_CLAIMS = 4
MOST_DISAGREEMENTS = 2
MOST_MOVED = 4
MOST_LINES = 40
MOST_CORRECTIONS = 10
MOST_PROBLEMS = 12

_Member = TypeVar("_Member")


@dataclass(slots=True)
class _Tally:
    """Counts passages that were left out because they are too long."""

    passages: int = 0

    def keep(self, members: Sequence[_Member], fits: Callable[[_Member], bool], most: int) -> tuple[_Member, ...]:
        """The first `most` members that fit."""
        kept = tuple(member for member in members if fits(member))
        self.passages += len(members) - len(kept)
        return kept[:most]


@dataclass(frozen=True, slots=True)
class Bounded:
    """A brief whose every passage has a sensible length.

    Attributes:
        passages: how many sentences, quotes and figures were too long to be shown.
        lines: how many lines of "Also today" were too many.
    """

    brief: Brief
    passages: int = 0
    lines: int = field(default=0)


def bounded(brief: Brief) -> Bounded:
    """The brief without what is too long or too much for any channel.

    Args:
        brief: a scrubbed brief.
    """
    tally = _Tally()
    items = tuple(_item(item, tally) for item in brief.items)
    corrections = tally.keep(brief.corrections, _fits_correction, MOST_CORRECTIONS)
    inside = dataclasses.replace(
        brief,
        title=shortened(brief.title, NAME) or "Brief",
        top_line=brief.top_line if len(brief.top_line) <= TOP_LINE else "",
        items=items,
        also=tuple(_also(line) for line in brief.also[:MOST_LINES]),
        corrections=tuple(dataclasses.replace(line, link=_link(line.link)) for line in corrections),
        problems=tuple(_problem(problem) for problem in brief.problems),
        quiet=brief.quiet or not brief.items,
    )
    return Bounded(brief=inside, passages=tally.passages, lines=max(0, len(brief.also) - MOST_LINES))


def bounded_item(item: Item) -> Item:
    """The same for a story on its own."""
    return _item(item, _Tally())


def named(text: str, link: ArticleLink) -> str:
    """A headline that can stand on a link: never empty, never itself an address that leads elsewhere."""
    names = (shortened(text, HEADLINE), shortened(link.site, NAME))
    return next((name for name in names if name and not _is_address(name)), "Untitled")


def shortened(text: str, most: int) -> str:
    """The text, or as many whole words of it as fit in `most` characters with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head else head
    return f"{at_word.rstrip(' ,;:')}…"


def _is_address(text: str) -> bool:
    return " " not in text and ("://" in text or text.startswith("www."))


def _item(item: Item, tally: _Tally) -> Item:
    item = unrepeated(item)
    details = tally.keep([item.details] if item.details else [], _fits_sentence, 1)
    return dataclasses.replace(
        item,
        headline=named(item.headline, item.lead),
        lead=_link(item.lead),
        section=shortened(item.section, NAME),
        sentences=tally.keep(item.sentences, _fits_sentence, MOST_SENTENCES),
        details=details[0] if details else None,
        figures=_captioned(tally.keep(item.figures, _fits_figure, MOST_FIGURES)),
        quotes=tuple(_quote(quote) for quote in tally.keep(item.quotes, _fits_quote, MOST_QUOTES)),
        disagreements=tuple(_disagreement(one, tally) for one in item.disagreements[:MOST_DISAGREEMENTS]),
        moved=tally.keep(item.moved, _fits_moved, MOST_MOVED),
        links=tuple(_link(link) for link in item.links[:MOST_LINKS]),
        before=item.before if len(item.before) <= SENTENCE else "",
    )


def _disagreement(disagreement: Disagreement, tally: _Tally) -> Disagreement:
    claims = tally.keep(disagreement.claims, _fits_claim, MOST_CLAIMS)
    return dataclasses.replace(
        disagreement,
        what=shortened(disagreement.what, CAPTION),
        claims=tuple(dataclasses.replace(claim, link=_link(claim.link)) for claim in claims),
    )


def _link(link: ArticleLink) -> ArticleLink:
    site = "" if _is_address(link.site) else shortened(link.site, NAME)
    return dataclasses.replace(link, title=named(link.title, link), site=site)


def _also(line: AlsoLine) -> AlsoLine:
    headline = named(line.headline, line.link)
    return dataclasses.replace(line, headline=headline, link=_link(line.link))


def _problem(problem: SourceProblem) -> SourceProblem:
    return dataclasses.replace(
        problem, source=shortened(problem.source, NAME), problem=shortened(problem.problem, PROBLEM)
    )


def _captioned(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(
        dataclasses.replace(
            figure,
            what=figure.what if len(figure.what) <= CAPTION else "",
            caption=figure.caption if len(figure.caption) <= CAPTION else "",
            attribution=figure.attribution if len(figure.attribution) <= NAME else "",
            as_of=figure.as_of if len(figure.as_of) <= NAME else "",
        )
        for figure in figures
    )


def _quote(quote: Quote) -> Quote:
    return dataclasses.replace(
        quote,
        speaker=shortened(quote.speaker or "", NAME) or None,
        role=shortened(quote.role or "", CAPTION) or None,
        drift=tuple(wording for wording in quote.drift if 0 < len(wording) <= DRIFT)[:MOST_DRIFT],
    )


def _fits_sentence(sentence: Sentence) -> bool:
    return 0 < len(sentence.text) <= SENTENCE


def _fits_quote(quote: Quote) -> bool:
    return 0 < len(quote.text) <= QUOTE


def _fits_figure(figure: Figure) -> bool:
    return 0 < len(figure.text) <= FIGURE


def _fits_moved(moved: Moved) -> bool:
    return all(
        _fits_figure(figure) and max(len(figure.what), len(figure.caption)) <= CAPTION
        for figure in (moved.before, moved.after)
    )


def _fits_claim(claim: Claim) -> bool:
    return _fits_figure(claim.figure) and len(claim.sentence) <= SENTENCE


def _fits_correction(correction: Correction) -> bool:
    return len(correction.before) + len(correction.after) <= 2 * SENTENCE
