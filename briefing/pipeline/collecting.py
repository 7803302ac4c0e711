"""One poll of one source: ask, read, annotate, put into stories, remember."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefing.errors import BriefingError, Permanent, Transient
from briefing.extract.repeated import learned, without_repeated
from briefing.group.index import Assignment
from briefing.model import Arrival, Article, Document, Fault, Poll, SeenLines, SourceState, Unreadable
from briefing.pipeline.stories import StoryDesk
from briefing.ports import Annotator, Reader, Source, Store
from briefing.text.first_few import first_few

_AT_ONCE = 20
"""So many articles are stored in one transaction: the disk is waited for once, and nobody else waits for long."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What one poll came to.

    Attributes:
        new: articles met for the first time.
        changed: known articles whose text changed.
        unreadable: documents of which nothing could be read.
        left_out: entries beyond the source's cap.
        problem: why the poll failed; empty when it did not.
        remark: what was wrong with a poll that did not fail, such as a file that could not be read.
    """

    source: str
    entries: int = 0
    new: int = 0
    changed: int = 0
    degraded: int = 0
    unreadable: int = 0
    left_out: int = 0
    problem: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Collecting:
    """What collecting needs.

    Attributes:
        failed: the state of a source after a failed poll.
        annotate: what is found in an article.
    """

    store: Store
    reader: Reader
    stories: StoryDesk
    annotate: Annotator
    failed: Callable[[SourceState, Exception, datetime], SourceState]

    def poll(self, source: Source, site: str, now: datetime) -> Collected:
        """Poll a source and store what it brought; its state is saved last, so that a crash only polls again.

        Args:
            site: the outlet's name as the settings give it; empty to let the articles tell.
        """
        state = self.store.sources.state(source.name)
        try:
            return self._polled(source, site, state, now)
        except BriefingError:
            raise
        except Exception as error:
            # A fault of ours goes on, to be logged, and the source waits: it would be asked all the time otherwise.
            self.store.sources.save(self.failed(state, error, now))
            raise

    def _polled(self, source: Source, site: str, state: SourceState, now: datetime) -> Collected:
        try:
            found = source.poll(state, now)
        except (Transient, Permanent) as error:
            self.store.sources.save(self.failed(state, error, now))
            return Collected(source.name, problem=str(error))
        read = self.reader.read_many(found.documents)
        articles = [one for one in read if isinstance(one, Article)]
        seen = self._seen_lines(source.name, articles)
        prepared = [_prepared(article, source.name, site, seen, now) for article in articles]
        new, changed = self._keep(prepared, seen, now)
        state = _with_unread(_with_partial(_after_success(found, now), read), found.documents, read)
        self.store.sources.save(state)
        return Collected(
            source.name,
            entries=found.entries,
            new=new,
            changed=changed,
            degraded=sum(bool(article.degraded) for article in articles),
            unreadable=len(read) - len(articles),
            left_out=found.left_out,
            remark=state.problem,
        )

    def _seen_lines(self, source: str, articles: Sequence[Article]) -> SeenLines:
        """What the source's articles repeat, those that are new counted."""
        if not articles:
            return SeenLines()
        known = self.store.articles.known(article.id for article in articles)
        new = [article for article in articles if article.id not in known]
        before = self.store.sources.lines(source)
        seen = learned(before, new)
        if seen != before:
            self.store.sources.save_lines(source, seen)
        return seen

    def _keep(self, articles: Sequence[Article], seen: SeenLines, now: datetime) -> tuple[int, int]:
        """Store the articles that are new or have changed; says how many of each there are."""
        latest = self.store.articles.known(one.id for one in articles)
        known = {one.id: one for one in self.store.articles.versions(latest.items()).values()}
        kept = [one for one in _each_once(articles) if _says_more(one, known.get(one.id), seen)]
        places = self.stories.place_all(kept, now)
        for start in range(0, len(kept), _AT_ONCE):
            arrivals = [self._arrival(one, known.get(one.id), places[one.id]) for one in kept[start : start + _AT_ONCE]]
            self.store.articles.save_all(arrivals)
        changed = sum(one.id in known for one in kept)
        return len(kept) - changed, changed

    def _arrival(self, article: Article, stored: Article | None, place: Assignment) -> Arrival:
        """An article as it is stored, with what is found in it."""
        article = replace(article, version=stored.version + 1) if stored else article
        return Arrival(article, self.annotate(article), place.story_id, place.copy_of)


def _prepared(read: Article, source: str, site: str, seen: SeenLines, now: datetime) -> Article:
    """An article as it is stored: without the lines that its site repeats, and not from the future."""
    published = min(read.published, now) if read.published else None
    article = without_repeated(read, seen)
    return replace(article, source=source, site=site or read.site, published=published, first_seen=now, version=1)


def _each_once(articles: Sequence[Article]) -> list[Article]:
    """Each article once, in order: as it was listed last, and read in full if it was in any of its places."""
    best = {one.id: one for one in sorted(articles, key=lambda one: not one.degraded)}
    return [best[article_id] for article_id in dict.fromkeys(one.id for one in articles)]


def _says_more(article: Article, stored: Article | None, seen: SeenLines) -> bool:
    """Whether it is new, or says something else than the version that is stored."""
    if stored is None:
        return True
    # What was read whole is not given up for a summary, because the page cannot be had at the moment.
    if article.degraded and not stored.degraded:
        return False
    # Lines that were not yet known to be repeated when it was stored do not make it a changed one.
    return (without_repeated(stored, seen).text, stored.title) != (article.text, article.title)


def _with_unread(
    state: SourceState, documents: Sequence[Document], read: Sequence[Article | Unreadable]
) -> SourceState:
    """The state with the files and mails that could not be read as its problem.

    Somebody put them there to be read. A page of the web without a text is common, and only counted.
    """
    told = [
        f"{document.entry.title or document.entry.id}: {one.reason}"
        for document, one in zip(documents, read, strict=True)
        if isinstance(one, Unreadable) and not document.entry.url
    ]
    if not told:
        return state
    problem = "; ".join(filter(None, (state.problem, first_few(told))))
    return replace(state, problem=problem, fault=state.fault or Fault.FILES)


def _with_partial(state: SourceState, read: Sequence[Article | Unreadable]) -> SourceState:
    """The state with how many articles in a row could not be read in full; they are given oldest first."""
    for one in read:
        because = one.degraded if isinstance(one, Article) else one.reason
        state = replace(state, partial=state.partial + 1 if because else 0, partial_because=because)
    return state


def _after_success(found: Poll, now: datetime) -> SourceState:
    """What to remember after a poll that went well: no failure any more, and what a cap left out."""
    state = replace(found.state, failing_since=None, fault=found.state.fault if found.state.problem else "")
    return replace(state, capped=now, left_out=found.left_out) if found.left_out else state
