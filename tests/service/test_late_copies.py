"""Two edits of a text are copies of each other from the moment its whole comes in, in the store too."""

from dataclasses import replace
from datetime import UTC, datetime
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
