"""What is ordered: standing orders with their schedules and slots, by the settings or by readers themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


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
        off_topic: "show" stories of none of the topics too, or "skip" them where there are topics.
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
    off_topic: str = "show"
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
    method: str = "editorial"
    templates: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """A standing order that a conversation gave.

    Attributes:
        spec: as it was ordered; without sources it draws on those of the settings.
        team: the workspace of the conversation.
        conversation: where it was given and where its brief goes.
        by: who changed it last, as the channel knows them.
    """

    spec: BriefSpec
    team: str
    conversation: str
    by: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Followed:
    """A source that readers added: read as politely and with the same guard and caps as those of the settings.

    Attributes:
        name: unique among all sources; never a name that settings can give.
        kind: as the settings name it: "feed", "sitemap" or "page".
    """

    name: str
    url: str
    kind: str
    added: datetime
