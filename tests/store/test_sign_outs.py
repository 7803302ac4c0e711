from datetime import timedelta

from sqlalchemy import func, select

from briefing.store.database import open_store
from briefing.store.engine import reading
from briefing.store.schema import sign_outs
from tests.store.samples import HOUR, NOW


def test_a_sign_out_is_known_to_all_processes_and_the_last_one_counts(store, url):
    assert store.sign_outs.last("ann") is None
    store.sign_outs.record("ann", NOW)
    store.sign_outs.record("ann", NOW + HOUR)
    other = open_store(url)
    assert other.sign_outs.last("ann") == NOW + HOUR
    assert other.sign_outs.last("bob") is None
    other.close()


def test_sign_outs_older_than_any_session_are_forgotten(store):
    store.sign_outs.record("ann", NOW)
    store.sign_outs.record("bob", NOW + timedelta(days=401))
    with reading(store._engine) as connection:
        assert connection.scalar(select(func.count()).select_from(sign_outs)) == 1
