"""What a brief promises as a web page and in a feed."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import feedparser
import lxml.html
from hypothesis import given

from briefing.model import Brief
from briefing.render.feed import atom
from briefing.render.html import HtmlRenderer
from tests.build import LINKS, quiet_brief, sample_brief
from tests.hostile import CALM, SEEDS, hostile_brief

RENDERER = HtmlRenderer()
FEED = "https://brief.example.com/feed"


def address(brief: Brief) -> str:
    return f"https://brief.example.com/b/{brief.name}/{brief.slot}"


def test_the_page_has_landmarks_headings_in_order_and_no_foreign_resources() -> None:
    tree = lxml.html.document_fromstring(RENDERER.page(sample_brief(), LINKS))
    levels = [int(str(element.tag)[1]) for element in tree.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(tree.findall(".//main")) == 1
    assert not list(tree.iter("script", "img", "iframe"))
    assert tree.get("lang") == "en"


def test_contents_lead_to_the_stories() -> None:
    tree = lxml.html.document_fromstring(RENDERER.page(sample_brief(), LINKS))
    targets = [a.get("href", "")[1:] for a in tree.iter("a") if a.get("href", "").startswith("#")]
    assert len(targets) == 5
    assert all(tree.get_element_by_id(target) is not None for target in targets)


def test_a_strict_policy_can_admit_the_style_by_its_hash() -> None:
    page = RENDERER.page(sample_brief())
    assert re.findall(r"<style>(.*?)</style>", page, re.DOTALL) == [RENDERER.style()]
    assert "style=" not in page


def test_text_of_a_language_that_runs_to_the_left_does_so() -> None:
    arabic = RENDERER.fragment(replace(quiet_brief(), language="ar"))
    assert 'lang="ar" dir="rtl"' in arabic
    assert '<p lang="en" dir="ltr">Chosen from' in arabic


class Tags(HTMLParser):
    """All tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@CALM
@given(SEEDS)
def test_c10_hostile_briefs_are_only_text(seed: int) -> None:
    for tag, attributes in Tags(RENDERER.page(hostile_brief(seed), LINKS)).found:
        assert tag not in {"script", "img", "base", "iframe", "form"}
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert re.match(r"https?://|#story-", attributes.get("href") or "#story-")


def test_the_feed_names_every_brief_with_its_page() -> None:
    feed = feedparser.parse(atom([sample_brief(), quiet_brief()], title="Briefs", url=FEED, page_of=address))
    assert not feed.bozo
    assert feed.feed.title == "Briefs"
    assert feed.entries[0].title == (
        "The Morning Brief, Tuesday, 24 November: Sound bridge toll doubles for lorries from January"
    )
    assert feed.entries[0].link == "https://brief.example.com/b/morning/2026-11-24T07:00"
    assert feed.entries[0].updated == "2026-11-24T06:00:03Z"
    assert "<li>Sound bridge toll doubles for lorries from January</li>" in feed.entries[0].summary
    assert "5 stories" in feed.entries[0].summary


def test_an_entry_of_the_feed_is_short_however_long_the_brief_is() -> None:
    items = tuple(replace(sample_brief().items[0], headline="word " * 2000) for _ in range(60))
    document = atom([replace(sample_brief(), items=items)], title="Briefs", url=FEED, page_of=address)
    assert len(document) < 5_000
    assert "and 48 more" in feedparser.parse(document).entries[0].summary


def test_an_empty_feed_is_a_feed() -> None:
    assert not feedparser.parse(atom([], title="Briefs", url=FEED, page_of=address)).bozo


@CALM
@given(SEEDS)
def test_hostile_briefs_leave_the_feed_well_formed(seed: int) -> None:
    feed = feedparser.parse(atom([hostile_brief(seed)], title="B", url=FEED, page_of=address))
    assert not feed.bozo
    assert len(feed.entries) == 1
