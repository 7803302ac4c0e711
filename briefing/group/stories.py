"""Stories: articles on one event, grouped as they arrive, under ids that stay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from briefing.group.duplicates import DuplicateIndex
from briefing.group.neighbours import Member, Neighbours
from briefing.group.regroup import regroup
from briefing.group.terms import terms
from briefing.group.vocabulary import Vocabulary
from briefing.model import Article, Story

LEAST = 0.19
"""Mean likeness over the pairs of two groups from which on they are one story."""
NEAR = 0.5 * LEAST
"""Mean likeness from which on two stories are looked at together when groups are settled."""
_WINDOW_HOURS = 72.0


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where an article belongs.

    Attributes:
        story_id: id of its story.
        copy_of: id of the article it is a near-duplicate of; empty for an original.
        moved: story ids of other articles that changed with it, by article id: to be stored.
    """

    story_id: str
    copy_of: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)


class StoryIndex:
    """The stories of the last days, to which articles are added one by one.

    Args:
        window_hours: articles further apart than this are never compared.
    """

    def __init__(self, window_hours: float = _WINDOW_HOURS) -> None:
        self._window = window_hours * 3600.0
        self._vocabulary = Vocabulary()
        self._neighbours = Neighbours(self._window)
        self._duplicates = DuplicateIndex()
        self._stories: dict[str, dict[str, Member | None]] = {}
        self._story_of: dict[str, str] = {}
        self._near: dict[str, set[str]] = {}

    def __len__(self) -> int:
        return len(self._story_of)

    def add(self, article: Article) -> Assignment:
        """Put an article, or a new version of one, into its story."""
        known = self._story_of.get(article.id)
        original = self._duplicates.add(article)
        if known is not None:
            return Assignment(known, original)
        if original:
            self._enter(article.id, self._story_of[original], None)
            return Assignment(self._story_of[article.id], original)
        member = self._member(article)
        likeness = self._neighbours.stories_like(member, self._stories, self._story_of)
        self._neighbours.add(member)
        close = [story_id for story_id, mean in likeness.items() if mean >= LEAST]
        story_id = max(close, key=lambda one: (likeness[one], one), default="") or self._free_id(article.id)
        self._enter(article.id, story_id, member)
        self._link(story_id, (other for other, mean in likeness.items() if mean >= NEAR))
        return Assignment(story_id)

    def restore(self, articles: Iterable[Article], story_ids: Mapping[str, str]) -> None:
        """Fill an empty index with stored articles and the stories they are known to be in."""
        for article in articles:
            story_id = story_ids.get(article.id)
            if story_id is None or article.id in self._story_of:
                continue
            copy = self._duplicates.add(article)
            member = None if copy else self._member(article)
            if member:
                self._neighbours.add(member)
            self._enter(article.id, story_id, member)

    def settle(self) -> dict[str, str]:
        """Look again at the stories that came near each other; comes back with the story ids that changed."""
        moved: dict[str, str] = {}
        for group in self._components():
            moved.update(self._regroup(group))
        self._near.clear()
        return moved

    def expire(self, now: datetime) -> None:
        """Let go of articles older than the window."""
        oldest = now.timestamp() - self._window
        for article_id in self._neighbours.expire(oldest):
            self._leave(article_id)

    def _member(self, article: Article) -> Member:
        found = terms(article)
        self._vocabulary.learn(found)
        return Member(article.id, self._vocabulary.vector(found), _moment(article))

    def _free_id(self, article_id: str) -> str:
        return article_id

    def _enter(self, article_id: str, story_id: str, member: Member | None) -> None:
        self._story_of[article_id] = story_id
        self._stories.setdefault(story_id, {})[article_id] = member

    def _leave(self, article_id: str) -> None:
        story_id = self._story_of.pop(article_id)
        del self._stories[story_id][article_id]
        self._duplicates.forget(article_id)
        if not self._stories[story_id]:
            del self._stories[story_id]

    def _link(self, story_id: str, others: Iterable[str]) -> None:
        for other in others:
            if other != story_id:
                self._near.setdefault(story_id, set()).add(other)
                self._near.setdefault(other, set()).add(story_id)

    def _components(self) -> list[list[str]]:
        seen: set[str] = set()
        components = []
        for start in self._near:
            if start in seen:
                continue
            component, waiting = [], [start]
            seen.add(start)
            while waiting:
                story_id = waiting.pop()
                component.append(story_id)
                fresh = [other for other in self._near.get(story_id, ()) if other not in seen]
                seen.update(fresh)
                waiting.extend(fresh)
            components.append([story_id for story_id in component if story_id in self._stories])
        return components

    def _regroup(self, story_ids: list[str]) -> dict[str, str]:
        moved = regroup({one: self._stories[one] for one in story_ids}, self._window, LEAST)
        for article_id, story_id in moved.items():
            member = self._stories[self._story_of[article_id]].pop(article_id)
            self._enter(article_id, story_id, member)
        for story_id in story_ids:
            if not self._stories[story_id]:
                del self._stories[story_id]
        return moved


def stories(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Group articles into stories, in order of appearance; every article is in exactly one.

    Args:
        articles: in any order; undated ones are compared with all others.
    """
    ordered = sorted(articles, key=_order)
    index = StoryIndex()
    copies: dict[str, list[str]] = {}
    of: dict[str, str] = {}
    for article in ordered:
        assignment = index.add(article)
        of[article.id] = assignment.story_id
        of.update(assignment.moved)
        if assignment.copy_of:
            copies.setdefault(assignment.copy_of, []).append(article.id)
    of.update(index.settle())
    grouped: dict[str, dict[str, Article]] = {}
    for article in ordered:
        grouped.setdefault(of[article.id], {})[article.id] = article
    return tuple(_story(story_id, tuple(members.values()), copies) for story_id, members in grouped.items())


def _story(story_id: str, members: tuple[Article, ...], copies: Mapping[str, list[str]]) -> Story:
    return Story(story_id, members, {one.id: tuple(copies[one.id]) for one in members if one.id in copies})


def _order(article: Article) -> tuple[float, str]:
    moment = _moment(article)
    return (float("inf") if moment is None else moment, article.id)


def _moment(article: Article) -> float | None:
    when = article.when
    if when is None:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
