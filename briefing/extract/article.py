"""The way in for words: a text or a page becomes an `Article`."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from briefing.extract.canonical import article_id, canonical
from briefing.extract.prose import prose
from briefing.model import Article
from briefing.text.language import detect
from briefing.text.plain import clean, paragraphs


def article(
    text: str, title: str = "", url: str | None = None, published: datetime | None = None, **more: Any
) -> Article:
    """An article from its bare text: boilerplate lines, repeated headline, place line and notices set apart.

    Args:
        text: plain text, paragraphs separated by blank lines; single line breaks are understood too.
        title: the headline; empty to take it from a first line that looks like one.
        url: the address to link to, from which the id is made; None for a text without one.
        published: when it appeared, aware.
        more: any other field of `Article`; `canonical_url` and `language` are worked out when not given.
    """
    found = prose(paragraphs(text).split("\n\n"), clean(title))
    key = more.pop("canonical_url", "") or (canonical(url) if url else "")
    language = more.pop("language", "")
    plain = Article(
        id=article_id(key, found.title, found.text),
        url=clean(url or ""),
        title=found.title,
        text=found.text,
        published=published,
        language=detect(f"{found.title}\n{found.text}") or language,
        canonical_url=key,
        dateline=found.dateline,
        correction=found.correction,
    )
    return replace(plain, **more)
