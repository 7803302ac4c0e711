"""Promises of composing: honest, short, correct, the same for the same material; every span holds."""

from dataclasses import replace
from datetime import timedelta

from briefing.compose.edition import compose
from briefing.compose.length import words_of
from briefing.compose.links import WORDS_A_MINUTE
from briefing.compose.material import Material
from briefing.compose.preferences import preferences
from briefing.model import Article, Brief, BriefSpec, Figure, ItemKind, Quote, SourceState, Story, Topic, Vote
from tests.unit.compose.newsroom_of_values import (
    LOCAL,
    NOW,
    WINDOW,
    FirstSentences,
    annotation,
    article,
    material,
    sentences,
    shown_of,
    spec,
)

FERRY = article(
    "ferry",
    "Kolm ferry strike enters its fourth day",
    "Crews of the Kolm ferry line stayed ashore on Monday. The union wants 6% more pay. The operator said 40,000 "
    "passengers were stranded. A longer strike could force the port to close its southern terminal by Friday.",
)
TALKS = article(
    "talks",
    "Ferry crews in Kolm extend strike as talks fail",
    "Talks between the union and the Kolm ferry line broke down on Sunday night. Crews stay ashore until Friday.",
)
LYNX = article(
    "lynx",
    "Lynx filmed near the capital",
    "A walker filmed a lynx near Ostby on Sunday. Rangers put up signs. Nobody has to fear the shy animal, they said.",
)
STRIKE = Story("strike", (FERRY, TALKS))
ANIMAL = Story("animal", (LYNX,))


def brief(given: Material, order: BriefSpec | None = None, slot: str = "2026-11-24T07:00") -> Brief:
    return compose(order or spec(), slot, LOCAL, WINDOW, given, FirstSentences(), NOW)


def ids(made: Brief) -> list[str]:
    return [item.story_id for item in made.items]


def many(count: int) -> tuple[Story, ...]:
    return tuple(
        Story(f"s{place:03}", (article(f"a{place:03}", f"Headline number {place} from Ostby", f"{place} boats left."),))
        for place in range(count)
    )


def test_the_story_that_more_outlets_carry_comes_first_and_says_why():
    made = brief(material(ANIMAL, STRIKE))
    assert ids(made) == ["strike", "animal"]
    assert [item.number for item in made.items] == [1, 2]
    assert made.items[0].reasons[0].name == "coverage"
    assert made.items[0].reasons[0].words == "2 outlets"


def test_every_sentence_shown_stands_in_its_article_word_for_word():
    made = brief(material(ANIMAL, STRIKE))
    texts = {one.id: one.text for one in (FERRY, TALKS, LYNX)}
    for item in made.items:
        for one in (*item.sentences, *([item.details] if item.details else [])):
            assert texts[one.article_id][one.start : one.end] == one.text
        assert item.headline in {FERRY.title, TALKS.title, LYNX.title}


def test_a_caption_gives_its_place_to_the_next_sentence_and_stands_where_there_is_nothing_else():
    pictured = "Hide Caption 1 of 8 Lynx in the snow. "
    for text, expected in (
        (
            f"{pictured}A walker filmed a lynx. Rangers put up signs.",
            ["A walker filmed a lynx.", "Rangers put up signs."],
        ),
        (pictured, [pictured.strip()]),
    ):
        given = material(Story("lynx", (article("lynx", "Rare cat near Ostby", text),)))
        item = brief(given, replace(spec(), sentences=2)).items[0]
        assert [one.text for one in item.sentences] == expected


def test_who_is_quoted_is_among_those_to_go_deeper():
    longer = [article(f"other{number}", f"Ferry strike {number}", "Ferry. " * 200) for number in range(4)]
    told = article("short", "Ferry crews of Kolm", "Crews of the Kolm ferry line stayed ashore.")
    given = material(Story("strike", (FERRY, *longer, told)))
    order, chosen = replace(spec(), sentences=2), (FERRY, told)

    class FromTwo(FirstSentences):
        def summarize_many(self, articles, *, count=3, words=None, known=()):
            return tuple(sentences(one)[0] for one in chosen)

    item = compose(order, "2026-11-24T07:00", LOCAL, WINDOW, given, FromTwo(), NOW).items[0]
    assert {one.article_id for one in item.sentences} <= {one.article_id for one in item.links}


def test_the_top_line_is_an_outlets_own_words_and_counts():
    line = brief(material(ANIMAL, STRIKE)).top_line
    quoted = line.removesuffix(" 2 stories from 3 articles.")
    assert quoted != line
    assert any(quoted in text for one in (FERRY, TALKS) for text in (f"{one.title}.", one.text))


def test_why_it_matters_needs_a_cue_of_consequence():
    by_id = {item.story_id: item for item in brief(material(ANIMAL, STRIKE), spec(sentences=1)).items}
    strike = by_id["strike"].details
    assert strike is not None
    assert strike.text.startswith("A longer strike could force")
    assert by_id["strike"].details_label == "Why it matters"
    assert by_id["animal"].details_label in {"", "The details"}


def test_the_same_material_gives_the_same_brief_in_any_order():
    one, other = brief(material(ANIMAL, STRIKE)), brief(material(STRIKE, ANIMAL))
    assert one == other == brief(material(ANIMAL, STRIKE))


def test_a_story_without_anything_new_does_not_come_back():
    first = brief(material(ANIMAL, STRIKE))
    second = brief(material(ANIMAL, STRIKE, shown=shown_of(first)), slot="2026-11-25T07:00")
    assert second.items == ()
    assert second.quiet
    assert second.counts.left_out == 0


def test_another_outlet_that_only_repeats_what_was_shown_is_no_news():
    first = brief(material(STRIKE))
    echo = article("echo", "Strike at Kolm", "Crews of the Kolm ferry line stayed ashore on Monday.")
    assert brief(material(Story("strike", (FERRY, TALKS, echo)), shown=shown_of(first))).items == ()


def test_an_update_shows_only_what_is_new_and_what_was_reported_before():
    first = brief(material(STRIKE))
    later = article("later", "Kolm ferries sail again", "The union and the operator signed a deal for 4% on Tuesday.")
    second = brief(material(Story("strike", (FERRY, TALKS, later)), shown=shown_of(first)), slot="2026-11-25T07:00")
    (item,) = second.items
    assert item.kind is ItemKind.UPDATE
    assert [one.text for one in item.sentences] == [later.text]
    assert item.headline == later.title
    assert item.before == first.items[0].sentences[0].text
    assert item.before_slot == first.slot


def test_yesterdays_story_counts_by_the_outlets_that_have_something_to_add():
    first = brief(material(STRIKE))
    later = article("later", "Kolm ferries sail again", "The union and the operator signed a deal for 4% on Tuesday.")
    port = Story(
        "port", tuple(article(f"p{one}", "Port of Sund closes", f"Storm {one} closed it.") for one in range(2))
    )
    stories = (Story("strike", (FERRY, TALKS, later)), port)
    second = brief(material(*stories, shown=shown_of(first)), slot="2026-11-25T07:00")
    assert ids(brief(material(*stories))) == ["strike", "port"], "were it new, three outlets would count for more"
    assert ids(second) == ["port", "strike"]
    assert "1 of 3 outlets since it was last shown" in [reason.words for reason in second.items[1].reasons]


def test_what_had_come_in_before_the_last_brief_and_was_not_shown_then_is_no_news_of_an_update():
    first = brief(material(Story("strike", (FERRY,))))
    left = article("left", "Ferry museum", "The Kolm ferry museum of the town opens its doors to idle crews for free.")
    later = article("later", "Kolm ferries sail again", "The union and the operator signed a deal for 4% on Tuesday.")
    stories = (Story("strike", (FERRY, left, later)),)
    earlier = frozenset({(FERRY.id, FERRY.version), (left.id, left.version)})
    (item,) = brief(material(*stories, shown=shown_of(first), earlier=earlier), slot="2026-11-25T07:00").items
    assert [one.text for one in item.sentences] == [later.text]
    assert {one.article_id for one in (item.lead, *item.links)} == {"later"}


def test_the_same_sentence_with_another_number_is_news():
    old = article("old", "Toll of the storm", "The storm in Ostby destroyed 12 houses on the northern shore on Monday.")
    new = article("new", "Toll rises", "The storm in Ostby destroyed 31 houses on the northern shore on Monday.")
    first = brief(material(Story("storm", (old,))))
    second = brief(material(Story("storm", (old, new)), shown=shown_of(first)))
    assert [one.text for one in second.items[0].sentences] == [new.text]


def test_a_story_under_a_new_id_is_known_by_its_articles():
    first = brief(material(STRIKE))
    assert brief(material(Story("merged", (FERRY, TALKS)), shown=shown_of(first))).items == ()


def test_a_shown_sentence_that_its_publisher_changed_gives_a_correction():
    first = brief(material(Story("strike", (FERRY,))))
    changed = replace(FERRY, version=2, text=FERRY.text.replace("6% more", "9% more"))
    notes = {(changed.id, 2): annotation(changed)}
    second = brief(material(shown=shown_of(first), revised=(changed,), annotations=notes), slot="2026-11-25T07:00")
    (line,) = second.corrections
    assert (line.before, line.after) == ("The union wants 6% more pay.", "The union wants 9% more pay.")
    assert (line.link.version, line.slot) == (2, first.slot)


def test_words_of_the_brief_let_in_keep_out_and_watch():
    stories = material(ANIMAL, STRIKE)
    assert ids(brief(stories, spec(include=("lynx",)))) == ["animal"]
    muted = brief(stories, spec(mute=("ferry strike",)))
    assert (ids(muted), muted.counts.muted) == (["animal"], 1)
    assert ids(brief(stories, spec(watch=("lynx",)))) == ["animal", "strike"]
    assert ids(brief(stories, spec(sources=("source-lynx",)))) == ["animal"]
    assert ids(brief(stories, spec(language="de"))) == []


def test_stories_of_none_of_its_topics_come_without_a_heading_or_stay_out_and_are_counted():
    stories, boats = material(ANIMAL, STRIKE), (Topic("Boats", ("ferry strike",)),)
    assert {item.section for item in brief(stories, spec(topics=boats)).items} == {"Boats", ""}
    narrow = brief(stories, spec(topics=boats, off_topic="skip"))
    assert ([item.section for item in narrow.items], narrow.counts.muted) == (["Boats"], 1)
    assert len(brief(stories, spec(off_topic="skip")).items) == 2


def test_a_busy_topic_is_capped_and_leaves_room():
    stories = (*many(6), ANIMAL)
    order = spec(topics=(Topic("Boats", ("boats",), most=2),), most=4)
    made = brief(material(*stories), order)
    assert [item.section for item in made.items].count("Boats") == 2
    assert "animal" in ids(made)


def test_the_readers_time_is_kept_and_what_was_cut_is_counted():
    made = brief(material(*many(200)), spec(minutes=1.0))
    assert words_of(made.items, made.also, made.corrections) <= WORDS_A_MINUTE
    assert made.minutes == 1
    assert made.counts.stories == 200
    assert made.counts.left_out == 200 - len(made.items) - len(made.also)


def test_votes_of_the_readers_move_a_story_and_are_explained():
    votes = [
        Vote("morning", f"older-{place}", f"reader-{place}", 1, NOW - timedelta(days=1), ("source-lynx",))
        for place in range(9)
    ] + [Vote("morning", "strike", "reader-1", -1, NOW, ("source-ferry",))]
    stories = material(ANIMAL, STRIKE, preferences=preferences(votes, NOW))
    made = brief(stories)
    assert ids(made) == ["animal", "strike"]
    words = [one.words for one in made.items[0].reasons]
    assert "votes on its sources: 8.7 for, 0.0 against" in words


def test_all_sources_fail_a_quiet_brief_names_them():
    states = (SourceState("b", problem="no answer"), SourceState("a", problem="410 gone"), SourceState("c"))
    made = brief(material(states=states))
    assert [one.source for one in made.problems] == ["a", "b"]
    assert (made.items, made.quiet, made.top_line, made.minutes) == ((), True, "", 1)


def test_one_article_only_is_a_brief():
    made = brief(material(ANIMAL))
    assert made.counts.articles == made.counts.stories == made.counts.sources == 1
    assert made.top_line.endswith("1 story from 1 article.")


def test_five_thousand_articles_on_one_event_are_one_item():
    crowd = tuple(article(f"c{place:04}", f"{FERRY.title}, day {place}", FERRY.text) for place in range(5000))
    made = brief(material(Story("strike", crowd)))
    (item,) = made.items
    assert (item.articles, item.outlets) == (5000, 5000)
    assert len(item.links) <= 3


def test_a_story_that_could_not_be_read_in_full_is_marked_and_ranked_lower():
    walled = replace(FERRY, degraded="the page asks for a subscription")
    made = brief(material(Story("walled", (walled,)), ANIMAL))
    assert ids(made) == ["animal", "walled"]
    assert made.items[1].lead.degraded
    assert made.counts.degraded == 1


def test_equal_headlines_on_different_events_are_two_items():
    twins = (replace(FERRY, title="Morning update"), replace(LYNX, title="Morning update"))
    made = brief(material(Story("one", twins[:1]), Story("two", twins[1:])))
    assert len(made.items) == 2


def test_dates_in_the_future_count_as_now_and_missing_ones_as_nothing():
    ahead = replace(FERRY, published=NOW + timedelta(days=4000))
    undated = replace(LYNX, first_seen=None)
    made = brief(material(Story("ahead", (ahead,)), Story("undated", (undated,))))
    reasons = {item.story_id: {one.name: one.value for one in item.reasons} for item in made.items}
    assert reasons["ahead"]["recency"] == 1.0
    assert "recency" not in reasons["undated"]


def test_copies_count_but_are_not_told():
    copy = replace(FERRY, id="copy", site="Copy Post", source="source-copy")
    made = brief(material(Story("strike", (FERRY, copy), {"ferry": ("copy",)})))
    (item,) = made.items
    assert (item.articles, item.outlets, made.counts.copies) == (2, 1, 1)
    assert {one.article_id for one in item.links} == {"ferry"}


def test_articles_without_annotation_or_text_do_no_harm():
    bare = Article(id="bare", url="", title="Bare headline without a text", text="", first_seen=NOW)
    made = brief(Material(stories=(Story("bare", (bare,)),)))
    assert made.items[0].headline == bare.title
    assert made.items[0].sentences == ()


def figure_of(printed: str, salience: float) -> Figure:
    start = TOLLS.text.index(printed)
    return Figure(printed, 1.0, "", "=", "", start, start + len(printed), salience, article_id=TOLLS.id)


def quote_of(said: str, worth: float) -> Quote:
    start = TOLLS.text.index(said)
    return Quote(said, start, start + len(said), "Ida Ek", None, "said", ((start, start + len(said)),), worth, TOLLS.id)


TOLLS = article(
    "tolls",
    "Tolls rise in Lund",
    "The toll rises to 84 euros in May. It was 42 euros for nine years. “Nobody asked us”, said Ida Ek. "
    "Some 2,400 lorries cross a day. The bridge cost 310 million. Crews painted 7 pillars. "
    "“Steel wants paint”, she said.",
)


def test_figures_and_quotes_add_to_what_the_sentences_above_them_say():
    figures = [
        figure_of(printed, salience)
        for printed, salience in (("84", 0.9), ("42", 0.8), ("2,400", 0.7), ("310 million", 0.6), ("7", 0.2))
    ]
    quotes = [quote_of("Nobody asked us", 0.9), quote_of("Steel wants paint", 0.5)]
    given = material(Story("tolls", (TOLLS,)), annotations={("tolls", 1): annotation(TOLLS, figures, quotes)})
    item = brief(given, replace(spec(), sentences=3)).items[0]
    assert [one.text for one in item.sentences][2] == "“Nobody asked us”, said Ida Ek."
    assert [one.text for one in item.figures] == ["84", "2,400", "310 million"]
    assert [one.text for one in item.quotes] == ["Steel wants paint"]


def test_what_the_sentences_say_is_shown_as_figure_and_quote_where_there_is_nothing_else():
    figures, quotes = (
        [figure_of("84", 0.9), figure_of("42", 0.8), figure_of("7", 0.2)],
        [quote_of("Nobody asked us", 0.9)],
    )
    given = material(Story("tolls", (TOLLS,)), annotations={("tolls", 1): annotation(TOLLS, figures, quotes)})
    item = brief(given, replace(spec(), sentences=3)).items[0]
    assert [one.text for one in item.figures] == ["84", "42", "7"]
    assert [one.text for one in item.quotes] == ["Nobody asked us"]
