"""Promises of the parts of composing: words, headlines, the budget, likeness."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.budget import Form, Size, plan
from briefing.compose.candidates import Candidate, candidates
from briefing.compose.headline import best_headline
from briefing.compose.length import fit, words_of
from briefing.compose.likeness import Known, most_like
from briefing.compose.links import link
from briefing.compose.matters import WHY, furniture, one_more
from briefing.compose.phrases import found, phrase, satisfied
from briefing.compose.ranking import Ranked
from briefing.model import AlsoLine, Item, Sentence, Story, Topic
from tests.unit.compose.newsroom_of_values import article, spec

LIMIT = 30
"""CPU seconds, under coverage's tracing too; what is not linear takes hours."""


@pytest.mark.parametrize(
    ("entry", "text", "occurs"),
    [
        ("chip", "a new chip plant", True),
        ("chip", "chipmaker", False),
        ("chip*", "chipmaker", True),
        ("Interest Rate", "the interest rate rose", True),
        ("c++", "written in c++ today", True),
        ("/rate[sd]?\\b/", "the rates rose", True),
        ("港", "新しい港の計画", True),
        ("", "anything", False),
        ("*", "anything", False),
    ],
)
def test_an_entry_occurs_as_a_word_a_phrase_a_beginning_or_a_pattern(entry, text, occurs):
    assert phrase(entry).occurs(text) is occurs


def test_needed_entries_must_all_occur_and_one_of_the_others():
    assert satisfied(("+kolm", "ferry", "port"), "the port of kolm")
    assert not satisfied(("+kolm", "ferry", "port"), "the port of ostby")
    assert not satisfied(("+kolm", "ferry"), "kolm by bus")
    assert satisfied((), "anything")
    assert found(("Ferry", "port"), "ferry to kolm") == ("Ferry",)


def test_a_story_comes_under_the_topic_of_its_words_and_else_under_that_of_its_earliest_source():
    order = spec(topics=(Topic("Trade", ("tariff",)), Topic("Boats", sources=("source-b",))))
    stories = [
        Story("1", (article("a", "A tariff falls", "It fell."), article("b", "Tariff down", "Down it went."))),
        Story("2", (article("b", "A ferry sails", "It sailed."),)),
        Story("3", (article("a", "A goat escapes", "It ran."),)),
    ]
    found_in = {one.id: one.topic.name if one.topic else "" for one in candidates(order, stories).kept}
    assert found_in == {"1": "Trade", "2": "Boats", "3": ""}


@pytest.mark.parametrize("pattern", ["/(/", r"/(?<!a)b/", r"/(a)\1/", "/(a{1000}){1000}/", r"/\p{L}{1000}/"])
def test_a_pattern_that_is_none_or_takes_too_much_is_refused_with_its_reason(pattern):
    with pytest.raises(ValueError, match=r"is not a regular expression that can be used: ."):
        phrase(pattern)


@pytest.mark.parametrize("pattern", ["/(a+)+$/", "/(a|aa)+$/", "/(.*a){12}x/", r"/([a-z]+)*\d/"])
def test_b15_an_operators_pattern_takes_linear_time(pattern):
    before = time.process_time()
    assert not phrase(pattern).occurs("a" * 100_000 + "!")
    assert time.process_time() - before < LIMIT


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_plain_entry_can_be_looked_for(entry, text):
    if not re.fullmatch(r"\+?\s*/.+/\s*", entry, re.DOTALL):
        assert phrase(entry).occurs(text.lower()) in {True, False}


def test_the_best_headline_tells_and_does_not_ask_tease_or_shout():
    lead = "Crews of the Kolm ferry line went on strike on Monday over pay."
    titles = [
        "Will the Kolm ferry strike ever end?",
        "LIVE: Kolm ferry strike",
        "KOLM FERRY CREWS STRIKE OVER PAY",
        "Kolm ferry crews strike over pay, harbour quiet",
        "Here's what you need to know about the ferry strike",
        "Ferry",
    ]
    chosen = best_headline([article(str(place), title, lead) for place, title in enumerate(titles)], {})
    assert chosen.title == titles[3]


def test_a_headline_is_found_among_empty_ones():
    nameless = [article("a", "", "Text."), article("b", "Ostby bridge opens", "Text.")]
    assert best_headline(nameless, {}).id == "b"
    assert best_headline(nameless[:1], {}).id == "a"


def ranked(name: str, score: float) -> Ranked:
    return Ranked(Candidate(name, (article(name, "A", "B"),), 0, (name,), ""), score, ())


def test_the_budget_goes_where_a_word_tells_most():
    stories = [ranked("long", 3.0), ranked("short", 2.9), ranked("weak", 0.1)]
    planned = plan(spec(most=8), stories, [Size(150, 200), Size(30, 60), Size(30, 60)], 150)
    assert next(one.candidate.id for one, _ in planned.told) == "short"
    assert {one.candidate.id: form for one, form in planned.told}["short"] is Form.FULL
    assert "long" in {one.candidate.id for one in planned.also}


def test_no_more_stories_than_asked_are_told():
    stories = [ranked(str(place), 1.0) for place in range(30)]
    assert len(plan(spec(most=5), stories, [Size(10, 20)] * 30, 10_000).told) == 5


def test_one_story_is_told_however_short_the_time():
    assert len(plan(spec(), [ranked("one", 1.0)], [Size(500, 900)], 40).told) == 1


def test_a_known_sentence_is_recognised_in_other_words_but_not_with_other_numbers():
    known = Known(["The storm destroyed 12 houses on the northern shore of Ostby."])
    assert known.says("On the northern shore of Ostby, the storm destroyed 12 houses.")
    assert not known.says("The storm destroyed 31 houses on the northern shore of Ostby.")
    assert not known.says("Rescuers reached the last village by boat.")


def test_most_like_finds_the_changed_sentence():
    assert most_like("The union wants 6% more.", ["A lynx.", "The union wants 9% more."])[0] == 1
    assert most_like("Nothing", []) == (-1, 0.0)


def test_a_sentence_that_leans_on_another_is_not_shown_alone():
    leaning = Sentence("It could force the port to close its southern terminal by Friday.", 0, 66, salience=0.9)
    alone = Sentence("A longer strike could force the port to close its terminal by Friday.", 67, 137, salience=0.1)
    assert one_more((leaning, alone), []) == (alone, WHY)
    assert one_more((leaning,), []) == (None, "")


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("Hide Caption 1 of 8 Crews of the Kolm ferry stayed ashore.", True),
        ("FILE - In this Sept. 30 photo, crews of the Kolm ferry stay ashore.", True),
        ("Kolm’s harbour is shown in a file photo from May.", True),
        ("Photo: Ida Ek", True),
        ("Nous utilisons des cookies pour améliorer l'offre.", True),
        ("This website uses cookies.", True),
        ("The baker sold 400 cookies on Sunday.", False),
        ("Ida Ek of Kolm waves from the pier after the vote in Ostby, Sunday, Nov. 13, 2016.", True),
        ("Crews cheer on the pier, Monday, May 4, 2026. (Photo/Ida Ek)", True),
        ("The strike began on Sunday, Nov. 13, 2016, and ended in May.", False),
        ("The content published in this site belongs to the Kolm Courier.", True),
        ("This material may not be published, broadcast or redistributed.", True),
        ("Read more: why the ferry stays ashore", True),
        ("Crews filed a complaint against the ferry line on Monday.", False),
        ("The file on the ferry line holds 400 pages.", False),
        ("Photographs of the strike were shown in court.", False),
    ],
)
def test_captions_and_what_a_page_says_of_itself_are_no_news(text, idle):
    assert furniture(text) is idle


TOLD = link(article("a", "Headline", "Text.", site="Outlet"))
WORDS = Sentence("Word " * 20, 0, 100, 0, "a", 1)


def told(number: int) -> Item:
    return Item(number, f"s{number}", "Headline", TOLD, (WORDS, WORDS), details=WORDS, details_label="The details")


def lines(count: int) -> tuple[AlsoLine, ...]:
    return tuple(AlsoLine(f"also{number}", "A short headline more", TOLD) for number in range(count))


@given(st.integers(1, 8), st.integers(0, 12), st.integers(1, 700))
def test_what_fits_is_within_the_time_or_one_story_alone(stories, also, budget):
    items, left = fit(tuple(told(number) for number in range(stories)), lines(also), (), budget)
    assert items[0].story_id == "s0"
    assert words_of(items, left, ()) <= budget or (len(items), left) == (1, ())
    given_up = tuple(f"s{number}" for number in range(len(items), stories))
    assert [one.story_id for one in left] == [*given_up, *(one.story_id for one in lines(also))][: len(left)]


def test_what_else_happened_keeps_its_lines_although_full_stories_could_fill_the_time():
    items, also = fit((told(1), told(2)), lines(8), (), 115)
    assert len(also) == 3, "12 words of 115"
    assert [len(one.sentences) for one in items] == [2, 2]
    assert [one.details for one in items] == [WORDS, None]


@pytest.mark.parametrize("lines_left", [0, 1, 8])
def test_on_a_full_day_the_last_stories_become_the_first_lines_of_what_else_happened(lines_left):
    items, also = fit(tuple(told(number) for number in range(8)), lines(lines_left), (), 150)
    assert [one.story_id for one in items] == [f"s{number}" for number in range(len(items))]
    assert 3 <= len(items) < 8
    assert len(also) >= min(3, 8 + lines_left - len(items))
    assert [one.story_id for one in also[: 8 - len(items)]] == [f"s{number}" for number in range(len(items), 8)][
        : len(also)
    ]


def test_none_of_the_first_stories_is_given_up_for_a_line():
    items, also = fit((told(1), told(2)), lines(8), (), 43)
    assert (len(items), also) == (2, ())
