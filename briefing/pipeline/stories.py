"""The running story index of a process, kept level with what other processes have stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from threading import Lock

from briefing.group.index import Assignment, StoryIndex
from briefing.model import Article
from briefing.ports import ArticleStore

WINDOW = timedelta(hours=72)
OVERLAP = timedelta(minutes=5)
SLICE = timedelta(hours=3)
"""What was stored while this process did not look is read in such pieces: three days at once fill the memory."""


class StoryDesk:
    """Puts articles into stories as they arrive; safe to share between threads.

    Args:
        articles: where the articles of the last days, this process's and others', are read from.
    """

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self._index = StoryIndex(WINDOW.total_seconds() / 3600)
        self._level: datetime | None = None
        self._lock = Lock()

    def place_all(self, articles: Sequence[Article], now: datetime) -> Mapping[str, Assignment]:
        """Find the stories of new articles, and of new versions of known ones; comes back with them by article id.

        Those of one poll together: it takes two thirds of the time.
        """
        with self._lock:
            self._catch_up(now)
            return self._index.add_all(articles)

    def settle(self, now: datetime) -> None:
        """Look again at stories that came near each other; store what moved, and what turned out to be a copy."""
        with self._lock:
            self._catch_up(now)
            self._index.expire(now)
            moved, copies = self._index.settle(), self._index.late_copies()
        if moved:
            self._articles.assign(moved)
        if copies:
            self._articles.mark_copies(copies)

    def _catch_up(self, now: datetime) -> None:
        """Take in what was stored since the last time, by whatever process."""
        start = self._level - OVERLAP if self._level else now - WINDOW
        if self._level and now - self._level < OVERLAP:
            return
        while start < now:
            end = min(start + SLICE, now)
            fresh = self._articles.seen_between(start, end)
            self._index.restore(fresh, self._articles.story_ids(article.id for article in fresh))
            start = end
        self._level = now
