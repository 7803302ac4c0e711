"""A database in a file, and a private PostgreSQL for the tests that need several machines' worth of workers."""

import itertools
from collections.abc import Iterator

import pytest

from briefing.store.database import open_store
from tests.postgres import Cluster, private_cluster

_numbers = itertools.count()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with private_cluster() as cluster:
        store = open_store(cluster.create("upgraded"))
        store.upgrade()
        store.close()
        yield cluster


@pytest.fixture
def postgres_url(cluster: Cluster) -> Iterator[str]:
    """A database with the schema and nothing in it."""
    name = f"service{next(_numbers)}"
    yield cluster.create(name, "upgraded")
    cluster.drop(name)
