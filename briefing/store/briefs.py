"""Briefs as published, and the memory of what they showed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from briefing.model import Brief, Figure, Ingredients, Item, Sentence, Shown
from briefing.store import search
from briefing.store.engine import batches, reading
from briefing.store.schema import articles, briefs, shown, story_moves
from briefing.store.stories import stories_of

MEMORY = timedelta(days=28)


class Briefs:
    """The BriefStore on a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, name: str, slot: str) -> Brief | None:
        """The brief published for a slot."""
        statement = select(briefs.c.brief).where(briefs.c.name == name, briefs.c.slot == slot)
        with reading(self._engine) as connection:
            found: Brief | None = connection.scalar(statement)
        return found

    def ingredients(self, name: str, slot: str) -> Ingredients | None:
        """What the brief of a slot was composed from; None for one that is older than this record, or unknown."""
        statement = select(briefs.c.ingredients).where(briefs.c.name == name, briefs.c.slot == slot)
        with reading(self._engine) as connection:
            found: Ingredients | None = connection.scalar(statement)
        return found

    def latest(self, name: str = "", limit: int = 20, skip: int = 0) -> Sequence[Brief]:
        """Newest first; of all briefs when no name is given.

        Args:
            skip: leave out so many of the newest, for a further page.
        """
        newest_first = (briefs.c.created.desc(), briefs.c.slot.desc())
        statement = select(briefs.c.brief).order_by(*newest_first).limit(limit).offset(skip)
        if name:
            statement = statement.where(briefs.c.name == name)
        with reading(self._engine) as connection:
            return connection.scalars(statement).all()

    def search(self, question: str, name: str = "", limit: int = 20, skip: int = 0) -> Sequence[Brief]:
        """Briefs that showed every word and "phrase" of a question, newest first; -word excludes.

        Args:
            question: as somebody typed it.
            name: only of this brief; empty for all.
            skip: leave out so many of the newest, for a further page.
        """
        with reading(self._engine) as connection:
            start = search.brief_key(name, "") if name else ""
            keys = search.find(connection, "brief", question, search.Span(limit, skip), start)
            found = {search.brief_key(one.name, one.slot): one for one in _published(connection, keys)}
        return [found[key] for key in keys if key in found]

    def showings(self, story_id: str, limit: int = 50) -> Sequence[tuple[str, Shown]]:
        """What published slots showed of a story, or of stories that its present articles were in: brief and showing.

        Newest first.
        """
        with reading(self._engine) as connection:
            origins = _origins(connection, frozenset({story_id}))
            statement = select(shown.c.brief, shown.c.shown).where(shown.c.story_id.in_(origins))
            rows = connection.execute(statement.order_by(shown.c.created.desc(), shown.c.brief).limit(limit))
            return [(row.brief, row.shown) for row in rows]

    def shown(self, name: str, story_ids: Iterable[str] = ()) -> Mapping[str, Shown]:
        """What published slots of this brief showed, by story id; of the last four weeks when no story is given.

        A story that took in articles of another, by a merge or a split, inherits what was shown of those articles.
        """
        wanted = frozenset(story_ids)
        with reading(self._engine) as connection:
            origins = _origins(connection, wanted)
            memories = _memories(connection, name, origins) if wanted else _recent(connection, name)
            present = stories_of(connection, (article_id for memory in memories for article_id, _ in memory.articles))
        by_story = ((story_id, memory) for memory in memories for story_id in _heirs(memory, present))
        return _joined((story_id, memory) for story_id, memory in by_story if not wanted or story_id in wanted)


def _published(connection: Connection, keys: Iterable[str]) -> Iterator[Brief]:
    for key in keys:
        name, _, slot = key.rpartition("@")
        yield from connection.scalars(select(briefs.c.brief).where(briefs.c.name == name, briefs.c.slot == slot))


def showings(brief: Brief) -> list[Shown]:
    """What this brief shows, a story at a time; headlines without a sentence do not count.

    A correction counts too, under the article's own id: the version that it names has been dealt with.
    """
    found = {item.story_id: _showing(brief.slot, item) for item in reversed(brief.items)}
    for correction in brief.corrections:
        link = correction.link
        known = found.get(link.article_id) or Shown(link.article_id, brief.slot, link.title)
        found[link.article_id] = replace(known, articles=(*known.articles, (link.article_id, link.version)))
    return list(found.values())


def _showing(slot: str, item: Item) -> Shown:
    sentences = item.sentences + ((item.details,) if item.details else ())
    claimed = tuple(claim.figure for disagreement in item.disagreements for claim in disagreement.claims)
    figures = item.figures + claimed + tuple(move.after for move in item.moved)
    return Shown(
        story_id=item.story_id,
        slot=slot,
        headline=item.headline,
        articles=_articles_of(sentences + figures),
        sentences=sentences,
        figures=tuple(dict.fromkeys(figures)),
    )


def _articles_of(spans: Iterable[Sentence | Figure]) -> tuple[tuple[str, int], ...]:
    return tuple(dict.fromkeys((span.article_id, span.version) for span in spans))


def _recent(connection: Connection, name: str) -> Sequence[Shown]:
    newest = select(func.max(shown.c.created)).where(shown.c.brief == name)
    latest = connection.scalar(newest)
    if latest is None:
        return ()
    statement = select(shown.c.shown).where(shown.c.brief == name, shown.c.created > latest - MEMORY)
    return connection.scalars(statement.order_by(shown.c.created, shown.c.slot)).all()


def _memories(connection: Connection, name: str, story_ids: Iterable[str]) -> list[Shown]:
    """What was shown of these stories, oldest first."""
    found: list[Row[Any]] = []
    for batch in batches(sorted(story_ids)):
        statement = select(shown.c.created, shown.c.slot, shown.c.shown)
        statement = statement.where(shown.c.brief == name, shown.c.story_id.in_(batch))
        found.extend(connection.execute(statement))
    found.sort(key=lambda row: (row.created, row.slot))
    return [row.shown for row in found]


def _origins(connection: Connection, story_ids: frozenset[str]) -> set[str]:
    """These stories, and all those that their present articles were in before."""
    origins = set(story_ids)
    for batch in batches(story_ids):
        before = select(story_moves.c.before).join(articles, articles.c.id == story_moves.c.article_id)
        origins.update(connection.scalars(before.where(articles.c.story_id.in_(batch))))
    return origins


def _heirs(memory: Shown, present: Mapping[str, str]) -> dict[str, None]:
    """The stories that what was shown belongs to: the one of that day, and where the articles are now."""
    now = (present[article_id] for article_id, _ in memory.articles if article_id in present)
    return dict.fromkeys((memory.story_id, *now))


def _joined(memories: Iterable[tuple[str, Shown]]) -> dict[str, Shown]:
    """One memory a story: everything shown so far, with the slot and headline of the latest."""
    joined: dict[str, Shown] = {}
    for story_id, later in memories:
        earlier = joined.get(story_id, Shown(story_id, "", ""))
        joined[story_id] = replace(
            later,
            story_id=story_id,
            articles=tuple(dict.fromkeys(earlier.articles + later.articles)),
            sentences=tuple(dict.fromkeys(earlier.sentences + later.sentences)),
            figures=tuple(dict.fromkeys(earlier.figures + later.figures)),
        )
    return joined
