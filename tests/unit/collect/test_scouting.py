"""What is found at an address that somebody types in."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from briefing.collect.http.fetch import HttpFetcher
from briefing.collect.scouting import Scouted, completed, probed, scout
from briefing.errors import BriefingError, Permanent
from tests.unit.collect.loopback import Site, answer, moved

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
WHOLE = "<p>" + "The ferry to Kolm sails again after two weeks of storm and repairs. " * 25 + "</p>"


def rss(title: str, content: str = "", count: int = 4, now: datetime = NOW) -> bytes:
    items = "".join(
        f"<item><title>Story {number} of {title}</title><link>/news/{number}</link>"
        f"<pubDate>{format_datetime(now - timedelta(hours=3 * number))}</pubDate>"
        f"<description><![CDATA[{content or 'In short.'}]]></description></item>"
        for number in range(count)
    )
    return answer(body=f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>')


def page(head: str = "", body: str = "") -> bytes:
    return answer(body=f"<html><head><title>Kolm Post</title>{head}</head><body>{body}</body></html>")


def alternate(url: str, title: str = "") -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{url}">'


def look(fetcher: HttpFetcher, url: str) -> Scouted:
    return scout(fetcher, url, NOW)


def test_the_address_of_a_feed_is_that_feed_with_its_newest_titles_and_its_rhythm(
    site: Site, fetcher: HttpFetcher
) -> None:
    site.pages["/feed.xml"] = rss("Kolm Post")
    (found,) = look(fetcher, f"{site.url}/feed.xml").prospects
    assert (found.kind, found.url, found.title, found.entries) == ("feed", f"{site.url}/feed.xml", "Kolm Post", 4)
    assert [entry.title for entry in found.newest][:2] == ["Story 0 of Kolm Post", "Story 1 of Kolm Post"]
    assert found.rhythm == 3 * 3600
    assert found.pause == 1.5 * 3600


def test_whether_a_feed_carries_whole_articles_is_told(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/whole": rss("Whole", WHOLE), "/short": rss("Short")}
    assert look(fetcher, f"{site.url}/whole").prospects[0].whole == 4
    assert look(fetcher, f"{site.url}/short").prospects[0].whole == 0


def test_a_home_page_leads_to_the_feeds_it_names_comments_last(site: Site, fetcher: HttpFetcher) -> None:
    head = alternate("/comments.xml", "Comments") + alternate("/news.xml", "News")
    site.pages |= {"/": page(head), "/news.xml": rss("News"), "/comments.xml": rss("Comments")}
    assert [one.title for one in look(fetcher, site.url).prospects] == ["News", "Comments"]


def test_a_feed_that_is_only_linked_for_readers_is_found(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/": page(body='<a href="/service/rss-news">Our feed</a>'), "/service/rss-news": rss("Linked")}
    assert [one.title for one in look(fetcher, site.url).prospects] == ["Linked"]


def test_a_feed_at_the_usual_place_is_found_and_what_was_tried_is_told(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/": page(), "/rss.xml": rss("Usual")}
    found = look(fetcher, site.url)
    assert [one.url for one in found.prospects] == [f"{site.url}/rss.xml"]
    assert next(url for url, reason in found.tried if "404" in reason) == f"{site.url}/feed"


def test_a_feed_that_is_named_and_not_there_does_not_hide_the_others(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/": page(alternate("/gone.xml") + alternate("/news.xml")), "/news.xml": rss("News")}
    found = look(fetcher, site.url)
    assert [one.title for one in found.prospects] == ["News"]
    assert dict(found.tried)[f"{site.url}/gone.xml"].endswith("nothing at this address")


LINKS = "".join(
    f'<h2><a href="/2026/11/2{number}/harbour-story-{number}">Harbour story number {number}</a></h2>'
    for number in range(4)
)


def test_without_a_feed_the_sitemap_that_robots_names_and_the_page_are_offered(
    site: Site, fetcher: HttpFetcher
) -> None:
    urls = f"<url><loc>{site.url}/a</loc><lastmod>2026-11-24</lastmod></url>"
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    site.pages |= {
        "/": page(body=LINKS),
        "/robots.txt": answer(body=f"User-agent: *\nAllow: /\nSitemap: {site.url}/news.map\n"),
        "/news.map": answer(body=sitemap),
    }
    assert [(one.kind, one.entries) for one in look(fetcher, site.url).prospects] == [("sitemap", 1), ("page", 4)]


def test_a_front_page_that_robots_may_not_read_is_not_offered(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {"/": page(body=LINKS), "/robots.txt": answer(body="User-agent: *\nDisallow: /\n")}
    with pytest.raises(Permanent, match="names no feed"):
        look(fetcher, site.url)


def test_a_permanent_move_is_followed_to_the_new_address_and_a_passing_one_is_not_kept(
    site: Site, fetcher: HttpFetcher
) -> None:
    site.pages |= {"/new": rss("New"), "/old": moved("/new", 301), "/today": moved("/new", 302)}
    assert look(fetcher, f"{site.url}/old").prospects[0].url == f"{site.url}/new"
    assert look(fetcher, f"{site.url}/today").prospects[0].url == f"{site.url}/today"


def test_pages_behind_a_feed_are_probed_as_robots_allows(site: Site, fetcher: HttpFetcher) -> None:
    site.pages |= {
        "/feed": rss("Kolm Post"),
        "/robots.txt": answer(body="User-agent: *\nDisallow: /news/1\n"),
        "/news/0": page(),
    }
    found = probed(fetcher, look(fetcher, f"{site.url}/feed").prospects[0])
    assert found[f"{site.url}/news/0"] == ""
    assert "robots.txt" in found[f"{site.url}/news/1"]
    assert "404" in found[f"{site.url}/news/2"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "\x00\xff" * 40,
        "{",
        "<a href='javascript:alert(1)'>rss</a>" * 400,
        "<div>" * 20_000,
        "&lt;" * 9000,
    ],
)
def test_a_hostile_page_is_one_clear_sentence(site: Site, fetcher: HttpFetcher, body: str) -> None:
    site.pages["/"] = answer(body=body)
    with pytest.raises(BriefingError) as caught:
        look(fetcher, site.url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("typed", ["ftp://kolm.example", "kolm post", "https://", "https://a\nb"])
def test_what_is_no_address_is_said_before_anything_is_asked(typed: str) -> None:
    with pytest.raises(Permanent):
        completed(typed)


def test_an_address_without_a_scheme_means_https() -> None:
    assert completed("kolm.example/news") == "https://kolm.example/news"
