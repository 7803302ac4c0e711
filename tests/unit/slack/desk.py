"""A desk on a database in memory, and what Slack would send to it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from briefing.model import BriefSpec, Destination, Request, Schedule
from briefing.slack.admission import Admission, House
from briefing.slack.asker import Asker
from briefing.slack.commands import Asked, Commands
from briefing.slack.standing import Desk
from briefing.store.database import Database

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
DAILY = Schedule(("0 7 * * mon-fri",), "Europe/Berlin")
SPECS = {
    "morning": BriefSpec(
        "morning", "The Morning <Brief>", schedule=DAILY, destinations=(Destination("team", "slack", "C0NEWS"),)
    ),
    "energy": BriefSpec("energy", "The Energy Desk"),
}
ANN = Asker("T0FAKE", "C0NEWS", "U0ANN", "news", "1.2", "https://hooks.slack.com/commands/1")


@dataclass
class Counter:
    """Takes commands as the service does: each id once."""

    store: Database
    house: House = field(default_factory=House)
    requests: dict[str, Request] = field(default_factory=dict)
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.desk = Desk(self.store.orders, SPECS, lambda: self.now, "Europe/Berlin")
        self.commands = Commands(self.desk, Admission(self.house), self.keep, lambda: self.now)

    def keep(self, request: Request) -> bool:
        return self.requests.setdefault(request.id, request) is request

    def asked(self, text: str, **more: Any) -> Asked:
        payload = {
            "text": text,
            "channel_id": "C0NEWS",
            "channel_name": "news",
            "user_id": "U0ANN",
            "team_id": "T0FAKE",
            "trigger_id": "1.2",
            "response_url": "https://hooks.slack.com/commands/1",
            **more,
        }
        return self.commands.answer(payload)

    def ask(self, text: str, **more: Any) -> str:
        return self.asked(text, **more).words

    @property
    def request(self) -> Request:
        [request] = self.requests.values()
        return request
