"""A process of its own, to race against others and to be killed: python -m tests.store.worker.

It reads a deed and its arguments a line, and answers each with a line of JSON.
"""

import itertools
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from briefing.model import Arrival, Article, Delivery, DeliveryState
from briefing.store.database import Database, open_store
from briefing.store.engine import connect
from briefing.store.upgrading import upgrade
from tests.store.samples import MINUTE, NOW, annotation, article, brief, item, message, slot

RACES = 30
TOGETHER = 5
SLOTS = [slot(f"brief{number}") for number in range(RACES)]


def claim_slots(url: str) -> list[str]:
    """Names of the briefs whose slot this process got."""
    store = open_store(url)
    owner = str(os.getpid())
    return [one.brief for one in SLOTS if store.ledger.claim_slot(one, owner, NOW, 60)]


def claim_deliveries(url: str) -> list[str]:
    """Keys of the deliveries that this process got."""
    store = open_store(url)
    owner = str(os.getpid())
    as_published = [one for brief in SLOTS for one in store.ledger.find(brief=brief.brief)]
    return [one.key for one in map(fresh, as_published) if store.ledger.claim(one, owner, NOW + MINUTE, 60)]


def fresh(delivery: Delivery) -> Delivery:
    """The delivery as every racer saw it before the race."""
    return replace(delivery, state=DeliveryState.PENDING, attempts=0, lease_owner="", lease_until=None)


def publish(url: str) -> list[str]:
    """Names of the briefs that this process published."""
    store = open_store(url)
    return [one.brief for one in SLOTS if store.ledger.publish(brief(one, item()), [message()], NOW, None)]


def save_article(url: str) -> list[int]:
    """Versions under which this process stored its own text of the same article."""
    store = open_store(url)
    mine = [article(text=f"{os.getpid()} {number}") for number in range(RACES)]
    return [store.articles.save(one, annotation(one), "a1").version for one in mine]


def save_shuffled(url: str) -> int:
    """How often this process stored its own texts of the same articles, in an order of its own each time."""
    store = open_store(url)
    chance = random.Random(os.getpid())
    for number in range(RACES):
        mine = [article(f"a{one}", f"{os.getpid()} {number}") for one in range(TOGETHER)]
        store.articles.save_all([arrival(one) for one in chance.sample(mine, len(mine))])
    return RACES


def arrival(of: Article) -> Arrival:
    return Arrival(of, annotation(of), of.id)


def migrate(url: str) -> str:
    return upgrade(connect(url))


def publish_for_ever(url: str) -> None:
    """Publish one brief after another; each is named on a line once it is acknowledged."""
    store = open_store(url)
    for number in itertools.count():
        one = slot(f"brief{number}")
        store.ledger.claim_slot(one, "worker", NOW, 60)
        store.ledger.publish(brief(one, item()), [message(parts=20)], NOW, None)
        answer(one.brief)


def publish_dying(url: str) -> list[dict[str, Any]]:
    """Publish, killed before the first, second, … statement until none is left; what was stored each time."""
    return die_everywhere(lambda engine: publish_one(Database(engine)), url, stored)


def publish_one(store: Database) -> None:
    store.ledger.publish(brief(slot(), item()), [message()], NOW, None)


def save_dying(url: str) -> list[dict[str, Any]]:
    """Save a second version, killed before the first, second, … statement until none is left; what was stored."""
    second = article(text="The ferry was raised.", first_seen=NOW + MINUTE)
    return die_everywhere(
        lambda engine: Database(engine).articles.save(second, annotation(second), "s"), url, stored_article
    )


def save_together_dying(url: str) -> list[dict[str, int]]:
    """Save two articles, killed before the first, second, … statement until none is left; the versions each time."""
    both = [article("a2"), article(text="The ferry was raised.", first_seen=NOW + MINUTE)]
    return die_everywhere(
        lambda engine: Database(engine).articles.save_all([arrival(one) for one in both]), url, stored_versions
    )


def stored_versions(url: str) -> dict[str, int]:
    store = open_store(url)
    found = dict(store.articles.known(["a1", "a2"]))
    store.close()
    return found


def stored_article(url: str) -> dict[str, Any]:
    store = open_store(url)
    found = {
        "version": store.articles.known(["a1"])["a1"],
        "text": store.articles.get("a1") == store.articles.get("a1", 2),
        "annotations": len(store.articles.annotations([("a1", 1), ("a1", 2)])),
        "story": store.articles.story_ids(["a1"])["a1"],
    }
    store.close()
    return found


def stored(url: str) -> dict[str, Any]:
    store = open_store(url)
    found = {
        "brief": store.briefs.get("morning", slot().key) is not None,
        "done": store.ledger.slot_done("morning", slot().key),
        "deliveries": len(store.ledger.find()),
        "shown": len(store.briefs.shown("morning")),
    }
    store.close()
    return found


def migrate_dying(url: str, folder: str) -> list[Any]:
    """Migrate, killed before the first, second, … statement until none is left; the revision each time."""
    return die_everywhere(lambda engine: upgrade(engine, Path(folder)), url, revision)


def revision(url: str) -> Any:
    engine = connect(url)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    engine.dispose()
    return found


def die_everywhere(deed: Callable[[Engine], object], url: str, look: Callable[[str], Any]) -> list[Any]:
    seen = []
    for step in itertools.count(1):
        child = os.fork()
        if child == 0:
            engine = connect(url)
            die_before(engine, step)
            deed(engine)
            os._exit(0)
        survived = os.waitpid(child, 0)[1] == 0
        seen.append(look(url))
        if survived:
            return seen
    raise AssertionError


def die_before(engine: Engine, step: int) -> None:
    steps = itertools.count(1)

    def die(*_: object) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", die)
    event.listen(engine, "commit", die)


def answer(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for line in sys.stdin:
        deed, *arguments = line.split()
        answer(globals()[deed](*arguments))
