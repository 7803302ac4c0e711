"""One article from a file, an address or standard input: its summary, figures and quotes."""

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.output import note, say
from briefing.errors import Permanent

if TYPE_CHECKING:
    from briefing.model import Article, Figure, Quote, Sentence

HTML = frozenset({".htm", ".html", ".xhtml"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_MOST_CONTROLS = 0.02
"""Share of control and unreadable characters; text has practically none, whatever else is read as text a tenth."""


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
        Permanent: there is nothing to read, or it is not text.
    """
    if what.startswith(("http://", "https://")):
        return _fetched(what, config)
    data = sys.stdin.buffer.read() if what == "-" else _file(Path(what))
    return _article(data, html=Path(what).suffix.lower() in HTML or data.lstrip()[:1] == b"<", name=what)


def result(article: "Article", sentences: int, words: int | None, method: str | None) -> Result:
    """Summarize with the method that was asked for, or the usual one."""
    import briefing
    from briefing.annotate.figures import whole_times
    from briefing.errors import ConfigError
    from briefing.summarize.methods import METHODS

    if method is not None and method not in METHODS:
        raise ConfigError(f"there is no method {method!r}; there are: {', '.join(METHODS)}")
    return Result(
        article=article,
        summary=briefing.summary(article, sentences=sentences, words=words, method=method),
        figures=tuple(sorted(whole_times(briefing.figures(article)), key=lambda figure: -figure.salience)),
        quotes=briefing.quotes(article),
    )


def show_result(found: Result) -> None:
    """Print a result for people; of a text without a sentence that may be shown, that there is no summary."""
    from briefing.model import Annotation
    from briefing.render.text import article_text

    article = found.article
    if not found.summary:
        note("no summary: there is no sentence in it that reads alone")
    annotation = Annotation(article.id, article.version, (), found.summary, found.figures, found.quotes)
    say(article_text(article, annotation))


def _article(data: bytes, *, html: bool, name: str) -> "Article":
    import briefing

    shown = "standard input" if name == "-" else name
    if html:
        found: Article | None = briefing.extract_html(data)
    else:
        found = briefing.read_text(_text(data, shown))
    if found is None or not found.text:
        raise Permanent(f"{shown} holds no article that can be read")
    return replace(found, url=found.url or ("" if name == "-" else Path(name).resolve().as_uri()))


def _text(data: bytes, name: str) -> str:
    """Bytes as text, whatever their encoding; raises Permanent for those that are none."""
    from briefing.collect.syndication.charset import utf8

    text = utf8(data).decode("utf-8", "replace")
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise Permanent(f"{name} is not text: give a text file, a page in HTML or an address of the web")
    return text


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Permanent(f"{path} cannot be read: {error.strerror}") from None


def _fetched(url: str, config: Path) -> "Article":
    """Fetch through the one door out; the settings are used where there are any."""
    from briefing.cli.context import settings_of
    from briefing.collect.http.fetch import HttpFetcher
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
