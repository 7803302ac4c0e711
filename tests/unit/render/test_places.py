"""Passages lead to their places in every format that has links, within the limits of the channel."""

import json
import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import lxml.html
import pytest
from markdown_it import MarkdownIt

from briefing.model import Brief, Destination, Item
from briefing.render.email.body import MOST_BYTES
from briefing.render.html import HtmlRenderer
from briefing.render.markdown import MarkdownRenderer
from briefing.render.slack.message import brief_messages
from briefing.render.text import TextRenderer
from briefing.text.places import unplaced
from tests.build import LINKS, MAIL, sample_brief
from tests.unit.render.block_limits import findings
from tests.unit.render.test_email import RENDERER, payload

PLACE = "https://tern.example.com/bridge-toll#:~:text="


def with_places(item: Item, length: int = 40) -> Item:
    def url(number: int) -> str:
        return f"{PLACE}{item.number}%20{number}%20{'x' * length}"

    return replace(
        item,
        sentences=tuple(replace(one, url=url(n)) for n, one in enumerate(item.sentences)),
        details=replace(item.details, url=url(10)) if item.details else None,
        figures=tuple(replace(one, url=url(20 + n)) for n, one in enumerate(item.figures)),
        quotes=tuple(replace(one, url=url(30 + n)) for n, one in enumerate(item.quotes)),
    )


def placed_brief(length: int = 40) -> Brief:
    brief = sample_brief()
    return replace(brief, items=tuple(with_places(item, length) for item in brief.items))


def places(brief: Brief) -> dict[str, str]:
    """What links where: text by address."""
    return {
        one.url: one.text
        for item in brief.items
        for one in (*item.sentences, *((item.details,) if item.details else ()), *item.figures, *item.quotes)
    }


def linked(html: str) -> dict[str, str]:
    tree = lxml.html.document_fromstring(html)
    anchors = ((a.get("href") or "", " ".join(a.text_content().split())) for a in tree.iter("a"))
    return {href: text for href, text in anchors if href.startswith(PLACE)}


def mail_html(brief: Brief) -> str:
    mail = message_from_bytes(payload(brief), policy=default)
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def without_comma(texts: dict[str, str]) -> dict[str, str]:
    return {url: text.rstrip(" ,") for url, text in texts.items()}


@pytest.mark.parametrize(
    "html",
    [
        mail_html,
        lambda brief: HtmlRenderer().page(brief),
        lambda brief: MarkdownIt("commonmark").render(MarkdownRenderer().markdown(brief)),
    ],
    ids=["mail", "page", "markdown"],
)
def test_each_passage_is_a_link_to_its_place(html):
    brief = placed_brief()
    assert without_comma(linked(html(brief))) == without_comma(places(brief))


def test_slack_links_figures_themselves_and_marks_the_places_of_sentences_and_quotes():
    brief = placed_brief()
    written = json.dumps(brief_messages(brief, LINKS)[0], ensure_ascii=False)
    for item in brief.items:
        for figure in item.figures:
            assert f"*<{figure.url}|{figure.text}>*" in written
    found = set(re.findall(re.escape(PLACE) + r"[^\"|>]+", written))
    assert found == set(places(brief))


def test_links_to_places_cost_no_story_its_place_in_slack():
    brief = placed_brief(length=500)
    messages, left_out = brief_messages(brief, LINKS)
    bare, left_out_bare = brief_messages(replace(brief, items=tuple(unplaced(item) for item in brief.items)), LINKS)
    assert left_out == left_out_bare == 0
    assert len(messages) == len(bare)
    assert [finding for message in messages for finding in findings(message)] == []


def test_five_stories_with_places_stay_under_60_kilobytes():
    assert len(payload(placed_brief(length=80))) < 60_000


def test_links_to_places_cost_no_story_its_place_in_a_mail():
    brief = placed_brief(length=500)
    many = replace(brief, items=tuple(replace(one, number=n) for n, one in enumerate(brief.items * 4, 1)))
    bare = replace(many, items=tuple(unplaced(one) for one in many.items))
    rendered = RENDERER.render(many, Destination(MAIL.name, MAIL.channel, MAIL.address), LINKS)
    assert rendered.left_out == RENDERER.render(bare, MAIL, LINKS).left_out
    assert len(rendered.parts[0].content) <= MOST_BYTES


def test_the_text_of_a_mail_names_the_place_of_each_passage_in_a_note():
    brief = placed_brief()
    mail = message_from_bytes(payload(brief), policy=default)
    body = mail.get_body(("plain",))
    assert body is not None
    shown, _, notes = " ".join(body.get_content().split()).partition("Where each passage stands in its article")
    named = dict(re.findall(r"\[(\d+)\] (\S+)", notes))
    assert set(named.values()) == set(places(brief))
    for number, url in named.items():
        marked, _, _ = shown.partition(f" [{number}]")
        assert marked.rstrip("”").endswith(" ".join(places(brief)[url].rstrip(" ,").split())), url


def test_text_without_links_names_no_places():
    assert "[1]" not in TextRenderer().text(placed_brief())
