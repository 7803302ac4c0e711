"""Feeds of every format, and the rows of section B of the faults that concern them."""

import gzip
import json
import time
import tracemalloc
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.collect.syndication.charset import utf8
from briefing.collect.syndication.oversized import without_oversized_tags
from briefing.collect.syndication.parse import parse_feed
from briefing.errors import Permanent
from briefing.model import Feed

URL = "https://gazette.example/feeds/all.xml"
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour Gazette</title>{}</channel></rss>'
)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS_090 = "http://my.netscape.com/rdf/simple/0.9/"
DTD = "http://my.netscape.com/publish/formats/rss-0.91.dtd"
ITEM = "<item><title>{}</title><link>https://gazette.example/a</link></item>"


def rss(inner: str) -> bytes:
    return RSS.format(inner).encode()


def titles(feed: Feed) -> list[str]:
    return [entry.title for entry in feed.entries]


def test_rss_gives_every_field() -> None:
    feed = parse_feed(
        rss(
            "<link>https://gazette.example/</link><language>en-GB</language>"
            "<item><title>Ferry &amp;amp; bridge reopen</title><link>/news/ferry?a=1&amp;b=2</link>"
            "<guid isPermaLink='false'>g-1</guid><pubDate>Mon, 02 Mar 2026 08:00:00 +0100</pubDate>"
            "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Ada Quill</dc:creator>"
            "<description>&lt;p&gt;The ferry &lt;b&gt;runs&lt;/b&gt; again.&lt;/p&gt;</description>"
            "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
            "<![CDATA[<p>The ferry runs again.</p><p>Twice a day.</p>]]></content:encoded></item>"
        ),
        URL,
    )
    (entry,) = feed.entries
    assert (feed.title, feed.home, feed.language) == ("Harbour Gazette", "https://gazette.example/", "en-gb")
    assert (entry.id, entry.url) == ("g-1", "https://gazette.example/news/ferry?a=1&b=2")
    assert (entry.title, entry.summary) == ("Ferry & bridge reopen", "The ferry runs again.")
    assert entry.content == "<p>The ferry runs again.</p><p>Twice a day.</p>"
    assert entry.published == datetime(2026, 3, 2, 7, tzinfo=UTC)
    assert entry.authors == ("Ada Quill",)


def test_atom_gives_every_field() -> None:
    feed = parse_feed(
        b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://gazette.example/x/' xml:lang='de'>"
        b"<title>G</title><link href='https://gazette.example/'/><entry><id>tag:1</id>"
        b"<title type='html'>A &amp;lt;b&amp;gt; &lt;i&gt;c&lt;/i&gt;</title>"
        b"<link rel='edit' href='/edit'/><link rel='alternate' href='a1'/><updated>2026-03-02T09:00:00Z</updated>"
        b"<published>2026-03-02T08:00:00Z</published><author><name>A</name></author>"
        b"<summary>short</summary><content type='text'>5 &lt; 6\nand 7</content></entry></feed>",
        "https://gazette.example/feed",
    )
    (entry,) = feed.entries
    assert feed.language == "de"
    assert (entry.url, entry.title) == ("https://gazette.example/x/a1", "A <b> c")
    assert (entry.published, entry.updated) == (
        datetime(2026, 3, 2, 8, tzinfo=UTC),
        datetime(2026, 3, 2, 9, tzinfo=UTC),
    )
    assert entry.authors == ("A",)
    assert entry.content == "<p>5 &lt; 6</p><p>and 7</p>"


def test_rdf_gives_its_items() -> None:
    feed = parse_feed(
        b"<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        b"<channel rdf:about='x'><title>G</title></channel><item rdf:about='https://gazette.example/a'><title>One</title>"
        b"<link>https://gazette.example/a</link></item></rdf:RDF>"
    )
    assert [(entry.title, entry.url) for entry in feed.entries] == [("One", "https://gazette.example/a")]


@pytest.mark.parametrize(
    ("top", "item"),
    [
        (
            f"<r:RDF xmlns:r='{RDF}' xmlns='{RSS_090}'><channel><title>G</title></channel>{{}}</r:RDF>",
            ITEM,
        ),
        (
            f"<!DOCTYPE rss SYSTEM '{DTD}'><rss version='0.91'><channel><title>G</title>{{}}</channel></rss>",
            ITEM,
        ),
        ("<rss version='0.92'><channel><title>G</title>{}</channel></rss>", ITEM),
        ("<rss><channel><title>G</title></channel>{}</rss>", ITEM),
        (
            "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>G</title>{}</feed>",
            "<entry><title>{}</title><link rel='alternate' href='https://gazette.example/a'/></entry>",
        ),
    ],
    ids=["0.90", "0.91", "0.92", "none", "Atom 0.3"],
)
def test_old_versions_are_read(top: str, item: str) -> None:
    feed = parse_feed(top.format(item.format("One")).encode())
    assert [(entry.title, entry.url) for entry in feed.entries] == [("One", "https://gazette.example/a")]
    assert feed.title == "G"


def test_json_feed_gives_its_items_whatever_it_is_sent_as() -> None:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "G",
        "home_page_url": "https://gazette.example/",
        "items": [
            {"id": 7, "url": "/a", "title": "One", "content_html": "<p>x</p>", "authors": [{"name": "A"}]},
            {"id": "8", "content_text": "just text", "date_published": "2026-03-02T08:00:00Z"},
        ],
    }
    first, second = parse_feed(b"\n " + json.dumps(data).encode(), URL).entries
    assert (first.id, first.url, first.content, first.authors) == ("7", "https://gazette.example/a", "<p>x</p>", ("A",))
    assert (second.summary, second.published) == ("just text", datetime(2026, 3, 2, 8, tzinfo=UTC))


def test_an_item_of_a_json_feed_whose_id_is_an_address_leads_there_and_keeps_the_time_of_its_zone() -> None:
    items = [{"id": "https://h.example/9", "content_text": "x", "date_published": "2026-03-02T08:00:00+02:00"}]
    data = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    (entry,) = parse_feed(json.dumps(data).encode()).entries
    assert (entry.url, entry.published) == ("https://h.example/9", datetime(2026, 3, 2, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    ("written", "name"),
    [("ada@gazette.example (Ada Quill)", "Ada Quill"), ("Ada Quill", "Ada Quill"), ("Ada (desk)", "Ada (desk)")],
)
def test_an_author_with_a_mail_address_is_shown_without_it(written: str, name: str) -> None:
    feed = parse_feed(rss(f"<item><title>a</title><author>{written}</author></item>"))
    assert feed.entries[0].authors == (name,)


def test_what_is_odd_in_a_json_feed_spoils_nothing_else() -> None:
    items: list[object] = [
        {"id": 1, "title": ["x"], "content_text": {"a": 1}, "authors": "A", "date_published": 5},
        7,
        {"id": "2", "url": "https://h.example/2", "title": "fine", "authors": [{"name": "A"}, 3, {"name": None}]},
        {"id": "3", "author": {"name": "B"}, "content_html": "<p>x</p>", "content_text": "x"},
    ]
    data = {"version": "https://jsonfeed.org/version/1.1", "title": 5, "items": items}
    feed = parse_feed(json.dumps(data).encode())
    assert feed.title == "5"
    assert [(entry.id, entry.title, entry.authors) for entry in feed.entries] == [
        ("1", "", ()),
        ("2", "fine", ("A",)),
        ("3", "", ("B",)),
    ]
    assert [entry.content for entry in feed.entries] == ["", "", "<p>x</p>"]
    assert parse_feed(b'{"version": "https://jsonfeed.org/version/1"}').entries == ()


def test_hints_for_pollers_are_read() -> None:
    feed = parse_feed(
        rss(
            "<ttl>120</ttl><skipHours><hour>0</hour><hour>24</hour><hour>5</hour></skipHours>"
            "<skipDays><day>Saturday</day><day>Sunday</day></skipDays>" + ITEM.format("x")
        )
    )
    assert (feed.interval, feed.skip_hours, feed.skip_days) == (7200, frozenset({0, 5}), frozenset({5, 6}))
    daily = parse_feed(
        rss(
            "<ttl>0</ttl>"
            + ITEM.format("x")
            + "<sy:updatePeriod xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>daily"
            "</sy:updatePeriod><sy:updateFrequency xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>2"
            "</sy:updateFrequency>"
        )
    )
    assert daily.interval == 86_400 / 2 / 2


def test_b1_entities_that_multiply_are_not_expanded() -> None:
    lines = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    data = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{lines}]><rss version="2.0"><channel><title>x</title>'
    )
    tracemalloc.start()
    began = time.process_time()
    feed = parse_feed(
        data.encode() + b"<copyright>&l9;</copyright>" + ITEM.format("safe").encode() + b"</channel></rss>"
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert titles(feed) == ["safe"]
    assert time.process_time() - began < 3
    assert peak < 50_000_000


def test_b2_one_large_entity_used_often_is_not_expanded() -> None:
    data = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"A" * 100_000}">]><rss version="2.0"><channel>'
    feed = parse_feed(
        data.encode()
        + b"<item><title>T "
        + b"&a;" * 10_000
        + b"</title><link>https://h.example/</link></item></channel></rss>"
    )
    assert titles(feed) == ["T"]


@pytest.mark.parametrize(
    "before",
    [
        "", "\n \t", "<!-- <rss> -->", "<?x > ?>", "<?x ><rss ?>", "<!--><rss>-->", "<!-- a --> <?y <a> ?>\n<!-- - -->",
        "no markup ", "<1>", "<!-- not closed", "<?not closed",
    ],
)  # fmt: skip
def test_b2_whatever_stands_before_what_a_document_defines_it_is_not_expanded(before: str) -> None:
    data = f'{before}<!DOCTYPE rss [<!ENTITY a "{"A" * 1000}">]><rss version="2.0"><channel>'
    read = utf8(data.encode() + b"<item><title>T &a;</title></item></channel></rss>")
    assert b"ENTITY" not in read
    assert b"&a;" not in read


def test_b3_external_entities_are_not_read() -> None:
    data = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<rss version="2.0"><channel><title>&x;</title><item><title>a &x; b</title></item></channel></rss>'
    )
    feed = parse_feed(data)
    assert "root:" not in repr(feed)
    assert len(feed.entries) == 1


@pytest.mark.parametrize("depth", [10_000, 200_000])
def test_b4_deep_nesting_ends_quickly(depth: int) -> None:
    began = time.process_time()
    feed = parse_feed(rss("<item><title>a</title><description>" + "<a>" * depth + "</description></item>"))
    assert titles(feed) == ["a"]
    assert time.process_time() - began < 3


def test_b5_deep_nesting_in_escaped_html_ends_quickly() -> None:
    began = time.process_time()
    feed = parse_feed(rss("<item><title>a</title><description>" + "&lt;div&gt;" * 100_000 + "</description></item>"))
    assert titles(feed) == ["a"]
    assert time.process_time() - began < 3


def test_b5_of_titles_and_summaries_without_end_the_beginning_is_read() -> None:
    feed = parse_feed(
        rss(f"<item><title>{'tide ' * 100_000}</title><description>{'tide ' * 100_000}</description></item>")
    )
    assert 1000 < len(feed.entries[0].title) <= 2000
    assert 400 < len(feed.entries[0].summary) <= 2500


def test_b9_megabytes_of_escaped_brackets_are_fine() -> None:
    feed = parse_feed(rss("<item><title>a</title><description>" + "&lt;" * 2_000_000 + "</description></item>"))
    assert titles(feed) == ["a"]


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-8", "utf-16"),
        ("utf-8", "utf-8-sig"),
        ("no-such-charset", "utf-8"),
        ("utf-7", "utf-8"),
        ("windows-1252", "cp1252"),
    ],
)
def test_b10_a_wrong_declaration_does_no_harm(declared: str, actual: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + RSS.format(ITEM.format("Café “Zürich” – open"))[38:]
    assert titles(parse_feed(text.encode(actual))) == ["Café “Zürich” – open"]


def test_b10_one_bad_byte_leaves_the_rest_as_it_is() -> None:
    data = rss(ITEM.format("Zürich caf§ – open")).replace("§".encode(), b"\xe9")
    assert titles(parse_feed(data)) == ["Zürich café – open"]


@pytest.mark.parametrize("noise", [b"\0", b"\x0b", b"\x1b", "\u202e".encode(), "\u200b".encode()])
def test_b10_control_characters_do_not_come_through(noise: bytes) -> None:
    assert titles(parse_feed(rss(ITEM.format("One §")).replace("§".encode(), noise + b"two"))) == ["One two"]


@pytest.mark.parametrize("noise", [b"\0", b"\x0b", b"\x1b"])
def test_b10_control_characters_lose_nothing_wherever_they_stand(noise: bytes) -> None:
    data = rss(
        "§<item><title>One</title><description><![CDATA[§<p>a § b</p>]]></description></item>§" + ITEM.format("2")
    )
    feed = parse_feed(data.replace("§".encode(), noise))
    assert (feed.entries[0].title, feed.entries[0].summary) == ("One", "a b")
    assert len(feed.entries) == 2
    items = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "a \xc2\xa7b"}]}'
    assert titles(parse_feed(items.replace("§".encode(), noise))) == ["a b"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("AT & T wins", "AT & T wins"),
        ("Q&A: how the ferry sails", "Q&A: how the ferry sails"),
        ("Caf&eacute; opens &ndash; at last", "Café opens – at last"),
        ("one&nbsp;two", "one two"),
        ("one &harbour; two", "one &harbour; two"),
        ("a &lt; b &amp;amp; c", "a < b & c"),
        ("one&#xD800; two&#0; three&#x110000; four&#99999999999;", "one two three four"),
        ("3 &LT; 5 &AMP; 7", "3 < 5 & 7"),
    ],
)
@pytest.mark.parametrize("subset", ["", "<!DOCTYPE rss [<!ENTITY nbsp '&#160;'><!ENTITY eacute 'x'>]>"])
def test_a_reference_that_xml_does_not_know_loses_no_word(written: str, read: str, subset: str) -> None:
    inside = "<item><title><![CDATA[one &nbsp; & two]]></title></item>"
    data = rss(ITEM.format(written) + inside + ITEM.format("after")).replace(b"<rss", subset.encode() + b"<rss")
    assert titles(parse_feed(data)) == [read, "one & two", "after"]


def test_b11_what_is_missing_is_empty_and_what_cannot_be_believed_is_unknown() -> None:
    feed = parse_feed(
        rss(
            "<item><title>bare</title></item>"
            "<item><title>old</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>"
            "<item><title>far</title><pubDate>Fri, 01 Jan 9999 00:00:00 GMT</pubDate></item>"
            "<item><title>odd</title><pubDate>Tues, 3 Mrz 2026 lunchtime</pubDate></item>"
            "<item><title>zone</title><pubDate>Mon, 02 Mar 2026 08:00:00 +9999</pubDate></item>"
            "<item><title>link</title><guid isPermaLink='true'>https://h.example/1</guid></item>"
        )
    )
    assert [entry.published for entry in feed.entries] == [None] * 6
    assert [entry.url for entry in feed.entries] == ["", "", "", "", "", "https://h.example/1"]


def test_a_date_of_digits_whose_day_may_be_the_month_is_unknown() -> None:
    feed = parse_feed(
        rss(
            "<item><title>a</title><pubDate>02.03.26</pubDate></item>"
            "<item><title>b</title><pubDate>Mon, 23 Mar 2026 08:00:00 GMT</pubDate></item>"
        )
    )
    assert [entry.published for entry in feed.entries] == [None, datetime(2026, 3, 23, 8, tzinfo=UTC)]


def test_c2_titles_are_decoded_exactly_once() -> None:
    feed = parse_feed(rss(ITEM.format("&amp;lt;!channel&amp;gt; &amp;amp;amp; more")))
    assert titles(feed) == ["<!channel> &amp; more"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://h.example/"])
def test_c4_only_links_of_the_web_are_kept(link: str) -> None:
    assert parse_feed(rss(f"<item><title>a</title><link>{link}</link></item>"), URL).entries[0].url == ""


def test_links_carry_no_credentials() -> None:
    feed = parse_feed(rss("<item><title>a</title><link>https://u:p@h.example/a</link></item>"))
    assert feed.entries[0].url == "https://h.example/a"


@pytest.mark.parametrize(
    "data",
    [
        b"<br />\n<b>Warning</b>: Undefined index: x on line <b>9</b><br />\n" + rss(ITEM.format("x")),
        b"\n\n  \t" + rss(ITEM.format("x")),
        rss(ITEM.format("x") + "<item><title>cut off")[:-20],
        rss(ITEM.format("x")).replace(b"<link>", b"<br><link>"),
        gzip.compress(rss(ITEM.format("x"))),
        rss(ITEM.format("x") * 2).replace(b"</rss>", b""),
        b"<!DOCTYPE html><html><body><p>Our feed</p>" + rss(ITEM.format("x")) + b"</body></html>",
    ],
)
def test_broken_feeds_still_give_their_entries(data: bytes) -> None:
    assert titles(parse_feed(data))[0] == "x"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>", "web page"),
        (b'{"hello": 1}', "JSON of another kind"),
        (b"just words", "neither"),
        (b"\x1f\x8bnot gzip", "damaged gzip"),
        (gzip.compress(bytes(20_000_000)), "larger than"),
        (b"<opml version='2.0'><body/></opml>", "list of feeds"),
    ],
)
def test_what_is_no_feed_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Permanent, match=reason):
        parse_feed(data)


def test_an_entry_that_is_cut_off_in_the_middle_waits_for_the_rest() -> None:
    whole = rss(ITEM.format("one") + ITEM.format("two"))
    assert titles(parse_feed(whole[: whole.rindex(b"two") + 1])) == ["one"]
    assert titles(parse_feed(whole[: whole.rindex(b"</channel>")])) == ["one", "two"]


def test_a_feed_without_entries_is_a_feed() -> None:
    assert parse_feed(rss("")).entries == ()


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        (
            f"<img srcset='{'https://gazette.example/ferry-1200x800.jpeg 1200w, ' * 20}'>The ferry runs",
            "The ferry runs",
        ),
        ("fewer than 5 < b> and more than 2", "fewer than 5 < b> and more than 2"),
        ("<P>The <B>ferry</B><br/>runs<BR /></P> 5 < 6", "The ferry runs 5 < 6"),
        ("<p>The</p>\n<h2 class='a > b'>ferry</h2> <custom>runs</custom>", "The ferry runs"),
        ("<p title='it&#39;s'>The ferry</p> runs <", "The ferry runs <"),
    ],
)
def test_a_summary_shows_no_markup_and_keeps_signs_that_are_none(summary: str, words: str) -> None:
    data = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "summary": summary}]}
    assert parse_feed(json.dumps(data).encode()).entries[0].summary == words


def test_a_description_that_is_the_whole_article_is_its_content() -> None:
    long = "&lt;p&gt;" + "word " * 400 + "&lt;/p&gt;&lt;p&gt;end&lt;/p&gt;"
    (entry,) = parse_feed(rss(f"<item><title>a</title><description>{long}</description></item>")).entries
    assert entry.content.endswith("<p>end</p>")
    assert len(entry.summary) < 2600


def test_a_description_that_is_no_whole_article_is_not_called_content() -> None:
    short = "<item><title>a</title><description>The ferry sails again.</description></item>"
    encoded = short.replace("</item>", "<content:encoded>The whole story.</content:encoded></item>").replace(
        "<content:encoded", "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    )
    teaser, whole = parse_feed(rss(short + encoded)).entries
    assert (teaser.summary, teaser.content) == ("The ferry sails again.", "")
    assert whole.content == "The whole story."
    post = "<entry><id>1</id><title>a</title><content>All there is.</content></entry>"
    (entry,) = parse_feed(f"<feed xmlns='http://www.w3.org/2005/Atom'>{post}</feed>".encode()).entries
    assert entry.content == "All there is."


def test_a_long_description_without_paragraphs_is_content_when_it_is_words_and_not_when_it_is_markup() -> None:
    words = "The ferry sails again. " * 100
    picture = f"&lt;img src='a.png' alt='{'x' * 2000}'&gt;The ferry sails."
    item = "<item><title>a</title><description>{}</description></item>"
    article, teaser = parse_feed(rss(item.format(words) + item.format(picture))).entries
    assert article.content.strip() == words.strip()
    assert (teaser.summary, teaser.content) == ("The ferry sails.", "")


@pytest.mark.parametrize(
    "tag",
    [
        "<item {}>",
        "<item {}><x/>",
        "<item><media:thumbnail {}/>",
        "<item><guid {}>1</guid>",
    ],
)
def test_a_tag_with_attributes_without_number_takes_no_time(tag: str) -> None:
    attributes = " ".join(f"a{number}='1'" for number in range(200_000))
    began = time.process_time()
    feed = parse_feed(rss(tag.format(attributes) + "<title>one</title></item>" + ITEM.format("two")))
    assert titles(feed) == ["one", "two"]
    assert time.process_time() - began < 3


def test_a_root_with_namespaces_without_number_takes_no_time() -> None:
    began = time.process_time()
    declared = " ".join(f"xmlns:a{number}='u{number}'" for number in range(50_000))
    feed = parse_feed(rss(ITEM.format("one")).replace(b"<rss ", f"<rss {declared} ".encode()))
    assert titles(feed) == ["one"]
    assert time.process_time() - began < 3


@given(
    st.lists(
        st.sampled_from(["<item>", "</item>", "<x a='1'/>", "<![CDATA[ < ", "]]>", "< ", ">", "word " * 2000, "é"]),
        max_size=12,
    )
)
def test_nothing_is_taken_from_tags_of_a_usual_length(parts: list[str]) -> None:
    document = "".join(parts).encode()
    read = without_oversized_tags(document)
    assert read == document or any(len(tag) > 16_000 for tag in document.split(b"<"))


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail_otherwise(data: bytes) -> None:
    for prefix in (b"", b"<rss><channel><item><title>", b'<?xml version="1.0" encoding="', b"{", b"\xff\xfe<\0"):
        try:
            feed = parse_feed(prefix + data)
        except Permanent:
            continue
        for entry in feed.entries:
            assert "\0" not in entry.title + entry.summary


@given(st.text(max_size=60), st.text(max_size=60))
def test_titles_and_summaries_are_plain_text(title: str, summary: str) -> None:
    data = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": title, "summary": summary}]}
    try:
        feed = parse_feed(json.dumps(data).encode())
    except Permanent:
        return
    for entry in feed.entries:
        for text in (entry.title, entry.summary):
            assert not set("\0\x07\u202e\u200b\n") & set(text)
            assert text == " ".join(text.split())


def test_the_patient_parser_is_not_asked_about_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(feedparser, "parse", lambda *told, **_: asked.append(told))
    with pytest.raises(Permanent, match="web page"):
        parse_feed(b"<!DOCTYPE html><html><body><item>" + b"<p>We will be back soon</p>" * 120_000)
    assert asked == []


def test_the_patient_parser_is_not_asked_about_a_web_page_without_a_sign_of_a_feed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    parse = feedparser.parse

    def watched(*told: object, **how: object) -> object:
        asked.append(told)
        return parse(*told, **how)

    monkeypatch.setattr(feedparser, "parse", watched)
    page = "<!DOCTYPE html><html><body><p>We will be back <b>soon</b></p>{}</body></html>"
    for sign, times in (("", 0), ("<feedback></feedback>", 0), ("<item>", 1), ("<a10:entry>", 2)):
        with pytest.raises(Permanent, match="web page"):
            parse_feed(page.format(sign).encode())
        assert len(asked) == times, sign
