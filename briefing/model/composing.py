"""What is shown: the standing order, the slot, the brief and its items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from briefing.model.reading import Figure, Quote, Reason, Sentence


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a brief is due, in the reader's own wall-clock time.

    Attributes:
        crons: expressions of five fields, weekdays as names or digits (0 or 7 = Sunday, 1 = Monday); any fires.
        zone: IANA name of the time zone.
        catch_up: hours after the due time within which a missed slot is still sent.
    """

    crons: tuple[str, ...]
    zone: str
    catch_up: float = 4.0


@dataclass(frozen=True, slots=True)
class Slot:
    """One due occurrence of a brief.

    Attributes:
        brief: name of the brief.
        local: due date and time on the wall clock of its zone, naive.
        due: the same as an instant, UTC.
        closes: the instant after which it is no longer sent.
    """

    brief: str
    local: datetime
    due: datetime
    closes: datetime

    @property
    def key(self) -> str:
        """Unique within the brief: local date and time of day, whatever the clock or the process."""
        return self.local.strftime("%Y-%m-%dT%H:%M")


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time whose articles a brief covers: start < first seen <= end."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Topic:
    """A section of a brief and the words by which its stories are known.

    Attributes:
        name: heading shown to the reader.
        words: words and phrases, any of which puts a story here; compared without case.
        weight: how much a story of this topic gains in rank; 1 is neutral.
        most: at most so many stories of it in one brief; 0 for no cap.
        sources: names of sources whose stories come here when no topic's words fit.
    """

    name: str
    words: tuple[str, ...] = ()
    weight: float = 1.0
    most: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a brief goes.

    Attributes:
        name: its name in the settings, unique.
        channel: kind of channel: "slack", "email", "file".
        address: conversation id, e-mail address, or folder.
    """

    name: str
    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class BriefSpec:
    """The standing order for a brief.

    Attributes:
        name: key in the settings; title: what the reader sees.
        sources: names of the sources it draws on; empty for all.
        include: words or phrases of which a story must contain one; empty for no condition.
        always: names of sources whose stories need none of the `include` words.
        mute: words or phrases that keep a story out.
        minutes: reading budget.
        most: at most so many full stories.
        sentences: sentences a story.
        quiet: fewer stories than this is a quiet day.
        quiet_action: "send" a short brief that says so, or "skip" and only log it.
        language: stories in this language only; empty for any.
        weights: rank factor by source name; 1 is neutral.
        open: whether anybody may subscribe to it by themselves.
    """

    name: str
    title: str
    schedule: Schedule | None = None
    destinations: tuple[Destination, ...] = ()
    sources: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    include: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    minutes: float = 4.0
    most: int = 8
    sentences: int = 3
    quiet: int = 1
    quiet_action: str = "send"
    language: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    method: str = "salience"
    templates: str = ""
    open: bool = False


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


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """A source that is missing from the brief, whole or in part, and why."""

    source: str
    problem: str
    lack: Lack = Lack.UNREAD


@dataclass(frozen=True, slots=True)
class Counts:
    """What the brief was chosen from and what it left out."""

    articles: int = 0
    sources: int = 0
    stories: int = 0
    copies: int = 0
    left_out: int = 0
    muted: int = 0
    degraded: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """One dated edition.

    Attributes:
        slot: key of the slot it was made for ("2026-11-24T07:00"), or of the request.
        local_date: the date it carries; `sent_at` the wall-clock time with zone abbreviation ("07:00 CET").
        top_line: one line over all stories, word for word where it quotes them.
        minutes: reading time.
        missed: keys of slots that were missed and are covered by this one.
        corrections: lines about what earlier briefs showed.
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
