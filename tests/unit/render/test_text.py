"""What a brief promises as text, in a terminal and in a file."""

import unicodedata
from dataclasses import replace

from hypothesis import given

from briefing.model import Counts, SourceProblem
from briefing.render.email.message import subject
from briefing.render.file import FileRenderer
from briefing.render.html import HtmlRenderer
from briefing.render.markdown import MarkdownRenderer
from briefing.render.text import TextRenderer, article_text
from tests.build import FOLDER, LINKS, bridge, quiet_brief, quote, sample_annotation, sample_article, sample_brief
from tests.hostile import CALM, SEEDS, hostile_article, hostile_brief


def test_everything_of_a_brief_is_in_the_text() -> None:
    text = " ".join(TextRenderer().text(sample_brief(), LINKS).split())
    for expected in (
        "THE MORNING BRIEF Tuesday, 24 November · 5 stories · 4 min read",
        "The top line: Bridge tolls, a rising river",
        "2 WEATHER · UPDATE Evacuations widen",
        "Reported on Monday, 23 November: Some 900 people",
        "Why it matters: About a fifth of the island's food",
        "* about 2,400 lorries a day, according to the Sound Authority",
        "* 6.4 metres the gauge at Lund, at midnight",
        "What changed * 900 → 1,650 people moved out",
        "Accounts differ: people who had to leave * 1,650 · Vale Courier: The county counts",
        "> “The lunch hall is loud again.” in Vale Courier",
        "Go deeper (from 6 articles of 4 outlets): Tern Harbour Post (3 min): https://tern.example.com/bridge-toll",
        "Ledger & Coast (2 min, not read in full): https://ledger.example.com/arn",
        "Corrections * Okari delays its second chip plant Reported on Monday, 23 November: Okari said",
        "Also today * Ferry strike in Kolm",
        "taken word for word from the linked articles.",
        "12 stories left out of this brief for length. 2 stories muted by your settings.",
        "31 copies of the same text folded together. 1 article not read in full.",
        "Also covers what was not sent on Monday, 23 November.",
        "2 sources not collected: Harbour Radio (did not answer within 20 s); Kolm Council (answered 404 Not Found).",
        f"Read in the browser: {LINKS.browser}",
    ):
        assert expected in text


def test_lines_fit_a_terminal() -> None:
    lines = TextRenderer().text(sample_brief()).splitlines()
    assert max(len(line) for line in lines if "://" not in line) <= 76
    assert not any(line != line.rstrip() for line in lines)


def test_a_quiet_day_says_so() -> None:
    assert "A quiet day: there is little new to report." in TextRenderer().text(quiet_brief())


def test_a_day_on_which_nothing_could_be_read_is_not_called_quiet() -> None:
    brief = replace(quiet_brief(), counts=Counts(), problems=(SourceProblem("kolm", "did not answer within 20 s"),))
    text = TextRenderer().text(brief)
    assert "No new article came in; 1 source could not be read." in text
    assert "quiet" not in text
    assert subject(brief) == "The Morning Brief: no new article came in"


def test_where_no_article_can_be_opened_nothing_leads_deeper() -> None:
    item = bridge()
    closed = replace(
        item,
        lead=replace(item.lead, url="javascript:alert(1)"),
        links=tuple(replace(link, url="javascript:alert(2)") for link in item.links),
    )
    made = replace(sample_brief(), items=(closed,))
    documents = [TextRenderer().text(made), MarkdownRenderer().markdown(made), HtmlRenderer().page(made)]
    for document in documents:
        assert "Go deeper" not in document
        assert "none of which has an address to open" in " ".join(document.split())


def test_a_quote_is_shown_without_the_comma_that_led_on() -> None:
    item = replace(sample_brief().items[0], quotes=(quote("We are paying,", "Ilse Brandt"),))
    assert "“We are paying”" in TextRenderer().text(replace(sample_brief(), items=(item,)))


@CALM
@given(SEEDS)
def test_c5_hostile_briefs_cannot_drive_a_terminal(seed: int) -> None:
    text = TextRenderer().text(hostile_brief(seed), LINKS)
    assert not {character for character in text if unicodedata.category(character) in {"Cc", "Cf", "Cs"}} - {"\n"}


def test_an_article_on_demand_is_shown_like_a_story() -> None:
    text = " ".join(article_text(sample_article(), sample_annotation()).split())
    assert text.startswith("Sound bridge toll doubles for lorries from January The Kolm Sound Authority")
    assert "* nine years the first increase" in text
    assert "> “We are paying for steel that should have been painted in 2022” Ilse Brandt, head of the union" in text
    assert "Tern Harbour Post (1 min): https://tern.example.com/bridge-toll" in text


@CALM
@given(SEEDS)
def test_hostile_articles_on_demand_are_harmless_text(seed: int) -> None:
    assert not set(article_text(*hostile_article(seed))) & set("\x00\x07\x1b\u202e\u200b")


def test_a_file_destination_gets_a_part_for_each_format() -> None:
    renderer = FileRenderer([MarkdownRenderer(), HtmlRenderer(), TextRenderer()])
    message = renderer.render(sample_brief(), FOLDER, LINKS)
    assert [(part.number, part.content_type) for part in message.parts] == [
        (0, "text/markdown"),
        (1, "text/html"),
        (2, "text/plain"),
    ]
    assert message == renderer.render(sample_brief(), FOLDER, LINKS)


def test_a_story_of_no_topic_has_its_number_before_its_headline() -> None:
    plain = replace(bridge(), section="", headline="Sound bridge toll doubles for lorries from January, and again " * 2)
    text = TextRenderer().text(replace(sample_brief(), items=(plain,)), LINKS)
    assert "\n1  Sound bridge toll doubles" in text
    assert "\n   " in text[text.index("\n1  Sound") + 1 :].split("\n\n")[0]
