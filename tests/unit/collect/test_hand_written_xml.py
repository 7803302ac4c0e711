"""Feeds, lists of feeds and sitemaps that declare what is no encoding, or refer to what is no character."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.collect.sitemap import read_sitemap
from briefing.collect.syndication.opml import read_opml
from briefing.collect.syndication.parse import parse_feed
from briefing.errors import Permanent

NOT_OF_TEXT = ["hex", "zlib", "undefined", "idna", "punycode", "unicode_escape", "rot13"]
FEED = '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><title>T</title>{}</channel></rss>'
OPML = '<?xml version="1.0"?><opml version="2.0"><body>{}</body></opml>'
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://h.example/{}</loc></url></urlset>'
PIECES = ["&#xD800;", "&#0;", "&#99999999999;", "&nope;", "&", "<", ">", "</", "<a:b:c>", "<http://", "]]>", "\x00"]
PIECES += ['"', "<outline xmlUrl=", "\ufffe", "é", "<!--", "<?x", "<url>", "<loc>", "x", " "]


@pytest.mark.parametrize("label", NOT_OF_TEXT)
def test_b10_a_feed_that_declares_what_is_no_encoding_is_read_as_if_it_declared_none(label: str) -> None:
    feed = FEED.format(label, "<item><title>Café opens</title><link>https://h.example/1</link></item>")
    for encoding in ("utf-8", "cp1252"):
        assert [entry.title for entry in parse_feed(feed.encode(encoding)).entries] == ["Café opens"]


@pytest.mark.parametrize("label", NOT_OF_TEXT)
def test_b10_a_list_of_feeds_likewise(label: str) -> None:
    text = OPML.format('<outline text="Café" xmlUrl="https://h.example/f"/>')
    data = text.replace('"1.0"?', f'"1.0" encoding="{label}"?').encode("cp1252")
    assert [one.title for one in read_opml(data).outlines] == ["Café"]


def test_b10_references_to_no_character_cost_a_list_nothing() -> None:
    found = read_opml(OPML.format('<outline text="A&#xD800;T&T" xmlUrl="https://h.example/f?a=1&b=2"/>').encode())
    assert [(one.title, one.url) for one in found.outlines] == [("AT&T", "https://h.example/f?a=1&b=2")]


def test_b10_references_to_no_character_cost_a_sitemap_nothing() -> None:
    found = read_sitemap(MAP.format("a&#xD800;b&c").encode(), "https://h.example/map.xml")
    assert [entry.url for entry in found.entries] == ["https://h.example/ab&c"]


@pytest.mark.parametrize("root", ["http:", "a:b:c", "opml:"])
def test_a_root_with_a_name_that_is_none_is_refused(root: str) -> None:
    data = OPML.replace("opml", root).format('<outline xmlUrl="https://h.example/f"/>').encode()
    with pytest.raises(Permanent, match="list of feeds"):
        read_opml(data)
    with pytest.raises(Permanent, match="not a sitemap"):
        read_sitemap(data, "https://h.example/map.xml")


@given(some.lists(some.sampled_from(PIECES), max_size=8).map("".join), some.sampled_from([OPML, MAP]))
def test_no_list_and_no_sitemap_raises_what_nobody_expects(inner: str, around: str) -> None:
    data = around.format(inner).encode()
    for read in (read_opml, lambda data: read_sitemap(data, "https://h.example/map.xml")):
        with suppress(Permanent):
            assert read(data)
