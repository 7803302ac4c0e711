"""Answers on demand: one article by its address or text, or a brief as it stands."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefing.errors import BriefingError, Permanent
from briefing.model import Annotation, Article, Brief, BriefSpec, Document, Entry
from briefing.pipeline.publishing import Publishing
from briefing.ports import Annotator, Fetcher, Reader, Store

FRESH = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Answering:
    """What answering needs.

    Attributes:
        annotate: what is found in an article.
    """

    store: Store
    fetcher: Fetcher
    reader: Reader
    annotate: Annotator
    publishing: Publishing

    def article(self, url: str, now: datetime) -> tuple[Article, Annotation]:
        """Read the article at an address.

        Raises:
            Transient: it cannot be had now. Permanent: it cannot be had, or holds nothing to read.
        """
        page = self.fetcher.fetch(url)
        document = Document(Entry(id="", url=url, title=""), url=page.url, html=page.body)
        article = self.reader.read(document)
        if article is None or not article.text:
            raise Permanent(f"{url} holds no article that can be read")
        article = replace(article, first_seen=now)
        return article, self.annotate(article)

    def brief(self, spec: BriefSpec, now: datetime) -> Brief:
        """The brief as the reader would want it now: the last one if it is of today, else one made for the moment."""
        latest = self.store.briefs.latest(spec.name, 1)
        if latest and now - latest[0].created < FRESH:
            return latest[0]
        return self.publishing.preview(spec, now)


def problem_of(error: Exception) -> str:
    """What to tell the one who asked."""
    if isinstance(error, BriefingError):
        return str(error)
    return "something went wrong here; the operator finds it in the log"
