"""A feed as a source, against a real server."""

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.collect.feed import FeedSource, FullText
from briefing.collect.http.fetch import HttpFetcher
from briefing.errors import Permanent, Transient
from briefing.model import Poll, SourceState
from tests.unit.collect.loopback import Site, answer, moved
from tests.unit.collect.test_fetch_guard import ScriptedResolver

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LONG = "<p>" + "The ferry runs twice a day again, the harbour office said. " * 40 + "</p>"


@pytest.fixture
def fetcher(new_fetcher: Callable[..., HttpFetcher]) -> HttpFetcher:
    """Time flies for it, so that no page is remembered from the poll before."""
    minutes = itertools.count(step=6)
    return new_fetcher(clock=lambda: NOW + timedelta(minutes=next(minutes)))


def feed(*numbers: int, inner: str = "") -> str:
    items = "".join(
        f"<item><title>Title {number}</title><link>/news/{number}</link><guid>g{number}</guid>"
        f"<pubDate>Mon, 02 Mar 2026 0{number}:00:00 GMT</pubDate>"
        f"<description>Summary {number}</description>{inner}</item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>G</title>{items}</channel></rss>'


def serve(site: Site, *numbers: int) -> None:
    site.pages["/robots.txt"] = answer(404)
    site.pages |= {f"/news/{number}": answer(body=f"<p>Page {number}") for number in range(1, 8)}
    site.pages["/feed"] = answer(body=feed(*numbers))


def through_json(state: SourceState) -> SourceState:
    return replace(state, memory=json.loads(json.dumps(dict(state.memory))))


def source(site: Site, fetcher: HttpFetcher, path: str = "/feed", **options: object) -> FeedSource:
    return FeedSource(name="gazette", url=f"{site.url}{path}", fetcher=fetcher, **options)  # type: ignore[arg-type]


def poll(polled: FeedSource, before: Poll | None = None, now: datetime = NOW) -> Poll:
    return polled.poll(through_json(before.state) if before else SourceState("gazette"), now)


def titles(found: Poll) -> list[str]:
    return [document.entry.title for document in found.documents]


def test_new_entries_come_with_their_pages_oldest_first(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 2, 1)
    found = poll(source(site, fetcher))
    assert titles(found) == ["Title 1", "Title 2"]
    assert [document.body for document in found.documents] == [b"<p>Page 1", b"<p>Page 2"]
    assert found.documents[0].url == f"{site.url}/news/1"
    assert found.entries == 2
    assert found.state.last_success == found.state.last_poll == NOW
    assert found.state.next_poll is not None
    assert found.state.next_poll >= NOW + timedelta(minutes=15)


def test_validators_go_back_word_for_word_and_304_brings_nothing(site: Site, fetcher: HttpFetcher) -> None:
    serve(site)
    modified = "Mon, 02 Mar 2026 07:00:00 GMT"
    site.pages["/feed"] = [
        answer(body=feed(1), ETag='W/"a b"', Last_Modified=modified),
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
    ]
    polled = source(site, fetcher)
    second = poll(polled, poll(polled))
    asked = site.asked("/feed")[1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('W/"a b"', modified)
    assert second.documents == ()
    assert second.state.last_success == NOW


def test_validators_go_along_with_redirects(site: Site, fetcher: HttpFetcher) -> None:
    serve(site)
    site.pages |= {"/old": moved("/feed"), "/feed": answer(body=feed(1), ETag='"1"')}
    polled = source(site, fetcher, "/old")
    poll(polled, poll(polled))
    assert site.asked("/feed")[1].headers["if-none-match"] == '"1"'


def test_the_same_bytes_bring_nothing_whatever_the_validators_say(site: Site, fetcher: HttpFetcher) -> None:
    serve(site)
    site.pages["/feed"] = [answer(body=feed(1), ETag='"1"'), answer(body=feed(1), ETag='"2"')]
    polled = source(site, fetcher)
    second = poll(polled, poll(polled))
    assert second.documents == ()
    assert second.state.memory["etag"] == '"2"'


def test_only_what_is_new_or_changed_is_fetched(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    polled = source(site, fetcher)
    first = poll(polled)
    site.pages["/feed"] = answer(body=feed(2, 1).replace("Summary 1", "Corrected 1"))
    second = poll(polled, first)
    assert titles(second) == ["Title 1", "Title 2"]
    site.pages["/feed"] = answer(body=feed(3, 2, 1).replace("Summary 1", "Corrected 1"))
    assert titles(poll(polled, second)) == ["Title 3"]
    assert len(site.asked("/news/1")) == 2


@pytest.mark.parametrize("said", [answer(200, ""), answer(204), answer(206, ""), answer(206, feed(2, 1))])
def test_a17_an_empty_answer_or_a_part_keeps_what_is_known(said: bytes, site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    polled = source(site, fetcher)
    first = poll(polled)
    site.pages["/feed"] = said
    second = poll(polled, first)
    assert second.documents == ()
    assert second.state.memory["seen"] == first.state.memory["seen"]
    assert second.state.failures == 0


def test_a19_a_permanent_redirect_replaces_the_address_once_it_is_confirmed(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    site.pages["/old"] = moved("/feed", 301)
    polled = source(site, fetcher, "/old")
    found = None
    for _ in range(5):
        found = poll(polled, found)
    assert found is not None
    assert found.state.url == f"{site.url}/feed"
    assert len(site.asked("/old")) == 3


def test_a19_a_redirect_that_changes_its_mind_replaces_nothing(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    site.pages["/other"] = site.pages["/feed"]
    site.pages["/old"] = [moved("/feed", 301), moved("/other", 301), moved("/feed", 301), moved("/feed", 302)]
    polled = source(site, fetcher, "/old")
    found = None
    for _ in range(5):
        found = poll(polled, found)
    assert found is not None
    assert found.state.url == ""


def test_a_new_address_in_the_settings_replaces_the_one_found_out(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    known = poll(source(site, fetcher)).state
    site.pages["/new"] = site.pages["/feed"]
    found = source(site, fetcher, "/new").poll(replace(known, url=f"{site.url}/feed"), NOW)
    assert len(site.asked("/new")) == 1
    assert "if-none-match" not in site.asked("/new")[0].headers
    assert found.documents == ()


def test_a_page_that_names_a_feed_leads_to_it_for_good(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    site.pages["/"] = answer(
        body='<html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments">'
        '<link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Hi</body></html>'
    )
    polled = source(site, fetcher, "/")
    first = poll(polled)
    assert titles(first) == ["Title 1"]
    assert first.state.url == f"{site.url}/feed"
    poll(polled, first)
    assert len(site.asked("/")) == 1


def test_a_page_that_names_none_is_an_error_that_says_so(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/feed"] = answer(body="<html><body><h1>We will be back soon</h1></body></html>")
    with pytest.raises(Permanent, match="not a feed: it is a web page"):
        poll(source(site, fetcher))


def test_a_page_that_cannot_be_had_leaves_the_entry_with_a_mark(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 3, 2, 1)
    site.pages |= {"/news/2": answer(403), "/news/3": answer(body=b"%PDF-1.4", Content_Type="application/pdf")}
    found = poll(source(site, fetcher))
    assert [document.problem for document in found.documents] == [
        "",
        f"{site.url}/news/2 answered 403: it does not let us in",
        f"{site.url}/news/3 is not a web page (application/pdf)",
    ]
    assert found.documents[1].entry.summary == "Summary 2"


def test_a_page_that_leads_to_a_host_for_consent_leaves_the_entry_with_a_mark(
    site: Site, new_fetcher: Callable[..., HttpFetcher]
) -> None:
    serve(site, 1)
    asks = f"http://consent.gazette.example:{site.port}/choose"
    site.pages |= {"/news/1": moved(asks), "/choose": answer(body="<p>We and our partners value your privacy.")}
    (document,) = poll(source(site, new_fetcher(resolver=ScriptedResolver(["127.0.0.1"])))).documents
    assert document.problem == f"{asks} asks for consent instead of showing the article"
    assert (document.body, document.entry.summary) == (None, "Summary 1")


def test_a_page_that_failed_in_passing_is_tried_again_and_comes_when_it_can_be_had(
    site: Site, fetcher: HttpFetcher
) -> None:
    serve(site, 1)
    site.pages["/news/1"] = [answer(500), answer(500), answer(body="<p>Page 1")]
    polled = source(site, fetcher)
    first = poll(polled)
    second = poll(polled, first)
    third = poll(polled, second)
    assert "answered 500" in first.documents[0].problem
    assert second.documents == ()
    assert third.documents[0].body == b"<p>Page 1"
    assert third.documents[0].entry.summary == "Summary 1"
    assert poll(polled, third).documents == ()


def test_a_page_that_keeps_failing_is_given_up(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    site.pages["/news/1"] = answer(500)
    polled = source(site, fetcher)
    found = poll(polled)
    for _ in range(6):
        found = poll(polled, found)
    assert len(site.asked("/news/1")) == 4
    assert found.state.memory["pending"] == []


@pytest.mark.parametrize(
    ("policy", "content", "fetched"),
    [
        (FullText.AUTO, LONG, 0),
        (FullText.AUTO, LONG + "<a href='/news/1'>Read more</a>", 1),
        (FullText.AUTO, "<p>teaser</p>", 1),
        (FullText.PAGE, LONG, 1),
        (FullText.FEED, "<p>teaser</p>", 0),
    ],
)
def test_pages_are_fetched_where_the_feed_does_not_carry_the_text(
    policy: FullText, content: str, fetched: int, site: Site, fetcher: HttpFetcher
) -> None:
    serve(site)
    namespace = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    inner = f"<content:encoded {namespace}><![CDATA[{content}]]></content:encoded>"
    site.pages["/feed"] = answer(body=feed(1, inner=inner))
    (document,) = poll(source(site, fetcher, full_text=policy)).documents
    assert len(site.asked("/news/1")) == fetched
    assert document.entry.content == content


def test_b13_a_feed_that_turns_to_spam_is_capped_and_said(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    polled = source(site, fetcher, most=5, full_text=FullText.FEED)
    first = poll(polled)
    spam = "".join(f"<item><title>S{n}</title><link>/spam/{n}</link></item>" for n in range(10_000))
    site.pages["/feed"] = answer(body=f"<rss version='2.0'><channel><title>G</title>{spam}</channel></rss>")
    second = poll(polled, first)
    assert (len(second.documents), second.left_out, second.entries) == (5, 9995, 10_000)


def test_the_wishes_of_the_feed_are_kept_even_when_nothing_changed(site: Site, fetcher: HttpFetcher) -> None:
    serve(site)
    body = feed(1).replace("<title>G", "<ttl>300</ttl><title>G")
    site.pages["/feed"] = [answer(body=body, ETag='"1"'), b"HTTP/1.1 304 Not Modified\r\n\r\n"]
    polled = source(site, fetcher)
    second = poll(polled, poll(polled))
    assert second.state.next_poll is not None
    assert second.state.next_poll >= NOW + timedelta(minutes=300)


def test_a_failure_of_the_feed_is_raised_as_it_is(site: Site, fetcher: HttpFetcher) -> None:
    site.pages["/feed"] = answer(500)
    with pytest.raises(Transient, match="answered 500"):
        poll(source(site, fetcher))


def test_entries_in_the_memory_of_a_failed_poll_come_at_the_next(
    site: Site, new_fetcher: Callable[..., HttpFetcher]
) -> None:
    serve(site, 1)
    polled = source(site, new_fetcher())
    first = poll(polled)
    site.pages["/feed"] = [answer(500), answer(body=feed(2, 1))]
    with pytest.raises(Transient):
        poll(polled, first)
    assert titles(poll(polled, first)) == ["Title 2"]


def test_a_page_that_is_edited_without_a_word_in_the_feed_is_noticed(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    site.pages["/news/1"] = [
        answer(body="<p>Page 1", ETag='"a"'),
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        answer(body="<p>Page 1, corrected", ETag='"b"'),
    ]
    polled = source(site, fetcher)
    found = [poll(polled)]
    for hours in (0.5, 1.2, 6):
        found.append(poll(polled, found[-1], NOW + timedelta(hours=hours)))
    assert [[document.body for document in one.documents] for one in found[1:]] == [[], [], [b"<p>Page 1, corrected"]]
    assert [request.headers.get("if-none-match") for request in site.asked("/news/1")] == [None, '"a"', '"a"']


def test_a_page_is_looked_at_again_four_times_and_then_left_alone(site: Site, fetcher: HttpFetcher) -> None:
    serve(site, 1)
    polled = source(site, fetcher)
    found = poll(polled)
    for hours in range(1, 120):
        found = poll(polled, found, NOW + timedelta(hours=hours))
        assert found.documents == ()
    assert len(site.asked("/news/1")) == 5
