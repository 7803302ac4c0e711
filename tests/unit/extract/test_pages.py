"""Pages as outlets make them: what is read of them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.article import NO_TEXT, TOO_LARGE
from briefing.extract.page import extract_html, read_page
from briefing.extract.walls import CONSENT, PAYWALL

URL = "https://www.quay.example/2026/11/24/ferry"
SENTENCES = (
    "The ferry between Velden and Marrow will sail again from Monday, the harbour board said.",
    "It had been out of service for two years after a storm tore open its hull in the old harbour.",
    "“We never doubted it,” said Ines Okoro, who has run the ticket office since 2009.",
    "Repairs cost 4.2 million crowns, a third more than planned, the board's chairman said.",
    "The first crossing leaves at six in the morning and takes forty minutes in calm weather.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def page(*, head: str = "", top: str = "<h1>Ferry sails again</h1>", body: str = BODY, bottom: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><meta charset='utf-8'><title>Ferry sails again - The Quay</title>"
        f"{head}</head><body><nav><a href='/'>Home</a></nav><article>{top}{body}</article>{bottom}</body></html>"
    ).encode()


def ld(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def test_the_text_is_plain_paragraphs_without_marks_and_addresses() -> None:
    body = BODY.replace("harbour board", "<a href='https://board.example/'><b>harbour board</b></a>")
    found = extract_html(page(body=body), URL)
    assert found is not None
    assert found.text == "\n\n".join(SENTENCES)


def test_structured_data_names_title_authors_dates_site_and_image() -> None:
    head = ld(
        headline="Ferry sails again",
        author=[{"@type": "Person", "name": "Ada Marsh"}, {"@type": "Person", "name": "Tom Reed"}],
        datePublished="2026-11-24T06:30:00+01:00",
        dateModified="2026-11-24T08:00:00Z",
        publisher={"@type": "Organization", "name": "The Quay"},
        image=["/pictures/ferry.jpg"],
    )
    found = extract_html(page(head=head, top=""), URL)
    assert found is not None
    assert (found.title, found.authors, found.site) == ("Ferry sails again", ("Ada Marsh", "Tom Reed"), "The Quay")
    assert found.published == datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
    assert found.updated == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert found.image == "https://www.quay.example/pictures/ferry.jpg"
    assert (found.language, found.canonical_url) == ("en", "https://quay.example/2026/11/24/ferry")


def test_an_author_given_by_reference_is_followed() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "NewsArticle", "headline": "Ferry sails again", "author": {"@id": "#ada"}},
            {"@type": "Person", "@id": "#ada", "name": "Ada Marsh"},
        ],
    }
    head = f"<script type='application/ld+json'>{json.dumps(graph)}</script>"
    found = extract_html(page(head=head), URL)
    assert found is not None
    assert found.authors == ("Ada Marsh",)


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        ("<h1>Ferry sails again</h1><p>By Ada Marsh and Tom Reed</p>", ("Ada Marsh", "Tom Reed")),
        (
            "<h1>Ferry sails again</h1><span class='byline'>By <a rel='author' href='/a'>Ada Marsh</a></span>",
            ("Ada Marsh",),
        ),
        ("<h1>Ferry sails again</h1><div class='author vcard'>Von Ada Marsh</div>", ("Ada Marsh",)),
        (
            "<h1>Ferry sails again</h1><p class='post-author'>Ada Marsh, Staff Writer | 24 November 2026</p>",
            ("Ada Marsh",),
        ),
        ("<h1>Ferry sails again</h1><div class='comment-author'>Tom Reed</div>", ()),
        ("<h1>Ferry sails again</h1><aside><span class='author'>Tom Reed</span></aside>", ()),
    ],
)
def test_authors_are_read_from_the_byline(top: str, authors: tuple[str, ...]) -> None:
    found = extract_html(page(top=top), URL)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    ("head", "top", "when"),
    [
        (
            "<meta property='article:published_time' content='2026-11-23T07:00:00Z'>",
            "",
            datetime(2026, 11, 23, 7, tzinfo=UTC),
        ),
        ("", "<time itemprop='datePublished' datetime='2026-11-22'>Sunday</time>", datetime(2026, 11, 22, tzinfo=UTC)),
        ("", "", datetime(2026, 11, 24, tzinfo=UTC)),
    ],
    ids=["meta", "microdata", "address"],
)
def test_dates_are_aware_and_a_day_alone_is_midnight_utc(head: str, top: str, when: datetime) -> None:
    found = extract_html(page(head=head, top=f"<h1>Ferry sails again</h1>{top}"), URL)
    assert found is not None
    assert found.published == when


def test_a_late_evening_is_told_on_the_outlets_own_clock() -> None:
    head = "<meta property='article:published_time' content='2026-11-25T03:10:00Z'>"
    found = extract_html(page(head=head), URL)
    assert found is not None
    assert found.published == datetime(2026, 11, 25, 3, 10, tzinfo=UTC)
    assert found.published.utcoffset() == timedelta(hours=-4)


def test_the_headline_on_the_page_wins_over_the_name_of_the_site() -> None:
    head = "<meta property='og:title' content='Ferry sails again | The Quay'>"
    found = extract_html(page(head=head, top="<h1>The Quay</h1><h2>Ferry sails again</h2>"), URL)
    assert found is not None
    assert found.title == "Ferry sails again"


def test_readers_comments_are_not_the_article() -> None:
    comments = "<div id='comments'><div><span class='author'>Tom Reed</span><p>Lovely ferry!</p></div></div>"
    found = extract_html(page(bottom=comments), URL)
    assert found is not None
    assert "Lovely" not in found.text
    assert found.authors == ()


@pytest.mark.parametrize("name", ["most-read", "related_articles", "box popularPosts popular-posts", "meistgelesen"])
def test_teasers_of_other_pieces_are_no_part_of_a_short_article(name: str) -> None:
    teasers = "".join(
        f"<li><a href='/{town}'>{town} votes</a><p>The council of {town} voted on Monday to build a new harbour for</p>"
        for town in ("Ostby", "Kolm", "Maren", "Velden")
    )
    story = "".join(f"<div class='paragraph'>{sentence}</div>" for sentence in SENTENCES[:2])
    html = (
        f"<html><head><title>Ferry sails</title></head><body><div id='content'><div class='title'>Ferry sails</div>"
        f"<div class='story'>{story}</div></div><div class='{name}'><h3>Others</h3><ol>{teasers}</ol></div></body>"
    )
    found = extract_html(html.encode(), URL)
    assert found is not None
    assert found.text == "\n\n".join(SENTENCES[:2])


@pytest.mark.parametrize("name", ["latest-news", "related-story"])
def test_an_article_within_a_block_named_as_a_list_is_read(name: str) -> None:
    links = "<a href='/a'>Velden</a> <a href='/b'>Marrow</a>"
    found = extract_html(
        page(body=f"<div class='{name}'>{BODY}<p>Both {links} are ports on the strait.</p></div>"), URL
    )
    assert found is not None
    assert all(sentence in found.text for sentence in SENTENCES)


def test_an_opening_paragraph_above_the_text_is_part_of_it() -> None:
    opening = "Die Fähre zwischen Velden und Marrow fährt wieder, und das ist für die Stadt nach zwei Jahren ein Glück."
    body = "".join(
        f"<p>{text}</p>"
        for text in ("Sie legte am Montag um sechs Uhr ab und kam pünktlich an, sagte der Kapitän.",) * 9
    )
    numbered = "".join(
        part.replace("sechs Uhr", f"{hour} Uhr") for hour, part in enumerate(body.split("<p>"), 5) if part
    )
    head = f"<meta name='description' content='{opening}'>"
    found = extract_html(
        page(
            head=head,
            top=f"<header><h1>Fähre fährt</h1><div class='teaser-text'>{opening}</div></header>",
            body=numbered,
        ),
        URL,
    )
    assert found is not None
    assert found.text.count(opening) == 1


def test_b6_b7_pages_without_a_text_say_why() -> None:
    assert read_page(b"", URL) == NO_TEXT
    assert read_page(b"<p>" + b"x" * 5_000_001, URL) == TOO_LARGE


def test_a_consent_page_is_no_article() -> None:
    html = b"<html><head><title>Before you continue</title></head><body><p>We use cookies.</p></body></html>"
    assert read_page(html, URL) == CONSENT
    assert extract_html(html, URL) is None


def test_the_free_beginning_of_a_paid_text_is_marked() -> None:
    found = extract_html(page(body=f"<p>{SENTENCES[0]}</p><p>Subscribe to continue reading.</p>"), URL)
    assert found is not None
    assert found.degraded == PAYWALL
    assert found.text == SENTENCES[0]


def test_a_text_that_only_the_structured_data_carries_is_read() -> None:
    head = ld(headline="Ferry sails again", articleBody="\n".join(SENTENCES))
    found = extract_html(page(head=head, body="<div id='app'></div>"), URL)
    assert found is not None
    assert SENTENCES[-1] in found.text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("utf-16", "utf-8"),
        ("utf-16-le", "x"),
    ],
)
def test_b10_characters_survive_a_charset_that_lies(encoding: str, declared: str) -> None:
    html = page().decode().replace("charset='utf-8'", f"charset='{declared}'")
    found = extract_html(html.encode(encoding), URL)
    assert found is not None
    expected = {("cp1252", "utf-8"): "�We never"}.get((encoding, declared), "“We never")
    assert expected in found.text


def test_b3_no_file_is_read_through_an_entity() -> None:
    evil = b"<!DOCTYPE html [<!ENTITY leak SYSTEM 'file:///etc/passwd'>]>" + page(body=BODY.replace("Monday", "&leak;"))
    found = extract_html(evil, URL)
    assert found is not None
    assert "root:" not in found.text


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "<article>", "<script type='application/ld+json'>{", "<meta property="]),
)
def test_no_page_raises(noise: bytes, start: str) -> None:
    read_page(start.encode() + noise, URL)
    read_page(page(head=start) + noise, URL)


@pytest.mark.parametrize("words", [("So much rain.", "So much joy."), SENTENCES[:1]])
def test_of_a_page_of_few_words_what_is_marked_as_the_article_is_read_and_no_banner(words: tuple[str, ...]) -> None:
    banner = "<div class='banner'>We and our friends keep cookies on your device. <button>Fine with me</button></div>"
    marked = "".join(f"<p>{sentence}</p>" for sentence in words)
    found = extract_html(
        f"<html><head><title>Ferry sails again - The Quay</title></head><body>{banner}<main><h1>Ferry sails again</h1>"
        f"<time>24 November 2026, 06:30 UTC</time><section itemprop='articleBody'>{marked}</section></main>"
        "<div><h3>Comments (2)</h3><p>Great article!</p><p>I disagree with everything.</p></div></body></html>".encode()
    )
    assert found is not None
    assert found.text == "\n\n".join(words)


def test_a_banner_that_nothing_marks_is_none_of_a_short_text() -> None:
    banner = "<div>We value your privacy. We and our partners store information on a device. <b>Accept all</b></div>"
    found = extract_html(f"<html><body>{banner}<h1>Ferry sails again</h1><p>{SENTENCES[0]}</p></body></html>".encode())
    assert found is not None
    assert found.text == SENTENCES[0]
