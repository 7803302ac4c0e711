"""What is shown: the brief and its items, and what it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from briefing.model.ordering import BriefSpec, Window
from briefing.model.reading import Figure, Quote, Reason, Sentence
from briefing.model.remembering import SourceState
from briefing.model.voting import Preferences


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article as the brief names it: where a reader finds it and how long it takes."""

    article_id: str
    version: int
    url: str
    title: str
    site: str
    minutes: int
    degraded: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement: what one outlet says, with the sentence it says it in."""

    figure: Figure
    sentence: str
    link: ArticleLink


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The same fact with different values in different outlets, side by side."""

    what: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that changed since the brief that last showed it."""

    before: Figure
    after: Figure


class ItemKind(StrEnum):
    """What a story is to the reader of this brief."""

    NEW = "new"
    UPDATE = "update"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Item:
    """A story as shown.

    Attributes:
        number: from 1, in the order shown.
        headline: the best of the outlets' headlines, word for word; `lead` is the article it heads.
        section: the topic's name; empty when none fits.
        sentences: the summary, word for word; for an update only what is new.
        details: one more sentence; `details_label` is "Why it matters" or "The details".
        figures: key figures, most telling first.
        links: the articles to go deeper, best first; `articles` counts all of the story, `outlets` their outlets.
        before: for an update, what the earlier brief reported, word for word; `before_slot` when.
        reasons: why it is here, largest first.
    """

    number: int
    story_id: str
    headline: str
    lead: ArticleLink
    sentences: tuple[Sentence, ...]
    section: str = ""
    kind: ItemKind = ItemKind.NEW
    details: Sentence | None = None
    details_label: str = ""
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    moved: tuple[Moved, ...] = ()
    links: tuple[ArticleLink, ...] = ()
    articles: int = 1
    outlets: int = 1
    before: str = ""
    before_slot: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class AlsoLine:
    """A story in one line: its headline and where to read it."""

    story_id: str
    headline: str
    link: ArticleLink


@dataclass(frozen=True, slots=True)
class Correction:
    """Something an earlier brief showed and its publisher has since changed."""

    link: ArticleLink
    slot: str
    before: str
    after: str


class Lack(StrEnum):
    """How much of a source is missing from a brief."""

    UNREAD = "unread"
    """It failed, or has stopped."""
    HELD = "held"
    """It was left alone at its last turn, because its host had asked for a pause."""
    CAPPED = "capped"
    """It listed more that was new than its cap lets in."""
    PARTIAL = "partial"
    """Some of what is in it could not be read."""


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """A source that is missing from the brief, whole or in part, and why."""

    source: str
    problem: str
    lack: Lack = Lack.UNREAD


@dataclass(frozen=True, slots=True)
class Counts:
    """What the brief was chosen from and what it left out.

    Attributes:
        older: articles that came in since the last brief, but before the longest time that one covers.
    """

    articles: int = 0
    sources: int = 0
    stories: int = 0
    copies: int = 0
    left_out: int = 0
    muted: int = 0
    degraded: int = 0
    older: int = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """A version of an article from which something is shown.

    Attributes:
        digest: SHA-256 of its title and text (`Article.digest`), as hex digits.
    """

    article_id: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Brief:
    """One dated edition.

    Attributes:
        slot: key of the slot it was made for ("2026-11-24T07:00"), or of the request.
        local_date: the date it carries; `sent_at` the wall-clock time with zone abbreviation ("07:00 CET"),
            "" for a preview, which is not sent.
        top_line: one line over all stories, word for word where it quotes them.
        minutes: reading time.
        missed: keys of slots that were missed and are covered by this one.
        corrections: lines about what earlier briefs showed.
        provenance: the versions of articles that anything new in it was taken from, in order.
    """

    name: str
    title: str
    slot: str
    window: Window
    created: datetime
    local_date: date
    sent_at: str
    items: tuple[Item, ...]
    also: tuple[AlsoLine, ...] = ()
    corrections: tuple[Correction, ...] = ()
    top_line: str = ""
    minutes: int = 1
    counts: Counts = field(default_factory=Counts)
    problems: tuple[SourceProblem, ...] = ()
    missed: tuple[str, ...] = ()
    quiet: bool = False
    language: str = "en"
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What an earlier delivered brief showed of a story: the memory that keeps yesterday's news out.

    Attributes:
        articles: (article id, version) pairs whose sentences were shown.
        sentences: every sentence shown, word for word, over all earlier briefs of the same name.
        figures: every key figure shown.
        slot: key of the latest brief that showed the story; headline: as that brief printed it.
    """

    story_id: str
    slot: str
    headline: str
    articles: tuple[tuple[str, int], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A story as a brief was composed from it: its articles by id and version, their copies by original."""

    story_id: str
    articles: tuple[tuple[str, int], ...]
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a published brief was composed from, by reference: enough to compose it once more and compare.

    Attributes:
        spec: the standing order, without its destinations.
        made_by: version of this software.
        shown: what earlier briefs had shown, of the stories and articles concerned.
        revised, earlier, partial, states, preferences, missed, older: as in the material of composing.
    """

    spec: BriefSpec
    made_by: str
    stories: tuple[Gathered, ...] = ()
    shown: tuple[tuple[str, Shown], ...] = ()
    revised: tuple[tuple[str, int], ...] = ()
    earlier: tuple[tuple[str, int], ...] = ()
    partial: tuple[tuple[str, int, int], ...] = ()
    states: tuple[SourceState, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    missed: tuple[str, ...] = ()
    older: int = 0
