"""F5, A16, and what kill -9 leaves: real processes, really killed."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url

from briefing.store.database import open_store
from tests.store.processes import Worker
from tests.store.samples import NOW, annotation, article, slot

NOTHING = {"brief": False, "done": False, "deliveries": 0, "shown": 0}
EVERYTHING = {"brief": True, "done": True, "deliveries": 2, "shown": 1}


def test_f5_a_kill_at_any_statement_of_a_publication_leaves_nothing_or_all_of_it(url, store, workers):
    store.ledger.claim_slot(slot(), "worker", NOW, 60)
    found = workers[0].ask("publish_dying", url)
    assert len(found) > 5
    assert found[:-1] == [NOTHING] * (len(found) - 1)
    assert found[-1] == EVERYTHING


def test_a16_a_kill_at_any_statement_leaves_no_partial_article(url, store, workers):
    store.articles.save(article(), annotation(article()), "a1")
    found = workers[0].ask("save_dying", url)
    assert len(found) > 5
    first = {"version": 1, "text": False, "annotations": 1, "story": "a1"}
    assert found[:-1] == [first] * (len(found) - 1)
    assert found[-1] == {"version": 2, "text": True, "annotations": 2, "story": "s"}


def test_a16_a_kill_at_any_statement_leaves_none_or_all_of_the_articles_stored_together(url, store, workers):
    store.articles.save(article(), annotation(article()), "a1")
    found = workers[0].ask("save_together_dying", url)
    assert len(found) > 10
    assert found[:-1] == [{"a1": 1}] * (len(found) - 1)
    assert found[-1] == {"a1": 2, "a2": 1}


@pytest.mark.parametrize("acknowledged", [1, 20])
def test_f5_what_was_acknowledged_before_a_kill_is_there_afterwards_and_whole(url, tmp_path, acknowledged):
    worker = Worker()
    worker.begin("publish_for_ever", url)
    names = [worker.answer() for _ in range(acknowledged)]
    worker.stop()
    store = open_store(moved_away(url, tmp_path / "elsewhere"))
    store.check()
    store.verify()
    for name in names:
        assert store.ledger.slot_done(name, slot().key)
    for brief in store.briefs.latest(limit=1000):
        assert len(store.ledger.find(brief=brief.name)) == 20
        assert store.briefs.shown(brief.name)
    store.close()


def moved_away(url: str, folder: Path) -> str:
    """The files as the killed process left them, on what might be another machine."""
    target = make_url(url)
    if target.drivername != "sqlite":
        return url
    path = Path(str(target.database))
    folder.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        shutil.copy(file, folder)
    return f"sqlite:///{folder / path.name}"
