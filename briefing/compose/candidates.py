"""Which stories a brief may choose from: its sources, its language, its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.compose.phrases import found, satisfied
from briefing.model import Article, BriefSpec, Story, Topic

_FACE_ARTICLES = 6
_FACE_LEAD = 1000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story as this brief sees it.

    Attributes:
        articles: its originals from this brief's sources, oldest first; never empty.
        copies: how many near-duplicates of them there are.
        outlets: names of the independent outlets, in order of appearance.
        face: titles and leads in lower case: what words are looked for in.
        topic: the section it belongs to; None when no topic's words occur and its sources have none.
    """

    id: str
    articles: tuple[Article, ...]
    copies: int
    outlets: tuple[str, ...]
    face: str
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """The stories to choose from, and how many the words of the brief kept out."""

    kept: tuple[Candidate, ...]
    muted: int = 0


def candidates(spec: BriefSpec, stories: Iterable[Story]) -> Candidates:
    """The stories that the brief's sources, language, topics, include and mute words let in."""
    seen = [one for story in stories if (one := _candidate(spec, story))]
    kept = [one for one in seen if _included(spec, one) and not found(spec.mute, one.face)]
    return Candidates(tuple(kept), len(seen) - len(kept))


def _included(spec: BriefSpec, candidate: Candidate) -> bool:
    always = any(one.source in spec.always for one in candidate.articles)
    return always or (_on_topic(spec, candidate) and satisfied(spec.include, candidate.face))


def _on_topic(spec: BriefSpec, candidate: Candidate) -> bool:
    return candidate.topic is not None or not spec.topics or spec.off_topic == "show"


def _candidate(spec: BriefSpec, story: Story) -> Candidate | None:
    copied = {copy for copies in story.copies.values() for copy in copies}
    mine = [one for one in story.articles if _wanted(spec, one)]
    originals = [one for one in mine if one.id not in copied] or mine[:1]
    if not originals:
        return None
    copies = len(copied - {one.id for one in originals})
    face = _face(originals)
    outlets = tuple(dict.fromkeys(one.outlet for one in originals))
    return Candidate(story.id, tuple(originals), copies, outlets, face, _topic(spec.topics, face, originals))


def _wanted(spec: BriefSpec, article: Article) -> bool:
    if spec.sources and article.source not in spec.sources:
        return False
    return not spec.language or article.language[:2] == spec.language[:2]


def _face(articles: Iterable[Article]) -> str:
    chosen = list(articles)[:_FACE_ARTICLES]
    return "\n".join(f"{one.title}\n{one.text[:_FACE_LEAD]}" for one in chosen).lower()


def _topic(topics: Sequence[Topic], face: str, articles: Iterable[Article]) -> Topic | None:
    """The topic with most of its words in the story, the first one in a tie; else that of its earliest source."""
    counted = [(len(found(topic.words, face)), topic) for topic in topics]
    best = max(counted, key=lambda pair: pair[0], default=None)
    if best and best[0]:
        return best[1]
    return next((topic for one in articles for topic in topics if one.source in topic.sources), None)
