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


ALIKE = st.lists(st.integers(0, 7).map(lambda number: (number % 4) + ((number // 4) << 40)), max_size=30)
MANY = st.integers(1, 60).map(lambda count: [number * 0x9E3779B97F4A7C15 % (1 << 64) for number in range(200 * count)])


def coded(codes):
    return np.array(codes, np.uint64)


@given(ALIKE | MANY)
def test_words_whose_codes_end_alike_keep_their_own_terms_however_many_there_are(codes):
    table = TermTable()
    known: dict[int, int] = {}
    assert (table.find(coded(codes)) == UNKNOWN).all()
    for code in dict.fromkeys(codes[::2][:100]):
        known[code] = len(known)
        table.meet(coded([code]), np.array([known[code]], np.int32))
    rest = [code for code in dict.fromkeys(codes[::3]) if code not in known]
    known.update(zip(rest, range(len(known), len(known) + len(rest)), strict=True))
    table.meet(coded(rest), np.array([known[code] for code in rest], np.int32))
    assert table.find(coded(codes)).tolist() == [known.get(code, UNKNOWN) for code in codes]
    assert len(table) == len(known)


@given(ALIKE | MANY)
def test_terms_that_stay_get_their_new_numbers_and_the_others_are_unknown_again(codes):
    distinct, table = list(dict.fromkeys(codes)), TermTable()
    table.meet(coded(distinct), np.arange(len(distinct), dtype=np.int32))
    renumbered = np.array([n // 3 if n % 3 == 0 else UNKNOWN for n in range(len(distinct))], np.int32)
    assert table.kept(renumbered).find(coded(distinct)).tolist() == renumbered.tolist()
