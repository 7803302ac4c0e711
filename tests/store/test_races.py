"""E11: real processes and threads, on the same database, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from tests.store.processes import race
from tests.store.samples import NOW, brief, message, slot
from tests.store.worker import RACES, TOGETHER

NAMES = sorted(f"brief{number}" for number in range(RACES))


def test_e11_of_processes_that_claim_a_slot_one_wins(url, workers):
    assert sorted(chain(*race(workers, "claim_slots", url))) == NAMES


def test_of_processes_that_claim_a_delivery_one_wins(url, store, workers):
    for name in NAMES:
        store.ledger.publish(brief(slot(name)), [message(parts=1)], NOW, None)
    keys = sorted(one.key for one in store.ledger.find())
    assert sorted(chain(*race(workers, "claim_deliveries", url))) == keys
    assert {one.attempts for one in store.ledger.find()} == {1}


def test_of_processes_that_publish_a_brief_one_wins(url, store, workers):
    assert sorted(chain(*race(workers, "publish", url))) == NAMES
    assert len(store.ledger.find(limit=1000)) == 2 * RACES


def test_processes_that_save_an_article_get_a_version_each(url, workers):
    assert sorted(chain(*race(workers, "save_article", url))) == list(range(1, len(workers) * RACES + 1))


def test_processes_that_store_the_same_articles_in_any_order_wait_for_each_other_but_not_for_ever(url, store, workers):
    done = race(workers, "save_shuffled", url)
    assert done == [RACES] * len(workers)
    assert set(store.articles.known(f"a{one}" for one in range(TOGETHER)).values()) == {len(workers) * RACES}


def test_of_threads_that_claim_a_delivery_one_wins(store):
    store.ledger.publish(brief(slot()), [message(parts=10)], NOW, None)
    for delivery in store.ledger.due(NOW):
        with ThreadPoolExecutor(8) as threads:
            claims = [threads.submit(store.ledger.claim, delivery, str(owner), NOW, 60) for owner in range(8)]
        assert sum(claim.result() is not None for claim in claims) == 1
