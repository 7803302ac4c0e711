"""Quotes of an article: somebody's words as printed, with who said them."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.annotate.passages.narration import narrate
from briefing.annotate.passages.quotation_marks import quoted_parts
from briefing.annotate.quotes.speech import Listener, Utterance
from briefing.annotate.quotes.worth import with_worth
from briefing.annotate.speakers import Speakers
from briefing.annotate.speakers.attribution import Grammar
from briefing.annotate.speakers.issuers import Issuers
from briefing.annotate.speakers.names import find_names
from briefing.annotate.speakers.nobody import somebody
from briefing.annotate.speakers.people import People
from briefing.annotate.speakers.roles import Roles
from briefing.model import Article, Quote

# Words: a split quote is one as long as it can be shown as one.
_LONGEST_JOINED = 45


def quotes(article_or_text: Article | str) -> tuple[Quote, ...]:
    """Find what is quoted in an article and who said it, in reading order.

    Args:
        article_or_text: an article, or a bare text with paragraphs separated by line breaks.
    """
    if isinstance(article_or_text, Article):
        found = _quotes(article_or_text.text, article_or_text.language)
        return tuple(replace(q, article_id=article_or_text.id, version=article_or_text.version) for q in found)
    return _quotes(article_or_text, "")


def best_quotes(quotes: Sequence[Quote], n: int = 1) -> tuple[Quote, ...]:
    """The quotes most worth showing, best first, nobody twice."""
    chosen: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: -quote.worth):
        if len(chosen) < n and quote.worth > 0 and all(quote.speaker != other.speaker for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def _quotes(text: str, language: str) -> tuple[Quote, ...]:
    parts = quoted_parts(text)
    if not parts:
        return ()
    story = narrate(text, parts)
    names = find_names(story)
    roles = Roles(story, names)
    grammar = Grammar(story, names)
    speakers = Speakers(story, People(names, story), roles, Issuers(story, grammar))
    heard = [
        replace(one, speaker=somebody(one.speaker, language))
        for one in Listener(story, parts, grammar, speakers).listen()
    ]
    return with_worth([_quote(text, group, roles) for group in _joined(heard)], len(text))


def _joined(heard: Sequence[Utterance]) -> list[list[Utterance]]:
    """Utterances grouped to quotes: a split quote is one, as long as it stays short enough to be shown."""
    groups: list[list[Utterance]] = []
    for utterance in heard:
        together = utterance.words + sum(part.words for part in groups[-1]) if groups else 0
        same = bool(groups) and utterance.continues and groups[-1][0].speaker == utterance.speaker
        if same and together <= _LONGEST_JOINED:
            groups[-1].append(utterance)
        else:
            groups.append([utterance])
    return groups


def _quote(text: str, group: Sequence[Utterance], roles: Roles) -> Quote:
    spans = tuple((utterance.part.start, utterance.part.end) for utterance in group)
    said = " ".join(text[start:end] for start, end in spans)
    speaker, cue = group[0].speaker, group[0].cue or None
    role = roles.of(speaker) if speaker else None
    return Quote(said, spans[0][0], spans[-1][1], speaker, role, cue, spans)
