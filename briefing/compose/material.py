"""What a brief is made from, as values, and the tools it is made with, as protocols."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from briefing.model import (
    Annotation,
    Article,
    Disagreement,
    Figure,
    Moved,
    Preferences,
    Quote,
    Shown,
    SourceState,
    Story,
)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a brief is composed from; the same material gives the same brief.

    Attributes:
        stories: the stories with at least one article in the window; their articles are latest versions.
        annotations: by (article id, version), of the stories' articles and, where they are still stored, of the
            versions that earlier briefs showed: what those said counts as known.
        shown: what delivered briefs of this name showed, by story id.
        revised: latest versions of articles that earlier briefs showed in an older one; those in `stories` may be
            left out.
        earlier: versions of the stories' articles that had come in before the window and are no news in it.
        partial: shown versions of which only a summary could be read, with the version that was read in full first.
        states: what is remembered of the sources this brief draws on.
        preferences: what the readers' votes on this brief come to.
        missed: keys of the slots that this brief covers because they were missed.
        older: how many articles came in since the last brief, but too long ago for this one.
    """

    stories: tuple[Story, ...] = ()
    annotations: Mapping[tuple[str, int], Annotation] = field(default_factory=dict)
    shown: Mapping[str, Shown] = field(default_factory=dict)
    revised: tuple[Article, ...] = ()
    earlier: frozenset[tuple[str, int]] = frozenset()
    partial: Mapping[tuple[str, int], int] = field(default_factory=dict)
    states: tuple[SourceState, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    missed: tuple[str, ...] = ()
    older: int = 0


class PickFigures(Protocol):
    """Chooses the key figures of a story."""

    def __call__(
        self, articles: Sequence[Article], annotations: Sequence[Annotation], count: int, told: Sequence[Figure]
    ) -> tuple[Figure, ...]:
        """At most `count` figures, equal facts once, most telling first; articles and annotations run in parallel.

        What `told` says already, because outlets differ on it, it changed or it is known, stays out.
        """


class PickQuotes(Protocol):
    """Chooses the quotes of a story."""

    def __call__(self, articles: Sequence[Article], annotations: Sequence[Annotation], count: int) -> tuple[Quote, ...]:
        """At most `count` quotes, equal ones once, the best first; articles and annotations run in parallel."""


class FindDisagreements(Protocol):
    """Finds what the articles of a story contradict each other in."""

    def __call__(self, articles: Sequence[Article], annotations: Sequence[Annotation]) -> tuple[Disagreement, ...]:
        """The same fact with different values, side by side; articles and annotations run in parallel."""


class FindMoved(Protocol):
    """Finds figures that changed since an earlier brief."""

    def __call__(self, before: Sequence[Figure], after: Sequence[Figure]) -> tuple[Moved, ...]:
        """Pairs of figures that measure the same and differ."""


def telling_figures(
    articles: Sequence[Article], annotations: Sequence[Annotation], count: int, told: Sequence[Figure]
) -> tuple[Figure, ...]:
    """The figures of the first article that has any, as its annotation ranks them, without those told already."""
    del articles
    known = {(one.value, one.unit) for one in told}
    worth = (
        [one for one in note.figures if one.salience > 0 and (one.value, one.unit) not in known] for note in annotations
    )
    return tuple(next((found for found in worth if found), [])[:count])


def worthy_quotes(articles: Sequence[Article], annotations: Sequence[Annotation], count: int) -> tuple[Quote, ...]:
    """The quotes of named speakers with the highest worth."""
    del articles
    found = [quote for one in annotations for quote in one.quotes if quote.worth > 0 and quote.speaker]
    return tuple(sorted(found, key=lambda quote: -quote.worth)[:count])


def no_disagreements(articles: Sequence[Article], annotations: Sequence[Annotation]) -> tuple[Disagreement, ...]:
    """None: for callers that cannot compare."""
    del articles, annotations
    return ()


def nothing_moved(before: Sequence[Figure], after: Sequence[Figure]) -> tuple[Moved, ...]:
    """None: for callers that cannot compare."""
    del before, after
    return ()


@dataclass(frozen=True, slots=True)
class Tools:
    """What composing asks of the rooms on its own floor, handed in by the pipeline."""

    figures: PickFigures = telling_figures
    quotes: PickQuotes = worthy_quotes
    disagreements: FindDisagreements = no_disagreements
    moved: FindMoved = nothing_moved
