"""What a poll brings, and what is remembered of a source until the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from briefing.model.collecting import Document, Fault

_MANY_PARTIAL = 3
"""So many articles in a row that could not be read in full are no accident."""


class Health(StrEnum):
    """How a source fares."""

    NEW = "new"
    """Not polled yet."""
    FINE = "ok"
    PARTIAL = "partial"
    """It can be read, but not all that is in it, or hardly more than summaries come of it."""
    HELD = "held"
    """Not asked at its last turn, because its host had asked for a pause."""
    FAILING = "failing"
    STOPPED = "stopped"
    """It said that it is gone for good."""


_ILL: Mapping[str, Health] = {Fault.HELD: Health.HELD, Fault.FILES: Health.PARTIAL}
"""What a problem means that is no failure of the source itself."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between two polls, stored as it is.

    Attributes:
        source: the source's name in the settings.
        url: the address to poll now; may differ from the settings after repeated permanent redirects.
        next_poll: not to be polled before.
        failures: consecutive failed polls.
        failing_since: when the first of them failed.
        problem: why the last poll failed, a sentence for the operator; empty when it went well.
        fault: which kind of problem it is; empty when there is none, or none of these.
        gone: the source said that it will not come back (410); it is not polled again.
        capped: when a poll last listed more that was new than the source's cap lets in.
        left_out: how many entries that poll left out.
        partial: how many articles in a row, up to the last one, could not be read in full.
        partial_because: why the last of them could not.
        memory: what the kind of source wants to remember (validators, redirect counts, seen ids): plain JSON.
    """

    source: str
    url: str = ""
    last_poll: datetime | None = None
    last_success: datetime | None = None
    next_poll: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    problem: str = ""
    fault: str = ""
    gone: bool = False
    capped: datetime | None = None
    left_out: int = 0
    partial: int = 0
    partial_because: str = ""
    memory: Mapping[str, Any] = field(default_factory=dict)

    @property
    def health(self) -> Health:
        """How the source fares, from what its last poll left."""
        if self.gone:
            return Health.STOPPED
        if self.problem:
            return Health.FAILING if self.failures else _ILL.get(self.fault, Health.FAILING)
        if self.partial >= _MANY_PARTIAL:
            return Health.PARTIAL
        return Health.FINE if self.last_success else Health.NEW


@dataclass(frozen=True, slots=True)
class SeenLine:
    """How often a line stood in the articles of one site.

    Attributes:
        key: digest of site and line; of the site alone for the count of its articles.
        articles: in how many it stood.
        edges: in how many of them it was among the first or the last paragraphs.
        since: how many articles of the site had been counted before it was met.
        last: how many articles of the source had been counted when it was met last.
    """

    key: int
    articles: int
    edges: int
    since: int
    last: int


@dataclass(frozen=True, slots=True)
class SeenLines:
    """What a source's articles repeat, counted over those that were new to it.

    Attributes:
        articles: how many were counted.
    """

    articles: int = 0
    lines: tuple[SeenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll of a source brought.

    Attributes:
        documents: new or changed documents, oldest first.
        state: what to remember for the next poll.
        entries: how many entries the source listed, known ones included.
        left_out: how many entries a cap left out.
    """

    documents: tuple[Document, ...]
    state: SourceState
    entries: int = 0
    left_out: int = 0
