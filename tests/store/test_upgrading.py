import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from briefing.errors import Permanent
from briefing.model import SourceState
from briefing.store import queue_schema
from briefing.store.database import open_store
from briefing.store.engine import connect, reading
from briefing.store.schema import metadata
from briefing.store.upgrading import MIGRATIONS, _head, _revisions, check, upgrade
from tests.store.conftest import upgrade as upgrade_store
from tests.store.processes import race

NEXT = '''"""A next step, in several statements."""
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("sources", sa.Column("mood", sa.Text))
    op.create_table("moods", sa.Column("mood", sa.Text, primary_key=True))
    op.execute("UPDATE sources SET mood = 'calm'")
    op.execute("INSERT INTO moods VALUES ('calm')")
'''


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later version of the code."""
    folder = tmp_path / "later"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = max(path.name[:4] for path in (folder / "versions").glob("*.py"))
    (folder / "versions" / "next.py").write_text(NEXT.format(head=head))
    return folder


@pytest.fixture
def url(empty_url: str) -> str:
    """A database of its own: these tests change the schema."""
    upgrade_store(empty_url)
    return empty_url


@pytest.fixture
def engine(url):
    engine = connect(url)
    yield engine
    engine.dispose()


def moods(engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        found = connection.execute(text("SELECT sources.mood, moods.mood FROM sources, moods"))
        return [tuple(row) for row in found]


def known_to_the_code(name: str | None, kind: str, parents: Mapping[str, str | None]) -> bool:
    """Without the search index, which has no equal on the other database, and the tables of the jobs."""
    del parents
    foreign = ("search_words", "search_entries_words", "queue_schema", "procrastinate")
    return not (name or "").startswith(foreign) and (kind, name) != ("column", "words")


def test_the_migrations_make_the_tables_that_the_code_expects(engine):
    with reading(engine) as connection:
        opts = {"compare_type": False, "include_name": known_to_the_code}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def test_the_revisions_are_those_that_alembic_finds(later):
    for folder in (MIGRATIONS, later):
        scripts = ScriptDirectory(str(folder))
        assert _head(folder) == scripts.get_current_head()
        assert _revisions(folder)["revision"] == {script.revision for script in scripts.walk_revisions()}


def test_a_database_that_is_up_to_date_is_opened_without_loading_what_migrates(url):
    opening = """
import sys
from briefing.store.database import open_store
store = open_store(sys.argv[1])
store.upgrade()
store.check()
print("alembic" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", opening, url], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_an_empty_database_is_refused_until_it_is_upgraded(empty_url):
    store = open_store(empty_url)
    with pytest.raises(Permanent, match="has no schema, this code needs"):
        store.check()
    revision = store.upgrade()
    assert store.upgrade() == revision
    store.check()
    store.close()


def test_an_older_schema_is_refused_until_it_is_upgraded_with_all_that_is_in_it(store, engine, later):
    store.sources.save(SourceState("harbour"))
    with pytest.raises(Permanent, match="run `briefing db upgrade`"):
        check(engine, later)
    assert upgrade(engine, later) == "next"
    check(engine, later)
    assert moods(engine) == [("calm", "calm")]


def test_f7_f10_a_schema_newer_than_the_code_is_refused_and_left_alone(store, engine, later):
    upgrade(engine, later)
    for deed in (store.check, store.upgrade):
        with pytest.raises(Permanent, match="schema next, which is newer than this code"):
            deed()
    check(engine, later)


def test_f10_a_migration_killed_at_any_statement_leaves_the_old_schema_and_runs_again(
    store, engine, url, later, workers
):
    store.sources.save(SourceState("harbour"))
    old = store.upgrade()
    store.close()
    found = workers[0].ask("migrate_dying", url, str(later))
    assert len(found) > 5
    assert found[:-1] == [old] * (len(found) - 1)
    assert found[-1] == "next"
    assert moods(engine) == [("calm", "calm")]


def test_f10_processes_that_migrate_at_once_migrate_once(empty_url, workers):
    revisions = race(workers, "migrate", empty_url)
    assert len(set(revisions)) == 1
    store = open_store(empty_url)
    store.check()
    store.close()


def test_f10_a_sqlite_file_is_copied_before_its_schema_changes(tmp_path, upgraded_file, later):
    path = tmp_path / "briefing.db"
    shutil.copy(upgraded_file, path)
    copy = path.with_name("briefing.db.before-next")
    store = open_store(f"sqlite:///{path}")
    store.sources.save(SourceState("harbour"))
    store.close()
    copy.with_name(f"{copy.name}.part").write_text("left by a process that was killed")
    engine = connect(f"sqlite:///{path}")
    upgrade(engine, later)
    engine.dispose()
    assert sorted(file.name for file in tmp_path.glob("briefing.db*")) == ["briefing.db", copy.name]
    before = open_store(f"sqlite:///{copy}")
    before.check()
    assert before.sources.states() == [SourceState("harbour")]
    before.close()


def test_a_new_file_is_not_copied(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/briefing.db")
    store.upgrade()
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["briefing.db"]


@pytest.mark.postgres
def test_the_tables_of_the_jobs_come_with_ours_once(cluster) -> None:
    url = cluster.create("jobs")
    store = open_store(url)
    store.upgrade()
    store.upgrade()
    store.check()
    engine = connect(url)
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 0
        assert connection.scalar(text("SELECT count(*) FROM queue_schema")) == 1
    engine.dispose()
    store.close()
    cluster.drop("jobs")


@pytest.mark.postgres
def test_scripts_of_a_newer_procrastinate_run_from_where_the_last_upgrade_stopped(
    cluster, tmp_path, monkeypatch
) -> None:
    url = cluster.create("newer")
    store = open_store(url)
    store.upgrade()
    (tmp_path / "migrations").mkdir()
    newer = tmp_path / "migrations" / "99.00.00_01_newer.sql"
    newer.write_text("ALTER TABLE procrastinate_jobs ADD COLUMN newer text DEFAULT '100%'; -- 50 %s")
    monkeypatch.setattr(queue_schema, "_folder", lambda: tmp_path)
    with pytest.raises(Permanent, match="older than this code needs"):
        store.check()
    store.upgrade()
    store.check()
    store.close()
    cluster.drop("newer")
