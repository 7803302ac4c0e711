"""LexRank and TextRank with matrices choose what sumy's choose, whatever the text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from briefing import summary
from briefing.summarize import graphs
from briefing.text.sentences import sentences
from briefing.text.tokens import stem, stems, stopwords, words
from tests.unit.summarize.ferry import ARTICLE, SECOND, SHAPES

METHODS = {"lexrank": (graphs.lexrank, LexRankSummarizer), "textrank": (graphs.textrank, TextRankSummarizer)}
TEXTS = [ARTICLE.text, SECOND.text, *(text for text in SHAPES.values() if sentences(text))]
WORD = st.sampled_from(
    ["harbour", "harbours", "ferry", "quay", "crew", "letter", "sank", "sails", "the", "of", "and", "214"]
)


class Words:
    def to_words(self, sentence):
        return tuple(words(sentence))


def chosen_by_sumy(summarizer, texts, count):
    method = summarizer(stem)
    method.stop_words = stopwords()
    with np.errstate(invalid="ignore"):  # where no two sentences are alike, sumy's LexRank divides by nothing
        found = method(ObjectDocumentModel([Paragraph([Sentence(text, Words()) for text in texts])]), count)
    return [str(sentence) for sentence in found]


def chosen(rate, texts, count):
    ratings = rate([stems([word for word in words(text) if word not in stopwords()]) for text in texts])
    best = sorted(range(len(texts)), key=lambda place: -ratings[place])[:count]
    return [texts[place] for place in sorted(best)]


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_sentences_are_those_of_sumy(name, text):
    rate, summarizer = METHODS[name]
    texts = list(dict.fromkeys(sentence.text for sentence in sentences(text)))
    for count in range(1, len(texts) + 1):
        assert chosen(rate, texts, count) == chosen_by_sumy(summarizer, texts, count)


@pytest.mark.parametrize("name", METHODS)
@given(st.lists(st.lists(WORD, min_size=2, max_size=12).map(" ".join), min_size=2, max_size=12, unique=True))
@settings(max_examples=60, deadline=None)
def test_the_sentences_of_any_words_are_those_of_sumy(name, texts):
    rate, summarizer = METHODS[name]
    assert chosen(rate, texts, 3) == chosen_by_sumy(summarizer, texts, 3)


@pytest.mark.parametrize("name", METHODS)
def test_the_method_is_rated_by_them(name):
    found = summary(ARTICLE, method=name)
    assert len(found) == 3
    assert all(sentence.reasons[0].name == name for sentence in found)
