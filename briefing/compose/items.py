"""A story told: its headline, sentences, figures, quotes and links, every one a span of an article."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from briefing.compose.budget import Form
from briefing.compose.headline import best_headline
from briefing.compose.likeness import Known, matter, shared
from briefing.compose.links import link
from briefing.compose.material import Material, Tools
from briefing.compose.matters import furniture, one_more
from briefing.compose.memory import Past, fresh_articles
from briefing.compose.ranking import Ranked
from briefing.model import Annotation, Article, ArticleLink, BriefSpec, Figure, Item, ItemKind, Quote, Sentence
from briefing.ports import Summarizer
from briefing.text.places import placed

_READ_MOST = 8
"""Articles of a story that its summary, figures and quotes are drawn from."""
_LINKS = 3
_FIGURES = 3
_QUOTES = 1
_ASKED = 3
"""So many times as many figures and quotes are looked at, to find those that the sentences do not hold already."""
_NEARLY = 0.5
"""Share of the first figure's salience from which on one that no sentence shown tells goes before one that is told."""
_BEFORE_WORDS = 40
_SAID = 0.6
"""Share of a sentence's words in the summary up to which it adds something to it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every story of one brief is told with."""

    spec: BriefSpec
    material: Material
    tools: Tools
    summarizer: Summarizer


def tell(desk: Desk, ranked: Ranked, form: Form, past: Past | None) -> Item | None:
    """One story as shown, numbered 0; None when it has nothing to say that the reader does not know."""
    articles = fresh_articles(ranked.candidate, past) if past else ranked.candidate.articles
    if not articles:
        return None
    lead = best_headline(articles, desk.spec.weights)
    read = _reading(desk, articles, lead)
    known = past.known if past else ()
    count = desk.spec.sentences if form is Form.FULL else 1
    sentences = _sentences(desk, read, lead, count, known)
    item = Item(
        number=0,
        story_id=ranked.candidate.id,
        headline=lead.title,
        lead=link(lead),
        sentences=sentences,
        section=ranked.candidate.topic.name if ranked.candidate.topic else "",
        links=_links(articles, lead, desk.spec, {one.article_id for one in sentences}),
        articles=len(ranked.candidate.articles) + ranked.candidate.copies,
        outlets=len(ranked.candidate.outlets),
        reasons=ranked.reasons,
    )
    if form is Form.FULL or past:
        item = _with_extras(desk, item, read, past)
    if past and not (item.sentences or item.moved):
        return None
    return placed(item, read)


def _reading(desk: Desk, articles: Sequence[Article], lead: Article) -> list[Article]:
    """The articles to draw on: the lead first, then full ones before degraded ones, better sources before others."""
    weights = desk.spec.weights
    rest = [one for one in articles if one.id != lead.id]
    rest.sort(key=lambda one: (bool(one.degraded), -weights.get(one.source, 1.0)))
    chosen = [lead, *rest][:_READ_MOST]
    full = [one for one in chosen if not one.degraded]
    return full or chosen


def _sentences(
    desk: Desk, read: Sequence[Article], lead: Article, count: int, known: Sequence[str]
) -> tuple[Sentence, ...]:
    """The summary, without what repeats the headline, the reader's knowledge or itself, and without captions."""
    chosen = _chosen(desk, read, count, known)
    if idle := sum(furniture(one.text) for one in chosen):
        news = [one for one in _chosen(desk, read, count + idle, known) if not furniture(one.text)]
        chosen = news[:count] or chosen
    seen = Known(known, lead.language)
    kept = []
    for sentence in chosen:
        if holds(sentence, read) and not _same(sentence.text, lead.title) and not seen.says(sentence.text):
            seen.add(sentence.text)
            kept.append(sentence)
    return tuple(kept)


def _chosen(desk: Desk, read: Sequence[Article], count: int, known: Sequence[str]) -> Sequence[Sentence]:
    if len(read) == 1 and not known:
        return desk.summarizer.summarize(read[0], count=count)
    return desk.summarizer.summarize_many(read, count=count, known=known)


def holds(sentence: Sentence, articles: Sequence[Article]) -> bool:
    """Whether the sentence stands in one of the articles, at its offsets, word for word."""
    return any(
        one.id == sentence.article_id and one.text[sentence.start : sentence.end] == sentence.text for one in articles
    )


def _same(one: str, other: str) -> bool:
    return one.strip(" .!?").casefold() == other.strip(" .!?").casefold()


def _with_extras(desk: Desk, item: Item, read: Sequence[Article], past: Past | None) -> Item:
    pairs = [(one, note) for one in read if (note := _annotation(desk, one))]
    articles, notes = [one for one, _ in pairs], [note for _, note in pairs]
    disagreements = desk.tools.disagreements(articles, notes)
    moved = desk.tools.moved(past.figures, [one for note in notes for one in note.figures]) if past else ()
    disputed = [claim.figure for one in disagreements for claim in one.claims]
    told = [*disputed, *(one.after for one in moved), *(past.figures if past else ())]
    item = replace(
        item,
        figures=_new_figures(desk.tools.figures(articles, notes, _ASKED * _FIGURES, told), item.sentences),
        quotes=_new_quotes(desk.tools.quotes(articles, notes, _ASKED * _QUOTES), item.sentences),
        disagreements=disagreements,
        moved=moved,
    )
    if past:
        return _as_update(item, past)
    taken = [one.text for one in item.sentences]
    details, label = one_more(_unsaid(notes, [item.headline, *taken]), taken)
    return replace(item, details=details, details_label=label)


def _new_figures(figures: Sequence[Figure], sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """The most telling figure, and of the others first those that the sentences above do not tell already."""
    least = _NEARLY * figures[0].salience if figures else 0.0
    ordered = sorted(figures[1:], key=lambda one: one.salience < least or any(_inside(one, line) for line in sentences))
    return (*figures[:1], *ordered)[:_FIGURES]


def _new_quotes(quotes: Sequence[Quote], sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The best quotes that do not stand in the sentences above; where all do, the best."""
    new = tuple(one for one in quotes if not any(one.text.rstrip(" ,.") in line.text for line in sentences))
    return (new or tuple(quotes))[:_QUOTES]


def _inside(figure: Figure, sentence: Sentence) -> bool:
    same = (figure.article_id, figure.version) == (sentence.article_id, sentence.version)
    return same and sentence.start <= figure.start < sentence.end


def _unsaid(notes: Sequence[Annotation], taken: Sequence[str]) -> list[Sentence]:
    """The sentences of the first articles that the sentences taken, together, do not say already."""
    said = frozenset[str]().union(*map(matter, taken))
    return [one for note in notes[:2] for one in note.sentences if shared(matter(one.text), said) <= _SAID]


def _as_update(item: Item, past: Past) -> Item:
    """Only what is new, and in one line what was reported before."""
    quoted = Known(past.known)
    return replace(
        item,
        kind=ItemKind.UPDATE,
        quotes=tuple(one for one in item.quotes if not quoted.says(one.text)),
        before=_before(past),
        before_slot=past.slot,
    )


def _before(past: Past) -> str:
    """The first sentence that the latest brief showed, or its headline where that is too long for one line."""
    latest = next((one.text for one in past.sentences), "")
    return latest if latest and len(latest.split()) <= _BEFORE_WORDS else past.headline


def _annotation(desk: Desk, article: Article) -> Annotation | None:
    return desk.material.annotations.get((article.id, article.version))


def _links(
    articles: Sequence[Article], lead: Article, spec: BriefSpec, shown: Collection[str]
) -> tuple[ArticleLink, ...]:
    """The lead, then one article an outlet: those that sentences are taken from, readable ones, better sources, longer.

    Args:
        shown: ids of the articles whose sentences are shown.
    """
    rest = sorted(
        (one for one in articles if one.id != lead.id),
        key=lambda one: (
            one.id not in shown,
            bool(one.degraded),
            -spec.weights.get(one.source, 1.0),
            -len(one.text),
            one.id,
        ),
    )
    chosen = {lead.outlet: lead}
    for article in rest:
        chosen.setdefault(article.outlet, article)
    return tuple(link(one) for one in list(chosen.values())[:_LINKS])
