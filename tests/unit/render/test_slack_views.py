"""What the modals and the Home tab promise, whatever is put into them."""

import importlib.util
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from briefing.model import Reason, SourceProblem
from briefing.render.slack.home import Home, Ordered, home_view
from briefing.render.slack.more import more_view, note_view, why_view
from tests.build import bridge, figure, quiet_brief, quote, sample_annotation, sample_article, sample_brief, sentence
from tests.hostile import CALM, SEEDS, hostile_article, hostile_brief
from tests.unit.render.block_limits import shown

CHECKS = Path(__file__).parents[3] / ".." / "shared" / "checks" / "check_blocks.py"
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


def faults(view: Mapping[str, Any]) -> list[Any]:
    """What the independent checker says, where it lies beside the project."""
    if not CHECKS.exists():
        pytest.skip("the checkers lie beside the project and are absent here")
    spec = importlib.util.spec_from_file_location("check_blocks", CHECKS)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.check_view(json.loads(json.dumps(view))))


def text_of(view: Mapping[str, Any]) -> str:
    return shown({"blocks": view["blocks"]})


def test_more_shows_every_sentence_with_those_of_the_brief_in_bold_and_all_figures_quotes_and_sources() -> None:
    article, annotation = sample_article(), sample_annotation()
    spoken = (
        sentence("The toll doubles."),
        replace(sentence("Lorries pay €84."), paragraph=1),
        sentence("It is late."),
    )
    found = replace(
        annotation,
        sentences=spoken,
        figures=tuple(figure(f"{number} m", "high") for number in range(7)),
        quotes=tuple(replace(quote(f"Word {number}.", "Ilse Brandt"), worth=0.5) for number in range(5)),
    )
    view = more_view(replace(bridge(), sentences=spoken[:1]), [(article, found)])
    text = text_of(view)
    for expected in (
        "The toll doubles.",
        "Lorries pay €84.",
        "It is late.",
        "6 m",
        "Word 4.",
        "Ilse Brandt",
        "Go deeper",
    ):
        assert expected in text
    [bold] = [
        leaf
        for block in view["blocks"][1:4]
        for part in block["elements"]
        for leaf in part["elements"]
        if leaf.get("style")
    ]
    assert bold["text"] == "The toll doubles."


def test_more_shows_the_most_telling_figures_first_and_links_figures_and_quotes_to_their_places() -> None:
    article, annotation = sample_article(), sample_annotation()
    dull, telling = (replace(one, salience=worth) for one, worth in zip(annotation.figures, (0.1, 0.9), strict=False))
    view = more_view(replace(bridge(), quotes=()), [(article, replace(annotation, figures=(dull, telling)))])
    lists = [part for block in view["blocks"] if block["type"] == "rich_text" for part in block["elements"]]
    numbers, saying, _ = (part["elements"] for part in lists if part["type"] == "rich_text_list")
    assert [line["elements"][0]["text"] for line in numbers] == [telling.text, dull.text]
    for line in (*numbers, next(one for one in saying if "painted in 2022" in str(one))):
        places = [node["url"] for node in line["elements"] if node["type"] == "link"]
        assert [place.partition("#:~:text=")[0] for place in places] == [article.url]


def test_more_of_a_story_whose_articles_are_gone_still_leads_to_them() -> None:
    text = text_of(more_view(bridge(), []))
    assert "no longer kept" in text
    assert "Go deeper" in text


def test_why_names_what_spoke_for_a_story_and_what_against() -> None:
    reasons = (Reason("coverage", 1.5, "4 outlets"), Reason("topic", 0.0), Reason("source", -1.0, "readers"))
    text = text_of(why_view(replace(bridge(), reasons=reasons)))
    assert "Coverage" in text
    assert "(+1.5): 4 outlets" in text
    assert "(−1.0): readers" in text
    assert "Topic" not in text


def full_home() -> Home:
    orders = tuple(Ordered(f"brief{number}", "Title " * 40, "every day", "harbours, " * 200) for number in range(40))
    problems = tuple(SourceProblem("https://post.example/" + "x" * 300, "it failed " * 50) for _ in range(60))
    return Home("The Morning Brief, next on Monday", orders, (sample_brief(), quiet_brief()), problems)


def test_on_the_home_tab_titles_are_bold_and_a_failing_source_is_named_once() -> None:
    order = Ordered("morning", "The *Morning* Brief", "at 07:00, Monday to Friday (Europe/Berlin); " + "next on " * 9)
    problem = SourceProblem("Kolm Courier", "https://kolm.example/feed: not a feed.")
    view = home_view(Home("", (order,), (), (problem,)))
    (section,) = (block for block in view["blocks"] if block["type"] == "section")
    assert section["text"]["text"] == f"*The ∗Morning∗ Brief*\n{order.upcoming.strip()}"
    assert section["text"]["verbatim"]
    text = text_of(view)
    assert " · not a feed" not in text
    assert "Kolm Courier" in text
    assert " not a feed" in text
    assert "kolm.example" not in text


@pytest.mark.parametrize("home", [Home(""), full_home()])
def test_the_home_tab_stays_within_the_limits(home: Home) -> None:
    view = home_view(home)
    assert len(view["blocks"]) <= 100
    assert faults(view) == []


@pytest.mark.parametrize("view", [note_view("Why it is here", "Gone."), why_view(bridge()), more_view(bridge(), [])])
def test_small_views_stay_within_the_limits(view: Mapping[str, Any]) -> None:
    assert faults(view) == []


@CALM
@given(SEEDS)
def test_hostile_views_stay_within_the_limits(seed: int) -> None:
    brief, read = hostile_brief(seed), hostile_article(seed)
    for item in brief.items[:3]:
        assert faults(more_view(item, [read, hostile_article(seed + 1)])) == []
        assert faults(why_view(item)) == []
    ordered = Ordered(brief.name, brief.title, brief.top_line, brief.top_line)
    assert faults(home_view(Home(brief.title, (ordered,), (brief,), brief.problems))) == []


def test_an_article_longer_than_a_modal_ends_with_a_whole_sentence_and_says_so() -> None:
    long = tuple(replace(sentence(f"Sentence {number} of many."), paragraph=number) for number in range(400))
    found = replace(sample_annotation(), sentences=long)
    view = more_view(bridge(), [(sample_article(), found)])
    assert len(view["blocks"]) <= 100
    assert "The article goes on" in text_of(view)
    assert faults(view) == []
