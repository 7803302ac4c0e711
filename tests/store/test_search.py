"""What is stored can be found by its words, on both databases, and what is forgotten is not."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from briefing.store import shelves
from briefing.store.database import Database
from briefing.store.engine import writing
from briefing.store.search import terms
from tests.store.samples import DAY, HOUR, NOW, annotation, article, brief, item, message, slot


def keep(store: Database, *articles) -> None:
    for one in articles:
        store.articles.save(one, annotation(one), one.id)


def ids(store: Database, question: str, **page) -> list[str]:
    return [one.id for one in store.articles.search(question, **page)]


def go_on_counting_from(store: Database, number: int) -> None:
    """As if so many entries had come before."""
    counting = {
        "sqlite": "INSERT INTO search_entries (number, kind, key) VALUES (:number, 'gap', CAST(:number AS text))",
        "postgresql": "SELECT setval(pg_get_serial_sequence('search_entries', 'number'), :number)",
    }
    with writing(store._engine) as connection:
        connection.execute(text(counting[connection.dialect.name]), {"number": number})


@pytest.fixture
def harbour(store: Database) -> Database:
    keep(
        store,
        article("old", "The ferry sank in the harbour.", first_seen=NOW - 40 * DAY),
        article("middle", "Two ferries were repaired at the café.", title="Shipyard", first_seen=NOW - 5 * DAY),
        article("new", "A ferry sails again, says Ada Vell.", title="Back at sea", first_seen=NOW),
    )
    return store


def test_every_word_must_be_there_in_title_or_text_and_the_newest_comes_first(harbour: Database) -> None:
    assert ids(harbour, "ferry") == ["new", "middle", "old"]
    assert ids(harbour, "shipyard ferries") == ["middle"]
    assert ids(harbour, "harbour sails") == []


def test_case_and_accents_and_english_endings_do_not_matter(harbour: Database) -> None:
    assert ids(harbour, "CAFÉ repair") == ["middle"]


def test_a_phrase_stands_together_and_a_minus_excludes(harbour: Database) -> None:
    assert ids(harbour, '"ferry sails"') == ["new"]
    assert ids(harbour, '"sails ferry"') == []
    assert ids(harbour, "ferry -harbour") == ["new", "middle"]


def test_a_further_page_goes_on_where_the_first_ended(harbour: Database) -> None:
    assert ids(harbour, "ferry", limit=2) == ["new", "middle"]
    assert ids(harbour, "ferry", limit=2, skip=2) == ["old"]


def test_pages_go_back_over_any_days_newest_first_and_skip_nothing(store: Database) -> None:
    ages = [0, 0.5, 1, 2, 3, 3.5, 9, 30, 31, 200, 399]
    told = [article(f"seen{age}", "A ferry sails.", first_seen=NOW - age * DAY) for age in ages]
    keep(store, *reversed(told))
    for size in (1, 3, 20):
        pages = [ids(store, "ferry", limit=size, skip=skip) for skip in range(0, len(told) + size, size)]
        assert [one for page in pages for one in page] == [one.id for one in told]


def test_what_came_last_stands_first_over_any_number_of_shelves(store: Database) -> None:
    told = [article(f"a{number}", "A ferry sails.") for number in range(6)]
    for number, one in enumerate(told):
        go_on_counting_from(store, 9**number)
        keep(store, one)
    for size in (1, 2, 20):
        pages = [ids(store, "ferry", limit=size, skip=skip) for skip in range(0, len(told), size)]
        assert [one for page in pages for one in page] == [one.id for one in reversed(told)]


def test_a_changed_article_stands_before_what_came_between(harbour: Database) -> None:
    keep(harbour, article("old", "The ferry sank in the harbour, and a lynx.", first_seen=NOW + HOUR))
    assert ids(harbour, "ferry") == ["old", "new", "middle"]


def test_a_word_that_postgresql_does_not_index_finds_nothing_there_and_not_everything(harbour: Database) -> None:
    of_sqlite = harbour.file is not None
    assert ids(harbour, "the") == (["middle", "old"] if of_sqlite else [])
    assert ids(harbour, "the -harbour") == (["middle"] if of_sqlite else [])


@pytest.mark.parametrize("question", ["", "   ", "-ferry", '"', '""', "-", "*", "( ) :", "\x00", "\ud800"])
def test_a_question_without_a_word_finds_nothing(harbour: Database, question: str) -> None:
    assert ids(harbour, question) == []


@pytest.mark.parametrize(
    "question",
    [
        "ferry OR",
        "NEAR(ferry, 2)",
        "title : ferry",
        "ferry AND NOT",
        '"ferry',
        "ferry* ^x",
        "a:b | c & !d",
        "'; DROP",
        "<->",
    ],
)
def test_nothing_but_quotation_marks_and_minus_is_syntax(harbour: Database, question: str) -> None:
    assert set(ids(harbour, question)) <= {"old", "middle", "new"}


def test_a_new_version_is_found_by_its_new_words_only(harbour: Database) -> None:
    keep(harbour, article("new", "A tram sails again.", title="Back at sea", first_seen=NOW + HOUR))
    assert ids(harbour, "ferry") == ["middle", "old"]
    assert ids(harbour, "tram") == ["new"]


def test_a_pruned_text_is_not_found_and_the_others_still_are(harbour: Database) -> None:
    harbour.prune(NOW, bodies=30 * DAY)
    assert ids(harbour, "ferry") == ["new", "middle"]
    harbour.prune(NOW, bodies=2 * DAY, keys=2 * DAY)
    assert ids(harbour, "ferry") == ["new"]


def test_a_published_brief_is_found_by_what_it_showed(store: Database) -> None:
    shown = brief(slot("morning"), replace(item("s1"), headline="Harbour opens"))
    other = brief(slot("evening"), item("s2", text="The tram stood."))
    for one in (shown, other):
        store.ledger.publish(one, [message()], NOW, None)
    assert store.briefs.search("harbour ferry") == [shown]
    assert store.briefs.search("harbour", name="evening") == []
    assert store.briefs.search("tram", name="evening") == [other]
    assert store.articles.search("tram") == []


def test_a_pruned_brief_is_not_found(store: Database) -> None:
    first, second = brief(slot(day=23), item("s1")), brief(slot(day=24), item("s2"))
    for one in (first, second):
        store.ledger.publish(one, [message()], one.created, None)
    store.prune(NOW + 5 * DAY, keys=5 * DAY)
    assert store.briefs.search("ferry") == [second]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_question_is_an_error(harbour: Database, question: str) -> None:
    harbour.articles.search(question)


@given(st.text(max_size=2000))
def test_a_question_has_a_bounded_number_of_terms(question: str) -> None:
    assert len(terms(question)) <= 16


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_shelves_cover_a_stretch_once_and_are_few(begin: int, length: int) -> None:
    covered: list[int] = []
    named = list(shelves.covering(begin, begin + length))
    for name in named:
        level, number = map(int, name.split(":"))
        covered += range(number * 8**level, (number + 1) * 8**level)
    assert covered == list(range(begin, begin + length))
    assert len(named) <= 7 * 2 * 3 + length // 8**3
