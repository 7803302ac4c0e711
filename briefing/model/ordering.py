"""What readers order themselves, beside what the settings say: standing orders, and sources to read."""

from dataclasses import dataclass
from datetime import datetime

from briefing.model.composing import BriefSpec


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
