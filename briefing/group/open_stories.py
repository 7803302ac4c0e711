"""Stories that still take articles, and the moment at which an article counts as having appeared."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

from briefing.model import Article

SPEAKERS = 24
"""Latest articles of a story that speak for it."""
_BELIEVABLE_AGE = 14 * 86_400.0
"""Seconds before an article is first seen within which its own date is believed."""


@dataclass(slots=True)
class OpenStory:
    """A story that still takes articles: rows of its originals, their copies, the moment of the latest.

    Attributes:
        members: row by article id, in order of appearance.
        copies: ids of near-duplicates by the id of their original.
        latest: seconds since the epoch.
    """

    members: dict[str, int] = field(default_factory=dict)
    copies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    latest: float = -math.inf

    def speakers(self) -> Iterator[tuple[str, int]]:
        """Its latest articles and their rows, latest first."""
        return islice(reversed(self.members.items()), SPEAKERS)

    def rows(self) -> Iterator[int]:
        """The rows of its latest articles, latest first."""
        return islice(reversed(self.members.values()), SPEAKERS)

    def near(self, moment: float | None, window: float) -> bool:
        """Whether a moment is at most `window` seconds from its latest article; where either is unknown, it is."""
        return moment is None or self.latest == -math.inf or abs(moment - self.latest) <= window


def moment_of(article: Article) -> float | None:
    """Seconds since the epoch at which it appeared; its own date counts only where it is believable."""
    published, seen = _seconds(article.published), _seconds(article.first_seen)
    if published is None or seen is None:
        return published if seen is None else seen
    return published if seen - _BELIEVABLE_AGE <= published <= seen else seen


def _seconds(when: datetime | None) -> float | None:
    if when is None:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
