"""Every passage shown leads to its place in the page it comes from, and nowhere else."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article, ArticleLink, Claim, Disagreement, Figure, Item, Moved, Quote, Sentence
from briefing.text.places import LONGEST, placed, unplaced

TEXT = "The toll doubles in May. “It is steep,” said Ida Ek.\n\nThe board expects 12 ships, not 14 ships."
PAGE = Article("a1", "https://gazette.example/toll", "Toll", TEXT)
LINK = ArticleLink("a1", 1, PAGE.url, "Toll", "Gazette", 1)


def sentence(words: str, article: Article = PAGE) -> Sentence:
    start = article.text.index(words)
    return Sentence(words, start, start + len(words), article_id=article.id, version=article.version)


def figure(words: str) -> Figure:
    start = TEXT.index(words)
    return Figure(words, 12.0, "ship", "=", "", start, start + len(words), article_id="a1")


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(words, start, start + len(words), article_id="a1")


def story(**parts: object) -> Item:
    return replace(Item(1, "s", "Toll", LINK, ()), **parts)  # type: ignore[arg-type]


def test_sentences_figures_and_quotes_lead_to_their_places():
    item = placed(
        story(
            sentences=(sentence("The toll doubles in May."),),
            details=sentence("The board expects 12 ships, not 14 ships."),
            figures=(figure("12 ships"),),
            quotes=(quote("It is steep"),),
            disagreements=(Disagreement("", (Claim(figure("14 ships"), "", LINK),)),),
            moved=(Moved(figure("12 ships"), figure("14 ships")),),
        ),
        (PAGE,),
    )
    directive = f"{PAGE.url}#:~:text="
    assert item.sentences[0].url == f"{directive}The%20toll%20doubles%20in%20May."
    assert item.details
    assert item.details.url.startswith(f"{directive}The%20board")
    assert item.figures[0].url == f"{directive}12%20ships"
    assert item.quotes[0].url == f"{directive}It%20is%20steep"
    assert item.disagreements[0].claims[0].figure.url == item.moved[0].after.url == f"{directive}14%20ships"
    assert item.moved[0].before.url == ""


@pytest.mark.parametrize(
    "page",
    [
        replace(PAGE, url="mailto:desk@gazette.example"),
        replace(PAGE, url="file:///etc/passwd"),
        replace(PAGE, url="javascript:alert(1)"),
        replace(PAGE, url=""),
        replace(PAGE, degraded="the page could not be read"),
        replace(PAGE, version=2),
        replace(PAGE, id="other"),
    ],
)
def test_what_is_not_on_a_page_that_was_read_has_no_place(page):
    assert placed(story(sentences=(sentence("The toll doubles in May."),)), (page,)).sentences[0].url == ""


def test_an_own_fragment_of_the_page_is_kept():
    page = replace(PAGE, url="https://gazette.example/live#entry-7")
    item = placed(story(sentences=(sentence("The toll doubles in May."),)), (page,))
    assert item.sentences[0].url.startswith("https://gazette.example/live#entry-7:~:text=The%20toll")


def test_an_address_that_grows_too_long_is_left_out():
    page = replace(PAGE, text="漢字" * 400)
    assert placed(story(sentences=(sentence("漢字" * 100, page),)), (page,)).sentences[0].url == ""


def test_places_can_be_taken_away_again():
    item = story(sentences=(sentence("The toll doubles in May."),), figures=(figure("12 ships"),))
    assert unplaced(placed(item, (PAGE,))) == item


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_whatever_the_words_the_address_is_one_of_the_page(words, before, after):
    text = f"{before}\n\n{words}\n\n{after}"
    page = replace(PAGE, text=text)
    shown = Sentence(words, len(before) + 2, len(before) + 2 + len(words), article_id="a1")
    url = placed(story(sentences=(shown,)), (page,)).sentences[0].url
    assert url.startswith(PAGE.url) or url == ""
    assert url.isascii()
    assert len(url) <= LONGEST
    assert not set(url) & set(" \n<>\"'|`")
    assert unquote(url).count(":~:text=") <= 1 or ":~:text=" in text
