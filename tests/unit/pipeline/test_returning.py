"""Mails that come back: a mailbox that is gone gets no more, one that was full does, strangers' reports do nothing."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from briefing.errors import Permanent
from briefing.model import BriefSpec, ConsentEvent, JobKind, Standing, Wishes
from briefing.pipeline.returning import ROUND, Returning, Round, return_path
from briefing.pipeline.subscribing import Subscribing
from briefing.render.email.letters import Letters
from briefing.store.database import open_store
from briefing.subscribers.mails import destination_of
from briefing.subscribers.pages import Pages
from briefing.subscribers.return_paths import ReturnPaths
from briefing.subscribers.rules import REFUSALS, Origin
from briefing.subscribers.tokens import Scope, Tokens
from tests.returned import complaint, report

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
PATHS = ReturnPaths("bounces@news.example", "k" * 40)
TOKENS = Tokens("t" * 40, lambda: NOW)
SAID = Origin("operator", words="told us")


@pytest.fixture
def returning(tmp_path: Path):
    store = open_store(f"sqlite:///{tmp_path / 'briefing.sqlite3'}")
    store.upgrade()
    numbers = count(1)
    desk = Subscribing(
        subscribers=store.subscribers,
        letters=Letters(sender="Morning <brief@news.example>"),
        tokens=TOKENS,
        pages=Pages(""),
        specs=lambda: {"morning": BriefSpec("morning", "The Morning Brief", None)},
        clock=lambda: NOW,
        new_id=lambda: f"{next(numbers):024x}",
    )
    for name in ("ann", "ben"):
        desk.add(f"{name}@example.com", Wishes(("morning",)), SAID)
    yield Returning(desk, PATHS, lambda: NOW)
    store.close()


def person(returning: Returning, name: str):
    found = returning.desk.subscribers.of_address(f"{name}@example.com")
    assert found is not None
    return found


def path(returning: Returning, name: str) -> str:
    return return_path(PATHS, destination_of(person(returning, name).id), "", NOW)


def test_a_mailbox_that_is_gone_is_not_written_to_again(returning):
    (found,) = returning.take([report(path(returning, "ann"), "ann@example.com", "5.1.1", "smtp; 550 no such user")])
    assert (found.address, found.standing) == ("ann@example.com", Standing.SUPPRESSED)
    assert "550 no such user" in person(returning, "ann").reason
    assert person(returning, "ben").standing is Standing.CONFIRMED


@pytest.mark.parametrize("status", ["4.2.2", "5.2.2", "4.4.7"])
def test_a_mailbox_that_is_full_or_silent_is_given_up_after_some_times(returning, status):
    mails = [report(path(returning, "ann"), "ann@example.com", status, f"smtp; {n}") for n in range(REFUSALS)]
    standings = [one.standing for one in returning.take(mails)]
    assert standings == [Standing.CONFIRMED] * (REFUSALS - 1) + [Standing.SUPPRESSED]


def test_a_report_that_is_read_twice_counts_once(returning):
    mails = [report(path(returning, "ann"), "ann@example.com", "4.2.2")] * (REFUSALS + 1)
    assert len(returning.take(mails)) == 1
    trail = returning.desk.subscribers.trail(person(returning, "ann").id)
    assert [line.event for line in trail].count(ConsentEvent.REFUSED) == 1


def test_our_own_bad_reputation_speaks_against_nobody(returning):
    assert returning.take([report(path(returning, "ann"), "ann@example.com", "5.7.1")]) == []


@pytest.mark.parametrize(
    "came_to", ["bounces@news.example", "bounces+" + "0" * 23 + "2b49c5" + "a" * 20 + "@news.example"]
)
def test_a_forged_report_shuts_nobody_out(returning, came_to):
    assert returning.take([report(came_to, "ben@example.com", "5.1.1")]) == []
    assert person(returning, "ben").standing is Standing.CONFIRMED


def test_whoever_has_a_genuine_path_can_shut_out_themselves_alone(returning):
    (found,) = returning.take([report(path(returning, "ann"), "ben@example.com", "5.1.1")])
    assert found.address == "ann@example.com"
    assert person(returning, "ben").standing is Standing.CONFIRMED


def test_an_address_of_the_settings_is_known_by_what_the_report_names(returning):
    came_to = return_path(PATHS, "editors/ann@example.com", "ann@example.com", NOW)
    assert returning.take([report(came_to, "ben@example.com", "5.1.1")]) == []
    (found,) = returning.take([report(came_to, "ann@example.com", "5.1.1")])
    assert found.address == "ann@example.com"


def test_who_calls_a_brief_spam_gets_no_more_and_the_trail_says_why(returning):
    (found,) = returning.take([complaint(path(returning, "ann"))])
    ann = person(returning, "ann")
    assert (found.address, ann.standing) == ("ann@example.com", Standing.SUPPRESSED)
    assert "called spam, says mail.provider.example" in ann.reason
    line = returning.desk.subscribers.trail(ann.id)[-1]
    assert (line.event, line.how, line.moment) == (ConsentEvent.COMPLAINED, "complaint", NOW)
    assert person(returning, "ben").standing is Standing.CONFIRMED
    with pytest.raises(Permanent, match="gets no mail any more"):
        returning.desk.add("ann@example.com", Wishes(("morning",)), SAID)


@pytest.mark.parametrize("header", ["Return-Path: <{path}>", "List-Unsubscribe:\r\n <{link}>"])
def test_a_complaint_whose_names_were_struck_out_is_known_by_the_headers_of_the_mail(returning, header):
    link = (
        f"https://brief.example/unsubscribe/{TOKENS.issue(Scope.UNSUBSCRIBE, person(returning, 'ann').id, 'morning')}"
    )
    headers = header.format(path=path(returning, "ann"), link=link)
    (found,) = returning.take([complaint(headers=f"{headers}\r\n")])
    assert (found.address, found.standing) == ("ann@example.com", Standing.SUPPRESSED)


def test_a_complaint_of_somebody_of_the_settings_is_known_by_the_address_that_their_path_stands_for(returning):
    came_to = return_path(PATHS, "editors/ann@example.com", "ann@example.com", NOW)
    assert returning.take([complaint(came_to, rcpt="ben@example.com")]) == []
    (found,) = returning.take([complaint(came_to, rcpt="ann@example.com")])
    assert (found.address, found.standing) == ("ann@example.com", Standing.SUPPRESSED)


def test_a_forged_complaint_silences_nobody(returning):
    forged = f"https://brief.example/unsubscribe/{Tokens('o' * 40, lambda: NOW).issue(Scope.UNSUBSCRIBE, 'x', '')}"
    mails = [
        complaint("bounces@news.example", rcpt="ben@example.com"),
        complaint("bounces+" + "0" * 23 + "2b49c5" + "a" * 20 + "@news.example", rcpt="ben@example.com"),
        complaint(headers=f"List-Unsubscribe: <{forged}>\r\nTo: ben@example.com\r\n"),
    ]
    assert returning.take(mails) == []
    assert person(returning, "ben").standing is Standing.CONFIRMED


@pytest.mark.parametrize("kind", ["not-spam", "virus", "auth-failure", "other", ""])
def test_other_feedback_silences_nobody(returning, kind):
    assert returning.take([complaint(path(returning, "ann"), kind)]) == []


def test_a_complaint_that_is_read_twice_counts_once_and_of_somebody_who_left_is_only_written_down(returning):
    mail = complaint(path(returning, "ann"))
    returning.desk.leave(person(returning, "ann"), "", SAID)
    assert [one.standing for one in returning.take([mail, mail])] == [Standing.UNSUBSCRIBED]
    trail = returning.desk.subscribers.trail(person(returning, "ann").id)
    assert [line.event for line in trail][-2:] == [ConsentEvent.LEFT, ConsentEvent.COMPLAINED]


def test_the_mailbox_is_read_again_after_a_rest(returning):
    class Box:
        def since(self, moment):
            assert moment < NOW - timedelta(days=5)
            return [report(path(returning, "ann"), "ann@example.com", "5.1.1")]

    watch = Round(returning, Box())
    assert [(job.kind, job.key) for job in watch.jobs()] == [(JobKind.DELIVER, ROUND)]
    assert len(watch.run()) == 1
    assert watch.jobs() == []
    watch.last = NOW - watch.every
    assert watch.jobs() != []
