"""A document becomes an article: what the page says, completed by what the feed said of it, or the feed alone."""

from dataclasses import replace
from datetime import UTC, datetime

from briefing.extract.article import read_text
from briefing.extract.canonical import article_id, canonical
from briefing.model import Article, Document
from briefing.text.plain import clean, html_paragraphs

ONLY_A_SUMMARY = "the source carries only a summary"
ONLY_THE_BEGINNING = "only its beginning is read: it is longer than 400,000 characters"
MOST_TEXT = 400_000
"""Characters of a text that are read, a whole novel's: what is found in it is found outside of the child processes."""
_MUCH_LONGER = 2


def of_page(document: Document, page: Article) -> Article:
    """The article of a page under the document's own id, or the feed's own text where that is better.

    Args:
        document: what was to be read.
        page: what was read; its `degraded` says why it is not the full text.
    """
    own = of_entry(document, page.degraded)
    if own and (own.words > _MUCH_LONGER * page.words or page.degraded):
        return _filled(own, page)
    entry = document.entry
    told = own or Article("", "", entry.title, "", entry.authors, entry.published, entry.updated, entry.language[:2])
    return _identified(_filled(page, told), document)


def of_entry(document: Document, problem: str = "") -> Article | None:
    """The article that the feed itself carries: its full content, else its summary; None when it has neither.

    Args:
        document: what was to be read.
        problem: why the page behind it is not used; empty when there was none to read.
    """
    entry = document.entry
    text = document.text or html_paragraphs(entry.content)
    summary = clean(entry.summary)
    if not text and not summary:
        return None
    found = read_text(
        text or summary,
        entry.title,
        entry.url or document.url or None,
        entry.published,
        updated=entry.updated,
        authors=entry.authors,
        language=entry.language[:2].lower(),
        degraded=problem or ("" if text else ONLY_A_SUMMARY),
    )
    return _identified(found, document)


def _filled(found: Article, other: Article) -> Article:
    """An article with what it lacks taken from another reading of it."""
    names = ("title", "authors", "published", "updated", "language", "site", "image", "correction")
    return replace(found, **{name: getattr(found, name) or getattr(other, name) for name in names})


def _identified(found: Article, document: Document) -> Article:
    """The article under the address that its source gave, whatever the page calls itself."""
    url = document.entry.url or document.url
    key = canonical(url) if url else ""
    found = _bounded(found)
    return replace(
        found,
        id=article_id(key, found.title, found.text),
        url=clean(url),
        canonical_url=key,
        published=_utc(found.published),
        updated=_utc(found.updated),
    )


def _bounded(found: Article) -> Article:
    """An article cut behind a paragraph where it is longer than any."""
    if len(found.text) <= MOST_TEXT:
        return found
    beginning = found.text[:MOST_TEXT]
    return replace(
        found, text=beginning.rpartition("\n\n")[0] or beginning, degraded=found.degraded or ONLY_THE_BEGINNING
    )


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment and moment.tzinfo else moment
