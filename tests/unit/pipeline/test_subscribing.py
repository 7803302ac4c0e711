"""From the form to the first brief and out again, on a real store: no letter is lost, none is sent twice."""

import email
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from itertools import count

import pytest

from briefing.errors import Permanent
from briefing.model import BriefSpec, ConsentEvent, DeliveryState, Schedule, Standing, Wishes
from briefing.pipeline.subscribing import Subscribing
from briefing.render.email.letters import Letters
from briefing.store.database import Database
from briefing.subscribers.pages import Pages
from briefing.subscribers.rules import Origin
from briefing.subscribers.tokens import Scope, Tokens

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
WEB = Origin("web", "trace")
DAILY = Schedule(("0 7 * * *",), "UTC")
SPECS = {
    "morning": BriefSpec("morning", "The Morning Brief", DAILY, open=True),
    "evening": BriefSpec("evening", "Evening & More", DAILY, open=True),
    "board": BriefSpec("board", "For the Board", DAILY),
}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(store: Database, clock: Clock) -> Subscribing:
    numbers = count(1)
    return Subscribing(
        subscribers=store.subscribers,
        letters=Letters(sender="Morning <brief@example.com>", postal_address="1 Example Street"),
        tokens=Tokens("k" * 40, clock),
        pages=Pages("https://brief.example.com"),
        specs=lambda: SPECS,
        clock=clock,
        new_id=lambda: f"{next(numbers):024x}",
    )


def letters(store: Database, clock: Callable[[], datetime]) -> list[EmailMessage]:
    due = store.ledger.due(clock())
    return [email.message_from_bytes(one.part.content, policy=default) for one in due]


def link(mail: EmailMessage, page: str) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(rf"https://brief\.example\.com/{page}/(\S+)", body.get_content())
    assert found is not None
    return found[1]


def test_somebody_subscribes_confirms_changes_and_leaves(desk: Subscribing, store: Database, clock: Clock) -> None:
    desk.ask("Ann@Example.org", Wishes(("morning",)), WEB)
    (mail,) = letters(store, clock)
    assert (mail["To"], mail["Subject"]) == ("Ann@example.org", "Please confirm: The Morning Brief")
    assert desk.asking(link(mail, "confirm")).standing is Standing.PENDING
    ann = desk.confirm(link(mail, "confirm"), WEB)
    assert ann.standing is Standing.CONFIRMED
    assert desk.tokens is not None
    page = desk.tokens.issue(Scope.PREFERENCES, ann.id)
    changed = desk.change(page, Wishes(("morning", "evening"), hour="07:30", zone="Asia/Tokyo"), WEB)
    assert changed.wishes.briefs == ("morning", "evening")
    gone = desk.unsubscribe(desk.tokens.issue(Scope.UNSUBSCRIBE, ann.id, "morning"), Origin("one-click"))
    assert gone.wishes.briefs == ("evening",)
    assert [line.event for line in store.subscribers.trail(ann.id)] == [
        ConsentEvent.ASKED,
        ConsentEvent.CONFIRMED,
        ConsentEvent.CHANGED,
        ConsentEvent.LEFT,
    ]


def test_no_address_stands_in_a_link(desk: Subscribing, store: Database, clock: Clock) -> None:
    desk.ask("ann.smith@example.org", Wishes(("morning",)), WEB)
    (mail,) = letters(store, clock)
    assert "smith" not in link(mail, "confirm")
    assert "%40" not in link(mail, "confirm")
    assert "@" not in link(mail, "confirm")


def test_asking_ten_times_at_once_sends_one_letter(desk: Subscribing, store: Database, clock: Clock) -> None:
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: desk.ask("ann@example.org", Wishes(("morning",)), WEB), range(10)))
    assert len(letters(store, clock)) == 1


def test_who_is_subscribed_learns_it_by_mail_and_nobody_else_does(
    desk: Subscribing, store: Database, clock: Clock
) -> None:
    desk.add("ann@example.org", Wishes(("morning",)), Origin("operator", words="in person"))
    desk.ask("ann@example.org", Wishes(("evening",)), WEB)
    (mail,) = letters(store, clock)
    assert mail["Subject"] == "You are subscribed already: The Morning Brief"
    assert desk.reader(link(mail, "preferences")).address == "ann@example.org"


def test_a_brief_that_is_not_open_cannot_be_asked_for(desk: Subscribing) -> None:
    with pytest.raises(Permanent, match="no brief 'board'"):
        desk.ask("ann@example.org", Wishes(("board",)), WEB)
    assert desk.invite("ann@example.org", Wishes(("board",)), Origin("operator")).standing is Standing.PENDING


def test_a_link_of_three_days_ago_no_longer_confirms(desk: Subscribing, store: Database, clock: Clock) -> None:
    desk.ask("ann@example.org", Wishes(("morning",)), WEB)
    (mail,) = letters(store, clock)
    clock.now += timedelta(days=3, seconds=1)
    with pytest.raises(Permanent, match="expired"):
        desk.confirm(link(mail, "confirm"), WEB)


def test_d10_a_link_of_somebody_who_was_removed_leads_to_nobody(
    desk: Subscribing, store: Database, clock: Clock
) -> None:
    desk.ask("ann@example.org", Wishes(("morning",)), WEB)
    (mail,) = letters(store, clock)
    ann = store.subscribers.of_address("ann@example.org")
    assert ann is not None
    store.subscribers.remove(ann.id)
    with pytest.raises(Permanent, match="leads to nobody"):
        desk.confirm(link(mail, "confirm"), WEB)


def test_without_pages_nobody_can_be_asked_to_confirm(desk: Subscribing, store: Database) -> None:
    lonely = Subscribing(desk.subscribers, desk.letters, None, Pages(""), desk.specs, desk.clock, desk.new_id)
    with pytest.raises(Permanent, match=r"set web\.address"):
        lonely.invite("ann@example.org", Wishes(("morning",)), Origin("operator"))
    assert store.subscribers.of_address("ann@example.org") is None


def test_a_refused_mailbox_is_given_up_and_its_waiting_letter_too(desk: Subscribing, store: Database) -> None:
    desk.ask("ann@example.org", Wishes(("morning",)), WEB)
    ann = store.subscribers.of_address("ann@example.org")
    assert ann is not None
    given_up = desk.returned(ann.id, lost=True, origin=Origin("bounce", words="550 5.1.1 no such user"))
    assert given_up is not None
    assert given_up.standing is Standing.SUPPRESSED
    desk.ask("ann@example.org", Wishes(("morning",)), WEB)
    assert {one.state for one in store.ledger.find()} == {DeliveryState.FAILED}
    assert desk.returned("f" * 24, lost=True, origin=Origin("bounce")) is None
