"""Subscribers are kept with the trail of their consent; what they no longer want is withdrawn."""

from dataclasses import replace

import pytest

from briefing.model import (
    Consent,
    ConsentEvent,
    Delivery,
    DeliveryState,
    Destination,
    Message,
    Part,
    Standing,
    Subscriber,
    Wishes,
)
from briefing.model.delivering import place
from briefing.store.schema import templates
from briefing.subscribers.mails import destination_of, letter_key
from tests.store.samples import DAY, HOUR, NOW, brief, slot

ANN = Subscriber(
    "a" * 24,
    "Ann@example.org",
    Standing.CONFIRMED,
    Wishes(("morning", "evening"), ("Energy",), ("mon", "tue"), "07:30", "Asia/Tokyo"),
    created=NOW,
    updated=NOW,
)
AGREED = Consent(ANN.id, NOW, ConsentEvent.CONFIRMED, "web", "hash", "The Morning Brief")


def letter(number: int = 1) -> Delivery:
    part = Part(0, "message/rfc822", b"letter", "<1@example.com>")
    destination = Destination(destination_of(ANN.id), "email", ANN.address)
    return Delivery(letter_key(ANN.id, number), "@letters", str(number), destination, part, updated=NOW)


def mails(*people: Subscriber) -> list[Message]:
    shared = b"To: " + place(0) + b"\r\n\r\nnews\r\n"
    return [
        Message(
            Destination(destination_of(one.id), "email", one.address),
            (Part(0, "message/rfc822", shared, f"<{one.id}@example.com>", (one.address,)),),
        )
        for one in people
    ]


def test_a_subscriber_is_found_as_they_were_stored(store):
    assert store.subscribers.save(None, ANN, [AGREED])
    assert store.subscribers.get(ANN.id) == ANN
    assert store.subscribers.of_address("ann@EXAMPLE.org") == ANN
    assert store.subscribers.of_addresses(["ANN@example.org", "bob@example.org"]) == {"ANN@example.org": ANN}
    assert store.subscribers.trail(ANN.id) == [AGREED]
    assert store.subscribers.counts() == {Standing.CONFIRMED: 1}


def test_an_address_has_one_entry_however_it_is_written(store):
    store.subscribers.save(None, ANN)
    assert not store.subscribers.save(None, replace(ANN, id="b" * 24, address="ann@example.org"), [AGREED], letter())
    assert store.ledger.find() == []


def test_of_two_changes_made_from_the_same_version_one_wins(store):
    store.subscribers.save(None, ANN)
    first = replace(ANN, version=2, wishes=Wishes(("morning",)))
    assert store.subscribers.save(ANN, first)
    assert not store.subscribers.save(ANN, replace(ANN, version=2, wishes=Wishes()))
    assert store.subscribers.get(ANN.id) == first


def test_a_brief_goes_to_those_who_confirmed_and_chose_it(store):
    people = [replace(ANN, id=f"{number:024x}", address=f"{number}@example.org") for number in range(2500)]
    for one in people[:3]:
        store.subscribers.save(None, one)
    store.subscribers.save(None, replace(ANN, standing=Standing.PENDING))
    store.subscribers.save(None, replace(people[3], wishes=Wishes(("evening",))))
    assert list(store.subscribers.receiving("morning")) == people[:3]
    assert [one.id for one in store.subscribers.find(brief="evening", limit=2, after=people[0].id)] == [
        people[1].id,
        people[2].id,
    ]


def test_a_letter_is_queued_with_the_change_or_not_at_all(store):
    store.subscribers.save(None, ANN, [], letter())
    assert [one.key for one in store.ledger.due(NOW)] == [letter().key]
    assert not store.subscribers.save(replace(ANN, version=9), ANN, [], letter(2))
    assert [one.key for one in store.ledger.find()] == [letter().key]


def test_mails_that_many_share_are_stored_once_and_come_out_whole(store):
    bob = replace(ANN, id="b" * 24, address="bob@example.org")
    store.ledger.publish(brief(slot()), mails(ANN, bob), NOW, None)
    assert sorted(one.part.content for one in store.ledger.due(NOW)) == [
        b"To: Ann@example.org\r\n\r\nnews\r\n",
        b"To: bob@example.org\r\n\r\nnews\r\n",
    ]
    with store._engine.connect() as connection:
        assert len(connection.execute(templates.select()).all()) == 1


def test_a_reader_who_wants_it_later_gets_it_later_and_for_as_long(store):
    (mail,) = mails(ANN)
    store.ledger.publish(brief(slot()), [replace(mail, not_before=NOW + 5 * HOUR)], NOW, NOW + HOUR)
    assert store.ledger.due(NOW) == []
    (found,) = store.ledger.due(NOW + 5 * HOUR)
    assert found.expires == NOW + 6 * HOUR


def test_what_waits_for_somebody_who_leaves_is_withdrawn(store):
    store.subscribers.save(None, ANN)
    store.ledger.publish(brief(slot()), mails(ANN), NOW, None)
    store.ledger.publish(brief(slot("evening")), mails(ANN), NOW, None)
    store.subscribers.save(ANN, replace(ANN, version=2, wishes=Wishes(("evening",)), left=("morning",)))
    assert {one.brief: one.state for one in store.ledger.find()} == {
        "morning": DeliveryState.FAILED,
        "evening": DeliveryState.PENDING,
    }
    assert [one.brief for one in store.ledger.due(NOW)] == ["evening"]


def test_somebody_who_is_removed_leaves_no_address_behind(store):
    store.subscribers.save(None, ANN, [AGREED], letter())
    store.ledger.publish(brief(slot()), mails(ANN), NOW, None)
    assert store.subscribers.remove(ANN.id)
    assert store.subscribers.of_address(ANN.address) is None
    assert {(one.destination.address, one.part.fills, one.state) for one in store.ledger.find()} == {
        ("", (), DeliveryState.FAILED)
    }
    assert store.subscribers.trail(ANN.id) == [AGREED]
    assert not store.subscribers.remove(ANN.id)


def test_shared_mails_are_forgotten_in_time_but_not_while_they_may_go_out(store):
    store.ledger.publish(brief(slot()), mails(ANN), NOW, None)
    assert store.prune(NOW + 100 * DAY).payloads == 0
    (waiting,) = store.ledger.due(NOW)
    claimed = store.ledger.claim(waiting, "w", NOW, 60)
    store.ledger.update(claimed, replace(claimed, state=DeliveryState.SENT, lease_owner="", lease_until=None))
    assert store.prune(NOW + 100 * DAY).payloads == 1
    assert store.ledger.find()[0].part.content == b""
    with store._engine.connect() as connection:
        assert connection.execute(templates.select()).all() == []


def test_many_deliveries_are_claimed_and_settled_in_one_step(store):
    people = [replace(ANN, id=f"{number:024x}", address=f"{number}@example.org") for number in range(5)]
    store.ledger.publish(brief(slot()), mails(*people), NOW, None)
    due = store.ledger.waiting("email", NOW, 10)
    assert [one.address for one in due] == [one.address for one in people]
    assert store.ledger.due(NOW, without="email") == []
    first = store.ledger.exchange([], [one.key for one in due[:2]], "w", NOW, 60)
    assert {one.destination.address for one in first.values()} == {people[0].address, people[1].address}
    assert all(one.part.content.startswith(b"To: ") for one in first.values())
    sent = [
        (one, replace(one, state=DeliveryState.SENT, lease_owner="", lease_until=None, updated=NOW))
        for one in first.values()
    ]
    second = store.ledger.exchange(sent, [one.key for one in due], "other", NOW, 60)
    assert len(second) == 3
    assert store.ledger.counts() == {DeliveryState.SENT: 2, DeliveryState.SENDING: 3}


@pytest.mark.parametrize("state", [Standing.UNSUBSCRIBED, Standing.SUPPRESSED])
def test_nothing_more_goes_to_those_who_left_or_whose_mail_comes_back(store, state):
    store.subscribers.save(None, ANN)
    store.ledger.publish(brief(slot()), mails(ANN), NOW, None)
    store.subscribers.save(ANN, replace(ANN, version=2, standing=state))
    assert list(store.subscribers.receiving("morning")) == []
    assert store.ledger.due(NOW) == []
