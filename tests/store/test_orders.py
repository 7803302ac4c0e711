from dataclasses import replace

from briefing.model import BriefSpec, Destination, Followed, Order, Schedule, Topic, Vote
from tests.store.samples import DAY, NOW

SPEC = BriefSpec(
    "slack.T1.C1",
    "News for harbour",
    schedule=Schedule(("30 7 * * mon,tue",), "Europe/Berlin"),
    destinations=(Destination("conversation", "slack", "T1/C1"),),
    sources=("followed.1",),
    topics=(Topic("Wind farms", ("wind farm*",)),),
)
ORDER = Order(SPEC, "T1", "C1", "U1", NOW)
SOURCE = Followed("followed.1", "https://harbour.example/feed", "feed", NOW)


def test_a_conversation_has_one_order_that_can_be_changed_and_taken_back(store):
    store.orders.save(ORDER)
    changed = replace(ORDER, spec=replace(SPEC, most=3), by="U2")
    store.orders.save(changed)
    assert store.orders.of("T1", "C1") == changed
    assert store.orders.orders() == [changed]
    store.orders.remove(SPEC.name)
    assert store.orders.of("T1", "C1") is None


def test_only_sources_that_somebody_follows_are_read(store):
    store.orders.follow(SOURCE)
    store.orders.follow(replace(SOURCE, url="https://elsewhere.example/"))
    assert store.orders.followed() == []
    store.orders.save(ORDER)
    assert store.orders.followed() == [SOURCE]


def test_a_workspace_that_left_takes_its_orders_along(store):
    store.orders.save(ORDER)
    store.orders.save(replace(ORDER, spec=replace(SPEC, name="slack.T2.C1"), team="T2"))
    store.orders.remove_team("T1")
    assert [order.team for order in store.orders.orders()] == ["T2"]


def test_the_last_vote_of_a_reader_on_a_story_counts(store):
    up = Vote("morning", "story", "U1", 1, NOW, sources=("harbour",), topic="Transport")
    store.votes.cast(up)
    store.votes.cast(replace(up, value=-1))
    store.votes.cast(replace(up, reader="U2", cast=NOW - 2 * DAY))
    assert store.votes.of("morning", NOW - DAY) == [replace(up, value=-1)]
    assert store.votes.of("evening", NOW - DAY) == []
