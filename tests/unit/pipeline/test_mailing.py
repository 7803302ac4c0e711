"""Mail to many: each gets one, whatever the server answers, and a broken server costs nobody their mail."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

import pytest

from briefing.deliver.email import EmailChannel, Server
from briefing.model import Delivery, DeliveryState, Later, Outcome, Refused, Sent, Unclear
from briefing.pipeline.delivering import Delivering
from briefing.pipeline.lanes import Lanes
from briefing.pipeline.mailing import CHANNEL, Mailing
from briefing.store.database import Database, open_store
from briefing.subscribers.returned import counts, lost
from tests.fakes import fake_smtp
from tests.store.samples import brief, slot
from tests.store.test_subscribers import ANN, mails

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


class FakeMail:
    """A channel that answers what it is told to, by the recipient."""

    settle, lease = 600.0, 60.0

    def __init__(self, answers: dict[str, Outcome] | None = None, *, down: bool = False) -> None:
        self.answers, self.down = answers or {}, down
        self.sent: Counter[str] = Counter()
        self._lock = Lock()

    def line(self) -> "FakeMail":
        return self

    def ready(self) -> Outcome | None:
        return Later("cannot be reached") if self.down else None

    def close(self) -> None: ...

    def send(self, delivery: Delivery, thread: object = None) -> Outcome:
        with self._lock:
            self.sent[delivery.destination.address] += 1
        return self.answers.get(delivery.destination.address, Sent({}))

    def look_up(self, delivery: Delivery, thread: object) -> Unclear:
        return Unclear("cannot be looked up")


@pytest.fixture
def store(store: Database) -> Database:
    people = [replace(ANN, id=f"{number:024x}", address=f"{number}@example.org") for number in range(40)]
    store.ledger.publish(brief(slot()), mails(*people), NOW, NOW + timedelta(hours=4))
    return store


def mailing(
    store: Database, channel: FakeMail | EmailChannel, refused: list[str] | None = None, now: datetime = NOW
) -> Mailing:
    told = refused if refused is not None else []
    delivering = Delivering(store.ledger, {CHANNEL: channel}, "w", lambda: now, lambda _: None)
    return Mailing(
        ledger=store.ledger,
        channel=channel,
        delivering=delivering,
        lanes=Lanes(1000),
        owner="w",
        clock=lambda: now,
        returned=lambda one, _: told.append(one.destination.address),
        tell=lambda _: None,
        connections=4,
    )


def test_everybody_gets_one(store: Database) -> None:
    channel = FakeMail()
    assert mailing(store, channel).run() == 40
    assert len(channel.sent) == 40
    assert set(channel.sent.values()) == {1}
    assert store.ledger.counts() == {DeliveryState.SENT: 40}


def test_c13_one_bad_address_costs_nobody_else_their_mail(store: Database) -> None:
    refused: list[str] = []
    answers: dict[str, Outcome] = {
        "3@example.org": Refused("550 5.1.1 no such user", "5.1.1", "recipient"),
        "4@example.org": Later("450 later"),
        "5@example.org": Unclear("broke off"),
    }
    channel = FakeMail(answers)
    mailing(store, channel, refused).run()
    assert refused == ["3@example.org"]
    assert max(channel.sent.values()) == 1
    assert store.ledger.counts() == {
        DeliveryState.SENT: 37,
        DeliveryState.FAILED: 1,
        DeliveryState.PENDING: 1,
        DeliveryState.UNKNOWN: 1,
    }


def test_a_server_out_of_reach_costs_no_attempt(store: Database) -> None:
    assert mailing(store, FakeMail(down=True)).run() == 0
    assert {(one.state, one.attempts) for one in store.ledger.find()} == {(DeliveryState.PENDING, 0)}


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=1), timedelta(seconds=-2)])
def test_e7_a_clock_that_jumps_sends_nobody_a_second_mail(store: Database, jump: timedelta) -> None:
    channel = FakeMail()
    mailing(store, channel).run()
    mailing(store, channel, now=NOW + jump).run()
    mailing(store, channel, now=NOW + timedelta(minutes=1)).run()
    assert set(channel.sent.values()) == {1}
    assert store.ledger.counts() == {DeliveryState.SENT: 40}


@pytest.mark.parametrize(("slept", "sent", "states"), [
    (timedelta(hours=3), 2, {DeliveryState.SENT}),
    (timedelta(hours=5), 0, {DeliveryState.FAILED}),
], ids=["while the brief is of use", "until after that"])  # fmt: skip
def test_e10_readers_whose_hour_was_slept_through_get_the_mail_on_waking_up(
    tmp_path: Path, slept: timedelta, sent: int, states: set[DeliveryState]
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'asleep.sqlite3'}")
    store.upgrade()
    people = [replace(ANN, id=f"{number:024x}", address=f"{number}@example.org") for number in range(2)]
    hour = NOW + timedelta(hours=1)
    ordered = [replace(one, not_before=hour) for one in mails(*people)]
    store.ledger.publish(brief(slot()), ordered, NOW, NOW + timedelta(hours=4))
    channel = FakeMail()
    assert mailing(store, channel).run() == 0
    assert mailing(store, channel, now=hour + slept).run() == sent
    assert mailing(store, channel, now=hour + slept).run() == 0
    assert {one.state for one in store.ledger.find()} == states
    store.close()


def test_e11_two_processes_that_mail_at_once_send_nobody_two(store: Database, tmp_path: Path) -> None:
    other = open_store(f"sqlite:///{tmp_path / 'briefing.sqlite3'}")
    channel = FakeMail()
    both = [mailing(store, channel), replace(mailing(other, channel), owner="another")]
    with ThreadPoolExecutor(2) as processes:
        sent = list(processes.map(Mailing.run, both))
    assert sum(sent) == 40
    assert len(channel.sent) == 40
    assert set(channel.sent.values()) == {1}
    other.close()


def test_f11_told_to_stop_it_begins_nothing(store: Database) -> None:
    stopped = mailing(store, channel := FakeMail())
    stopped.stop.set()
    assert stopped.run() == 0
    assert not channel.sent


def test_one_line_carries_many_mails(store: Database) -> None:
    with fake_smtp() as smtp:
        channel = EmailChannel(Server(smtp.host, smtp.port, "none", sender="brief@example.com"))
        assert replace(mailing(store, channel), connections=1).run() == 40
        assert len({recipient for recipient, _ in smtp.accepted}) == 40


@pytest.mark.parametrize(
    ("status", "stage", "gone"),
    [
        ("5.1.1", "recipient", True),
        ("5.1.10", "recipient", True),
        ("5.2.1", "message", True),
        ("5.7.1", "recipient", False),
        ("5.2.2", "recipient", False),
        ("5.1.8", "sender", False),
        ("5.1.1", "sender", False),
        ("", "recipient", False),
    ],
)
def test_only_what_says_that_there_is_no_mailbox_gives_an_address_up(status: str, stage: str, gone: bool) -> None:
    assert lost(status, stage) is gone


def test_a_refusal_of_our_text_or_our_name_says_nothing_of_the_reader() -> None:
    assert not counts("5.7.1", "recipient")
    assert not counts("", "message")
    assert counts("5.2.2", "recipient")
