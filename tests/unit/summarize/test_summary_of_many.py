"""Several reports of one event: each thing said once, and said by whom; what is known is not told again."""

import pytest

from briefing import summary, summary_of_many
from briefing.model import Article
from briefing.summarize.update import Update
from tests.unit.summarize.ferry import ARTICLE, METHODS, SECOND, SHAPES

BOTH = (ARTICLE, SECOND)
SHARED = "The ferry Tern struck the quay at Marrow on Saturday with 214 people on board, and 19 of them were taken to"


def texts(found):
    return [sentence.text for sentence in found]


@pytest.mark.parametrize("name", METHODS)
def test_every_sentence_stands_in_the_article_that_it_names(name):
    found = summary_of_many(BOTH, method=name)
    by_id = {article.id: article for article in BOTH}
    assert found
    assert all(by_id[one.article_id].text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("name", METHODS)
def test_sentences_are_in_the_order_of_articles_then_of_reading(name):
    places = [(one.article_id, one.start) for one in summary_of_many(BOTH, method=name)]
    assert places == sorted(places)


def test_both_articles_are_heard():
    assert {one.article_id for one in summary_of_many(BOTH, sentences=5)} == {"a1", "a2"}


@pytest.mark.parametrize("name", METHODS)
def test_what_two_outlets_print_alike_is_shown_once(name):
    found = texts(summary_of_many(BOTH, method=name, sentences=50))
    assert len(set(found)) == len(found)
    assert sum(text.startswith(SHARED) for text in found) == 1


def test_the_same_news_in_other_words_is_shown_once():
    found = texts(summary_of_many(BOTH, sentences=50))
    assert sum("until a safety inquiry ends" in text for text in found) == 1


@pytest.mark.parametrize("name", METHODS)
def test_the_budget_counts_over_all_articles(name):
    assert len(summary_of_many(BOTH, method=name, sentences=2)) == 2
    assert sum(len(text.split()) for text in texts(summary_of_many(BOTH, method=name, words=50))) <= 50


@pytest.mark.parametrize("name", METHODS)
def test_a_known_sentence_is_not_told_again(name):
    known = summary_of_many(BOTH, method=name, sentences=2)
    again = summary_of_many(BOTH, method=name, sentences=50, known=known)
    assert not set(texts(known)) & set(texts(again))


@pytest.mark.parametrize("name", ["salience", "update"])
def test_a_known_thing_in_other_words_is_not_told_again(name):
    known = [
        "Until the safety inquiry ends, the night ferry between Norhaven and Marrow will not sail, the board said."
    ]
    found = texts(summary_of_many(BOTH, method=name, sentences=50, known=known))
    assert found
    assert not any("until a safety inquiry ends" in text for text in found)


def test_where_all_is_known_nothing_is_told():
    known = [one.text for article in BOTH for one in summary(article, method="lead", sentences=100)]
    assert summary_of_many(BOTH, known=known) == ()


def test_an_update_of_one_article_leaves_out_what_its_reader_knows():
    known = texts(summary(ARTICLE))
    found = texts(Update(known).summarize(ARTICLE))
    assert found
    assert not set(found) & set(known)


def test_every_chosen_sentence_says_why():
    for sentence in summary_of_many(BOTH):
        assert {reason.name for reason in sentence.reasons} == {"salience", "centrality", "novelty"}
        assert 0 < sentence.salience < 1


@pytest.mark.parametrize("name", METHODS)
def test_the_same_articles_give_the_same_summary(name):
    assert summary_of_many(BOTH, method=name) == summary_of_many(BOTH, method=name)


@pytest.mark.parametrize("name", METHODS)
def test_no_articles_have_no_summary(name):
    assert summary_of_many((), method=name) == ()


@pytest.mark.parametrize("name", METHODS)
def test_b17_b18_all_shapes_of_text_together_do_not_raise(name):
    articles = [Article(f"s{place:02}", "", "", text) for place, text in enumerate(SHAPES.values())]
    found = summary_of_many(articles, method=name)
    by_id = {article.id: article.text for article in articles}
    assert 0 < len(found) <= 9
    assert all(by_id[one.article_id][one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("shape", SHAPES)
def test_b17_b18_an_awkward_article_does_not_silence_a_good_one(name, shape):
    found = summary_of_many([Article("s", "", "", SHAPES[shape]), ARTICLE], method=name, sentences=50)
    assert "a1" in {one.article_id for one in found}
