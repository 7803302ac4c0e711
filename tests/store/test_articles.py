from dataclasses import replace

import pytest

from briefing.model import Arrival
from tests.store.samples import DAY, HOUR, NOW, annotation, article

SECOND = "The ferry sank. Two were hurt."


def save(store, of, story_id="", copy_of=""):
    return store.articles.save(of, annotation(of), story_id or of.id, copy_of)


def ids(articles):
    return [article.id for article in articles]


def test_an_article_and_what_was_found_in_it_come_back_as_they_were(store):
    first = article(authors=("Ada Vell",), published=NOW - HOUR, degraded="the page could not be read")
    assert save(store, first) == first
    assert store.articles.get("a1") == first
    assert store.articles.annotations([("a1", 1), ("a1", 2), ("zz", 1)]) == {("a1", 1): annotation(first)}
    assert store.articles.known(["a1", "zz"]) == {"a1": 1}
    assert store.articles.get("zz") is None


def test_unchanged_title_and_text_are_stored_once(store):
    save(store, article())
    again = save(store, article(site="Harbour", first_seen=NOW + HOUR))
    assert (again.version, again.first_seen) == (1, NOW)
    assert store.articles.get("a1") == article()
    assert store.articles.seen_between(NOW, NOW + DAY) == []


def test_changed_text_is_a_new_version_that_keeps_the_first_moment_and_the_old_text(store):
    save(store, article())
    second = save(store, article(text=SECOND, first_seen=NOW + HOUR))
    assert (second.version, second.first_seen) == (2, NOW)
    assert store.articles.known(["a1"]) == {"a1": 2}
    assert store.articles.get("a1") == second
    assert store.articles.get("a1", 1) == article()
    assert store.articles.get("a1", 3) is None


def test_a_changed_headline_is_a_new_version(store):
    save(store, article())
    assert save(store, article(title="Ferry raised")).version == 2
    assert store.articles.get("a1").title == "Ferry raised"


def test_every_span_names_the_version_it_is_stored_with(store):
    save(store, article())
    second = article(text=SECOND, first_seen=NOW + HOUR)
    save(store, second)
    assert store.articles.annotations([("a1", 2)]) == {("a1", 2): annotation(replace(second, version=2))}


def test_an_article_without_a_moment_is_refused(store):
    with pytest.raises(ValueError, match="first_seen"):
        save(store, article(first_seen=None))


def arrival(of):
    return Arrival(of, annotation(of), of.id)


def test_articles_stored_together_come_back_in_the_order_they_were_given(store):
    save(store, article("b"))
    given = [article("c"), article("b", text=SECOND), article("a"), article("b", text=SECOND)]
    found = store.articles.save_all([arrival(one) for one in given])
    assert [(one.id, one.version) for one in found] == [("c", 1), ("b", 2), ("a", 1), ("b", 2)]
    assert store.articles.known(["a", "b", "c"]) == {"a": 1, "b": 2, "c": 1}
    assert store.articles.save_all([]) == []


def test_of_articles_stored_together_none_is_when_one_cannot_be(store):
    with pytest.raises(ValueError, match="first_seen"):
        store.articles.save_all([arrival(article("a")), arrival(article("b", first_seen=None))])
    assert store.articles.known(["a", "b"]) == {}


def test_a_window_holds_what_was_seen_after_its_start_and_up_to_its_end_oldest_first(store):
    for number, hours in enumerate([2, 0, 3, 1]):
        save(store, article(f"a{number}", first_seen=NOW + hours * HOUR))
    assert ids(store.articles.seen_between(NOW, NOW + 2 * HOUR)) == ["a3", "a0"]
    assert ids(store.articles.seen_between(NOW - HOUR, NOW)) == ["a1"]


def test_a_changed_article_is_in_the_window_of_each_change_with_its_latest_text(store):
    save(store, article())
    second = save(store, article(text=SECOND, first_seen=NOW + HOUR))
    assert store.articles.seen_between(NOW - HOUR, NOW) == [second]
    assert store.articles.seen_between(NOW, NOW + HOUR) == [second]
    assert store.articles.seen_between(NOW - HOUR, NOW + HOUR) == [second]
    assert store.articles.seen_between(NOW + HOUR, NOW + DAY) == []


def test_a_window_may_be_of_some_sources_only(store):
    for name in ("harbour", "mill", "tower"):
        save(store, article(name, source=name))
    assert ids(store.articles.seen_between(NOW - HOUR, NOW, ["mill", "tower"])) == ["mill", "tower"]


def test_a_window_may_be_of_some_stories_only(store):
    for name in ("harbour", "mill", "tower"):
        save(store, article(name), f"story of {name}")
    assert ids(store.articles.seen_between(NOW - HOUR, NOW, stories={"story of mill", "story of nobody"})) == ["mill"]
    assert ids(store.articles.seen_between(NOW - HOUR, NOW, stories=())) == []


def test_the_stories_of_a_window_are_known_without_reading_its_articles(store):
    for number, name in enumerate(("harbour", "mill", "tower")):
        save(store, article(name, source=name, first_seen=NOW - number * HOUR), f"story {number // 2}")
    assert store.articles.stories_between(NOW - DAY, NOW) == {"story 0", "story 1"}
    assert store.articles.stories_between(NOW - 2 * HOUR, NOW) == {"story 0"}
    assert store.articles.stories_between(NOW - DAY, NOW, ["tower"]) == {"story 1"}


def test_near_duplicates_are_found_by_their_original_and_in_windows(store):
    for number in (1, 3, 2):
        save(store, article(f"c{number}", first_seen=NOW + number * HOUR), copy_of="a1")
    save(store, article())
    assert store.articles.copies(["a1", "c1", ""]) == {"a1": ("c1", "c2", "c3")}
    assert ids(store.articles.seen_between(NOW - HOUR, NOW + DAY)) == ["a1", "c1", "c2", "c3"]


def test_an_article_that_turns_out_to_be_a_copy_is_one_of_its_originals_copies(store):
    for name in ("whole", "tail"):
        save(store, article(name))
    save(store, article("again"), copy_of="tail")
    store.articles.mark_copies({"tail": "whole", "again": "whole", "unknown": "whole"})
    assert store.articles.copies(["whole", "tail"]) == {"whole": ("again", "tail")}
    store.articles.mark_copies({})


def test_articles_move_between_stories(store):
    for number in range(3):
        save(store, article(f"a{number}"), story_id="s")
    store.articles.assign({"a0": "t", "a1": "s", "unknown": "t"})
    assert store.articles.story_ids(["a0", "a1", "a2", "unknown"]) == {"a0": "t", "a1": "s", "a2": "s"}


def test_a_new_version_may_belong_to_another_story(store):
    save(store, article(), story_id="s")
    save(store, article(text=SECOND), story_id="t")
    assert store.articles.story_ids(["a1"]) == {"a1": "t"}


def test_more_ids_than_a_statement_has_room_for(store):
    # SQLite takes 32,766 parameters, PostgreSQL 65,535.
    many = [f"a{number}" for number in range(66_000)]
    save(store, article("a65999"))
    assert store.articles.known(many) == {"a65999": 1}


def test_b10_text_with_nul_and_lone_surrogates_is_stored_with_its_spans_in_place(store):
    broken = article(text="one\x00two\ud800three")
    save(store, broken)
    stored = store.articles.get("a1")
    assert stored.text == "one\ufffdtwo\ufffdthree"
    assert save(store, broken).version == 1
