from dataclasses import replace

from sqlalchemy import event

from briefing.model import Reason
from briefing.store.kept import Kept, Unread
from tests.store.samples import annotation, article


def test_what_was_asked_for_least_recently_gives_way_once_the_bound_is_reached():
    kept: Kept[str, int] = Kept(10)
    kept.keep("a", 1, 4)
    kept.keep("b", 2, 4)
    assert kept.found(["a", "z"]) == {"a": 1}
    kept.keep("c", 3, 4)
    assert kept.found("abc") == {"a": 1, "c": 3}


def test_a_value_that_is_kept_again_counts_once():
    kept: Kept[str, int] = Kept(10)
    for value in range(5):
        kept.keep("a", value, 6)
    kept.keep("b", 9, 4)
    assert kept.found("ab") == {"a": 4, "b": 9}


def test_what_is_too_heavy_alone_is_not_kept():
    kept: Kept[str, int] = Kept(10)
    kept.keep("a", 1, 11)
    assert kept.found("a") == {}


def test_nothing_is_kept_once_it_is_forgotten():
    kept: Kept[str, int] = Kept(10)
    kept.keep("a", 1, 10)
    kept.clear()
    assert kept.found("a") == {}
    kept.keep("b", 2, 10)
    assert kept.found("b") == {"b": 2}


def test_a_value_is_read_when_it_is_asked_for():
    asked = []

    def read(key, raw):
        asked.append(key)
        return int(raw)

    values = Unread({"a": "1", "b": "2"}, read)
    assert (len(values), list(values), "a" in values, "z" in values, values.get("z")) == (
        2,
        ["a", "b"],
        True,
        False,
        None,
    )
    assert asked == []
    assert values["b"] == 2
    assert asked == ["b"]
    assert values == {"a": 1, "b": 2}


def test_the_database_is_asked_once_for_an_annotation_and_again_once_it_is_forgotten(store):
    first = store.articles.save(article(), annotation(article()), "s")
    asked = []
    event.listen(store._engine, "before_cursor_execute", lambda *call: asked.append("SELECT" in call[2]))
    for _ in range(2):
        assert store.articles.annotations([("a1", 1)]) == {("a1", 1): annotation(first)}
    assert sum(asked) == 1
    store.articles.forget()
    assert store.articles.annotations([("a1", 1)]) == {("a1", 1): annotation(first)}
    assert sum(asked) == 2


def test_an_annotation_that_was_asked_for_too_early_is_found_once_it_is_stored(store):
    assert store.articles.annotations([("a1", 1)]) == {}
    store.articles.save(article(), annotation(article()), "s")
    assert store.articles.annotations([("a1", 1)]).keys() == {("a1", 1)}


def test_the_words_that_the_reasons_of_all_sentences_share_are_held_once(store):
    note = annotation(article("a1"))
    reasons = (Reason("position", 1.5, "where it stands"), Reason("topic", 0.5))
    judged = replace(note, sentences=tuple(replace(note.sentences[0], reasons=reasons) for _ in range(20)))
    store.articles.save(article("a1"), judged, "a1")
    found = store.articles.annotations([("a1", 1)])["a1", 1]
    assert found == judged
    words = [(reason.name, reason.words) for one in found.sentences for reason in one.reasons]
    assert len({id(word) for pair in words for word in pair}) == 4
    assert len({id(one.article_id) for one in (*found.sentences, *found.summary, *found.figures)}) == 1
