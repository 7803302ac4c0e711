"""Articles, their versions, what was found in them, and the stories they belong to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    LargeBinary,
    and_,
    bindparam,
    select,
    text,
    type_coerce,
    update,
)

from briefing.model import Annotation, Arrival, Article
from briefing.store import search, windows
from briefing.store.among import among
from briefing.store.arrivals import save
from briefing.store.engine import batches, reading, write_each, writing
from briefing.store.schema import IS_COPY, article_versions, articles
from briefing.store.stories import move, stories_of
from briefing.store.versions import Pair, Versions, read_annotation, read_article

_ARTICLE_GROWTH, _NOTE_GROWTH = 4, 6
"""Bytes in memory that a stored byte of an article and of an annotation becomes, about: pages of 20 sentences."""


class Articles:
    """The ArticleStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        stored = article_versions.c
        self._articles = Versions(read_article, partial(self._stored, stored.article), _ARTICLE_GROWTH)
        self._annotations = Versions(read_annotation, partial(self._stored, stored.annotation), _NOTE_GROWTH)

    def known(self, ids: Iterable[str]) -> Mapping[str, int]:
        """Latest version by article id, for those that are stored."""
        known: dict[str, int] = {}
        with reading(self._engine) as connection:
            for batch in batches(ids):
                statement = select(articles.c.id, articles.c.version).where(among(connection, articles.c.id, batch))
                known.update((row.id, row.version) for row in connection.execute(statement))
        return known

    def save(self, article: Article, annotation: Annotation, story_id: str, copy_of: str = "") -> Article:
        """Store one article; see `save_all`."""
        return self.save_all([Arrival(article, annotation, story_id, copy_of)])[0]

    def save_all(self, arrivals: Sequence[Arrival]) -> Sequence[Article]:
        """Store articles or new versions of them, each as a whole; unchanged title and text: no-op.

        They share one transaction unless somebody waits for an acknowledgement: SQLite has one writer at a time.

        Args:
            arrivals: so few that what else this process writes can wait for them.

        Returns:
            The articles in order, with the versions they are stored under and the moments they were first met.

        Raises:
            ValueError: `first_seen` of one is not set; nothing is stored.
        """
        if any(arrival.article.first_seen is None for arrival in arrivals):
            raise ValueError("an article needs first_seen, the moment it was read, to be stored")
        # In the order of their ids: two workers that lock the same rows in another order wait for each other for ever.
        in_order = sorted(range(len(arrivals)), key=lambda number: arrivals[number].article.id)
        saved = write_each(self._engine, [arrivals[number] for number in in_order], save)
        stored = dict(zip(in_order, saved, strict=True))
        return [stored[number] for number in range(len(arrivals))]

    def get(self, article_id: str, version: int | None = None) -> Article | None:
        """One version of an article, the latest when none is named; None when unknown or pruned."""
        ours = article_versions.c.article_id == article_id
        statement = select(article_versions.c.article).where(ours)
        if version is None:
            statement = statement.order_by(article_versions.c.version.desc()).limit(1)
        else:
            statement = statement.where(article_versions.c.version == version)
        with reading(self._engine) as connection:
            found: Article | None = connection.scalar(statement)
        return found

    def versions(self, pairs: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], Article]:
        """Articles by (article id, version), for those that are stored and not pruned."""
        return self._by_version(pairs, article_versions.c.article)

    def annotations(self, pairs: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], Annotation]:
        """Annotations by (article id, version), for those that are stored and not pruned; read when asked for."""
        return self._annotations.of(pairs)

    def forget(self) -> None:
        """Keep nothing in memory of what was read."""
        self._articles.forget()
        self._annotations.forget()

    def _stored(self, column: ColumnElement[Any], pairs: Iterable[Pair]) -> dict[Pair, bytes]:
        return self._by_version(pairs, type_coerce(column, LargeBinary))

    def _by_version(self, pairs: Iterable[tuple[str, int]], column: ColumnElement[Any]) -> dict[tuple[str, int], Any]:
        columns = article_versions.c
        ids: defaultdict[int, list[str]] = defaultdict(list)
        for article_id, version in pairs:
            ids[version].append(article_id)
        found: dict[tuple[str, int], Any] = {}
        with reading(self._engine) as connection:
            # A version at a time: SQLite answers a list of pairs by reading the whole table.
            for version, batch in ((number, batch) for number, group in ids.items() for batch in batches(group)):
                ours = (columns.version == version, among(connection, columns.article_id, batch), column.is_not(None))
                rows = connection.execute(select(columns.article_id, column).where(*ours))
                found.update(((article_id, version), value) for article_id, value in rows)
        return found

    def seen_between(
        self, start: datetime, end: datetime, sources: Sequence[str] = (), stories: Collection[str] | None = None
    ) -> Sequence[Article]:
        """Latest versions of the articles first seen (or changed) with start < moment <= end, oldest first.

        Near-duplicates are among them: a brief may draw on the source of the copy only.

        Args:
            sources: only what these brought; empty for all.
            stories: only what is in these; None for all.
        """
        with reading(self._engine) as connection:
            statement = windows.latest_seen(connection, start, end, sources)
            if stories is not None:
                statement = statement.where(among(connection, articles.c.story_id, sorted(stories)))
            pairs = [(row.article_id, row.version) for row in connection.execute(statement)]
        found = self._articles.of(pairs)
        return [found[pair] for pair in pairs if pair in found]

    def count_seen(self, start: datetime, end: datetime, sources: Sequence[str] = ()) -> int:
        """How many `seen_between` would find."""
        with reading(self._engine) as connection:
            return connection.scalar(windows.count_seen(connection, start, end, sources)) or 0

    def stories_between(self, start: datetime, end: datetime, sources: Sequence[str] = ()) -> frozenset[str]:
        """The stories of those that `seen_between` would find."""
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(windows.stories_seen(connection, start, end, sources)))

    def search(self, question: str, limit: int = 20, skip: int = 0) -> Sequence[Article]:
        """Articles that hold every word and "phrase" of a question in title or text, newest first; -word excludes.

        Args:
            question: as somebody typed it; it cannot be wrong, only find nothing.
            skip: leave out so many of the newest, for a further page.
        """
        with reading(self._engine) as connection:
            keys = search.find(connection, "article", question, search.Span(limit, skip))
            found = {article.id: article for batch in batches(keys) for article in _latest(connection, batch)}
        return [found[key] for key in keys if key in found]

    def in_story(self, story_id: str, limit: int = 200) -> Sequence[Article]:
        """Latest versions of a story's articles, newest first; those that are pruned left out."""
        ids = select(articles.c.id).where(articles.c.story_id == story_id)
        with reading(self._engine) as connection:
            newest = connection.scalars(ids.order_by(articles.c.first_seen.desc(), articles.c.id).limit(limit)).all()
            found = {article.id: article for batch in batches(newest) for article in _latest(connection, batch)}
        return [found[key] for key in newest if key in found]

    def story_ids(self, article_ids: Iterable[str]) -> Mapping[str, str]:
        """Story id by article id, for those that are stored."""
        with reading(self._engine) as connection:
            return stories_of(connection, article_ids)

    def assign(self, story_ids: Mapping[str, str]) -> None:
        """Move articles (id) to stories (id), remembering where they were; unknown articles are passed over."""
        with writing(self._engine) as connection:
            move(connection, story_ids)

    def mark_copies(self, originals: Mapping[str, str]) -> None:
        """Remember what articles (id) turned out to copy (id of the original); unknown articles are passed over."""
        rows = [{"copy": one, "original": originals[one]} for one in sorted(originals)]
        statement = update(articles).where(articles.c.id == bindparam("copy")).values(copy_of=bindparam("original"))
        if rows:
            with writing(self._engine) as connection:
                connection.execute(statement, rows)

    def copies(self, article_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Ids of stored near-duplicates by the id of their original, in the order they came in."""
        copies: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        with reading(self._engine) as connection:
            for batch in batches(article_ids):
                statement = (
                    select(articles.c.copy_of, articles.c.id)
                    .where(among(connection, articles.c.copy_of, batch), text(IS_COPY))
                    .order_by(articles.c.first_seen, articles.c.id)
                )
                for row in connection.execute(statement):
                    copies[row.copy_of] += (row.id,)
        return dict(copies)


def _latest(connection: Connection, article_ids: Sequence[str]) -> Sequence[Article]:
    """Latest versions of the articles, those that are pruned left out."""
    columns = article_versions.c
    statement = (
        select(columns.article)
        .join(articles, and_(articles.c.id == columns.article_id, articles.c.version == columns.version))
        .where(among(connection, articles.c.id, article_ids), columns.article.is_not(None))
    )
    return connection.scalars(statement).all()
