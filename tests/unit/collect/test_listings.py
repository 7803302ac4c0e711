"""Sitemaps, front pages, autodiscovery and lists of feeds."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.collect.http.fetch import HttpFetcher
from briefing.collect.page import PageSource, read_links
from briefing.collect.sitemap import SitemapSource, read_sitemap
from briefing.collect.syndication.discover import feeds
from briefing.collect.syndication.opml import Outline, read_opml, write_opml
from briefing.errors import Permanent
from briefing.model import Fault, Health, SourceState
from tests.unit.collect.loopback import Site, answer, zipped

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{}</urlset>'
NEWS = (
    "<url><loc>{}</loc><lastmod>2026-03-02T07:00:00Z</lastmod><news:news><news:publication><news:name>G</news:name>"
    "<news:language>en</news:language></news:publication><news:publication_date>2026-03-02T06:00:00Z"
    "</news:publication_date><news:title>Ferry &amp; bridge</news:title></news:news></url>"
)


def test_a_news_sitemap_gives_titles_and_dates() -> None:
    (entry,) = read_sitemap(URLSET.format(NEWS.format("/news/ferry")).encode(), "https://h.example/map.xml").entries
    assert (entry.url, entry.title, entry.language) == ("https://h.example/news/ferry", "Ferry & bridge", "en")
    assert (entry.published, entry.updated) == (NOW.replace(hour=6), NOW.replace(hour=7))


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00", "soon"])
def test_b11_a_date_that_no_calendar_has_leaves_its_page_without_one(date: str) -> None:
    data = URLSET.format(NEWS.format("/news/ferry").replace("2026-03-02T06:00:00Z", date)).encode()
    (entry,) = read_sitemap(data, "https://h.example/map.xml").entries
    assert (entry.title, entry.published) == ("Ferry & bridge", entry.updated)


@pytest.mark.parametrize("data", [b"", b"<html/>", b"{}", b"\x1f\x8bx"])
def test_what_is_no_sitemap_is_refused(data: bytes) -> None:
    with pytest.raises(Permanent, match="not a sitemap"):
        read_sitemap(data, "https://h.example/map.xml")


def test_a_sitemap_reads_no_file_and_expands_no_entity() -> None:
    data = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + URLSET.format("<url><loc>https://h.example/&x;</loc></url>").encode()
    )
    assert "root:" not in repr(read_sitemap(data, ""))


def test_a_sitemap_source_fetches_what_is_new_and_asks_conditionally(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {
        "/robots.txt": answer(404),
        "/news/1": answer(body="<p>Page 1"),
        "/map.xml": [answer(body=URLSET.format(NEWS.format("/news/1")), ETag='"1"'), b"HTTP/1.1 304 No\r\n\r\n"],
    }
    source = SitemapSource(name="map", url=f"{site.url}/map.xml", fetcher=fetcher)
    first = source.poll(SourceState("map"), NOW)
    assert [document.body for document in first.documents] == [b"<p>Page 1"]
    second = source.poll(first.state, NOW)
    assert second.documents == ()
    assert site.asked("/map.xml")[1].headers["if-none-match"] == '"1"'
    assert second.state.memory["seen"] == first.state.memory["seen"]


def test_an_index_leads_to_its_news_and_newest_maps(site: Site, fetcher: HttpFetcher) -> None:
    maps = (
        "".join(
            f"<sitemap><loc>/{name}.xml</loc><lastmod>2026-0{month}-01</lastmod></sitemap>"
            for month, name in enumerate(("old", "older", "a", "b", "c", "d"), 1)
        )
        + "<sitemap><loc>/news-map.xml.gz</loc></sitemap>"
    )
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'
    site.pages |= {f"/{name}.xml": answer(body=URLSET.format("")) for name in "abcd"}
    site.pages |= {
        "/index.xml": answer(body=index),
        "/news-map.xml.gz": answer(body=zipped(URLSET.format(NEWS.format("/news/1")).encode())),
        "/robots.txt": answer(404),
        "/news/1": answer(body="<p>Page 1"),
    }
    found = SitemapSource(name="map", url=f"{site.url}/index.xml", fetcher=fetcher).poll(SourceState("map"), NOW)
    assert [document.body for document in found.documents] == [b"<p>Page 1"]
    assert not site.asked("/old.xml")


INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/a.xml</loc></sitemap>'
    "<sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>"
)


def test_a_map_of_an_index_that_cannot_be_had_is_told_and_costs_no_other(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/robots.txt": answer(404), "/news/1": answer(body="<p>Page 1"), "/index.xml": answer(body=INDEX)}
    site.pages |= {"/a.xml": answer(body=URLSET.format(NEWS.format("/news/1"))), "/gone.xml": answer(404)}
    found = SitemapSource(name="map", url=f"{site.url}/index.xml", fetcher=fetcher).poll(SourceState("map"), NOW)
    assert [document.body for document in found.documents] == [b"<p>Page 1"]
    assert "/gone.xml answered 404" in found.state.problem
    assert (found.state.fault, found.state.health) == (Fault.FILES, Health.PARTIAL)


def test_an_index_of_which_no_map_can_be_had_is_an_error(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/index.xml": answer(body=INDEX), "/a.xml": answer(404), "/gone.xml": answer(404)}
    with pytest.raises(Permanent, match="answered 404"):
        SitemapSource(name="map", url=f"{site.url}/index.xml", fetcher=fetcher).poll(SourceState("map"), NOW)


FRONT = """<html><body><nav><a href="/2026/03/01/navigation-is-no-news-at-all">Navigation is no news at all</a></nav>
<h2><a href="/2026/03/02/ferry-reopens">The ferry reopens on Monday after all</a></h2>
<a href="/2026/03/02/ferry-reopens#comments">3 comments</a>
<article><a href="https://www.h.example/news/bridge-closed-for-good-1234567"><b>Bridge</b> closed for good, says council
</a></article><a href="/tag/ferries-and-other-long-words">Ferries and other long words</a>
<a href="/about">About us and our long history</a>
<a href="https://other.example/2026/03/02/elsewhere-is-elsewhere">Elsewhere is not on this site</a>
<a href="javascript:alert(1)">Run a script on this page now</a><a href="/">Home</a></body></html>"""


def test_a_front_page_gives_its_articles_and_not_its_chrome() -> None:
    entries = read_links(FRONT.encode(), "https://h.example/")
    assert [(entry.url, entry.title) for entry in entries] == [
        ("https://h.example/2026/03/02/ferry-reopens", "The ferry reopens on Monday after all"),
        ("https://www.h.example/news/bridge-closed-for-good-1234567", "Bridge closed for good, says council"),
    ]


def test_a24_a_front_page_that_robots_may_not_read_is_not_read(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/robots.txt": answer(body="User-agent: *\nDisallow: /"), "/": answer(body=FRONT)}
    source = PageSource(name="front", url=f"{site.url}/", fetcher=fetcher)
    with pytest.raises(Permanent, match="does not allow"):
        source.poll(SourceState("front"), NOW)
    assert not site.asked("/")


def test_a_front_page_brings_every_article_once(site: Site, fetcher: HttpFetcher) -> None:
    page = '<h2><a href="/2026/03/02/one-two-three-four">One two three four five</a></h2>'
    site.pages |= {
        "/robots.txt": answer(404),
        "/": answer(body=page),
        "/2026/03/02/one-two-three-four": answer(body="<p>1"),
    }
    source = PageSource(name="front", url=f"{site.url}/", fetcher=fetcher)
    first = source.poll(SourceState("front"), NOW)
    assert [document.body for document in first.documents] == [b"<p>1"]
    assert source.poll(first.state, NOW).documents == ()


def test_b14_an_address_that_is_one_long_word_takes_no_longer_than_another() -> None:
    links = "".join(f"<a href='/{number}-{'a' * 1_900}'>Four words are enough</a>" for number in range(600))
    began = time.process_time()
    assert read_links(f"<body>{links}".encode(), "https://h.example/") == ()
    assert time.process_time() - began < 2


def test_a_page_without_articles_is_an_error(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/robots.txt": answer(404), "/": answer(body="<a href='/x'>x</a>")}
    with pytest.raises(Permanent, match="no links"):
        PageSource(name="front", url=f"{site.url}/", fetcher=fetcher).poll(SourceState("front"), NOW)


def test_autodiscovery_puts_comments_last_and_resolves_addresses() -> None:
    page = b"""<html><head><base href="/b/"><link rel="alternate" type="application/rss+xml" title="Comments" href="c">
    <link rel="alternate" type="application/atom+xml" title="News &amp;amp; more" href="news.atom">
    <link rel="alternate" type="text/html" href="/de"><link rel="stylesheet" href="/s.css">
    <link rel="alternate" type="application/feed+json" href="javascript:x"></head></html>"""
    found = feeds(page, "https://h.example/x")
    assert [(item.url, item.title) for item in found] == [
        ("https://h.example/b/news.atom", "News & more"),
        ("https://h.example/b/c", "Comments"),
    ]


@given(st.binary(max_size=400))
def test_no_page_makes_reading_it_fail(data: bytes) -> None:
    feeds(data, "https://h.example/")
    read_links(data, "https://h.example/")


def test_a_list_comes_back_as_it_was_written() -> None:
    outlines = (
        Outline("Gazette & more", "https://g.example/feed?a=1&b=2", "https://g.example/", "News/Local"),
        Outline("Ledger <b>", "https://l.example/feed", "", "News"),
        Outline("Loose", "https://x.example/feed"),
    )
    data = write_opml(outlines, "My feeds", NOW)
    assert set(read_opml(data).outlines) == set(outlines)
    assert b'<outline type="rss" text="Loose" xmlUrl="https://x.example/feed"/>' in data  # as OPML 2.0 spells it


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not XML|not a list"),
        (b"<rss/>", "not a list of feeds"),
        (b"<opml><body/></opml>", "names no feed"),
    ],
)
def test_what_is_no_list_of_feeds_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Permanent, match=reason):
        read_opml(data)


def test_a_list_is_read_whatever_its_spelling_and_never_reads_files() -> None:
    data = b"""<?xml version="1.0"?><!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml version="1.0"><body>
    <outline text="G"><outline title="A &amp;amp; B &x;" xmlURL="https://a.example/f" type="rss"/>
    <outline text="again" xmlUrl="https://a.example/f"/></outline></body></opml>"""
    (outline,) = read_opml(data).outlines
    assert (outline.title, outline.category) == ("A & B", "G")


def test_the_name_of_a_group_is_no_longer_than_anybody_writes_it() -> None:
    feeds_in_it = b"".join(b"<outline xmlUrl='https://a.example/%d'/>" % number for number in range(20))
    data = b"<opml><body><outline text='" + b"harbour " * 50_000 + b"'>" + feeds_in_it + b"</outline></body></opml>"
    assert {len(outline.category) for outline in read_opml(data).outlines} == {100}


def test_what_a_list_names_and_cannot_be_read_is_told() -> None:
    data = (
        b"<opml><body><outline text='x' xmlUrl='javascript:x'/><outline xmlUrl='feed:https://a.example/f'/>"
        b"<outline xmlUrl='Feed://b.example/'/></body></opml>"
    )
    found = read_opml(data)
    assert [outline.url for outline in found.outlines] == ["https://a.example/f", "http://b.example/"]
    assert found.refused == (("javascript:x", "it is not an address of the web (http or https)"),)
