"""How likely words and pairs of words are to stand in a summary: chances that follow what is said early and often."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.summarize import features, importance, ranker
from briefing.summarize.document import read
from briefing.text.sentences import sentences
from tests.unit.summarize.ferry import SHAPES, TEXT, TITLE


def judged(text, title=""):
    document = read(sentences(text), title)
    table = features.matrix(document)
    return ranker.judged(document, table, ranker.scores(table))


FERRY = judged(TEXT, TITLE)


def chance(word):
    return FERRY.importance.once[FERRY.document.stems.index(word)]


def test_what_an_article_is_about_is_likelier_than_what_it_mentions():
    assert chance("ferri") > 0.5 > chance("brake")


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if sentences(SHAPES[shape])])
def test_chances_lie_between_nothing_and_certainty_whatever_the_text(shape):
    found = judged(SHAPES[shape]).importance
    for part in (found.once, found.again, found.pair):
        assert np.isfinite(part).all()
        assert ((part >= 0) & (part <= 1)).all()


def test_a_word_is_never_likelier_twice_than_once():
    assert (FERRY.importance.again <= FERRY.importance.once).all()


def test_pairs_are_those_of_neighbours_within_a_sentence():
    document = read(sentences("The ferry sank. Divers saw the ferry."))
    pairs = importance.pairs_of(document)
    named = {(document.stems[a], document.stems[b]) for a, b in zip(pairs.left, pairs.right, strict=True)}
    assert named == {("the", "ferri"), ("ferri", "sank"), ("diver", "saw"), ("saw", "the")}
    assert sorted(pairs.first) == [0, 0, 1, 1]


def test_pairs_that_some_sentences_tell_are_found_wherever_they_are():
    document = read(sentences("The ferry sank. Divers saw the ferry. A diver saw it."))
    pairs = importance.pairs_of(document, np.array([2]))
    named = [(document.stems[a], document.stems[b]) for a, b in zip(pairs.left, pairs.right, strict=True)]
    assert sorted(named) == [("a", "diver"), ("diver", "saw"), ("saw", "it")]
    assert pairs.first[named.index(("diver", "saw"))] == 1
    assert len(importance.pairs_of(document, np.array([], np.intp)).left) == 0


def test_a_chance_is_what_the_weights_make_of_the_whole_word_table():
    learned, document = ranker.weights(), FERRY.document
    odds = learned.word(importance.word_table(document, FERRY.scores))
    once = importance.chances(odds + importance.looked_up(learned.words_kept, document.stems))
    assert np.allclose(FERRY.importance.once, once)


def test_a_stem_that_no_table_knows_is_left_as_its_place_tells():
    kept = ranker.weights().kept(("zzyzx", next(iter(ranker.weights().words_kept))))
    assert (kept[:, 0] == 0).all()
    assert kept[0, 1] != 0


def test_tables_in_one_say_what_each_of_them_says():
    learned = ranker.weights()
    stems = FERRY.document.stems
    tables = (learned.words_kept, learned.words_kept_again, learned.left_kept, learned.right_kept)
    assert np.array_equal(learned.kept(stems), [importance.looked_up(table, stems) for table in tables])


@given(st.lists(st.floats(-1e6, 1e6), max_size=20))
@settings(max_examples=30, deadline=None)
def test_log_odds_of_any_size_are_chances(odds):
    found = importance.chances(np.array(odds))
    assert ((found > 0) & (found < 1)).all()
