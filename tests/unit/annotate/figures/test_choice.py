"""The few figures worth showing, each fact once, the tempting ones left out."""

import pytest

from briefing.annotate.figures import figures, key_figures, pick
from briefing.model import Article

TOLL = Article(
    "t",
    "",
    "Strait toll to rise",
    "MARL — The strait authority will charge $412,000 for every laden tanker, nearly twice the old toll. "
    "The two chairmen, Ana Belo, 51, and Jon Rask, 48, met on 9 May in Room 12.\n\n"
    "The authority expects revenue of $1.2 billion a year. More than 14,000 ships used the strait in 2025. "
    "It streams the passage in 4K video.",
)


def shown(article: Article, n: int = 5) -> list[str]:
    return [figure.text for figure in key_figures(article, n)]


def test_what_tells_most_comes_first_and_small_counts_ages_and_labels_never_come():
    assert set(shown(TOLL)) == {"$412,000", "nearly twice", "$1.2 billion a year", "More than 14,000 ships"}


def test_at_most_as_many_as_asked_for():
    assert len(shown(TOLL, 1)) == 1
    assert shown(TOLL, 0) == []


def test_a_fact_said_twice_is_shown_once():
    text = (
        "It is the first visit in nearly a quarter-century. The last guest came 24 years ago. The hall cost $3 million."
    )
    found = shown(Article("v", "", "", text), 8)
    assert len([one for one in found if "century" in one or "years" in one]) == 1


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        (
            "It is the queen’s first visit in nearly a quarter-century. She last came to Norland 24 years ago.",
            "24 years ago",
        ),
        (
            "The pier will cost nearly $1.2 billion. The pier will cost $1.18 billion, the council said.",
            "$1.18 billion",
        ),
    ],
)
def test_of_a_rounded_and_an_exact_value_of_one_fact_the_exact_one_is_shown(text, exact):
    assert shown(Article("v", "", "", text), 8) == [exact]


def test_a_value_that_is_not_a_closer_one_is_no_reason_to_change_the_words():
    text = "The pier will cost the town nearly $1.2 billion. The cost of the pier: $1.2 billion."
    assert shown(Article("v", "", "", text), 8) == ["nearly $1.2 billion"]


def test_an_article_without_figures_shows_none():
    assert key_figures(Article("n", "", "", "Nothing was counted.")) == ()


def test_a_figure_that_is_shown_says_why():
    assert all(figure.reasons for figure in key_figures(TOLL))


def test_figures_of_several_articles_are_picked_together():
    again = Article("u", "", "", "The strait authority will charge $412,000 for every laden tanker.")
    found = pick([*figures(TOLL), *figures(again)], 5)
    assert [figure.text for figure in found].count("$412,000") == 1
