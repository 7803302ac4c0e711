"""Whether a brief shows what its articles say: every span, title and address against the versions it was taken from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.model import GAP, Article, ArticleLink, Brief, Correction, Figure, Item, Provenance, Quote, Sentence

Pair = tuple[str, int]
"""Article id and version."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Something that a brief shows, and where it says that it stands.

    Attributes:
        place: where in the brief, for people ("story 2, quote 1").
        pair: the version of an article it is taken from.
        text: as shown.
        spans: (start, end) of its parts in the article's text, joined by spaces; none for the article's title.
    """

    place: str
    pair: Pair
    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a brief that does not stand where it says.

    Attributes:
        place: where in the brief, for people.
        words: what is wrong, as a phrase.
    """

    place: str
    words: str


def provenance(brief: Brief, articles: Mapping[Pair, Article]) -> tuple[Provenance, ...]:
    """The versions that anything new in a brief is taken from, each with its digest, in order.

    Args:
        articles: those the brief is composed from; what it repeats of earlier versions is not among them.
    """
    pairs = sorted({one.pair for one in claimed(brief)} & articles.keys())
    return tuple(Provenance(*pair, articles[pair].digest) for pair in pairs)


def claimed(brief: Brief) -> Iterator[Claimed]:
    """Everything in a brief that is said to stand in an article, in reading order."""
    for item in brief.items:
        yield from _of_item(item)
    for number, line in enumerate(brief.also, start=1):
        yield _title(f"line {number} of “Also today”", line.link)
        yield Claimed(f"line {number} of “Also today”", _pair(line.link), line.headline)


def flaws(brief: Brief, articles: Mapping[Pair, Article]) -> tuple[Flaw, ...]:
    """What does not stand where the brief says, as far as the versions are still to be had.

    Args:
        articles: stored versions; what is taken from others is passed over.
    """
    changed = _changed(brief, articles)
    shown = (_flaw(one, articles[one.pair]) for one in claimed(brief) if one.pair in articles)
    corrected = (_false_correction(one, articles) for one in brief.corrections)
    return (*changed, *(one for one in (*shown, *corrected) if one))


def _of_item(item: Item) -> Iterator[Claimed]:
    story = f"story {item.number}"
    yield Claimed(f"{story}, headline", _pair(item.lead), item.headline)
    for number, link in enumerate(item.links, start=1):
        yield _title(f"{story}, link {number}", link)
    for number, sentence in enumerate(item.sentences, start=1):
        yield _span(f"{story}, sentence {number}", sentence)
    if item.details:
        yield _span(f"{story}, details", item.details)
    for number, figure in enumerate(item.figures, start=1):
        yield from _figure(f"{story}, figure {number}", figure)
    for number, quote in enumerate(item.quotes, start=1):
        yield _quote(f"{story}, quote {number}", quote)
    for number, disagreement in enumerate(item.disagreements, start=1):
        for claim in disagreement.claims:
            yield from _figure(f"{story}, disagreement {number}", claim.figure)
    for number, moved in enumerate(item.moved, start=1):
        yield from _figure(f"{story}, movement {number}, before", moved.before)
        yield from _figure(f"{story}, movement {number}, after", moved.after)


def _pair(link: ArticleLink) -> Pair:
    return link.article_id, link.version


def _title(place: str, link: ArticleLink) -> Claimed:
    return Claimed(f"{place}, title", _pair(link), link.title)


def _span(place: str, span: Sentence | Figure) -> Claimed:
    return Claimed(place, (span.article_id, span.version), span.text, ((span.start, span.end),))


def _figure(place: str, figure: Figure) -> Iterator[Claimed]:
    yield _span(place, figure)
    pair = figure.article_id, figure.version
    if figure.what_span[1]:
        yield Claimed(f"{place}, what it measures", pair, figure.what, (figure.what_span,))
    if figure.caption_span[1]:
        yield Claimed(f"{place}, caption", pair, figure.caption.removesuffix(GAP), (figure.caption_span,))


def _quote(place: str, quote: Quote) -> Claimed:
    return Claimed(place, (quote.article_id, quote.version), quote.text, quote.spans or ((quote.start, quote.end),))


def _changed(brief: Brief, articles: Mapping[Pair, Article]) -> Iterable[Flaw]:
    for one in brief.provenance:
        article = articles.get((one.article_id, one.version))
        if article and article.digest != one.digest:
            place = f"article {one.article_id}, version {one.version}"
            yield Flaw(place, f"was changed in the store since the brief was made: {article.url}")


def _flaw(claim: Claimed, article: Article) -> Flaw | None:
    found = " ".join(article.text[start:end] for start, end in claim.spans) if claim.spans else article.title
    if found == claim.text:
        return None
    return Flaw(claim.place, f"shows “{claim.text}”, but {_where(claim)} says “{found}”")


def _where(claim: Claimed) -> str:
    article_id, version = claim.pair
    spans = ", ".join(f"{start} to {end}" for start, end in claim.spans)
    return f"article {article_id}, version {version}, {f'characters {spans}' if spans else 'title'},"


def _false_correction(correction: Correction, articles: Mapping[Pair, Article]) -> Flaw | None:
    article = articles.get(_pair(correction.link))
    if article is None or correction.after in article.text or correction.after == article.correction:
        return None
    return Flaw("corrections", f"“{correction.after}” does not stand in {article.url}")
