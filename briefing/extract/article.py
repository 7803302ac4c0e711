"""The way in for words: a text or a page becomes an `Article`."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from briefing.extract.canonical import article_id, canonical
from briefing.extract.decoding import charset_of, decoded
from briefing.extract.main_text import main_paragraphs, parsed
from briefing.extract.metadata import Metadata, metadata
from briefing.extract.pointers import without_pointers
from briefing.extract.prose import Prose, prose
from briefing.extract.standfirst import standfirst
from briefing.extract.walls import PAYWALL, wall, without_notices
from briefing.model import Article
from briefing.text.language import detect
from briefing.text.plain import clean, paragraphs

MOST_BYTES = 5_000_000
TOO_LARGE = "the page is larger than 5 MB"
_SHORTEST = 12
NO_TEXT = "no text was found on the page"


def article(
    text: str, title: str = "", url: str | None = None, published: datetime | None = None, **more: Any
) -> Article:
    """An article whose text is kept as it was given, so that every offset found in it is one into that text.

    For text that still has to be freed of page furniture there is `read_text`.

    Args:
        text: plain text, paragraphs separated by line breaks.
        title: the headline.
        url: the address to link to, from which the id is made; None for a text without one.
        published: when it appeared, aware.
        more: any other field of `Article`; `canonical_url` and `language` are worked out when not given.
    """
    return _article(Prose(text=text, title=clean(title)), url, published=published, **more)


def read_text(
    text: str, title: str = "", url: str | None = None, published: datetime | None = None, **more: Any
) -> Article:
    """An article from a bare text as it is found: boilerplate, repeated headline, place line and notices set apart.

    Args:
        text: plain text, paragraphs separated by blank lines; single line breaks are understood too.
        title: the headline; empty to take it from a first line that looks like one.
        url: the address to link to, from which the id is made; None for a text without one.
        published: when it appeared, aware.
        more: any other field of `Article`; `canonical_url` and `language` are worked out when not given.
    """
    found = prose(paragraphs(text).split("\n\n"), clean(title))
    return _article(found, url, published=published, **more)


def extract_html(html: bytes, url: str | None = None) -> Article | None:
    """The article of a page; None when it has no main text, is only a wall in front of one, or is larger than 5 MB.

    What stands before a paywall is an article that says so in `degraded`. The work is done in the calling process and
    has no time limit of its own: the service runs it in a child process that can be killed (`briefing.extract.child`).

    Args:
        html: the page as it came, decoded from its transfer and content encodings.
        url: where it came from.
    """
    found = read_page(html, url)
    return found if isinstance(found, Article) else None


def read_page(html: bytes, url: str | None = None, content_type: str = "") -> Article | str:
    """The article of a page, or a phrase that says why there is none.

    Args:
        html: the page as it came.
        url: where it came from.
        content_type: the header that came with it, for the charset that it may name.
    """
    if len(html) > MOST_BYTES:
        return TOO_LARGE
    tree = parsed(decoded(html, charset_of(content_type)))
    if tree is None:
        return NO_TEXT
    known = metadata(tree, url)
    title = next(iter(known.titles), "")
    without_pointers(tree)
    parts = main_paragraphs(tree, url, known.body)
    problem = wall(title, parts, free=known.free)
    if sum(map(len, parts)) < _SHORTEST or problem not in {"", PAYWALL}:
        return problem or NO_TEXT
    if problem:
        parts = without_notices(parts)
    opening = standfirst(tree, known.descriptions, parts)
    found = prose([opening, *parts] if opening else parts, title, known.titles[1:])
    return replace(_of_page(found, known, url), degraded=problem)


def _of_page(found: Prose, known: Metadata, url: str | None) -> Article:
    """The article of a page; its id comes from the address as given, so that reading does not change it."""
    return _article(
        found,
        url or known.canonical_url,
        authors=known.authors,
        published=known.published,
        updated=known.updated,
        language=known.language,
        site=known.site,
        image=known.image,
    )


def _article(found: Prose, url: str | None, *, canonical_url: str = "", language: str = "", **more: Any) -> Article:
    """The article of a prose, with its id and language worked out."""
    key = canonical_url or (canonical(url) if url else "")
    plain = Article(
        id=article_id(key, found.title, found.text),
        url=clean(url or ""),
        title=found.title,
        text=found.text,
        language=detect(f"{found.title}\n{found.text}") or language,
        canonical_url=key,
        dateline=found.dateline,
        correction=found.correction,
    )
    return replace(plain, **more)
