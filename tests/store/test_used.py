from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from briefing.store.database import open_store
from briefing.store.engine import reading
from briefing.store.schema import used_tokens
from tests.store.samples import HOUR, NOW


def test_what_is_good_once_is_used_once_in_whatever_process(store, url):
    assert store.used.use("link", NOW + HOUR, NOW)
    assert not store.used.use("link", NOW + HOUR, NOW)
    other = open_store(url)
    assert not other.used.use("link", NOW + HOUR, NOW)
    assert other.used.use("another", NOW + HOUR, NOW)
    other.close()


def test_of_many_who_use_it_at_the_same_moment_one_is_first(store):
    with ThreadPoolExecutor(16) as people:
        first = list(people.map(lambda number: store.used.use(f"link-{number % 4}", NOW + HOUR, NOW), range(32)))
    assert sum(first) == 4


def test_what_has_expired_is_forgotten_and_no_token_is_kept_in_the_clear(store):
    for number in range(50):
        assert store.used.use(f"link-{number}", NOW + HOUR, NOW)
    assert store.used.use("later", NOW + 3 * HOUR, NOW + 2 * HOUR)
    with reading(store._engine) as connection:
        kept = connection.scalars(select(used_tokens.c.digest)).all()
        assert connection.scalar(select(func.count()).select_from(used_tokens)) == 1
    assert all(len(digest) == 32 and b"later" not in digest for digest in kept)
