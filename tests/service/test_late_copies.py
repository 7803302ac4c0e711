"""What a process knew of copies and stories it knows after a restart, too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.model import Annotation, Article
from briefing.pipeline.stories import StoryDesk
from briefing.store.database import open_store

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
WORDS = [f"{thing}{number}" for number in range(40) for thing in ("lock", "canal", "barge", "gate", "hinge")]


def test_the_store_learns_what_turned_out_to_be_a_copy_even_after_a_restart(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'briefing.db'}")
    store.upgrade()
    edits = {"head": WORDS[:150], "tail": WORDS[70:], "whole": WORDS}
    desk = StoryDesk(store.articles)
    for name, words in edits.items():
        article = Article(name, f"https://{name}.example/", "Lock to close", " ".join(words), first_seen=NOW)
        place = desk.place_all([article], NOW)[name]
        store.articles.save(
            replace(article, version=1), Annotation(name, 1, (), (), (), ()), place.story_id, place.copy_of
        )
    assert store.articles.copies(edits) == {"head": ("whole",)}
    StoryDesk(store.articles).settle(NOW)
    assert store.articles.copies(edits) == {"head": ("tail", "whole")}
    store.close()


def test_a_process_that_starts_anew_knows_every_copy_of_three_days(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'briefing.db'}")
    store.upgrade()
    moments = {f"lock{hours}": NOW - timedelta(hours=hours) for hours in (70, 44, 20, 3)}
    for number, (name, moment) in enumerate(moments.items()):
        words = " ".join(f"{word}of{number}" for word in WORDS)
        article = Article(name, f"https://{name}.example/", f"Lock {number} to close", words, first_seen=moment)
        store.articles.save(article, Annotation(name, 1, (), (), (), ()), name)
    desk = StoryDesk(store.articles)
    for number, name in enumerate(moments):
        words = " ".join(f"{word}of{number}" for word in WORDS)
        copy = Article(f"copy of {name}", "https://copy.example/", "Lock closes", words, first_seen=NOW)
        place = desk.place_all([copy], NOW)[copy.id]
        assert (place.story_id, place.copy_of) == (name, name)
    store.close()
