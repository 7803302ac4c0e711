"""The way in for words: a text becomes an `Article`."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from briefing.extract.canonical import article_id, canonical
from briefing.extract.prose import Prose, prose
from briefing.model import Article
from briefing.text.language import detect
from briefing.text.plain import clean, paragraphs

MOST_BYTES = 5_000_000
TOO_LARGE = "the page is larger than 5 MB"
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
    return of_prose(Prose(text=text, title=clean(title)), url, published=published, **more)


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
    return of_prose(found, url, published=published, **more)


def of_prose(found: Prose, url: str | None, *, canonical_url: str = "", language: str = "", **more: Any) -> Article:
    """The article of a prose, with its id and language worked out.

    Args:
        url: the address to link to; None for a text without one.
        canonical_url: worked out from `url` when empty.
        language: what it is taken for where the text does not show it.
        more: any other field of `Article`.
    """
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
