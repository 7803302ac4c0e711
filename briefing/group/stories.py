"""Stories: articles on one event, grouped as they arrive, under ids that stay."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from briefing.group.duplicates import DuplicateIndex
from briefing.group.linkage import LEAST
from briefing.group.neighbours import Member, Neighbours
from briefing.group.regroup import Link, neighbourhoods, regroup
from briefing.group.terms import words
from briefing.group.vocabulary import Vocabulary
from briefing.model import Article, Story

_NEAR = 0.6 * LEAST
"""Mean likeness from which on two stories are looked at together when groups are settled."""
_ONE_OF_THEM = 0.6
"""What likeness to a single article of a story counts for, beside likeness to all of them."""
_CANDIDATES = 6
"""Stories compared in full with a new article."""
_SPEAKERS = 24
"""Latest articles of a story that speak for it."""
_REGROUPED = 3
"""Articles from which on a story is looked at again although no other came near."""
_WINDOW_HOURS = 72.0
_BELIEVABLE_AGE = 14 * 86_400.0
"""Seconds before an article is first seen within which its own date is believed."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where an article belongs.

    Attributes:
        story_id: id of its story.
        copy_of: id of the article it is a near-duplicate of; empty for an original.
    """

    story_id: str
    copy_of: str = ""


@dataclass(slots=True)
class _Open:
    """A story that still takes articles: its originals, the originals of its copies, the moment of the latest."""

    members: dict[str, Member] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    latest: float = -math.inf


class _Nearness(NamedTuple):
    """Likeness of an article to those of a story: the mean, and the most."""

    mean: float
    most: float


class StoryIndex:
    """The stories of the last days, to which articles are added one by one.

    Args:
        window_hours: an article joins a story only if the story's latest one is at most this far from it, and
            `expire` lets go of stories that nothing was added to for as long.
    """

    def __init__(self, window_hours: float = _WINDOW_HOURS) -> None:
        self._window = window_hours * 3600.0
        self._vocabulary = Vocabulary()
        self._neighbours = Neighbours()
        self._duplicates = DuplicateIndex()
        self._stories: dict[str, _Open] = {}
        self._story_of: dict[str, str] = {}
        self._links: set[Link] = set()
        self._grown: set[str] = set()

    def __len__(self) -> int:
        return len(self._story_of)

    def add(self, article: Article) -> Assignment:
        """Put an article, or a new version of one, into its story; a known one stays in the story it is in."""
        return self.add_all((article,))[article.id]

    def add_all(self, articles: Iterable[Article]) -> dict[str, Assignment]:
        """Put several articles into their stories, in the order given, weighed by the words of all of them.

        Returns:
            What became of each, by article id.
        """
        copies: dict[str, str] = {}
        arrived: dict[str, Member | Article] = {}
        for article in articles:
            original = self._duplicates.add(article)
            if original:
                copies[article.id] = original
            known = article.id in self._story_of or original in self._story_of or original in arrived
            arrived[article.id] = article if known else self._member(article)
        for article_id, one in arrived.items():
            if isinstance(one, Member):
                self._place(one._replace(vector=self._vocabulary.weigh(one.vector)))
            elif article_id not in self._story_of:
                self._enter_copy(one, copies[article_id], self._story_of[copies[article_id]])
        return {one: Assignment(self._story_of[one], copies.get(one, "")) for one in arrived}

    def restore(self, articles: Iterable[Article], story_ids: Mapping[str, str]) -> None:
        """Fill an empty index with stored articles, oldest first, and the stories they are known to be in."""
        for article in articles:
            story_id = story_ids.get(article.id)
            if story_id is None or article.id in self._story_of:
                continue
            original = self._duplicates.add(article)
            if original in self._story_of:
                self._enter_copy(article, original, story_id)
            else:
                member = self._member(article)
                self._neighbours.add(member)
                self._enter(member, story_id)

    def settle(self) -> dict[str, str]:
        """Look again at the stories that came near each other; comes back with the story ids that changed.

        To be called before stories are shown; what changed, by article id, is to be stored.
        """
        moved: dict[str, str] = {}
        sizes = {one: min(len(story.members), _SPEAKERS) for one, story in self._stories.items()}
        groups = neighbourhoods(self._links, sizes)
        alone = self._grown.difference(*groups) & sizes.keys()
        groups.extend([one] for one in sorted(alone) if sizes[one] >= _REGROUPED)
        for group in groups:
            speakers = {one: list(self._stories[one].members.values())[-_SPEAKERS:] for one in group}
            changed = regroup(speakers, self._vocabulary, self._stories)
            moved.update(self._move(self._with_the_silent(speakers, changed)))
        self._links.clear()
        self._grown.clear()
        return moved

    def expire(self, now: datetime) -> int:
        """Let go of the stories that nothing was added to within the window; comes back with how many articles went."""
        oldest = now.timestamp() - self._window
        before = len(self._story_of)
        for story_id in [one for one, story in self._stories.items() if story.latest < oldest]:
            story = self._stories.pop(story_id)
            for article_id in (*story.members, *story.copies):
                del self._story_of[article_id]
                self._duplicates.forget(article_id)
        if 2 * sum(len(story.members) for story in self._stories.values()) < len(self._neighbours):
            self._rebuild()
        return before - len(self._story_of)

    def _place(self, member: Member) -> None:
        story_id = self._choose(member)
        self._neighbours.add(member)
        self._enter(member, story_id)

    def _member(self, article: Article) -> Member:
        return Member(article.id, self._vocabulary.learn(words(article), article.language), _moment(article))

    def _with_the_silent(self, speakers: Mapping[str, list[Member]], changed: dict[str, str]) -> dict[str, str]:
        """Where all that speak for a story go the same way, the rest of its articles go with them."""
        for story_id, members in speakers.items():
            ways = {changed.get(one.article_id, story_id) for one in members}
            if len(ways) == 1 and story_id not in ways:
                changed.update(dict.fromkeys(self._stories[story_id].members, ways.pop()))
        return changed

    def _choose(self, member: Member) -> str:
        """The story an article belongs to; a new one, named after it, where it comes near to none."""
        nearness = self._nearness(member)
        best = max(nearness, key=lambda one: (nearness[one].mean, one), default="")
        if not best or nearness[best].mean < LEAST:
            best = self._new_id(member.article_id)
        self._grown.add(best)
        for other, near in nearness.items():
            strength = max(near.mean, _ONE_OF_THEM * near.most)
            if other != best and strength >= _NEAR:
                self._links.add(Link(strength, min(best, other), max(best, other)))
        return best

    def _nearness(self, member: Member) -> dict[str, _Nearness]:
        """How near an article comes to the stories that share most with it."""
        speakers = self._speakers(member)
        if not speakers:
            return {}
        vectors = [one.vector for members in speakers.values() for one in members]
        likeness = self._neighbours.likeness(member.vector, vectors, len(self._vocabulary)).tolist()
        nearness, at = {}, 0
        for story_id, members in speakers.items():
            own = likeness[at : at + len(members)]
            nearness[story_id] = _Nearness(math.fsum(own) / len(own), max(own))
            at += len(members)
        return nearness

    def _speakers(self, member: Member) -> dict[str, list[Member]]:
        """The latest articles of the stories that share most with an article, within the window."""
        candidates: dict[str, None] = {}
        for article_id in self._neighbours.nearest(member.vector):
            story_id = self._story_of.get(article_id)
            if story_id is not None and story_id not in candidates and self._within(member, self._stories[story_id]):
                candidates[story_id] = None
                if len(candidates) == _CANDIDATES:
                    break
        return {one: list(self._stories[one].members.values())[-_SPEAKERS:] for one in candidates}

    def _within(self, member: Member, story: _Open) -> bool:
        return member.moment is None or abs(member.moment - story.latest) <= self._window or story.latest == -math.inf

    def _new_id(self, article_id: str) -> str:
        while article_id in self._stories:
            article_id += "+"
        return article_id

    def _enter(self, member: Member, story_id: str) -> None:
        story = self._stories.setdefault(story_id, _Open())
        story.members[member.article_id] = member
        if member.moment is not None:
            story.latest = max(story.latest, member.moment)
        self._story_of[member.article_id] = story_id

    def _enter_copy(self, article: Article, original: str, story_id: str) -> None:
        story = self._stories.setdefault(story_id, _Open())
        story.copies[article.id] = original
        story.latest = max(story.latest, _moment(article) or -math.inf)
        self._story_of[article.id] = story_id

    def _move(self, changed: Mapping[str, str]) -> dict[str, str]:
        """Move originals to stories, and their copies with them; comes back with all that moved."""
        moved: dict[str, str] = {}
        for article_id, story_id in changed.items():
            source = self._stories[self._story_of[article_id]]
            self._enter(source.members.pop(article_id), story_id)
            followers = [copy for copy, original in source.copies.items() if original == article_id]
            for copy in followers:
                self._stories[story_id].copies[copy] = source.copies.pop(copy)
                self._story_of[copy] = story_id
            self._stories[story_id].latest = max(self._stories[story_id].latest, source.latest)
            moved.update(dict.fromkeys((article_id, *followers), story_id))
        for story_id in [one for one, story in self._stories.items() if not (story.members or story.copies)]:
            del self._stories[story_id]
        return moved

    def _rebuild(self) -> None:
        """Forget the words and the places of what is gone."""
        living = [one for story in self._stories.values() for one in story.members.values()]
        renumbered = self._vocabulary.keep([one.vector for one in living])
        self._neighbours = Neighbours()
        for member, vector in zip(living, renumbered, strict=True):
            fresh = member._replace(vector=vector)
            self._stories[self._story_of[member.article_id]].members[member.article_id] = fresh
            self._neighbours.add(fresh)


def stories(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Group articles into stories, in order of appearance; every article is in exactly one.

    Args:
        articles: in any order, from any stretch of time; what they span counts as one window.
    """
    ordered = sorted(articles, key=_order)
    index = StoryIndex(window_hours=math.inf)
    assignments = index.add_all(ordered)
    story_of = {article_id: one.story_id for article_id, one in assignments.items()} | index.settle()
    copies: dict[str, list[str]] = {}
    for article_id, assignment in assignments.items():
        if assignment.copy_of:
            copies.setdefault(assignment.copy_of, []).append(article_id)
    grouped: dict[str, dict[str, Article]] = {}
    for article in ordered:
        grouped.setdefault(story_of[article.id], {})[article.id] = article
    return tuple(_story(story_id, tuple(members.values()), copies) for story_id, members in grouped.items())


def _story(story_id: str, members: tuple[Article, ...], copies: Mapping[str, list[str]]) -> Story:
    return Story(story_id, members, {one.id: tuple(copies[one.id]) for one in members if one.id in copies})


def _order(article: Article) -> tuple[float, str]:
    moment = _moment(article)
    return (math.inf if moment is None else moment, article.id)


def _moment(article: Article) -> float | None:
    """Seconds since the epoch at which it appeared; its own date counts only where it is believable."""
    published, seen = _seconds(article.published), _seconds(article.first_seen)
    if published is None or seen is None:
        return published if seen is None else seen
    return published if seen - _BELIEVABLE_AGE <= published <= seen else seen


def _seconds(when: datetime | None) -> float | None:
    if when is None:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
