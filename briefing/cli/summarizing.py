"""One article from a file, an address or standard input: its summary, figures and quotes."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.output import say
from briefing.errors import Permanent

if TYPE_CHECKING:
    from briefing.model import Article, Figure, Quote, Sentence

HTML = frozenset({".htm", ".html", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Result:
    """What is shown of an article; each span's start and end are code points into the article's text."""

    article: "Article"
    summary: "tuple[Sentence, ...]"
    figures: "tuple[Figure, ...]"
    quotes: "tuple[Quote, ...]"


def read(what: str, config: Path) -> "Article":
    """The article behind a path, an address, or "-" for standard input.

    Raises:
        Permanent: there is nothing to read.
    """
    if what.startswith(("http://", "https://")):
        return _fetched(what, config)
    data = sys.stdin.buffer.read() if what == "-" else _file(Path(what))
    return _article(data, html=Path(what).suffix.lower() in HTML or data.lstrip()[:1] == b"<", name=what)


def result(article: "Article", sentences: int, words: int | None, method: str) -> Result:
    """Summarize with the method that was asked for."""
    import briefing
    from briefing.errors import ConfigError
    from briefing.summarize.methods import METHODS

    if method not in METHODS:
        raise ConfigError(f"there is no method {method!r}; there are: {', '.join(METHODS)}")
    return Result(
        article=article,
        summary=briefing.summary(article, sentences=sentences, words=words, method=method),
        figures=tuple(sorted(briefing.figures(article), key=lambda figure: -figure.salience)),
        quotes=briefing.quotes(article),
    )


def show_result(found: Result) -> None:
    """Print a result for people."""
    from briefing.model import Annotation
    from briefing.render.text import article_text

    article = found.article
    annotation = Annotation(article.id, article.version, (), found.summary, found.figures, found.quotes)
    say(article_text(article, annotation))


def _article(data: bytes, *, html: bool, name: str) -> "Article":
    import briefing

    if html:
        found: Article | None = briefing.extract_html(data)
    else:
        found = briefing.read_text(data.decode("utf-8", "replace"))
    if found is None or not found.text:
        raise Permanent(f"{name} holds no article that can be read")
    return replace(found, url=found.url or ("" if name == "-" else Path(name).resolve().as_uri()))


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Permanent(f"{path} cannot be read: {error.strerror}") from None


def _fetched(url: str, config: Path) -> "Article":
    """Fetch through the one door out; the settings are used where there are any."""
    from briefing.cli.context import settings_of
    from briefing.collect.fetch import HttpFetcher
    from briefing.extract.child import ChildReader
    from briefing.model import Document, Entry, Unreadable

    fetch = settings_of(config).fetch if config.exists() else None
    fetcher = HttpFetcher(contact=fetch.contact if fetch else "", allow_private=fetch.private_networks if fetch else ())
    reader = ChildReader(workers=1)
    try:
        page = fetcher.fetch(url)
        media = page.headers.get("content-type", "")
        found = reader.read(Document(Entry("", url, ""), page.url, page.body, content_type=media))
    finally:
        reader.close()
        fetcher.close()
    if isinstance(found, Unreadable):
        raise Permanent(f"{url} holds no article that can be read: {found.reason}")
    return found
