"""What reads: fetching, sources, extraction, summaries, annotation."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from briefing.model import Annotation, Article, Document, Page, Poll, Sentence, SourceState, Unreadable


class Fetcher(Protocol):
    """The one door out."""

    def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        """Fetch one address; raises Transient or Permanent with a sentence for the operator."""

    def fetch_many(
        self, urls: Sequence[str], headers: Mapping[str, Mapping[str, str]] | None = None
    ) -> Mapping[str, Page | Exception]:
        """Fetch pages at once, politely, with request headers by address; a failed one is answered with its error."""


class Source(Protocol):
    """Something that articles come from."""

    @property
    def name(self) -> str:
        """Its name in the settings."""

    def poll(self, state: SourceState, now: datetime) -> Poll:
        """Ask once what is new; raises Transient or Permanent, and the caller records the failure."""


class Reader(Protocol):
    """Turns a document into an article, in a child process that can be killed."""

    def read(self, document: Document) -> Article | Unreadable:
        """The article, degraded to the entry's own summary if the page cannot be read; why, if nothing is left."""

    def read_many(self, documents: Sequence[Document]) -> Sequence[Article | Unreadable]:
        """The same for many at once, on all cores, in order."""


class Summarizer(Protocol):
    """A method of extractive summarization."""

    def rank(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The same sentences in reading order, each with its salience and reasons."""

    def summarize(self, article: Article, *, count: int = 3, words: int | None = None) -> tuple[Sentence, ...]:
        """The chosen sentences in reading order: `count` of them, or as many as fit in `words`."""

    def summarize_many(
        self, articles: Sequence[Article], *, count: int = 3, words: int | None = None, known: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        """One summary of articles on one event; sentences that only repeat `known` ones are not chosen."""


class Annotator(Protocol):
    """Finds in one article what a brief may show of it."""

    def __call__(self, article: Article) -> Annotation:
        """Sentences, summary, figures and quotes of this version of the article."""
