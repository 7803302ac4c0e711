"""Stories: one event is one story, another event on the same topic is another, and ids stay."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.group.index import StoryIndex
from briefing.group.stories import stories
from briefing.model import Article

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
KOLM = (
    (
        "Earthquake of magnitude 5.9 shakes Kolm",
        """An earthquake of magnitude 5.9 shook the island of Kolm on Monday. Mayor Ida Renn said 40 houses in the
        harbour quarter were damaged and nobody was hurt.""",
    ),
    (
        "Kolm quake damages 40 houses",
        """A magnitude 5.9 earthquake damaged 40 houses on Kolm, Mayor Ida Renn said. The harbour quarter was hit
        hardest, and ferries to the island stopped on Monday.""",
    ),
    (
        "Ferries to Kolm stop after earthquake",
        """Ferries to Kolm stopped on Monday after an earthquake of magnitude 5.9. The harbour quarter is closed,
        Mayor Ida Renn said.""",
    ),
)
TESSALY = (
    (
        "Earthquake near Tessaly destroys school",
        """An earthquake of magnitude 6.3 destroyed a school in the hills of Tessaly. Governor Paul Oster said
        rescuers were searching the valley of Brenn for twelve hikers.""",
    ),
    (
        "Twelve hikers missing in Tessaly after quake",
        """Rescuers in the valley of Brenn searched for twelve hikers after a magnitude 6.3 earthquake in Tessaly.
        Governor Paul Oster asked for helicopters.""",
    ),
)
LYNX = (
    (
        "Lynx filmed near the capital",
        """A walker filmed a lynx in the forest of Ostby on Sunday. It is the first one seen there since 1994,
        the forest office said.""",
    ),
    (
        "First lynx in Ostby since 1994",
        """The forest office confirmed that a lynx filmed by a walker in Ostby is the first one there since 1994.""",
    ),
)


def articles(pairs, prefix: str, start: datetime = NOW) -> list[Article]:
    return [
        Article(id=f"{prefix}{place}", url="", title=title, text=text, first_seen=start + timedelta(minutes=place))
        for place, (title, text) in enumerate(pairs)
    ]


def test_two_earthquakes_are_two_stories():
    found = stories([*articles(KOLM, "k"), *articles(TESSALY, "t")])
    assert {frozenset(one.id for one in story.articles) for story in found} == {
        frozenset({"k0", "k1", "k2"}),
        frozenset({"t0", "t1"}),
    }


def test_a_story_is_named_after_the_article_that_opened_it():
    assert stories(articles(KOLM, "k"))[0].id == "k0"


def test_arrival_one_by_one_gives_the_stories_of_the_batch():
    everything = [*articles(KOLM, "k"), *articles(TESSALY, "t")]
    index = StoryIndex()
    one_by_one = {one.id: index.add(one).story_id for one in everything} | index.settle()
    batch = {one.id: story.id for story in stories(everything) for one in story.articles}
    assert one_by_one == batch


def test_an_index_restored_after_a_restart_goes_on_where_it_was():
    index = StoryIndex()
    index.restore(articles(KOLM[:2], "k"), {"k0": "yesterday", "k1": "yesterday"})
    assert index.add(articles(KOLM, "k")[2]).story_id == "yesterday"


def test_restoring_what_is_known_changes_nothing():
    index = StoryIndex()
    first = articles(KOLM, "k")
    assigned = {one.id: index.add(one).story_id for one in first}
    index.restore(first, dict.fromkeys(assigned, "other"))
    assert len(index) == 3
    assert {one.id: index.add(one).story_id for one in first} == assigned


def test_a_copy_goes_to_the_story_of_its_original():
    original = articles(KOLM, "k")[0]
    copy = Article(id="copy", url="", title="Something else", text=original.text, first_seen=NOW)
    index = StoryIndex()
    index.add(original)
    assignment = index.add(copy)
    assert (assignment.story_id, assignment.copy_of) == ("k0", "k0")
    (story,) = stories([original, copy])
    assert story.copies == {"copy": ("k0",)}  # the same moment: the lower id counts as the earlier one


def test_an_article_that_stands_twice_in_a_batch_is_placed_once():
    original = articles(KOLM, "k")[0]
    copy = replace(original, id="copy")
    index = StoryIndex()
    assert set(index.add_all([original, copy, original])) == {"k0", "copy"}
    assert len(index) == 2


def test_nothing_joins_a_story_that_rested_longer_than_the_window():
    index = StoryIndex(window_hours=72)
    index.add(articles(KOLM[:1], "k")[0])
    late = articles(KOLM[1:], "late", NOW + timedelta(hours=100))
    assert index.add(late[0]).story_id == "late0"


def test_expiry_lets_go_of_resting_stories_and_keeps_living_ones():
    index = StoryIndex(window_hours=72)
    for one in articles(KOLM, "k"):
        index.add(one)
    alive = articles(LYNX, "x", NOW + timedelta(hours=60))
    index.add(alive[0])
    assert index.expire(NOW + timedelta(hours=80)) == 3
    assert len(index) == 1
    assert index.add(alive[1]).story_id == "x0"


def test_clock_skew_an_unbelievable_date_does_not_tear_a_story_apart():
    first, second = articles(KOLM[:2], "k")
    skewed = [
        replace(first, id="old", published=datetime(1970, 1, 1, tzinfo=UTC)),
        replace(second, id="future", published=datetime(2090, 1, 1, tzinfo=UTC)),
    ]
    index = StoryIndex()
    assert {index.add(one).story_id for one in skewed} == {"old"}
    assert index.expire(NOW + timedelta(hours=73)) == 2


def test_equal_headlines_on_different_events_stay_apart():
    pairs = [("Morning update", text) for _, text in (KOLM[0], LYNX[0])]
    assert len(stories(articles(pairs, "m"))) == 2


def test_thousands_of_articles_on_one_event_are_one_story():
    pairs = [
        (KOLM[place % 3][0], f"{KOLM[place % 3][1]} Reporter {place} counted {place} cars.") for place in range(600)
    ]
    index = StoryIndex()
    found = {index.add(one).story_id for one in articles(pairs, "k")}
    index.settle()
    assert found == {"k0"}


def test_naive_missing_and_empty_values_are_taken_as_they_are():
    odd = [
        Article(id="a", url="", title="", text=""),
        Article(id="b", url="", title="", text="", published=datetime(2026, 11, 24)),  # noqa: DTZ001
        Article(
            id="c", url="", title="東京都が港の計画を発表", text="東京都は新しい港の計画を発表した。", language="ja"
        ),
        Article(id="d", url="", title="東京都の港の計画", text="新しい港の計画を東京都が発表した。", language="ja"),
    ]
    grouped = {one.id: story.id for story in stories(odd) for one in story.articles}
    assert set(grouped) == {"a", "b", "c", "d"}
    assert grouped["c"] == grouped["d"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=12))
def test_every_article_is_in_exactly_one_story(texts):
    given_articles = [Article(id=str(place), url="", title=text[:20], text=text) for place, text in enumerate(texts)]
    found = [one.id for story in stories(given_articles) for one in story.articles]
    assert sorted(found) == sorted(one.id for one in given_articles)
    ids = [story.id for story in stories(given_articles)]
    assert len(ids) == len(set(ids))
