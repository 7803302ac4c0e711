"""What a brief promises as Markdown."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.render.markdown import MarkdownRenderer, escaped, linked
from briefing.text.plain import clean
from tests.build import LINKS, sample_brief
from tests.hostile import CALM, SEEDS, hostile_brief

COMMONMARK = MarkdownIt("commonmark")


class Page(HTMLParser):
    """Text and tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links.extend(value or "" for name, value in attrs if name == "href")

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text().map(clean))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    page = Page(COMMONMARK.render(escaped(text)))
    assert page.text.strip() == text
    assert set(page.tags) <= {"p"}


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@x", "# head", "1. one", "2) two", "---", "===", "* x", "> x"])
def test_c14_a_line_never_begins_with_a_formula_or_a_list(text: str) -> None:
    assert escaped(text)[:1] in {"\\", "1", "2"}
    assert Page(COMMONMARK.render(escaped(text))).tags == ["p"]


def test_c4_a_headline_cannot_leave_its_link() -> None:
    page = Page(COMMONMARK.render(linked("a](https://evil.example) [b", "https://tern.example.com/x")))
    assert page.links == ["https://tern.example.com/x"]
    assert page.text.strip() == "a](https://evil.example) [b"


def test_the_sample_brief_has_its_headings_and_links() -> None:
    page = Page(COMMONMARK.render(MarkdownRenderer().markdown(sample_brief(), LINKS)))
    assert page.tags.count("h1") == 1
    assert page.tags.count("h2") == 7
    assert page.tags.count("blockquote") == 3
    assert "https://ledger.example.com/arn" in page.links
    assert "Ilse Brandt, head of the hauliers' union, in Tern Harbour Post and Ledger & Coast" in page.text


@CALM
@given(SEEDS)
def test_c4_c7_hostile_briefs_add_no_markup(seed: int) -> None:
    page = Page(COMMONMARK.render(MarkdownRenderer().markdown(hostile_brief(seed), LINKS)))
    allowed = {"h1", "h2", "p", "strong", "em", "a", "ul", "li", "blockquote", "br", "hr"}
    assert set(page.tags) <= allowed
    assert all(link.startswith(("https://", "http://")) for link in page.links)
    assert not any("evil" in link or "bare" in link for link in page.links)
