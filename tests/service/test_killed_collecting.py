"""A collector is killed at any of its commits: the next poll loses nothing and stores nothing twice."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import event

from briefing.store.database import Database, open_store
from briefing.store.engine import connect
from tests.service.collector import BATCHES, COMMITS, IDS, SOURCE, collect

ROOT = Path(__file__).parents[2]


def prepare(url: str) -> None:
    with closing(open_store(url)) as store:
        store.upgrade()


def killed(url: str, commit: int) -> None:
    command = [sys.executable, "-m", "tests.service.collector", url, str(commit)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == (-9 if commit <= COMMITS else 0)


def versions(store: Database) -> list[int]:
    return list(store.articles.known(IDS).values())


def test_the_articles_of_a_poll_are_stored_in_few_transactions(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'briefing.db'}"
    prepare(url)
    engine = connect(url)
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    with closing(Database(engine)) as store:
        collect(store)
    # Beside the batches: the lines that repeat, before them, and the state of the source, after them.
    assert len(commits) == BATCHES + 2 == COMMITS


def test_a_poll_killed_at_any_commit_is_done_again_and_nothing_is_lost_or_stored_twice(tmp_path: Path) -> None:
    for commit in range(1, COMMITS + 2):
        url = f"sqlite:///{tmp_path / f'{commit}.db'}"
        prepare(url)
        killed(url, commit)
        store = open_store(url)
        remembered = store.sources.state(SOURCE).last_success is not None
        assert remembered == (commit > COMMITS)
        assert not remembered or len(versions(store)) == len(IDS)
        collect(store)
        assert versions(store) == [1] * len(IDS)
        assert store.sources.state(SOURCE).last_success is not None
        store.close()
