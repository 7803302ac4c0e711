"""Statements about what was seen in a stretch of time: start < moment <= end."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, func, select

from briefing.store.among import among
from briefing.store.schema import article_versions, articles


def latest_seen(
    connection: Connection, start: datetime, end: datetime, sources: Sequence[str]
) -> Select[tuple[str, int]]:
    """Id and latest version of each article that was first seen or changed in the window, oldest first."""
    columns = article_versions.c
    moments = select(columns.article_id, func.min(columns.seen).label("moment"))
    window = moments.where(*_seen(connection, start, end, sources)).group_by(columns.article_id).subquery()
    return (
        select(columns.article_id, columns.version)
        .join(articles, and_(articles.c.id == columns.article_id, articles.c.version == columns.version))
        .join(window, window.c.article_id == articles.c.id)
        .where(columns.article.is_not(None))
        .order_by(window.c.moment, articles.c.id)
    )


def count_seen(connection: Connection, start: datetime, end: datetime, sources: Sequence[str]) -> Select[int]:
    """How many those are."""
    return select(func.count(distinct(article_versions.c.article_id))).where(*_seen(connection, start, end, sources))


def stories_seen(connection: Connection, start: datetime, end: datetime, sources: Sequence[str]) -> Select[tuple[str]]:
    """The stories that those are in, each once."""
    chosen = select(article_versions.c.article_id).where(*_seen(connection, start, end, sources))
    return select(articles.c.story_id).where(articles.c.id.in_(chosen)).distinct()


def _seen(connection: Connection, start: datetime, end: datetime, sources: Sequence[str]) -> list[ColumnElement[bool]]:
    """Whether a version is one of the window and of the sources, if any are named, and not pruned."""
    columns = article_versions.c
    of_sources = [among(connection, columns.source, sources)] if sources else []
    return [columns.seen > start, columns.seen <= end, columns.article.is_not(None), *of_sources]
