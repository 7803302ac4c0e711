"""What holds for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from briefing.store.database import Database, open_store

# An example may take as long as it takes: the machine may be busy, and what is slow shows in `benchmarks`.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """A database in a file, with the schema and nothing in it."""
    store = open_store(f"sqlite:///{tmp_path / 'briefing.sqlite3'}")
    store.upgrade()
    yield store
    store.close()
