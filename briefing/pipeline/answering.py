"""What is found for a question: an article, a brief, the stories about some words, a source that can be read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefing.errors import Permanent
from briefing.extract.canonical import article_id, canonical
from briefing.model import (
    Annotation,
    Answer,
    Article,
    Brief,
    BriefSpec,
    Document,
    Entry,
    Followed,
    Request,
    SourceState,
    Unreadable,
)
from briefing.pipeline.orders import Orders
from briefing.pipeline.publishing import Publishing
from briefing.pipeline.searching import RECENT, about
from briefing.ports import Annotator, Fetcher, Reader, Store

FRESH = timedelta(hours=24)
EDITIONS = 14
"""So many editions back yesterday's is looked for: a brief may appear several times a day."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What answering needs.

    Attributes:
        annotate: what is found in an article.
        scout: what can be read at an address; raises Transient or Permanent when nothing can.
    """

    store: Store
    fetcher: Fetcher
    reader: Reader
    annotate: Annotator
    publishing: Publishing
    orders: Orders
    scout: Callable[[str, datetime], Followed]

    def answer(self, request: Request, now: datetime) -> Answer:
        """Find the answer to a request.

        Raises:
            Transient: it cannot be had now. Permanent: it cannot be had.
        """
        questions: dict[str, Callable[[Request, datetime], Answer]] = {
            "article": self._article,
            "brief": self._brief,
            "last": self._last,
            "yesterday": self._yesterday,
            "topic": self._topic,
            "follow": self._follow,
            "send": self._send,
            "edition": self._edition,
            "noted": self._noted,
        }
        return questions[request.question](request, now)

    def article(self, url: str, now: datetime) -> tuple[Article, Annotation]:
        """Read the article at an address.

        Raises:
            Transient: it cannot be had now. Permanent: it cannot be had, or holds nothing to read.
        """
        page = self.fetcher.fetch(url)
        media = page.headers.get("content-type", "")
        document = Document(Entry(id="", url=url, title=""), url=page.url, body=page.body, content_type=media)
        article = self.reader.read(document)
        if isinstance(article, Unreadable):
            raise Permanent(f"{url} holds no article that can be read: {article.reason}")
        article = replace(article, first_seen=now)
        return article, self.annotate(article)

    def _fresh(self, spec: BriefSpec, now: datetime) -> Brief | None:
        """The last brief, if it is of today."""
        latest = self.store.briefs.latest(spec.name, 1)
        return latest[0] if latest and now - latest[0].created < FRESH else None

    def _appeared(self, brief: Brief) -> Answer:
        """A brief that was published, with its page."""
        return Answer(brief=brief, page=self.publishing.readership.page(brief))

    def _article(self, request: Request, now: datetime) -> Answer:
        article, annotation = self._known(request, now) or self.article(request.subject, now)
        return Answer(article=article, annotation=annotation)

    def _known(self, request: Request, now: datetime) -> tuple[Article, Annotation] | None:
        """The article at an address as a source brought it today; None when it must be fetched."""
        known = self.store.articles.get(article_id(canonical(request.subject), "", ""))
        if known is None or known.degraded or known.source not in self._sources(request):
            return None
        if known.first_seen is None or now - known.first_seen > FRESH:
            return None
        pair = (known.id, known.version)
        annotation = self.store.articles.annotations([pair]).get(pair)
        return (known, annotation) if annotation else None

    def _sources(self, request: Request) -> frozenset[str]:
        """The sources that a conversation may be told of: the settings', and those it follows itself."""
        order = self.store.orders.of(_told(request, "team_id"), _told(request, "channel_id"))
        return frozenset((*self.orders.sources, *(order.spec.sources if order else ())))

    def _brief(self, request: Request, now: datetime) -> Answer:
        """The brief as the reader would want it now: the last one if it is of today, else one made for the moment."""
        spec = self._spec(request)
        fresh = self._fresh(spec, now)
        return self._appeared(fresh) if fresh else Answer(brief=self.publishing.preview(spec, now))

    def _last(self, request: Request, now: datetime) -> Answer:
        del now
        spec = self._spec(request)
        latest = self.store.briefs.latest(spec.name, 1)
        return self._appeared(latest[0]) if latest else Answer(f"“{spec.title}” has not appeared yet.")

    def _yesterday(self, request: Request, now: datetime) -> Answer:
        spec = self._spec(request)
        yesterday = self.publishing.local(spec, now).date() - timedelta(days=1)
        editions = self.store.briefs.latest(spec.name, EDITIONS)
        found = next((one for one in editions if one.local_date == yesterday), None)
        return self._appeared(found) if found else Answer(f"“{spec.title}” did not appear yesterday.")

    def _topic(self, request: Request, now: datetime) -> Answer:
        summarizer = self.publishing.summarizers("editorial")
        sources = self._sources(request)
        found = about(self.store, request.subject, sources, summarizer, self.publishing.tools, now)
        nothing = f"Nothing about “{request.subject}” was found in the articles of the last {RECENT.days} days."
        return Answer(brief=found) if found else Answer(nothing)

    def _follow(self, request: Request, now: datetime) -> Answer:
        """Find out what can be read at an address, and let the conversation's order draw on it."""
        order = self.store.orders.of(_told(request, "team_id"), _told(request, "channel_id"))
        if order is None:
            raise Permanent("the conversation's standing order is gone: follow the address once more")
        found = self.scout(request.subject, now)
        self.store.orders.follow(found)
        if self.store.sources.state(found.name).last_poll is None:
            self.store.sources.save(SourceState(found.name, url=found.url, next_poll=now))
        if found.name not in order.spec.sources:
            spec = replace(order.spec, sources=(*order.spec.sources, found.name))
            self.store.orders.save(replace(order, spec=spec, changed=now))
        return Answer(f"This conversation now follows {found.url}. Its articles are being read.")

    def _send(self, request: Request, now: datetime) -> Answer:
        spec = self._spec(request)
        before = self.publishing.of_today(spec, now)
        brief = self.publishing.publish_now(spec, now)
        again = before is not None and before.slot == brief.slot
        told = "was sent on request today already" if again else "is on its way"
        return Answer(f"“{spec.title}” {told}.")

    def _edition(self, request: Request, now: datetime) -> Answer:
        """A brief that appeared, named by its name and its slot."""
        del now
        name, _, slot = request.subject.partition("|")
        found = self.store.briefs.get(name, slot)
        return self._appeared(found) if found else Answer("This edition is no longer kept.")

    def _noted(self, request: Request, now: datetime) -> Answer:
        """Words that are only to be passed on."""
        del now
        return Answer(request.subject)

    def _spec(self, request: Request) -> BriefSpec:
        spec = self.orders.specs().get(request.subject)
        if spec is None:
            raise Permanent("this brief is no longer ordered")
        return spec


def _told(request: Request, key: str) -> str:
    return str(request.reply_to.get(key, ""))
