"""Pages as nobody should make them, and what is read of them all the same."""

import json
from datetime import UTC, datetime

import pytest

from briefing.extract.article import NO_TEXT
from briefing.extract.page import read_page
from briefing.extract.walls import ERROR_PAGE, PAYWALL, ROBOT_CHECK
from briefing.model import Article

SENTENCES = (
    "The ferry between Velden and Marrow will sail again from Monday, the harbour board said.",
    "It had been out of service for two years after a storm tore open its hull in the old harbour.",
    "“We never doubted it,” said Ines Okoro, who has run the ticket office since 2009.",
    "Repairs cost 4.2 million crowns, a third more than planned, the board's chairman said.",
    "The first crossing leaves at six in the morning and takes forty minutes in calm weather.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEXT = "\n\n".join(SENTENCES)


def read(body: str, head: str = "", title: str = "Ferry sails again - The Quay") -> Article | str:
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>{body}</html>"
    return read_page(page.encode(), "https://www.quay.example/news/ferry")


def text_of(body: str, head: str = "", title: str = "Ferry sails again - The Quay") -> str:
    found = read(body, head, title)
    assert isinstance(found, Article)
    return found.text


def ld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry sails again", **fields}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    "body",
    [
        f"<body><h1>Ferry sails again</h1>{'<br><br>'.join(SENTENCES)}</body>",
        f"<body><h1>Ferry sails again</h1>{'<br>'.join(SENTENCES)}</body>",
        (
            "<body><table><tr><td><font size=1><a href=a>Home</a><br><a href=b>News</a></font></td><td><font size=4>"
            f"<b>Ferry sails again</b></font><br><font>by Ada Marsh<br>November 24, 2026</font><p><font>"
            f"{'<p><font>'.join(SENTENCES)}</font></td><td>Advertisement</td></tr></table>"
            "<center>Copyright 2026 The Quay. All rights reserved.</center></body>"
        ),
        f"<body><article><h1>Ferry sails again</h1><p>By Ada Marsh, 24 November 2026</p>{BODY}</article></body>",
    ],
    ids=["two breaks", "one break", "tables of 1999", "a dated byline"],
)
def test_paragraphs_are_told_apart_however_they_are_set(body: str) -> None:
    assert text_of(body) == TEXT


def test_a_text_that_only_the_structured_data_has_keeps_its_paragraphs() -> None:
    assert text_of("<body><div id='app'></div></body>", ld(articleBody="\n\n".join(SENTENCES))) == TEXT


def test_the_captions_and_credits_of_a_gallery_are_not_its_text() -> None:
    pictures = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>Picture {n}: people wave to the ferry. Photo: Tom Reed/Quay Pictures"
        "</figcaption></figure>"
        for n in range(10)
    )
    found = text_of(
        f"<body><article><h1>In pictures</h1><p>Ten pictures of the crossing.</p>{pictures}</article></body>"
    )
    assert found == "Ten pictures of the crossing."


def test_a_live_blog_is_dated_by_its_beginning() -> None:
    update = {
        "@type": "BlogPosting",
        "headline": "Arrived",
        "datePublished": "2026-11-24T12:00:00Z",
        "articleBody": "In.",
    }
    head = ld(**{"@type": "LiveBlogPosting", "datePublished": "2026-11-24T09:00:00Z", "liveBlogUpdate": [update]})
    found = read(f"<body><article><h1>Ferry sails again</h1>{BODY}</article></body>", head)
    assert isinstance(found, Article)
    assert found.published == datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("2026年11月24日 8時15分", ""),
        ("24 نوفمبر 2026", ""),
        ("Printed from https://www.quay.example/ferry", ""),
        ("Media contact: Ann Lee, press@ferries.example", ""),
        ("Ada Marsh is the harbour correspondent of The Quay.", ""),
        ("On 24 November 2026 the harbour froze.", "On 24 November 2026 the harbour froze."),
    ],
)
def test_lines_about_the_page_go_and_sentences_with_a_date_stay(line: str, kept: str) -> None:
    found = text_of(f"<body><article><h1>Ferry sails again</h1>{BODY}<p>{line}</p></article></body>")
    assert found == (f"{TEXT}\n\n{kept}" if kept else TEXT)


@pytest.mark.parametrize(
    "notice",
    [
        "Correction, 25 November 2026: An earlier version of this article misstated the cost.",
        "Anmerkung der Redaktion: In einer früheren Version dieses Artikels stand ein falscher Betrag.",
        "Rettifica: il costo è di 4,2 milioni.",
    ],
)
def test_corrections_are_noticed_in_other_words_and_languages(notice: str) -> None:
    found = read(f"<body><article><h1>Ferry sails again</h1>{BODY}<p>{notice}</p></article></body>")
    assert isinstance(found, Article)
    assert (found.correction, found.text) == (notice, TEXT)


@pytest.mark.parametrize(
    "asking",
    ["This article is for subscribers only.", "Jetzt Plus-Abo testen und weiterlesen.", "この記事は有料会員限定です。"],
)
def test_what_asks_to_pay_is_not_part_of_the_free_beginning(asking: str) -> None:
    found = read(f"<body><article><h1>Ferry sails again</h1><p>{SENTENCES[0]}</p><p>{asking}</p></article></body>")
    assert isinstance(found, Article)
    assert (found.degraded, found.text) == (PAYWALL, SENTENCES[0])


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("The Quay", "<h1>Oops!</h1><p>The page you requested could not be found.</p><a href='/'>Home</a>", ERROR_PAGE),
        (
            "Just a moment...",
            "<h1>Checking your browser before you go on</h1><p>Please wait a moment.</p>",
            ROBOT_CHECK,
        ),
        ("The Quay", "<frameset><frame src='a'><noframes><p>No frames here.</p></noframes></frameset>", NO_TEXT),
        ("The Quay", "<script id='__DATA__' type='application/json'>{\"text\": \"Ferry\"}</script>", NO_TEXT),
    ],
)
def test_what_is_no_article_says_what_it_is(title: str, body: str, reason: str) -> None:
    assert read(f"<body>{body}</body>" if "frameset" not in body else body, title=title) == reason
