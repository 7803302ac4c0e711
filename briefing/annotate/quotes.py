"""Quotes of an article: somebody's words as printed, with who said them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.annotate.attribution import Attribution, Grammar
from briefing.annotate.names import People, find_names
from briefing.annotate.narration import BREAK, Narration, narrate
from briefing.annotate.quotation_marks import Part, quoted_parts
from briefing.annotate.speakers import Speakers
from briefing.annotate.worth import worth
from briefing.model import Article, Quote

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_OPEN_ENDS = frozenset(",?!—–-…")


def quotes(article_or_text: Article | str) -> tuple[Quote, ...]:
    """Find what is quoted in an article and who said it, in reading order.

    Args:
        article_or_text: an article, or a bare text with paragraphs separated by line breaks.
    """
    if isinstance(article_or_text, Article):
        found = _quotes(article_or_text.text)
        return tuple(replace(q, article_id=article_or_text.id, version=article_or_text.version) for q in found)
    return tuple(_quotes(article_or_text))


def best_quotes(quotes: Sequence[Quote], n: int = 1) -> tuple[Quote, ...]:
    """The quotes most worth showing, best first, nobody twice."""
    chosen: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: -quote.worth):
        if len(chosen) < n and quote.worth > 0 and all(quote.speaker != other.speaker for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def merge_quotes(quotes_by_article: Sequence[tuple[Article, Sequence[Quote]]]) -> tuple[Quote, ...]:
    """One quote for what several outlets quote alike: the first, the fullest."""
    merged: list[Quote] = []
    seen: set[str] = set()
    for _article, found in quotes_by_article:
        for quote in found:
            key = " ".join(_WORD.findall(quote.text.lower()))
            if key not in seen:
                seen.add(key)
                merged.append(quote)
    return tuple(merged)


def _quotes(text: str) -> list[Quote]:
    parts = quoted_parts(text)
    if not parts:
        return []
    story = narrate(text, parts)
    names = find_names(story)
    grammar = Grammar(story, names)
    speakers = Speakers(story, People(names, story))
    found: list[Quote] = []
    last: tuple[Part, str | None, str | None] | None = None
    for index, part in enumerate(parts):
        said = text[part.start : part.end]
        words = len(_WORD.findall(said))
        at = story.quotes[index]
        attribution = _attribution(story, grammar, parts, index, said, words)
        same = last is not None and last[0].paragraph == part.paragraph
        if attribution is not None:
            least = 1 if attribution.follows and said[-1] in ",?!" else 4
            intro = not attribution.follows and story.words[at - 1] in ",:"
            speaker = speakers.resolve(attribution.mention)
            if words >= least or (intro and words >= 2):
                found.append(_quote(text, part, speaker, attribution.cue or None, speakers))
            last = (part, speaker, attribution.cue)
        elif last and last[1] and same and words >= 4:
            found.append(_quote(text, part, last[1], last[2], speakers))
            last = (part, last[1], last[2])
        elif (
            last
            and last[1]
            and part.paragraph == last[0].paragraph + 1
            and words >= 5
            and (last[0].goes_on or story.words[at - 1] == BREAK)
        ):
            found.append(_quote(text, part, last[1], last[2], speakers))
            last = (part, last[1], last[2])
        elif words >= 6:
            lead = grammar.lead(story.sentence_starts[at], at)
            speaker = speakers.resolve(lead) if lead else None
            found.append(_quote(text, part, speaker, None, speakers))
            last = (part, speaker, None)
    return found


def _attribution(
    story: Narration, grammar: Grammar, parts: Sequence[Part], index: int, said: str, words: int
) -> Attribution | None:
    at = story.quotes[index]
    if said[-1] in _OPEN_ENDS or words >= 4:
        end = story.quotes[index + 1] if index + 1 < len(parts) else len(story.words)
        for stop in range(at + 1, end):
            if story.words[stop] == BREAK:
                end = stop
                break
        opens = said[-1] in _OPEN_ENDS or said[-1] != "." or (at + 1 < end and story.words[at + 1] == ",")
        if opens and (found := grammar.after(at, end)):
            return found
    start = story.sentence_starts[at]
    if index and story.quotes[index - 1] >= start:
        start = story.quotes[index - 1] + 1
    return grammar.before(start, at) if start < at else None


def _quote(text: str, part: Part, speaker: str | None, cue: str | None, speakers: Speakers) -> Quote:
    said = text[part.start : part.end]
    role = speakers.role(speaker) if speaker else None
    return Quote(
        text=said,
        start=part.start,
        end=part.end,
        speaker=speaker,
        role=role,
        cue=cue,
        spans=((part.start, part.end),),
        worth=worth(said, speaker, role, cue),
    )
