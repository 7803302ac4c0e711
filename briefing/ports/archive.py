"""What is kept of what was read and shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from briefing.model import Annotation, Arrival, Article, Brief, Ingredients, SeenLines, Shown, SourceState


class SourceStore(Protocol):
    """What is remembered of sources."""

    def state(self, source: str) -> SourceState:
        """The remembered state; a blank one for a source never polled."""

    def states(self) -> Sequence[SourceState]:
        """All remembered states, by name."""

    def save(self, state: SourceState) -> None:
        """Remember the state."""

    def due(self, now: datetime, among: Collection[str], limit: int = 4000) -> Sequence[str]:
        """Those of the named sources whose next poll is due, the longest overdue first."""

    def lines(self, source: str) -> SeenLines:
        """What its articles repeat; nothing for a source of which nothing was counted."""

    def save_lines(self, source: str, lines: SeenLines) -> None:
        """Remember what its articles repeat."""


class ArticleStore(Protocol):
    """Articles, their versions, annotations and stories."""

    def known(self, ids: Iterable[str]) -> Mapping[str, int]:
        """Latest version by article id, for those that are stored."""

    def save_all(self, arrivals: Sequence[Arrival]) -> Sequence[Article]:
        """Store articles or new versions of them, all or none; comes back with their versions, in order.

        Unchanged title and text: no-op.
        """

    def get(self, article_id: str, version: int | None = None) -> Article | None:
        """One version of an article, the latest when none is named."""

    def versions(self, pairs: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], Article]:
        """Articles by (article id, version), for those that are stored and not pruned."""

    def annotations(self, pairs: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], Annotation]:
        """Annotations by (article id, version)."""

    def seen_between(
        self, start: datetime, end: datetime, sources: Sequence[str] = (), stories: Collection[str] | None = None
    ) -> Sequence[Article]:
        """Latest versions of the articles first seen (or changed) with start < moment <= end, oldest first.

        Args:
            sources: only what these brought; empty for all.
            stories: only what is in these; None for all.
        """

    def count_seen(self, start: datetime, end: datetime, sources: Sequence[str] = ()) -> int:
        """How many `seen_between` would find."""

    def stories_between(self, start: datetime, end: datetime, sources: Sequence[str] = ()) -> frozenset[str]:
        """Ids of the stories of those that `seen_between` would find."""

    def search(self, question: str, limit: int = 20, skip: int = 0) -> Sequence[Article]:
        """Articles that hold every word and "phrase" of a question, newest first; -word excludes."""

    def in_story(self, story_id: str, limit: int = 200) -> Sequence[Article]:
        """Latest versions of a story's articles, newest first."""

    def story_ids(self, article_ids: Iterable[str]) -> Mapping[str, str]:
        """Story id by article id."""

    def assign(self, story_ids: Mapping[str, str]) -> None:
        """Move articles (id) to stories (id), remembering merges and splits."""

    def mark_copies(self, originals: Mapping[str, str]) -> None:
        """Remember what articles (id) turned out to copy (id of the original)."""

    def copies(self, article_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Ids of stored near-duplicates by the id of their original."""


class BriefStore(Protocol):
    """Briefs as published."""

    def get(self, name: str, slot: str) -> Brief | None:
        """The brief published for a slot."""

    def ingredients(self, name: str, slot: str) -> Ingredients | None:
        """What the brief of a slot was composed from; None where that is not known."""

    def latest(self, name: str = "", limit: int = 20, skip: int = 0) -> Sequence[Brief]:
        """Newest first; of all briefs when no name is given."""

    def search(self, question: str, name: str = "", limit: int = 20, skip: int = 0) -> Sequence[Brief]:
        """Briefs that showed every word and "phrase" of a question, newest first; of all names when none is given."""

    def showings(self, story_id: str, limit: int = 50) -> Sequence[tuple[str, Shown]]:
        """What published slots showed of a story, newest first: the brief's name and the showing."""

    def shown(self, name: str, story_ids: Iterable[str] = ()) -> Mapping[str, Shown]:
        """What delivered briefs of this name showed, by story id; of the last weeks when no story is given."""


class StatisticsStore(Protocol):
    """How much there is a day, in UTC."""

    def articles_by_day(self, since: datetime) -> Mapping[date, int]:
        """Articles met for the first time, by day."""

    def deliveries_by_day(self, since: datetime) -> Mapping[date, Mapping[str, int]]:
        """Deliveries by day and present state."""

    def size(self) -> int:
        """Bytes that the database takes."""
