from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.model import DeliveryState
from tests.store.samples import DAY, HOUR, MINUTE, NOW, brief, item, message, slot

SECOND = timedelta(seconds=1)


def published(store, *messages, expires=None):
    """Deliveries of a brief just published."""
    assert store.ledger.publish(brief(slot(), item()), messages or [message()], NOW, expires)
    return store.ledger.due(NOW)


class TestSlots:
    def test_a_slot_is_claimed_once_even_by_the_same_owner(self, store):
        assert store.ledger.claim_slot(slot(), "one", NOW, 60)
        assert not store.ledger.claim_slot(slot(), "two", NOW, 60)
        assert not store.ledger.claim_slot(slot(), "one", NOW, 60)
        assert store.ledger.claim_slot(slot("evening"), "two", NOW, 60)

    def test_f1_a_dead_owner_loses_the_slot_when_its_lease_ends(self, store):
        assert store.ledger.claim_slot(slot(), "one", NOW, 60)
        assert not store.ledger.claim_slot(slot(), "two", NOW + 59 * SECOND, 60)
        assert store.ledger.claim_slot(slot(), "two", NOW + 60 * SECOND, 60)
        assert not store.ledger.claim_slot(slot(), "one", NOW + 61 * SECOND, 60)

    def test_a_published_slot_is_done_and_cannot_be_claimed(self, store):
        store.ledger.claim_slot(slot(), "one", NOW, 60)
        assert not store.ledger.slot_done("morning", slot().key)
        published(store)
        assert store.ledger.slot_done("morning", slot().key)
        assert not store.ledger.claim_slot(slot(), "two", NOW + DAY, 60)
        assert store.ledger.done_slots(["morning", "evening"], "2026") == {"morning": {slot().key}}

    @pytest.mark.parametrize("moment", [NOW, NOW + DAY], ids=["skipped", "missed"])
    def test_a_closed_slot_is_done_and_cannot_be_claimed_or_published(self, store, moment):
        store.ledger.close_slot(slot(), "one", moment, "a quiet day")
        assert store.ledger.slot_done("morning", slot().key)
        assert store.ledger.done_slots(["morning"], "2026") == {"morning": {slot().key}}
        assert not store.ledger.claim_slot(slot(), "one", moment + DAY, 60)
        assert not store.ledger.publish(brief(slot()), [message()], moment, None)
        assert store.briefs.get("morning", slot().key) is None
        assert store.ledger.due(moment) == []

    def test_done_slots_are_read_from_a_day_on_and_of_who_rested_longer_those_of_the_last_day(self, store):
        for day, hour in ((20, 7), (22, 6), (22, 18)):
            store.ledger.close_slot(slot(day=day, hour=hour), "one", NOW, "a quiet day")
        store.ledger.claim_slot(slot(day=23), "one", NOW, 60)
        store.ledger.close_slot(slot("evening"), "one", NOW, "a quiet day")
        names = ["morning", "evening", "never"]
        assert store.ledger.done_slots(names, "2026-11-23") == {"evening": {slot().key}}
        last = {slot(day=22, hour=hour).key for hour in (6, 18)}
        assert store.ledger.last_slots(names) == {"morning": last, "evening": {slot().key}}

    def test_only_the_owner_of_a_living_lease_closes_a_slot(self, store):
        store.ledger.claim_slot(slot(), "one", NOW, 60)
        store.ledger.close_slot(slot(), "two", NOW, "stolen")
        assert not store.ledger.slot_done("morning", slot().key)
        store.ledger.close_slot(slot(), "one", NOW, "a quiet day")
        assert store.ledger.slot_done("morning", slot().key)

    def test_a_published_slot_stays_published(self, store):
        store.ledger.claim_slot(slot(), "one", NOW, 60)
        published(store)
        store.ledger.close_slot(slot(), "one", NOW, "too late")
        assert store.ledger.last_delivered_window_end("morning") == NOW

    def test_the_window_begins_where_that_of_the_latest_published_slot_ended(self, store):
        assert store.ledger.last_delivered_window_end("morning") is None
        for day in (23, 22):
            store.ledger.claim_slot(slot(day=day), "one", NOW, 60)
            store.ledger.publish(brief(slot(day=day)), (), NOW, None)
        store.ledger.claim_slot(slot(), "one", NOW, 60)
        store.ledger.close_slot(slot(day=25), "one", NOW, "skipped")
        assert store.ledger.last_delivered_window_end("morning") == NOW - DAY


class TestPublishing:
    def test_a_brief_is_published_with_one_frozen_delivery_a_part(self, store):
        due = published(store, message("team"), message("mail", parts=1), expires=NOW + HOUR)
        key = f"morning:{slot().key}"
        assert [one.key for one in due] == [f"{key}:mail:0", f"{key}:team:0", f"{key}:team:1"]
        first = due[0]
        assert (first.destination, first.part) == (message("mail").destination, message("mail").parts[0])
        assert (first.state, first.attempts, first.expires) == (DeliveryState.PENDING, 0, NOW + HOUR)
        assert first.created == first.updated == NOW

    def test_a_second_publication_changes_nothing(self, store):
        before = published(store)
        assert not store.ledger.publish(replace(brief(slot()), title="Another"), [message("more")], NOW + HOUR, None)
        assert store.briefs.get("morning", slot().key).title == "Morning"
        assert store.ledger.due(NOW + DAY) == before

    def test_two_items_on_one_story_do_not_stop_a_brief(self, store):
        store.ledger.claim_slot(slot(), "one", NOW, 60)
        assert store.ledger.publish(brief(slot(), item(), item(text="Again.")), (), NOW, None)
        assert store.briefs.shown("morning")["a1"].sentences == item().sentences


class TestDeliveries:
    def test_found_by_key_brief_slot_and_state_newest_first(self, store):
        due = published(store)
        store.ledger.publish(brief(slot(day=25)), [message(parts=1)], NOW + DAY, None)
        assert store.ledger.get(due[0].key) == due[0]
        assert store.ledger.get("unknown") is None
        assert [one.slot for one in store.ledger.find()] == [slot(day=25).key, slot().key, slot().key]
        assert store.ledger.find(slot=slot().key) == due
        assert store.ledger.find(brief="morning", slot=slot().key, state="pending", limit=1) == due[:1]
        assert store.ledger.find(state="sent") == []
        assert store.ledger.find(brief="evening") == []

    def test_a_claim_is_committed_counted_and_given_once(self, store):
        delivery = published(store)[0]
        claimed = store.ledger.claim(delivery, "one", NOW, 60)
        assert claimed == store.ledger.get(delivery.key)
        assert (claimed.state, claimed.attempts, claimed.lease_owner) == (DeliveryState.SENDING, 1, "one")
        assert claimed.lease_until == NOW + MINUTE
        assert store.ledger.claim(delivery, "two", NOW, 60) is None
        assert store.ledger.claim(claimed, "one", NOW + 59 * SECOND, 60) is None
        assert delivery.key not in [one.key for one in store.ledger.due(NOW + 59 * SECOND)]

    def test_f2_a_send_that_never_came_back_is_due_for_a_look_up_when_its_lease_ends(self, store):
        first = store.ledger.claim(published(store)[0], "one", NOW, 60)
        after = NOW + MINUTE
        abandoned = next(one for one in store.ledger.due(after) if one.key == first.key)
        assert abandoned.state is DeliveryState.SENDING
        second = store.ledger.claim(abandoned, "two", after, 60)
        assert (second.attempts, second.lease_owner) == (2, "two")

    def test_f9_a_sleeper_that_wakes_cannot_write_over_what_another_did(self, store):
        first = store.ledger.claim(published(store)[0], "one", NOW, 60)
        second = store.ledger.claim(first, "two", NOW + MINUTE, 60)
        assert not store.ledger.update(first, replace(first, state=DeliveryState.PENDING))
        assert store.ledger.claim(first, "one", NOW + HOUR, 60) is None
        sent = replace(second, state=DeliveryState.SENT, receipt={"ts": "1.2"}, lease_owner="", lease_until=None)
        assert store.ledger.update(second, sent)
        assert store.ledger.get(first.key) == sent

    def test_what_went_out_failed_or_is_held_is_not_due_and_cannot_be_claimed(self, store):
        for state in (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.HELD):
            store.ledger.publish(brief(slot(state.value)), [message(parts=1)], NOW, None)
            delivery = store.ledger.find(brief=state.value)[0]
            settled = replace(delivery, state=state, reason="because")
            assert store.ledger.update(delivery, settled)
            assert store.ledger.due(NOW + DAY) == []
            assert store.ledger.claim(settled, "one", NOW + DAY, 60) is None

    def test_a_later_attempt_is_due_when_its_time_has_come(self, store):
        for state in (DeliveryState.PENDING, DeliveryState.UNKNOWN):
            store.ledger.publish(brief(slot(state.value)), [message(parts=1)], NOW, None)
            delivery = store.ledger.find(brief=state.value)[0]
            later = replace(delivery, state=state, not_before=NOW + HOUR, unclear=1, reason="it said 503")
            assert store.ledger.update(delivery, later)
            assert store.ledger.due(NOW + HOUR - SECOND) == []
            assert store.ledger.due(NOW + HOUR) == [later]
            assert store.ledger.claim(later, "one", NOW + HOUR, 60).unclear == 1

    def test_the_longest_due_comes_first_and_parts_in_order(self, store):
        store.ledger.publish(brief(slot(day=25)), [message(parts=3)], NOW + MINUTE, None)
        published(store, message(parts=1))
        due = store.ledger.due(NOW + HOUR)
        assert [(one.slot, one.part.number) for one in due] == [
            (slot().key, 0),
            *((slot(day=25).key, number) for number in range(3)),
        ]
        assert store.ledger.due(NOW + HOUR, limit=1) == due[:1]

    def test_the_frozen_bytes_never_change(self, store):
        delivery = published(store)[0]
        store.ledger.update(delivery, replace(delivery, part=replace(delivery.part, payload=b"other")))
        assert store.ledger.get(delivery.key).part == delivery.part

    def test_a_change_without_a_moment_is_refused(self, store):
        delivery = published(store)[0]
        with pytest.raises(ValueError, match="updated"):
            store.ledger.update(delivery, replace(delivery, updated=None))


def test_the_keys_of_what_is_due_are_told_without_the_messages(store):
    published(store)
    store.ledger.publish(brief(slot("evening"), item()), [message()], NOW, None)
    due = [one.key for one in store.ledger.due(NOW)]
    assert store.ledger.due_keys(NOW) == due
    assert store.ledger.due_keys(NOW, brief="evening") == [key for key in due if key.startswith("evening:")]
    assert store.ledger.due_keys(NOW, without=store.ledger.due(NOW)[0].destination.channel) == []
