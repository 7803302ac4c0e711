"""A fault of our own in reading a source: it is logged, and the source waits and is named like any that fails."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.collect.politeness import SHORTEST, failed
from briefing.errors import Transient
from briefing.model import Annotation, Article, Health, Poll, SourceState
from briefing.pipeline.collecting import Collecting
from briefing.pipeline.stories import StoryDesk
from briefing.store.database import Database
from tests.service.collector import ENTRIES, FeedReader, Quay

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


class Trap(Quay):
    """A source whose answer brings out a fault of ours."""

    def poll(self, state: SourceState, now: datetime) -> Poll:
        raise OverflowError("date value out of range")


def dropped(article: Article) -> Annotation:
    raise IndexError(f"string index out of range: {article.title}")


def out_of_reach(article: Article) -> Annotation:
    raise Transient("the connection to the database broke")


def nothing(article: Article) -> Annotation:
    return Annotation(article.id, article.version, (), (), (), ())


@pytest.mark.parametrize(
    ("source", "annotate", "told"),
    [(Trap(), nothing, "date value out of range"), (Quay(), dropped, f"out of range: {ENTRIES[0].title}")],
    ids=["in its answer", "in an article"],
)
def test_a_source_that_brings_out_a_fault_of_ours_waits_and_is_named(source, annotate, told, store: Database) -> None:
    collecting = Collecting(store, FeedReader(), StoryDesk(store.articles), annotate, failed)
    for failures in (1, 2):
        with pytest.raises((OverflowError, IndexError), match="out of range"):
            collecting.poll(source, "", NOW)
        state = store.sources.state(source.name)
        assert told in state.problem
        assert (state.failures, state.health) == (failures, Health.FAILING)
        assert state.next_poll is not None
        assert state.next_poll > NOW + timedelta(seconds=SHORTEST)


def test_a_database_out_of_reach_is_no_fault_of_the_source(store: Database) -> None:
    store.sources.save(before := replace(SourceState("quay"), last_success=NOW))
    collecting = Collecting(store, FeedReader(), StoryDesk(store.articles), out_of_reach, failed)
    with pytest.raises(Transient):
        collecting.poll(Quay(), "", NOW)
    assert store.sources.state("quay") == before
