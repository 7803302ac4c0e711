"""The stories of the last days: articles on one event, grouped as they arrive, under ids that stay."""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from briefing.group.duplicates import DuplicateIndex
from briefing.group.linkage import LEAST
from briefing.group.neighbours import Neighbours
from briefing.group.open_stories import SPEAKERS, OpenStory, moment_of
from briefing.group.reading import Reading, read_all
from briefing.group.regroup import Link, Spoken, neighbourhoods, regroup
from briefing.group.vectors import Vectors
from briefing.group.vocabulary import Counted, Vector, Vocabulary
from briefing.model import Article

_NEAR = 0.6 * LEAST
"""Mean likeness from which on two stories are looked at together when groups are settled."""
_ONE_OF_THEM = 0.6
"""What likeness to a single article of a story counts for, beside likeness to all of them."""
_CANDIDATES = 6
"""Stories compared in full with a new article."""
_REGROUPED = 3
"""Articles from which on a story is looked at again although no other came near."""
_TOGETHER = 24
"""Articles that are read at once."""
_LIVING = 0.9
"""Share of the rows that is in use at least; with fewer the rows and the words of what is gone are let go of."""
_WINDOW_HOURS = 72.0
_GONE = ""
"""The story of an article that was let go of."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where an article belongs.

    Attributes:
        story_id: id of its story.
        copy_of: id of the article it is a near-duplicate of; empty for an original.
    """

    story_id: str
    copy_of: str = ""


class _Originals(NamedTuple):
    """Articles that are no copies, counted: their ids, and their terms."""

    article_ids: tuple[str, ...]
    counted: Counted


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
        self._vectors = Vectors()
        self._neighbours = Neighbours()
        self._duplicates = DuplicateIndex()
        self._stories: dict[str, OpenStory] = {}
        self._story_of: dict[str, str] = {}
        self._story_at: list[str] = []
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
        originals: list[_Originals] = []
        moments: dict[str, float | None] = {}
        for some in _portions(articles):
            fresh: dict[str, Reading] = {}
            for article, reading, original in self._read(some):
                if article.id in moments:
                    continue
                moments[article.id] = moment_of(article)
                if original:
                    copies[article.id] = original
                elif article.id not in self._story_of:
                    fresh[article.id] = reading
            originals.extend(self._counted(fresh))
        for article_id, row, vector in self._kept(originals):
            moment = moments[article_id]
            self._enter(article_id, row, vector, moment, self._choose(article_id, vector, moment))
        for article_id, original in copies.items():
            if article_id not in self._story_of:
                self._enter_copy(article_id, original, moments[article_id])
        return {one: Assignment(self._story_of[one], copies.get(one, "")) for one in moments}

    def restore(self, articles: Iterable[Article], story_ids: Mapping[str, str]) -> None:
        """Fill an empty index with stored articles, oldest first, and the stories they are known to be in."""
        known = (one for one in articles if one.id in story_ids and one.id not in self._story_of)
        for some in _portions(known):
            moments = {article.id: moment_of(article) for article in some}
            copies: dict[str, str] = {}
            fresh: dict[str, Reading] = {}
            for article, reading, original in self._read(some):
                if story_ids.get(original) == story_ids[article.id]:
                    copies[article.id] = original
                else:
                    fresh[article.id] = reading
            for article_id, row, vector in self._kept(self._counted(fresh)):
                self._enter(article_id, row, vector, moments[article_id], story_ids[article_id])
            for article_id, original in copies.items():
                self._enter_copy(article_id, original, moments[article_id])

    def settle(self) -> dict[str, str]:
        """Look again at the stories that came near each other; comes back with the story ids that changed.

        To be called before stories are shown; what changed, by article id, is to be stored.
        """
        moved: dict[str, str] = {}
        sizes = {one: min(len(story.members), SPEAKERS) for one, story in self._stories.items()}
        groups = neighbourhoods(self._links, sizes)
        alone = self._grown.difference(*groups) & sizes.keys()
        groups.extend([one] for one in sorted(alone) if sizes[one] >= _REGROUPED)
        for group in groups:
            speakers = [
                Spoken(article_id, row, story_id)
                for story_id in group
                for article_id, row in reversed(list(self._stories[story_id].speakers()))
            ]
            changed = regroup(speakers, self._vectors, self._vocabulary, self._stories)
            moved.update(self._move(self._with_the_silent(speakers, changed)))
        self._links.clear()
        self._grown.clear()
        return moved

    def late_copies(self) -> dict[str, str]:
        """What has turned out to be a copy since this was asked last, with its original; it is to be stored."""
        return self._duplicates.late_copies()

    def expire(self, now: datetime) -> int:
        """Let go of the stories that nothing was added to within the window; comes back with how many articles went."""
        oldest = now.timestamp() - self._window
        before = len(self._story_of)
        for story_id in [one for one, story in self._stories.items() if story.latest < oldest]:
            story = self._stories.pop(story_id)
            for row in story.members.values():
                self._story_at[row] = _GONE
            for article_id in (*story.members, *(copy for copies in story.copies.values() for copy in copies)):
                del self._story_of[article_id]
                self._duplicates.forget(article_id)
        if sum(len(story.members) for story in self._stories.values()) < _LIVING * len(self._vectors):
            self._rebuild()
        return before - len(self._story_of)

    def _with_the_silent(self, speakers: Iterable[Spoken], changed: dict[str, str]) -> dict[str, str]:
        """Where all that speak for a story go the same way, the rest of its articles go with them."""
        ways: dict[str, set[str]] = {}
        for one in speakers:
            ways.setdefault(one.story_id, set()).add(changed.get(one.article_id, one.story_id))
        for story_id, ends in ways.items():
            if len(ends) == 1 and story_id not in ends:
                changed.update(dict.fromkeys(self._stories[story_id].members, *ends))
        return changed

    def _read(self, some: Sequence[Article]) -> Iterator[tuple[Article, Reading, str]]:
        """Some articles with what was read of each, and the ids of those that they copy."""
        readings = read_all(some)
        runs = [(one.id, reading.runs) for one, reading in zip(some, readings, strict=True)]
        return zip(some, readings, self._duplicates.add_all(runs), strict=True)

    def _counted(self, fresh: Mapping[str, Reading]) -> list[_Originals]:
        """Originals whose words are counted, by what was read of each; nothing for none."""
        return [_Originals(tuple(fresh), self._vocabulary.learn(list(fresh.values())))] if fresh else []

    def _kept(self, originals: Iterable[_Originals]) -> Iterator[tuple[str, int, Vector]]:
        """Originals weighed and kept: the id, the row and the vector of each."""
        for some in originals:
            vectors = self._vocabulary.weigh(some.counted)
            yield from zip(some.article_ids, self._vectors.add(vectors), vectors.rows(), strict=True)

    def _choose(self, article_id: str, vector: Vector, moment: float | None) -> str:
        """The story an article belongs to; a new one, named after it, where it comes near to none."""
        nearness = self._nearness(vector, moment)
        best = max(nearness, key=lambda story_id: (nearness[story_id].mean, story_id), default="")
        if not best or nearness[best].mean < LEAST:
            best = self._new_id(article_id)
        self._grown.add(best)
        for other, near in nearness.items():
            strength = max(near.mean, _ONE_OF_THEM * near.most)
            if other != best and strength >= _NEAR:
                self._links.add(Link(strength, min(best, other), max(best, other)))
        return best

    def _nearness(self, vector: Vector, moment: float | None) -> dict[str, _Nearness]:
        """How near an article comes to the stories that share most with it."""
        candidates = self._candidates(vector, moment)
        if not candidates:
            return {}
        rows, lengths = array("q"), []
        for story in candidates.values():
            before = len(rows)
            rows.extend(story.rows())
            lengths.append(len(rows) - before)
        likeness = self._vectors.likeness(vector, rows, len(self._vocabulary)).tolist()
        nearness, at = {}, 0
        for story_id, length in zip(candidates, lengths, strict=True):
            own = likeness[at : at + length]
            nearness[story_id] = _Nearness(sum(own) / length, max(own))
            at += length
        return nearness

    def _candidates(self, vector: Vector, moment: float | None) -> dict[str, OpenStory]:
        """The stories that share most with an article, within the window."""
        candidates: dict[str, OpenStory] = {}
        nearest = self._neighbours.nearest(vector)
        for story_id in dict.fromkeys(map(self._story_at.__getitem__, nearest)):
            story = self._stories.get(story_id)
            if story and story.near(moment, self._window):
                candidates[story_id] = story
                if len(candidates) == _CANDIDATES:
                    break
        return candidates

    def _new_id(self, article_id: str) -> str:
        while article_id in self._stories:
            article_id += "+"
        return article_id

    def _enter(self, article_id: str, row: int, vector: Vector, moment: float | None, story_id: str) -> None:
        self._neighbours.add(row, vector)
        self._story_at.append(story_id)
        story = self._stories.setdefault(story_id, OpenStory())
        story.members[article_id] = row
        if moment is not None:
            story.latest = max(story.latest, moment)
        self._story_of[article_id] = story_id

    def _enter_copy(self, article_id: str, original: str, moment: float | None) -> None:
        story_id = self._story_of[original]
        story = self._stories[story_id]
        story.copies[original] = (*story.copies.get(original, ()), article_id)
        story.latest = max(story.latest, -math.inf if moment is None else moment)
        self._story_of[article_id] = story_id

    def _move(self, changed: Mapping[str, str]) -> dict[str, str]:
        """Move originals to stories, and their copies with them; comes back with all that moved."""
        moved: dict[str, str] = {}
        left = {self._story_of[article_id] for article_id in changed}
        for article_id, story_id in changed.items():
            source = self._stories[self._story_of[article_id]]
            target = self._stories.setdefault(story_id, OpenStory())
            row = target.members[article_id] = source.members.pop(article_id)
            self._story_at[row] = story_id
            target.latest = max(target.latest, source.latest)
            followers = source.copies.pop(article_id, ())
            if followers:
                target.copies[article_id] = followers
            moved.update(dict.fromkeys((article_id, *followers), story_id))
            self._story_of.update(dict.fromkeys((article_id, *followers), story_id))
        for story_id in [one for one in left if not self._stories[one].members]:
            del self._stories[story_id]
        return moved

    def _rebuild(self) -> None:
        """Forget the words and the places of what is gone."""
        living = [(story_id, one) for story_id, story in self._stories.items() for one in story.members]
        rows = [row for story in self._stories.values() for row in story.members.values()]
        self._vectors = self._vectors.kept(rows, self._vocabulary)
        self._neighbours = Neighbours()
        self._story_at = [story_id for story_id, _ in living]
        for row, (story_id, article_id) in enumerate(living):
            self._stories[story_id].members[article_id] = row
            self._neighbours.add(row, self._vectors.vector(row))


def _portions(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Some at a time: together they are read faster, and all at once would not fit into the processor's cache."""
    waiting = iter(articles)
    while some := list(islice(waiting, _TOGETHER)):
        yield some
