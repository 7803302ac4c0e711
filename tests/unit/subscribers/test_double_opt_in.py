"""Nothing is sent to anybody who did not agree, and whoever leaves has left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.errors import Permanent
from briefing.model import Consent, ConsentEvent, Letter, Standing, Subscriber, Wishes
from briefing.subscribers import rules
from briefing.subscribers.rules import Origin

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEB = Origin("web", "hash")
NEW = Subscriber("a" * 24, "ann@example.org", Standing.PENDING, Wishes(("morning",)), version=0)


def asked() -> Subscriber:
    change = rules.ask(None, NEW, WEB, NOW)
    assert change is not None
    return change.after


def confirmed() -> Subscriber:
    change = rules.confirm(asked(), 1, WEB, NOW)
    assert change is not None
    return change.after


def test_somebody_new_gets_a_letter_and_nothing_else() -> None:
    change = rules.ask(None, NEW, WEB, NOW)
    assert change is not None
    assert change.letter is Letter.CONFIRM
    assert not rules.receives(change.after, "morning")
    assert [(line.event, line.how, line.origin) for line in change.trail] == [(ConsentEvent.ASKED, "web", "hash")]


def test_who_confirms_receives_what_they_chose() -> None:
    assert rules.receives(confirmed(), "morning")
    assert not rules.receives(confirmed(), "evening")


def test_confirming_twice_changes_nothing() -> None:
    assert rules.confirm(confirmed(), 1, WEB, NOW) is None


def test_only_the_link_of_the_latest_letter_confirms() -> None:
    again = rules.ask(asked(), NEW, WEB, NOW + 2 * HOUR)
    assert again is not None
    with pytest.raises(Permanent, match="no longer valid"):
        rules.confirm(again.after, 1, WEB, NOW)
    assert rules.confirm(again.after, 2, WEB, NOW)


def test_nobody_can_be_flooded_with_letters() -> None:
    subscriber, letters, moment = asked(), 1, NOW
    while moment < NOW + timedelta(days=30):
        moment += HOUR / 4
        if change := rules.ask(subscriber, NEW, WEB, moment):
            subscriber, letters = change.after, letters + 1
    assert letters <= 12


def test_asking_again_for_a_known_address_changes_nothing_and_says_so_only_to_its_owner() -> None:
    other = replace(NEW, wishes=Wishes(("evening",)))
    change = rules.ask(confirmed(), other, WEB, NOW + 2 * HOUR)
    assert change is not None
    assert (change.letter, change.after.wishes, change.trail) == (Letter.KNOWN, NEW.wishes, ())


def test_nothing_goes_to_an_address_whose_mail_comes_back() -> None:
    dead = replace(confirmed(), standing=Standing.SUPPRESSED, asked=None)
    assert rules.ask(dead, NEW, WEB, NOW) is None
    assert not rules.receives(dead, "morning")
    assert not rules.tolerates(dead, "morning")


def test_leaving_one_brief_keeps_the_others() -> None:
    two = replace(confirmed(), wishes=Wishes(("morning", "evening")))
    change = rules.unsubscribe(two, "morning", Origin("one-click"), NOW)
    assert change is not None
    assert not rules.receives(change.after, "morning")
    assert rules.receives(change.after, "evening")
    last = rules.unsubscribe(change.after, "evening", Origin("one-click"), NOW)
    assert last is not None
    assert last.after.standing is Standing.UNSUBSCRIBED


def test_leaving_twice_changes_nothing() -> None:
    change = rules.unsubscribe(confirmed(), "morning", WEB, NOW)
    assert change is not None
    assert rules.unsubscribe(change.after, "morning", WEB, NOW) is None
    assert rules.unsubscribe(change.after, "", WEB, NOW) is None


def test_the_operator_cannot_bring_back_who_left() -> None:
    change = rules.unsubscribe(confirmed(), "morning", WEB, NOW)
    assert change is not None
    with pytest.raises(Permanent, match="only they can undo that"):
        rules.add(change.after, NEW, Origin("import", words="a list"), NOW)


def test_who_left_can_come_back_by_themselves() -> None:
    left = rules.unsubscribe(confirmed(), "morning", WEB, NOW)
    assert left is not None
    again = rules.ask(left.after, NEW, WEB, NOW + 2 * HOUR)
    assert again is not None
    assert again.letter is Letter.CONFIRM
    back = rules.confirm(again.after, again.after.letters, WEB, NOW + 2 * HOUR)
    assert back is not None
    assert rules.receives(back.after, "morning")
    assert rules.tolerates(back.after, "morning")


def test_an_address_that_the_settings_name_can_leave_a_brief_for_good() -> None:
    named = rules.enrol(replace(NEW, wishes=Wishes()), Origin("settings"), NOW).after
    assert rules.tolerates(named, "morning")
    left = rules.unsubscribe(named, "morning", Origin("one-click"), NOW)
    assert left is not None
    assert not rules.tolerates(left.after, "morning")
    assert rules.tolerates(left.after, "evening")


def test_giving_up_the_last_brief_on_the_preferences_page_is_leaving() -> None:
    change = rules.change(confirmed(), Wishes(), WEB, NOW)
    assert change is not None
    assert (change.after.standing, change.after.left) == (Standing.UNSUBSCRIBED, ("morning",))


def test_a_lost_mailbox_is_given_up_at_once_and_a_refusal_only_when_it_repeats() -> None:
    lost = rules.returned(confirmed(), lost=True, refusals=0, origin=Origin("bounce", words="5.1.1"), now=NOW)
    assert lost is not None
    assert (lost.after.standing, lost.after.reason) == (Standing.SUPPRESSED, "5.1.1")
    trail: list[Consent] = []
    person = confirmed()
    for day in range(rules.REFUSALS):
        moment = NOW + timedelta(days=day)
        count = rules.refusals_in_a_row(trail, NOW - HOUR)
        change = rules.returned(person, lost=False, refusals=count, origin=Origin("bounce"), now=moment)
        assert change is not None
        person = change.after
        trail += change.trail
    assert person.standing is Standing.SUPPRESSED
    assert len(trail) == rules.REFUSALS


@given(some.lists(some.sampled_from(["ask", "confirm", "leave", "add", "bounce", "change"]), max_size=12))
def test_no_order_of_events_sends_to_somebody_who_left_unless_they_say_so_themselves(events: list[str]) -> None:
    known: Subscriber | None = None
    agreed = False
    for number, event in enumerate(events):
        now = NOW + timedelta(days=8 * number)
        try:
            change = _happens(event, known, now)
        except Permanent:
            continue
        if change is None:
            continue
        events_in_trail = {line.event for line in change.trail}
        agreed = bool(events_in_trail & {ConsentEvent.CONFIRMED, ConsentEvent.CHANGED}) or (
            agreed and not events_in_trail & {ConsentEvent.LEFT, ConsentEvent.SUPPRESSED, ConsentEvent.ASKED}
        )
        known = change.after
        assert rules.receives(known, "morning") <= agreed


def _happens(event: str, known: Subscriber | None, now: datetime) -> rules.Change | None:
    if event == "ask":
        return rules.ask(known, NEW, WEB, now)
    if event == "add":
        return rules.add(known, NEW, Origin("operator", words="told us"), now)
    if known is None:
        return None
    deeds = {
        "confirm": lambda: rules.confirm(known, known.letters, WEB, now),
        "leave": lambda: rules.unsubscribe(known, "morning", WEB, now),
        "bounce": lambda: rules.returned(known, lost=True, refusals=0, origin=Origin("bounce"), now=now),
        "change": lambda: rules.change(known, Wishes(("morning", "evening")), WEB, now),
    }
    return deeds[event]()
