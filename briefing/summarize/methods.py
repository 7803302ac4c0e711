"""The methods by name, and the functions that the package shows: a summary of one article, or of several."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from briefing.model import Article, Sentence
from briefing.ports import Summarizer
from briefing.summarize.editorial import Editorial
from briefing.summarize.lead import Lead
from briefing.summarize.salience import Salience
from briefing.summarize.update import Update
from briefing.text.language import detect


def _sumy(name: str) -> Callable[[], Summarizer]:
    def build() -> Summarizer:
        from briefing.summarize.sumy import Sumy

        return Sumy(name)

    return build


METHODS: dict[str, Callable[[], Summarizer]] = {
    "salience": Salience,
    "editorial": Editorial,
    "lead": Lead,
    "update": Update,
    **{
        name: _sumy(name) for name in ("edmundson", "kl", "lexrank", "lsa", "luhn", "reduction", "sumbasic", "textrank")
    },
}


def method(name: str) -> Summarizer:
    """A method of summarization by its name; raises ValueError, naming all methods, when there is none of it."""
    if name not in METHODS:
        raise ValueError(f"no summarization method {name!r}: there are {', '.join(sorted(METHODS))}")
    return METHODS[name]()


def usual(article: Article) -> str:
    """The method for what a reader has before him.

    A whole article, with a headline and paragraphs, is shown below that headline as briefs show it: by what editors
    marked as adding something there. A bare text is told anew, by what people keep who write summaries.
    """
    return "editorial" if article.title and "\n" in article.text.strip() else "salience"


def summary(
    article: Article | str,
    *,
    title: str = "",
    sentences: int | tuple[int, int] = 3,
    words: int | None = None,
    method: str | None = None,
) -> tuple[Sentence, ...]:
    """The sentences of an article that tell its news, word for word, in reading order.

    Args:
        article: an article, or its bare text, paragraphs separated by line breaks.
        title: headline of a bare text; never repeated as a sentence.
        sentences: how many at most; a pair (least, most) leaves the length to what the article holds, which the
            default method can judge and the others answer with the most.
        words: at most so many words instead.
        method: a name in METHODS, ValueError for any other; by default the one that `usual` tells.

    Returns:
        Fewer sentences where fewer may be shown; none where there is nothing but headings and boilerplate.
    """
    read = _as_article(article, title) if isinstance(article, str) else article
    chosen = _named(usual(read) if method is None else method)
    if isinstance(chosen, Salience):
        return chosen.summarize(read, count=sentences, words=words)
    count = sentences[1] if isinstance(sentences, tuple) else sentences
    return chosen.summarize(read, count=count, words=words)


def summary_of_many(
    articles: Sequence[Article],
    *,
    sentences: int = 9,
    words: int | None = None,
    known: Sequence[str | Sentence] = (),
    method: str = "salience",
) -> tuple[Sentence, ...]:
    """One summary of articles on one event, each sentence with the article it stands in.

    Args:
        sentences: how many at most; `words` at most so many words instead.
        known: sentences that a reader has seen: what only repeats them is left out.
        method: a name in METHODS; ValueError for any other.
    """
    seen = tuple(sentence if isinstance(sentence, str) else sentence.text for sentence in known)
    return _named(method).summarize_many(articles, count=sentences, words=words, known=seen)


_named = method


def _as_article(text: str, title: str) -> Article:
    key = hashlib.sha256(f"{title}\n{text}".encode("utf-8", "replace")).hexdigest()[:16]
    return Article(id=key, url="", title=title, text=text, language=detect(text) or "en")
