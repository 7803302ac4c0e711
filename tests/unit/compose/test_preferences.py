"""Promises of the readers' votes: bounded, fading, one reader one voice, the last word counts."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.preferences import preferences
from briefing.model import Preferences, Vote
from tests.unit.compose.newsroom_of_values import NOW


def vote(value: int, *, reader: str = "ann", story: str = "ferry", days: float = 0.0, source: str = "post") -> Vote:
    return Vote("morning", story, reader, value, NOW - timedelta(days=days), (source,), "Trade")


votes_of_all_kinds = st.lists(
    st.builds(
        vote,
        st.sampled_from([-1, 0, 1]),
        reader=st.sampled_from("abc"),
        story=st.sampled_from("xyz"),
        days=st.floats(-5, 400),
        source=st.sampled_from(["post", "courier"]),
    )
)


def test_a_vote_counts_for_its_sources_its_topic_and_its_story():
    found = preferences([vote(1)], NOW)
    assert set(found.sources) == {"post"}
    assert set(found.topics) == {"Trade"}
    assert set(found.stories) == {"ferry"}
    assert 0 < found.sources["post"].value < 0.5


def test_without_votes_nothing_leans():
    assert preferences([], NOW) == Preferences()


def test_a_vote_fades_by_half_in_three_weeks():
    assert preferences([vote(1, days=21)], NOW).sources["post"].liked == 0.5


def test_the_last_word_of_a_reader_on_a_story_counts():
    changed = preferences([vote(-1, days=0), vote(1, days=1)], NOW)
    assert changed.stories["ferry"].disliked == 1.0
    assert changed.stories["ferry"].liked == 0.0
    assert preferences([vote(1, days=1), vote(0)], NOW).stories == {}


def test_votes_of_the_same_moment_count_the_same_in_any_order():
    tied = [vote(1, source="post"), vote(1, source="courier")]
    assert preferences(tied, NOW) == preferences(reversed(tied), NOW)


def test_one_reader_who_votes_on_everything_does_not_outvote_the_others():
    loud = [vote(-1, story=f"s{place}") for place in range(200)]
    others = [vote(1, reader=name, story=f"s{place}") for name in ("bob", "cem") for place in range(2)]
    assert preferences([*loud, *others], NOW).sources["post"].value > 0


@given(votes_of_all_kinds)
def test_leanings_stay_between_minus_one_and_one_whatever_the_votes(votes):
    found = preferences(votes, NOW)
    for leanings in (found.sources, found.topics, found.stories):
        assert all(-1 < one.value < 1 for one in leanings.values())
    assert found == preferences(reversed(votes), NOW)
