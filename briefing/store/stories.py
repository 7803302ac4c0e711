"""Which story an article is in, and which it was in before."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, insert, select, update

from briefing.store.among import among
from briefing.store.engine import batches
from briefing.store.schema import articles, story_moves


def stories_of(connection: Connection, article_ids: Iterable[str]) -> dict[str, str]:
    """Present story id by article id, for those that are stored."""
    found: dict[str, str] = {}
    for batch in batches(article_ids):
        statement = select(articles.c.id, articles.c.story_id).where(among(connection, articles.c.id, batch))
        found.update((row.id, row.story_id) for row in connection.execute(statement))
    return found


def move(connection: Connection, story_ids: Mapping[str, str]) -> None:
    """Move articles (id) to stories (id), remembering where they were; unknown articles are passed over."""
    # In the order of their ids: two workers that lock the same rows in another order wait for each other for ever.
    before = stories_of(connection, sorted(story_ids))
    moves = [
        {"article_id": article_id, "before": before[article_id], "after": story_ids[article_id]}
        for article_id in sorted(before)
        if before[article_id] != story_ids[article_id]
    ]
    if not moves:
        return
    connection.execute(insert(story_moves), moves)
    connection.execute(
        update(articles).where(articles.c.id == bindparam("article_id")).values(story_id=bindparam("after")), moves
    )
