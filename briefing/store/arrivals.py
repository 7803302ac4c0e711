"""How an article that came in is stored: as it stands, as a new version, or not again."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from briefing.model import Annotation, Arrival, Article
from briefing.store import search
from briefing.store.engine import insert_into
from briefing.store.schema import article_versions, articles
from briefing.store.stories import move


def save(connection: Connection, arrival: Arrival) -> Article:
    """Store an arrival as a whole; unchanged title and text: no-op.

    Returns:
        The article with the version it is stored under and the moment it was first met.
    """
    article = arrival.article
    version, first_seen = _hold(connection, arrival)
    digest = bytes.fromhex(article.digest)
    if digest == _stored_digest(connection, article.id, version):
        return replace(article, version=version, first_seen=first_seen)
    stored = replace(article, version=version + 1, first_seen=first_seen)
    if version and (earlier := _version(connection, article.id, version)):
        search.forget_article(connection, earlier)
    _add_version(connection, stored, arrival, digest)
    search.index_article(connection, stored)
    move(connection, {article.id: arrival.story_id})
    ours = articles.c.id == article.id
    connection.execute(update(articles).where(ours).values(version=stored.version, copy_of=arrival.copy_of))
    return stored


def _version(connection: Connection, article_id: str, version: int) -> Article | None:
    columns = article_versions.c
    statement = select(columns.article).where(columns.article_id == article_id, columns.version == version)
    found: Article | None = connection.scalar(statement)
    return found


def _hold(connection: Connection, arrival: Arrival) -> tuple[int, datetime]:
    """Version and first moment of the article; its row, made when there was none, is locked until the commit."""
    article = arrival.article
    placed = {"story_id": arrival.story_id, "copy_of": arrival.copy_of, "first_seen": article.first_seen}
    connection.execute(
        insert_into(connection, articles).values(id=article.id, version=0, **placed).on_conflict_do_nothing()
    )
    statement = select(articles.c.version, articles.c.first_seen).where(articles.c.id == article.id)
    row = connection.execute(statement.with_for_update()).one()
    return row.version, row.first_seen


def _stored_digest(connection: Connection, article_id: str, version: int) -> bytes | None:
    columns = article_versions.c
    statement = select(columns.digest).where(columns.article_id == article_id, columns.version == version)
    found: bytes | None = connection.scalar(statement)
    return found


def _add_version(connection: Connection, article: Article, arrival: Arrival, digest: bytes) -> None:
    connection.execute(
        insert(article_versions).values(
            article_id=article.id,
            version=article.version,
            seen=arrival.article.first_seen,
            source=article.source,
            digest=digest,
            article=article,
            annotation=_at_version(arrival.annotation, article.version),
        )
    )


def _at_version(annotation: Annotation, version: int) -> Annotation:
    """The annotation with every span naming the version of the article that it is stored with."""
    if annotation.version == version:
        return annotation
    return replace(
        annotation,
        version=version,
        sentences=tuple(replace(span, version=version) for span in annotation.sentences),
        summary=tuple(replace(span, version=version) for span in annotation.summary),
        figures=tuple(replace(span, version=version) for span in annotation.figures),
        quotes=tuple(replace(span, version=version) for span in annotation.quotes),
    )
