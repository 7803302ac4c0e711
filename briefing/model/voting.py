"""What readers think of what they were shown: their votes, and the leanings that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """One reader's thumb on one story of a published brief.

    Attributes:
        brief: name of the brief; votes count for the briefs of this name only.
        reader: who voted, as the channel knows them; only told apart, never shown.
        value: 1 for a thumb up, -1 for a thumb down, 0 for one taken back.
        cast: when; of several votes of a reader on one story the latest counts.
        sources: names of the sources, as in the settings, of the articles the story was shown from.
        topic: heading of the section the story stood in; empty when it stood in none.
    """

    brief: str
    story_id: str
    reader: str
    value: int
    cast: datetime
    sources: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Leaning:
    """What the votes on one subject come to by now.

    Attributes:
        value: what it adds to a story's score, in doublings; between -1 and 1.
        liked: readers' voices for it, faded with time; disliked: those against it.
    """

    value: float
    liked: float
    disliked: float


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the readers of one brief lean to: by name of source, by heading of topic, by story id."""

    sources: Mapping[str, Leaning] = field(default_factory=dict)
    topics: Mapping[str, Leaning] = field(default_factory=dict)
    stories: Mapping[str, Leaning] = field(default_factory=dict)
