"""What was published can be read, searched and taken along, under addresses that stay."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import feedparser
import lxml.html
import pytest

from briefing import parse_feed
from briefing.codec import loads
from briefing.model import Brief, SourceState
from briefing.subscribers.pages import Pages, brief_path
from tests.build import bridge, quiet_brief, sample_brief
from tests.store.samples import annotation, article
from tests.unit.web.scene import ADDRESS, NOW, PAGE, Scene, morning

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\u202eevil'


def test_an_empty_archive_says_when_the_first_brief_comes(scene: Scene) -> None:
    answer = scene.browser().get("/")
    assert answer.status_code == 200
    assert "There is no brief yet" in answer.text


def test_the_newest_brief_comes_first_and_leads_to_its_page(scene: Scene) -> None:
    scene.publish(morning(23, title="Of Monday"))
    scene.publish(morning(24, title="Of Tuesday"))
    page = scene.browser().get("/").text
    assert page.index("Of Tuesday") < page.index("Of Monday")
    assert 'href="/briefs/morning/2026-11-24T07:00"' in page
    assert "Sound bridge toll doubles" in scene.browser().get("/briefs/morning/2026-11-24T07:00").text


def test_the_archive_is_cut_into_pages_that_lead_to_each_other(scene: Scene) -> None:
    for day in range(1, 26):
        scene.publish(morning(day))
    browser = scene.browser()
    first, second = browser.get("/").text, browser.get("/?page=1").text
    assert (first.count("<h2>"), second.count("<h2>")) == (20, 5)
    assert ('href="/?page=1"' in first, "Newer" in first) == (True, False)
    assert ('href="/"' in second, "Older" in second) == (True, False)


@pytest.mark.parametrize("page", ["-1", "1e9", "9999999", "٣", "²", "", "0x1", "999999"])
def test_a_page_number_that_is_none_shows_something(scene: Scene, page: str) -> None:
    scene.publish(morning())
    assert scene.browser().get("/", params={"page": page}).status_code == 200


def test_a_search_finds_what_a_brief_showed_and_says_so_when_it_finds_nothing(scene: Scene) -> None:
    scene.publish(morning(24))
    scene.publish(replace(quiet_brief(), slot="2026-11-23T07:00"))
    browser = scene.browser()
    assert browser.get("/", params={"q": "bridge toll"}).text.count("<h2>") == 1
    nothing = browser.get("/", params={"q": "zeppelin"}).text
    assert "No brief showed that" in nothing
    assert 'value="zeppelin"' in nothing


def test_what_a_brief_was_found_for_stands_first_in_the_list(scene: Scene) -> None:
    brief = scene.publish(morning(24))
    last = brief.items[-1]
    listed = lxml.html.fromstring(scene.browser().get("/", params={"q": f'"{last.headline}" -zeppelins'}).content)
    assert listed.xpath("string(//h2)").strip() == last.headline
    assert lxml.html.fromstring(scene.browser().get("/").content).xpath("string(//h2)").strip() != last.headline


@pytest.mark.parametrize("question", ['"', "a AND", "* OR -", "'; DROP TABLE", "(" * 300, "NEAR(", HOSTILE, "%_\\"])
def test_a_hostile_question_is_only_a_question(scene: Scene, question: str) -> None:
    scene.publish(morning())
    answer = scene.browser().get("/", params={"q": question, "brief": question})
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "<img" not in answer.text


def test_d8_who_searches_without_end_is_asked_to_wait(scene: Scene) -> None:
    browser = scene.browser()
    *answered, refused = [browser.get("/", params={"q": "toll"}) for _ in range(31)]
    assert [one.status_code for one in (*answered, refused)] == [200] * 30 + [429]
    assert (refused.headers["retry-after"], "A little slower, please" in refused.text) == ("60", True)
    assert browser.get("/").status_code == 200
    scene.clock.now = NOW.replace(minute=1)
    assert browser.get("/", params={"q": "toll"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/briefs/morning/2026-11-25T07:00", "/briefs/none/x", "/briefs/morning/x.json", "/stories/none", "/none"]
)
def test_what_is_not_there_is_404_with_a_page_that_says_so(scene: Scene, path: str) -> None:
    answer = scene.browser().get(path, headers=PAGE)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "<nav" in answer.text


def test_a_brief_can_be_had_as_json_with_the_place_of_every_sentence(scene: Scene) -> None:
    brief = scene.publish(morning())
    answer = scene.browser().get("/briefs/morning/2026-11-24T07:00.json")
    assert answer.headers["content-type"] == "application/json"
    assert loads(Brief, answer.content) == brief
    sentence = json.loads(answer.content)["items"][0]["sentences"][1]
    assert (sentence["start"], sentence["end"]) == (80, 119)


def test_a_brief_can_be_had_as_markdown(scene: Scene) -> None:
    scene.publish(morning())
    answer = scene.browser().get("/briefs/morning/2026-11-24T07:00.md")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "Sound bridge toll doubles for lorries from January" in answer.text


def test_feed_readers_get_the_newest_briefs_with_permanent_links(scene: Scene) -> None:
    scene.publish(morning(24))
    answer = scene.browser().get("/feed.atom?brief=morning")
    assert answer.headers["content-type"] == "application/atom+xml"
    atom = {"": "http://www.w3.org/2005/Atom"}
    feed = ET.fromstring(answer.content)
    assert feed.findtext("title", namespaces=atom) == "The Morning Brief"
    links = [one.get("href") for one in feed.findall("entry/link", atom)]
    assert links == [f"{ADDRESS}/briefs/morning/2026-11-24T07:00"]


def test_c2_text_that_looks_encoded_is_shown_as_it_was_written_on_pages_and_in_the_feed(scene: Scene) -> None:
    written = "AT&amp;T &lt;!channel&gt; & <b>more</b>"
    first, *rest = sample_brief().items
    scene.publish(morning(24, items=(replace(first, headline=written), *rest)))
    browser = scene.browser()
    for path in ("/", "/briefs/morning/2026-11-24T07:00"):
        headings = lxml.html.fromstring(browser.get(path).content).iter("h2")
        assert written in [" ".join(one.text_content().split()) for one in headings]
    summary = feedparser.parse(browser.get("/feed.atom").content, sanitize_html=False).entries[0].summary
    assert next(lxml.html.fromstring(summary).iter("li")).text_content() == written


@pytest.mark.parametrize("held", ["{}", "W/{}", '"other", {}'])
def test_feed_readers_get_nothing_until_there_is_something_new(scene: Scene, held: str) -> None:
    scene.publish(morning(23))
    browser = scene.browser()
    first = browser.get("/feed.atom")
    asks = {"if-none-match": held.format(first.headers["etag"])}
    again = browser.get("/feed.atom", headers=asks)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert again.headers["cache-control"] == "private, no-cache"
    scene.publish(morning(24))
    assert browser.get("/feed.atom", headers=asks).status_code == 200
    assert browser.get("/feed.atom", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_feed_names_the_newest_twenty_briefs_of_a_longer_archive(scene: Scene) -> None:
    for day in range(1, 25):
        scene.publish(morning(day))
    read = feedparser.parse(scene.browser().get("/feed.atom").content)
    assert [one.link[-16:-6] for one in read.entries] == [f"2026-11-{day:02}" for day in range(24, 4, -1)]


def test_feed_readers_take_the_feed_as_it_is_whatever_a_brief_showed(scene: Scene) -> None:
    scene.publish(morning(23, title=HOSTILE, top_line=HOSTILE))
    scene.publish(replace(quiet_brief(), slot="2026-11-22T07:00"))
    scene.publish(morning(24))
    data = scene.browser().get("/feed.atom").content
    read = feedparser.parse(data)
    assert (read.bozo, read.version, len(read.entries)) == (False, "atom10", 3)
    assert len({one.id for one in read.entries}) == 3
    assert all(one.updated_parsed and one.title and one.summary for one in read.entries)
    assert [one.url for one in parse_feed(data).entries] == [one.link for one in read.entries]
    newest = read.entries[0].summary
    assert "Sound bridge toll doubles for lorries from January" in newest
    assert "<script" not in data.decode()


@pytest.mark.parametrize(("name", "slot"), [("morning", "2026-11-24T07:00"), ("a b", "asked/?#%"), ("ü", "request:1")])
def test_mails_and_pages_name_the_same_address_of_a_brief_and_it_works(scene: Scene, name: str, slot: str) -> None:
    assert Pages(ADDRESS).brief(name, slot) == ADDRESS + brief_path(name, slot)
    assert Pages("").brief(name, slot) == ""
    # A name or slot has no slash; the rest of what a URL gives a meaning to arrives as it was.
    if "/" not in slot:
        found = scene.browser().get(brief_path(name, slot))
        assert "There is no such brief" in found.text


def test_a_story_shows_what_briefs_showed_day_after_day_and_its_articles(scene: Scene) -> None:
    scene.publish(morning(23))
    scene.publish(morning(24))
    scene.store.articles.save(article("a1"), annotation(article("a1")), "bridge")
    page = scene.browser().get("/stories/bridge").text
    assert page.count("<h3>") == 2
    assert 'href="/briefs/morning/2026-11-23T07:00"' in page
    assert 'href="https://harbour.example/a1"' in page


def test_sources_are_shown_with_their_health(scene: Scene) -> None:
    failing = SourceState("harbour", url="https://harbour.example/feed", failures=3, problem="timed out")
    scene.store.sources.save(failing)
    page = scene.browser().get("/sources").text
    assert "timed out" in page
    assert page.index("harbour") < page.index("vale")


def test_c10_nothing_from_outside_is_ever_markup(scene: Scene) -> None:
    item = replace(
        bridge(), headline=HOSTILE, section=HOSTILE, lead=replace(bridge().lead, title=HOSTILE, site=HOSTILE)
    )
    scene.publish(morning(24, title=HOSTILE, items=(item,), top_line=HOSTILE))
    nasty = article("a1", title=HOSTILE, site=HOSTILE, authors=(HOSTILE,))
    scene.store.articles.save(replace(nasty, url="javascript:alert(1)"), annotation(nasty), "bridge")
    scene.store.sources.save(SourceState("harbour", failures=3, problem=HOSTILE))
    browser = scene.browser()
    for path in ("/", "/briefs/morning/2026-11-24T07:00", "/stories/bridge", "/sources", "/operator", "/feed.atom"):
        page = browser.get(path).text
        for markup in ("<script", "<img", "\u202e", 'href="javascript:'):
            assert markup not in page, (path, markup)


def test_pages_carry_no_style_or_script_of_their_own(scene: Scene) -> None:
    scene.publish(morning())
    browser = scene.browser()
    for path in ("/", "/briefs/morning/2026-11-24T07:00", "/stories/bridge", "/sources", "/operator", "/subscribe"):
        page = browser.get(path).text
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert "<script" not in page, path
