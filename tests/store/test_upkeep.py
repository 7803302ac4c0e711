import stat
from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.errors import Permanent
from briefing.model import DeliveryState, Request, SourceState
from briefing.store.database import open_store
from tests.store.samples import DAY, HOUR, NOW, annotation, article, brief, item, message, slot

LATER = NOW + 91 * DAY
MUCH_LATER = NOW + 401 * DAY


def save(store, of):
    return store.articles.save(of, annotation(of), of.id)


def publish(store, day, state=None):
    one = slot(day=day)
    store.ledger.claim_slot(one, "one", one.due, 60)
    store.ledger.publish(brief(one, item()), [message(parts=1)], one.due, None)
    if state:
        delivery = store.ledger.find(slot=one.key)[0]
        store.ledger.update(delivery, replace(delivery, state=state))


def test_bodies_are_forgotten_after_90_days_and_what_was_read_stays_known(store):
    save(store, article())
    save(store, article("a2", first_seen=NOW + 2 * DAY))
    assert store.articles.annotations([("a1", 1)]).keys() == {("a1", 1)}
    pruned = store.prune(LATER)
    assert (pruned.bodies, pruned.articles) == (1, 0)
    assert store.articles.get("a1") is None
    assert store.articles.annotations([("a1", 1), ("a2", 1)]).keys() == {("a2", 1)}
    assert store.articles.known(["a1", "a2"]) == {"a1": 1, "a2": 1}
    assert [one.id for one in store.articles.seen_between(NOW - DAY, LATER)] == ["a2"]
    assert save(store, article(first_seen=LATER)).version == 1
    assert save(store, article(text="Changed.", first_seen=LATER)).version == 2


def test_frozen_messages_are_forgotten_once_they_are_settled(store):
    publish(store, 22, DeliveryState.SENT)
    publish(store, 23, DeliveryState.HELD)
    publish(store, 24)
    assert store.prune(LATER).payloads == 1
    payloads = {one.slot: one.part.payload for one in store.ledger.find()}
    assert payloads == {
        slot(day=22).key: b"",
        slot(day=23).key: message().parts[0].payload,
        slot(day=24).key: message().parts[0].payload,
    }


def test_keys_are_forgotten_after_400_days_but_never_where_the_last_window_ended(store):
    save(store, article())
    save(store, article("a2"))
    save(store, article("a2", text="Changed.", first_seen=NOW + 2 * DAY))
    store.articles.assign({"a1": "s"})
    publish(store, 23, DeliveryState.SENT)
    publish(store, 24, DeliveryState.SENT)
    store.ledger.close_slot(slot(day=22), "one", NOW, "missed")
    store.requests.add(Request("old", "brief", "morning", NOW))
    store.requests.add(Request("open", "brief", "morning", NOW))
    store.requests.save(Request("old", "brief", "morning", NOW, answered=NOW))
    pruned = store.prune(MUCH_LATER)
    assert (pruned.articles, pruned.briefs, pruned.slots, pruned.requests) == (1, 1, 1, 1)
    assert store.articles.known(["a1", "a2"]) == {"a2": 2}
    assert store.ledger.last_slots(["morning"]) == {"morning": {slot().key}}
    assert store.ledger.last_delivered_window_end("morning") == NOW
    assert [one.slot for one in store.ledger.find()] == [slot().key]
    assert [one.id for one in store.requests.open(NOW)] == ["open"]


def test_forgetting_goes_on_until_nothing_is_left_and_then_does_nothing(store):
    for number in range(3):
        save(store, article(f"a{number}", first_seen=NOW + number * HOUR))
    assert store.prune(LATER, bodies=timedelta(0)).bodies == 3
    assert store.prune(LATER, bodies=timedelta(0)).bodies == 0


def test_f16_a_backup_made_while_writing_is_whole_and_restores(store, url, tmp_path, request):
    store.sources.save(SourceState("harbour"))
    target = tmp_path / "backup"
    store.backup(target)
    assert [file.name for file in tmp_path.iterdir() if "backup" in file.name] == ["backup"]
    copy = open_store(restored(target, url, request))
    copy.check()
    copy.verify()
    assert copy.sources.states() == [SourceState("harbour")]
    copy.close()


def restored(target, url, request) -> str:
    if url.startswith("sqlite"):
        return f"sqlite:///{target}"
    cluster = request.getfixturevalue("cluster")
    other: str = cluster.create("restored")
    request.addfinalizer(lambda: cluster.drop("restored"))
    target.chmod(target.stat().st_mode | stat.S_IROTH)
    with target.open("rb") as archive:
        cluster.run("pg_restore", "--dbname", other, stdin=archive)
    return other


def test_a_backup_overwrites_nothing(store, tmp_path):
    (tmp_path / "backup").write_text("precious")
    with pytest.raises(Permanent, match="is there already"):
        store.backup(tmp_path / "backup")
    assert (tmp_path / "backup").read_text() == "precious"


@pytest.mark.postgres
def test_a_backup_without_pg_dump_or_without_a_server_says_so(tmp_path, monkeypatch):
    store = open_store("postgresql://user:canary@127.0.0.1:1/name")
    with pytest.raises(Permanent, match="pg_dump failed") as caught:
        store.backup(tmp_path / "backup")
    assert "canary" not in str(caught.value)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Permanent, match="needs its program pg_dump"):
        store.backup(tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []
