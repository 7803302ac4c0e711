"""A summary: sentences of the article, word for word, that read well together and keep to their length."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import summary
from briefing.model import Article
from briefing.summarize import document, ranker
from briefing.summarize.document import MOST_SENTENCES
from briefing.summarize.methods import METHODS as TABLE
from briefing.summarize.methods import method, usual
from briefing.text.boilerplate import is_boilerplate
from briefing.text.openers import leans_back
from briefing.text.quotation import is_balanced
from briefing.text.sentences import sentences
from tests.unit.summarize.ferry import ARTICLE, METHODS, SHAPES, TEXT, TITLE


def texts(found):
    return [sentence.text for sentence in found]


def length(found):
    return sum(len(sentence.text.split()) for sentence in found)


def test_the_table_names_every_method():
    assert tuple(sorted(TABLE)) == METHODS


def test_an_unknown_method_is_refused_with_the_names_of_all():
    with pytest.raises(ValueError, match=r"'oracle'.*edmundson.*textrank"):
        method("oracle")
    with pytest.raises(ValueError, match="no summarization method"):
        summary(ARTICLE, method="oracle")


@pytest.mark.parametrize("name", METHODS)
def test_b16_every_method_answers_offline_by_its_name(name):
    """The test run allows no connection but loopback, and no data of NLTK is installed."""
    assert len(summary(ARTICLE, method=name)) == 3


@pytest.mark.parametrize("name", METHODS)
def test_every_sentence_stands_word_for_word_in_the_article(name):
    for sentence in summary(ARTICLE, method=name, sentences=6):
        assert ARTICLE.text[sentence.start : sentence.end] == sentence.text
        assert (sentence.article_id, sentence.version) == ("a1", 1)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 50])
def test_sentences_come_in_reading_order_and_no_more_than_asked(name, count):
    found = summary(ARTICLE, method=name, sentences=count)
    starts = [sentence.start for sentence in found]
    assert starts == sorted(set(starts))
    assert len(found) <= count


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("limit", [0, 1, 20, 45, 70, 1000])
def test_a_budget_of_words_is_never_exceeded(name, limit):
    assert length(summary(ARTICLE, method=name, words=limit)) <= limit


@pytest.mark.parametrize("limit", [30, 60, 90])
def test_a_budget_of_words_is_used(limit):
    assert length(summary(ARTICLE, words=limit)) > limit / 2


@given(st.integers(1, 4), st.integers(0, 4))
@settings(max_examples=15, deadline=None)
def test_a_free_length_stays_between_least_and_most(least, more):
    assert least <= len(summary(ARTICLE, sentences=(least, least + more))) <= least + more


@pytest.mark.parametrize("name", METHODS)
def test_a_free_length_is_the_most_for_other_methods(name):
    assert 2 <= len(summary(ARTICLE, method=name, sentences=(2, 4))) <= 4


@pytest.mark.parametrize("name", METHODS)
def test_the_same_article_gives_the_same_summary(name):
    assert summary(ARTICLE, method=name) == summary(ARTICLE, method=name)


@pytest.mark.parametrize("name", METHODS)
def test_the_headline_is_not_said_again(name):
    assert TITLE not in texts(summary(ARTICLE, method=name, sentences=50))


@pytest.mark.parametrize("name", METHODS)
def test_page_furniture_is_never_shown(name):
    assert not any(map(is_boilerplate, texts(summary(ARTICLE, method=name, sentences=50))))


@pytest.mark.parametrize("name", METHODS)
def test_no_quotation_is_cut(name):
    found = texts(summary(ARTICLE, method=name, sentences=50))
    assert all(map(is_balanced, found))
    assert not any("Now they want our help" in text for text in found)


@pytest.mark.parametrize("name", ["salience", "editorial", "update"])
@pytest.mark.parametrize("count", range(1, 9))
def test_a_sentence_that_leans_back_comes_only_behind_the_one_before(name, count):
    shown = summary(ARTICLE, method=name, sentences=count)
    every = texts(sentences(TEXT))
    allowed = [text for text in every if not is_boilerplate(text) and is_balanced(text) and text != TITLE]
    for text in texts(shown):
        if leans_back(text):
            assert allowed[allowed.index(text) - 1] in texts(shown)


def test_a_whole_article_is_chosen_from_as_in_briefs_and_a_bare_text_as_references_tell_it():
    assert usual(ARTICLE) == "editorial"
    assert usual(replace(ARTICLE, title="")) == "salience"
    assert usual(replace(ARTICLE, text="The ferry sails again. It is late.\n")) == "salience"
    assert summary(ARTICLE) == summary(ARTICLE, method="editorial")


def test_where_the_length_is_free_editors_choose_like_salience():
    """Editors marked sentences, not lengths: what was learned from them judges sets of one size only."""
    for budget in ({"sentences": (2, 4)}, {"words": 60}):
        assert texts(summary(ARTICLE, method="editorial", **budget)) == texts(summary(ARTICLE, **budget))


def test_weights_of_editors_for_other_features_are_refused(monkeypatch):
    monkeypatch.setattr(ranker, "packaged_editors", lambda: (("length",), np.ones(1)))
    with pytest.raises(ValueError, match="other features"):
        ranker.editors.__wrapped__()


def test_a_text_that_names_its_sender_is_judged_by_what_references_keep_of_such():
    told, sent = (document.read(sentences(text)) for text in (TEXT, "(NBW)" + TEXT))
    learned = ranker.weights()
    assert np.array_equal(ranker.references(told), learned.fixed)
    assert np.array_equal(ranker.references(sent), learned.fixed + learned.fixed_wire)
    assert learned.fixed_wire.any()
    assert learned.free_wire.any()


def test_the_sender_is_looked_for_behind_a_note_of_the_editor():
    note = "Editor's note: Ida Ek sails to Norhaven. "
    assert ranker.is_wire(document.read(sentences(note + "NORHAVEN (NBW) -- " + TEXT)))
    assert not ranker.is_wire(document.read(sentences(TEXT + " NORHAVEN (NBW) -- " + TEXT)))


def test_every_chosen_sentence_says_why():
    for sentence in summary(ARTICLE, sentences=4):
        assert sentence.reasons
        assert all(reason.name and reason.words for reason in sentence.reasons)
        assert 0 < sentence.salience <= 1


@pytest.mark.parametrize("name", METHODS)
def test_a_ranking_holds_every_sentence_in_reading_order_with_a_reason(name):
    found = sentences(TEXT)
    ranked = method(name).rank(ARTICLE, found)
    assert [(one.text, one.start) for one in ranked] == [(one.text, one.start) for one in found]
    assert all(0 <= sentence.salience <= 1 and sentence.reasons for sentence in ranked)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize(
    ("text", "reason"),
    [("Sign up for our newsletter.", "boilerplate"), (TITLE, "headline"), ("Photo: The Tern at Marrow", "boilerplate")],
)
def test_a_refused_sentence_has_no_salience_and_says_why(name, text, reason):
    ranked = {sentence.text: sentence for sentence in method(name).rank(ARTICLE, sentences(TEXT))}
    assert (ranked[text].salience, [one.name for one in ranked[text].reasons]) == (0, [reason])


def test_a_bare_text_is_summarized_like_an_article():
    assert texts(summary(TEXT, title=TITLE)) == texts(summary(ARTICLE))


def test_equal_bare_texts_have_equal_keys_and_others_do_not():
    keys = [summary(text, title=title)[0].article_id for text, title in [(TEXT, ""), (TEXT, ""), (TEXT, "x")]]
    assert keys[0] == keys[1] != keys[2]


def test_the_version_of_an_article_is_kept():
    assert {one.version for one in summary(Article("a", "", "", TEXT, version=4))} == {4}


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("shape", SHAPES)
def test_b17_b18_no_shape_of_text_raises(name, shape):
    text = SHAPES[shape]
    found = summary(text, title="The ferry", method=name)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert len(found) <= 3
    assert method(name).rank(Article("a", "", "", text), ()) == ()


@pytest.mark.parametrize("shape", ["nothing", "white space", "stops only", "numbers only", "boilerplate only"])
def test_where_nothing_may_be_shown_nothing_is(shape):
    assert summary(SHAPES[shape]) == ()


@pytest.mark.parametrize("name", METHODS)
def test_b17_one_sentence_is_its_own_summary(name):
    assert texts(summary(SHAPES["one sentence"], method=name)) == [SHAPES["one sentence"]]


@pytest.mark.parametrize("name", METHODS)
def test_b17_identical_sentences_are_shown_once(name):
    assert texts(summary(SHAPES["identical sentences"], method=name)) == [SHAPES["one sentence"]]


@pytest.mark.parametrize("shape", ["list", "table", "transcript", "live blog", "pronouns only", "chinese", "arabic"])
def test_b18_a_poor_text_still_shows_something(shape):
    assert summary(SHAPES[shape])


@pytest.mark.parametrize("name", ["salience", "lead", "update", "luhn", "lexrank"])
def test_b17_an_article_of_twenty_thousand_sentences_is_answered_from_its_beginning(name):
    text = " ".join(
        f"Ferry {number} sailed to port {number % 97} with {number % 61} crates." for number in range(20_000)
    )
    found = summary(text, method=name)
    assert 1 <= len(found) <= 3
    assert found[-1].end <= sentences(text)[MOST_SENTENCES - 1].end


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if SHAPES[shape].strip()])
def test_b17_b18_a_long_text_of_any_shape_is_answered_in_linear_time(shape):
    """A fifth of a second on a quiet machine; what is not linear takes hours."""
    text = SHAPES[shape] * (200_000 // len(SHAPES[shape]))
    before = time.process_time()
    found = summary(text, title=TITLE, method="editorial")
    assert time.process_time() - before < 30
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)


def test_b17_a_sentence_of_a_hundred_thousand_words_is_rated_without_a_warning():
    found = sentences("ferry " * 100_000 + ". " + TEXT)
    assert all(0 <= sentence.salience <= 1 for sentence in method("salience").rank(ARTICLE, found))


def test_words_of_many_texts_are_let_go_of_and_change_nothing(monkeypatch):
    before = summary(ARTICLE)
    monkeypatch.setattr(document, "_MOST_REMEMBERED", 10)
    for number in range(5):
        summary(" ".join(f"Ferry{number}x{place} sails." for place in range(30)))
    assert summary(ARTICLE) == before
    assert len(document._lately("en").known()) < 200


def test_b17_what_is_beyond_the_ranked_part_says_so():
    found = sentences(" ".join(f"Ferry {number} sailed to Marrow." for number in range(MOST_SENTENCES + 5)))
    last = method("salience").rank(ARTICLE, found)[-1]
    assert (last.salience, last.reasons[0].name) == (0, "beyond the part that is ranked")


PARTS = st.sampled_from([*SHAPES.values(), *texts(sentences(TEXT)), "He", "“", ")", "\n", "\n\n", " ", "."])


@given(st.lists(PARTS, max_size=12).map(" ".join), st.integers(0, 5), st.sampled_from(["salience", "lead", "update"]))
@settings(max_examples=60, deadline=None)
def test_any_mixture_is_summarized_word_for_word_in_order_without_repeats(text, count, name):
    found = summary(text, title=TITLE, sentences=count, method=name)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert [sentence.start for sentence in found] == sorted(sentence.start for sentence in found)
    assert len(set(texts(found))) == len(found) <= count


def test_a_line_that_a_page_pulls_out_of_its_text_is_not_shown_for_the_eye_again() -> None:
    pulled = "“The harbour was never as quiet as on that first morning,” said Ida Ek."
    told = (
        "“The harbour was never as quiet as on that first morning,” said Ida Ek, who has run the kiosk at the pier "
        "since 1999. She sold four cups of coffee before noon."
    )
    text = f"{pulled}\n\nThe ferry strike began on Monday at six. No boat left the port of Sund all day.\n\n{told}"
    assert pulled not in [sentence.text for sentence in summary(text, sentences=3)]
