"""The pages on a real store, with a clock that tests turn, and a visitor who has nothing but a browser's manners."""

import email
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from itertools import count
from pathlib import Path

from starlette.testclient import TestClient

from briefing.model import Brief, BriefSpec, Job, Schedule, Slot, Topic
from briefing.pipeline.subscribing import Subscribing
from briefing.render.email.letters import Letters
from briefing.render.site import Site
from briefing.store.database import Database, open_store
from briefing.subscribers.pages import Pages
from briefing.subscribers.tokens import Tokens
from briefing.web.access import Access, Listed, Role
from briefing.web.app import Pulse, create_app
from briefing.web.house import House
from briefing.web.rates import Rates
from tests.build import sample_brief

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
ADDRESS = "https://brief.example.com"
PUBLIC = "brief.example.com"
KEY = "signing-key-canary-0123456789abcdef"
PASSWORD = "correct horse battery staple"
DAILY = Schedule(("0 7 * * *",), "Europe/Berlin")
SPECS: Mapping[str, BriefSpec] = {
    "morning": BriefSpec(
        "morning", "The Morning Brief", DAILY, topics=(Topic("Transport", ("bridge",)), Topic("Energy")), open=True
    ),
    "evening": BriefSpec("evening", "Evening & More", DAILY, open=True),
    "board": BriefSpec("board", "For the Board", DAILY),
}
PAGE = {"accept": "text/html,application/xhtml+xml"}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Scene:
    """Everything around the pages."""

    store: Database
    clock: Clock = field(default_factory=Clock)
    jobs: list[Job] = field(default_factory=list)
    alive: bool = True
    trouble: str = ""

    @property
    def tokens(self) -> Tokens:
        return Tokens(KEY, self.clock)

    @property
    def subscribing(self) -> Subscribing:
        return Subscribing(
            subscribers=self.store.subscribers,
            letters=_letters(),
            tokens=self.tokens,
            pages=Pages(ADDRESS),
            specs=lambda: SPECS,
            clock=self.clock,
            new_id=lambda: f"{next(_numbers):024x}",
        )

    def house(self, **rules: object) -> House:
        """What the pages are made from; `rules` are those of access, and who is listed."""
        rates = Rates(self.clock, most=5, minutes=60)
        lists = {one.name: rules.pop(one.name) for one in fields(Listed) if one.name in rules}
        listed = Listed(**lists)  # type: ignore[arg-type]
        return House(
            site=Site("The Briefs"),
            access=Access(self.tokens, now=lambda: listed, **rules),  # type: ignore[arg-type]
            store=self.store,
            specs=lambda: SPECS,
            sources=lambda: frozenset({"harbour", "vale"}),
            letters=_letters(),
            clock=self.clock,
            queued=lambda: {"deliver": {"waiting": 2, "running": 1}},
            put=lambda job: self.jobs.append(job) or True,  # type: ignore[func-returns-value]
            letter_rates=rates,
            password_rates=Rates(self.clock, most=5, minutes=10),
            search_rates=Rates(self.clock, most=30, minutes=1),
            feed_rates=Rates(self.clock, most=30, minutes=1),
            address=ADDRESS,
            subscribing=self.subscribing,
        )

    def browser(self, house: House | None = None, **rules: object) -> TestClient:
        """A visitor; without rules on this machine, where everybody is the operator."""
        app = create_app(
            Pulse(lambda: self.alive, lambda: self.trouble),
            house or self.house(**rules),
            hosts=("127.0.0.1", "localhost", "[::1]", PUBLIC),
        )
        return TestClient(app, ADDRESS, follow_redirects=False, raise_server_exceptions=False)

    def stranger(self, **rules: object) -> TestClient:
        """A visitor from elsewhere."""
        house = self.house(everybody=Role.ANYBODY, operators=("boss@example.com",), readers=("@example.org",), **rules)
        return self.browser(house)

    def publish(self, brief: Brief) -> Brief:
        """Put a brief into the archive, as the service does."""
        due = NOW - timedelta(minutes=1)
        slot = Slot(brief.name, datetime.fromisoformat(brief.slot), due, due + timedelta(hours=4))
        assert self.store.ledger.claim_slot(slot, "tests", NOW, 60)
        assert self.store.ledger.publish(brief, (), NOW, None)
        return brief

    def mails(self) -> list[EmailMessage]:
        """The letters that wait, oldest first."""
        due = self.store.ledger.due(self.clock())
        return [email.message_from_bytes(one.part.content, policy=default) for one in due]


def open_scene(folder: Path) -> Scene:
    store = open_store(f"sqlite:///{folder / 'briefing.sqlite3'}")
    store.upgrade()
    return Scene(store)


def morning(day: int = 24, **changes: object) -> Brief:
    """The sample brief of a day in November."""
    local = sample_brief().local_date.replace(day=day)
    return replace(sample_brief(), slot=f"{local}T07:00", local_date=local, **changes)  # type: ignore[arg-type]


def link(mail: EmailMessage) -> str:
    """The path behind the link in a letter."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(re.escape(ADDRESS) + r"(/\S+)", body.get_content())
    assert found, body.get_content()
    return found[1]


def form_key(page: str) -> str:
    """The key that a page's form carries."""
    found = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert found, page
    return found[1]


def _letters() -> Letters:
    return Letters(sender="Morning <brief@example.com>", postal_address="1 Example Street")


_numbers = count(1)
