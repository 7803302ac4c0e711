"""Promises of the vocabulary: words get terms, terms get weights, and company changes neither."""

import math
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from briefing.group.reading import read_all
from briefing.group.terms import UNKNOWN, TermTable
from briefing.group.vocabulary import HEAVIEST, Vocabulary
from briefing.model import Article
from briefing.text.similarity import background
from briefing.text.tokens import stem, stopwords

LEADS = ("The ferries of Kolm and their crews", "Fähren und Häfen der Küste", "…", "kolm harbour kolm harbour", "")
LANGUAGES = ("en", "de", "en", "fr", "en")


def weighed(*leads: str, language: str = "en") -> list[tuple[dict[int, float], Vocabulary]]:
    vocabulary = Vocabulary()
    articles = [Article(id=str(n), url="", title="", text=lead, language=language) for n, lead in enumerate(leads)]
    vectors = vocabulary.weigh(vocabulary.learn(read_all(articles)))
    return [(dict(zip(one.terms.tolist(), one.weights.tolist(), strict=True)), vocabulary) for one in vectors.rows()]


def by_hand(lead: str, known: dict[str, int], articles: int) -> dict[str, float]:
    found = Counter(stem(word) for word in lead.split() if word not in stopwords())
    weights = {
        word: math.log1p(count) * (math.log((1 + articles) / (1 + known[word])) + 1) for word, count in found.items()
    }
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def test_an_article_is_weighed_by_how_often_its_words_stand_in_it_and_how_rare_they_are():
    leads = ["kolm ferry crews ferry of the kolm harbour kolm", "kolm harbour police", "the weather of tomorrow"]
    known = Counter(stem(word) for lead in leads for word in {*lead.split()} - stopwords())
    before, articles = background().frequencies, background().documents + len(leads)
    known.update({word: before.get(word, 0) for word in known})
    for lead, (vector, _) in zip(leads, weighed(*leads), strict=True):
        expected = sorted(by_hand(lead, known, articles).values(), reverse=True)
        assert np.allclose(list(vector.values()), expected, rtol=1e-5)


def test_the_heaviest_terms_come_first_and_the_lightest_of_many_are_left_out():
    many = " ".join(f"{first}{second}rin" for first in "bdfgklmnp" for second in ("ab", "ek", "il", "om", "ur", "yz"))
    ((vector, _),) = weighed(f"{many} {many.replace('rin', 'tal')} kolm kolm kolm kolm")
    weights = list(vector.values())
    assert len(weights) == HEAVIEST
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[1]


def test_articles_of_several_languages_and_none_get_their_terms_as_each_would_alone():
    articles = [
        Article(id=str(n), url="", title="", text=lead, language=language)
        for n, (lead, language) in enumerate(zip(LEADS, LANGUAGES, strict=True))
    ]
    together, apart = Vocabulary(), Vocabulary()
    rows = list(together.weigh(together.learn(read_all(articles))).rows())
    alone = [apart.learn(read_all([article])) for article in articles]
    assert [sorted(row.halves) for row in rows] == [sorted(one.halves) for one in alone]
    assert [len(row.terms) for row in rows] == [3, 3, 0, 2, 0]
    assert len(together) == len(apart)
    assert set(rows[0].terms) & set(rows[3].terms)  # a name is one term in every language
    assert [round(float(row.weights @ row.weights), 5) for row in rows] == [1, 1, 0, 1, 0]


def test_nothing_but_texts_without_words_is_weighed_too():
    assert [vector for vector, _ in weighed("", "…")] == [{}, {}]


@given(st.lists(st.integers(0, 7).map(lambda number: (number % 4) + ((number // 4) << 40)), max_size=30))
def test_words_whose_codes_end_alike_keep_their_own_terms(codes):
    table = TermTable()
    asked = np.array(codes, np.uint64)
    assert (table.find(asked) == UNKNOWN).all()
    for code in set(codes[::2]):
        table.meet(code, code % 1000 + (code >> 40))
    for _ in range(2):
        expected = [code % 1000 + (code >> 40) if code in table else UNKNOWN for code in codes]
        assert table.find(asked).tolist() == expected
