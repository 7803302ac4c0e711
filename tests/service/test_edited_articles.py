"""An article that changes is an update of what was shown of it, never news a second time, never against itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from briefing.bootstrap.edges import summarizer
from briefing.compose.edition import compose
from briefing.model import Article, Brief, BriefSpec, Slot, Window
from briefing.pipeline.analysis import annotate
from briefing.pipeline.material import gather
from briefing.pipeline.tools import TOOLS
from briefing.store.database import Database

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
DAY = timedelta(hours=24)
YESTERDAY = NOW - DAY
ORDER = BriefSpec("morning", "The Morning Brief")
TEXT = (
    "The lock at Ostby will be closed for 12 weeks from Monday, the canal office said.\n\n"
    "Barges will have to take the longer way through the lake of Maren, which adds two days to a voyage.\n\n"
    "The gates were built in 1931, and their hinges have rusted through."
)
LOCK = Article(
    "lock",
    "https://quay.example/lock",
    "Lock at Ostby to close",
    TEXT,
    source="quay",
    published=YESTERDAY - timedelta(hours=6),
)
TEASER = "The lock at Ostby will be closed for 12 weeks from Monday."


def came_in(store: Database, article: Article, moment: datetime) -> None:
    read = replace(article, first_seen=moment, version=(store.articles.known([article.id]).get(article.id, 0)) + 1)
    found = partial(annotate, summarizer=summarizer("salience"))(read)
    store.articles.save(read, found, article.id)


def edition(store: Database, end: datetime) -> Brief:
    """The brief of the day that ends then, published for its slot."""
    window = Window(end - DAY, end)
    assert store.ledger.claim_slot(Slot("morning", end.replace(tzinfo=None), end, end + DAY), "tester", end, 60)
    material = gather(store, ORDER, window, ())
    made = compose(ORDER, f"{end:%Y-%m-%dT%H:%M}", end, window, material, summarizer("salience"), end, TOOLS)
    assert store.ledger.publish(made, (), end, None)
    return made


def test_an_article_that_was_edited_before_it_was_ever_shown_does_not_come_back_as_news(store: Database) -> None:
    came_in(store, LOCK, YESTERDAY - timedelta(hours=5))
    came_in(store, replace(LOCK, text=TEXT.replace("1931", "1932")), NOW - timedelta(hours=2))
    assert not gather(store, ORDER, Window(YESTERDAY, NOW), ()).stories


def test_an_article_that_is_met_and_edited_in_the_same_window_is_news_in_its_latest_wording(store: Database) -> None:
    came_in(store, LOCK, NOW - timedelta(hours=5))
    came_in(store, replace(LOCK, text=TEXT.replace("12 weeks", "14 weeks")), NOW - timedelta(hours=2))
    (item,) = edition(store, NOW).items
    assert "14 weeks" in item.sentences[0].text


def test_a_shown_article_with_something_new_is_an_update_once(store: Database) -> None:
    came_in(store, LOCK, YESTERDAY - timedelta(hours=5))
    assert len(edition(store, YESTERDAY).items) == 1
    more = "A pilot and his daughter were hurt when a barge struck the gates on Tuesday morning."
    came_in(store, replace(LOCK, text=f"{more}\n\n{TEXT}"), NOW - timedelta(hours=2))
    (item,) = edition(store, NOW).items
    assert [one.text for one in item.sentences] == [more]
    assert not edition(store, NOW + timedelta(hours=3)).items


def test_an_article_shown_from_its_feeds_summary_is_no_news_once_it_is_read_in_full(store: Database) -> None:
    came_in(store, replace(LOCK, text=TEASER, degraded="the page could not be read"), YESTERDAY - timedelta(hours=5))
    assert edition(store, YESTERDAY).items[0].sentences[0].text == TEASER
    came_in(store, LOCK, NOW - timedelta(hours=2))
    made = edition(store, NOW)
    assert (made.items, made.also, made.corrections) == ((), (), ())


def test_what_changes_after_it_was_read_in_full_is_an_update(store: Database) -> None:
    came_in(store, replace(LOCK, text=TEASER, degraded="the page could not be read"), YESTERDAY - timedelta(hours=5))
    edition(store, YESTERDAY)
    came_in(store, LOCK, NOW - timedelta(hours=4))
    more = "A pilot and his daughter were hurt when a barge struck the gates on Tuesday morning."
    came_in(store, replace(LOCK, text=f"{more}\n\n{TEXT}"), NOW - timedelta(hours=2))
    made = edition(store, NOW)
    assert [one.text for item in made.items for one in item.sentences] == [more]
    assert not made.corrections


def test_a_number_that_was_shown_from_the_summary_and_is_another_in_full_is_corrected(store: Database) -> None:
    came_in(store, replace(LOCK, text=TEASER, degraded="the page could not be read"), YESTERDAY - timedelta(hours=5))
    edition(store, YESTERDAY)
    came_in(store, replace(LOCK, text=TEXT.replace("12 weeks", "14 weeks")), NOW - timedelta(hours=2))
    made = edition(store, NOW)
    assert not made.items
    (line,) = made.corrections
    assert line.before == TEASER
    assert "14 weeks" in line.after


def test_a_summary_that_breaks_off_in_a_number_is_not_contradicted_by_the_whole(store: Database) -> None:
    cut = "The lock at Ostby will be closed for 1…"
    came_in(store, replace(LOCK, text=cut, degraded="the page could not be read"), YESTERDAY - timedelta(hours=5))
    edition(store, YESTERDAY)
    came_in(store, LOCK, NOW - timedelta(hours=2))
    assert not edition(store, NOW).corrections
