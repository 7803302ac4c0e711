"""A database moves to another whole, and only once."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from briefing import ledger
from briefing.errors import Permanent
from briefing.model import DeliveryState, Sent, SourceState
from briefing.store.database import Database, open_store
from briefing.store.engine import connect, writing
from tests.store.samples import HOUR, NOW, annotation, article, brief, item, message, slot

pytestmark = pytest.mark.postgres


@pytest.fixture
def source(tmp_path: Path, upgraded_file: Path):
    path = tmp_path / "small.sqlite3"
    path.write_bytes(upgraded_file.read_bytes())
    store = open_store(f"sqlite:///{path}")
    fill(store)
    yield store
    store.close()


@pytest.fixture
def target(cluster):
    url = cluster.create("target")
    store = open_store(url)
    yield store
    store.close()
    cluster.drop("target")


def fill(store: Database) -> None:
    store.sources.save(SourceState("harbour", next_poll=NOW))
    first = article("a1", "The ferry sank. Nobody was hurt: \x00 \u00e9 \U0001f6a2.")
    store.articles.save(first, annotation(first), "a1")
    second = article("a1", "The ferry sank again.")
    store.articles.save(second, annotation(second), "s2")
    of = slot()
    store.ledger.claim_slot(of, "one", NOW, 60)
    store.ledger.publish(brief(of, item()), [message()], NOW, NOW + HOUR)


def move(source: Database, target: Database) -> list[str]:
    told: list[str] = []
    source.move(target, lambda table: told.append(f"{table.table} {table.rows}"))
    return told


def test_everything_is_there_afterwards(source: Database, target: Database) -> None:
    told = move(source, target)
    assert {"articles 1", "article_versions 2", "deliveries 2", "briefs 1", "sources 1"} <= set(told)
    assert target.articles.get("a1", 1) == source_article_before(1)
    assert target.articles.story_ids(["a1"]) == {"a1": "s2"}
    assert [one.id for one in target.articles.search("ferry again")] == ["a1"]
    assert [one.slot for one in target.briefs.search("ferry")] == ["2026-11-24T07:00"]
    assert target.sources.due(NOW, {"harbour"}) == ["harbour"]


def test_what_changed_last_is_still_found_first(source: Database, target: Database) -> None:
    for name, hours in (("b1", 1), ("b2", 2), ("b1", 3)):
        told = article(name, f"The lynx was seen for {hours} hours.", first_seen=NOW + hours * HOUR)
        source.articles.save(told, annotation(told), name)
    before = [one.id for one in source.articles.search("lynx")]
    move(source, target)
    assert [one.id for one in target.articles.search("lynx")] == before == ["b1", "b2"]


def source_article_before(version: int):
    return replace(article("a1", "The ferry sank. Nobody was hurt: \ufffd \u00e9 \U0001f6a2."), version=version)


def test_what_was_sent_stays_sent_and_what_was_not_goes_out_once(source: Database, target: Database) -> None:
    sent, waiting = source.ledger.due(NOW)
    claimed = source.ledger.claim(sent, "one", NOW, 60)
    assert claimed
    assert source.ledger.update(claimed, ledger.settle(claimed, Sent({"ts": "1"}), NOW, ledger.Policy()))
    move(source, target)
    there = target.ledger.get(sent.key)
    assert there
    assert there.state is DeliveryState.SENT
    assert [one.key for one in target.ledger.due(NOW)] == [waiting.key]
    assert not target.ledger.publish(brief(slot(), item()), [message()], NOW, None)


def test_new_rows_get_numbers_of_their_own(source: Database, target: Database) -> None:
    move(source, target)
    target.articles.assign({"a1": "s3"})
    assert target.articles.story_ids(["a1"]) == {"a1": "s3"}


def test_the_old_database_is_not_used_any_more(source: Database, target: Database) -> None:
    move(source, target)
    for use in (source.check, source.upgrade, lambda: move(source, target)):
        with pytest.raises(Permanent, match="was moved to another one"):
            use()


def test_a_target_with_something_in_it_is_refused_and_the_source_stays(source: Database, target: Database) -> None:
    target.upgrade()
    target.sources.save(SourceState("other", next_poll=NOW))
    with pytest.raises(Permanent, match="the target is not empty"):
        move(source, target)
    source.check()


def test_a_copy_that_differs_is_undone(source: Database, target: Database, cluster) -> None:
    target.upgrade()
    engine = connect(cluster.url("target"))
    with writing(engine) as connection:
        connection.execute(text("CREATE RULE lose AS ON INSERT TO shown DO INSTEAD NOTHING"))
    engine.dispose()
    with pytest.raises(Permanent, match=r"the copy of shown differs \(1 rows became 0\): nothing was moved"):
        move(source, target)
    source.check()
    assert target.articles.get("a1") is None
