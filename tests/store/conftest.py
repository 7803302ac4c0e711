"""Every test that asks for `store` or `url` runs twice: on SQLite and on a private PostgreSQL."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.store.database import Database, open_store
from tests.postgres import Cluster, private_cluster
from tests.store.processes import Worker

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
_numbers = itertools.count()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with private_cluster() as cluster:
        upgrade(cluster.create("upgraded"))
        yield cluster


@pytest.fixture(scope="session")
def upgraded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("upgraded") / "briefing.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    cluster = request.getfixturevalue("cluster")
    database = f"empty{next(_numbers)}"
    yield cluster.create(database)
    cluster.drop(database)


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the schema and nothing in it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("upgraded_file"), tmp_path / "briefing.db")
        yield f"sqlite:///{tmp_path / 'briefing.db'}"
        return
    cluster = request.getfixturevalue("cluster")
    cluster.clear("upgraded")
    yield cluster.url("upgraded")


@pytest.fixture
def store(url: str) -> Iterator[Database]:
    store = open_store(url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def workers() -> Iterator[list[Worker]]:
    """Three real processes, for as long as the tests run."""
    workers = [Worker() for _ in range(3)]
    yield workers
    for worker in workers:
        worker.stop()


def upgrade(url: str) -> None:
    store = open_store(url)
    store.upgrade()
    store.close()
