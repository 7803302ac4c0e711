"""What every renderer begins with: the brief made harmless and cut to sensible lengths, once for all of them."""

from dataclasses import dataclass
from functools import lru_cache

from briefing.model import Brief
from briefing.render.bounds import Bounded, bounded
from briefing.render.scrub import scrub

_REMEMBERED = 4
"""Briefs that are being rendered at the same time, in one format after the other."""


def ready(brief: Brief) -> Bounded:
    """The brief scrubbed and bounded; asked for the same object again, it is not looked through again."""
    return _ready(_Same(brief))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A brief that is equal to itself alone: to compare what briefs hold would take as long as to scrub them."""

    brief: Brief

    def __hash__(self) -> int:
        return id(self.brief)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.brief is other.brief


@lru_cache(maxsize=_REMEMBERED)
def _ready(same: _Same) -> Bounded:
    return bounded(scrub(same.brief))
