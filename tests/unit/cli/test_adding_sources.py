"""`briefing sources add`: from an address to a line in the settings."""

import json
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.advice import first_advice
from briefing.model import Fault
from tests.unit.cli.conftest import Run
from tests.unit.collect.loopback import Site, answer
from tests.unit.collect.test_scouting import LINKS, WHOLE, alternate, page, rss

SETTINGS = """# What the harbour reads.
[sources.tern]      # the first
url = "https://tern.example/feed"

[topics.boats]
words = ["boat"]

[fetch]
private_networks = ["127.0.0.0/8"]
rate = 1000
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "briefing.toml"
    path.write_text(SETTINGS)
    return path


def sources(config: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(config.read_text())["sources"]
    return found


def test_a_home_page_becomes_its_feed_after_a_yes_and_every_comment_stays(
    run: Run, config: Path, site: Site, types: Callable[..., None]
) -> None:
    news = rss("Kolm Post", now=datetime.now(UTC))
    site.pages |= {"/": page(alternate("/news.xml")), "/news.xml": news, "/news/0": page()}
    types("y")
    code, out, err = run("sources", "add", site.url, "--config", config)
    assert code == 0
    assert "Kolm Post: a feed of 4 entries, a new one about every 3 hours" in out
    assert "Story 0 of Kolm Post" in out
    assert "about every 90 minutes" in out
    assert "carries summaries only" in out
    assert "Add this to" in err
    assert sources(config)["kolm-post"] == {"kind": "feed", "url": f"{site.url}/news.xml"}
    added = f'\n[sources.kolm-post]\nkind = "feed"\nurl = "{site.url}/news.xml"\n'
    assert config.read_text().replace(added, "", 1) == SETTINGS


def test_a_no_leaves_the_settings_alone(run: Run, config: Path, site: Site, types: Callable[..., None]) -> None:
    site.pages["/feed"] = rss("Kolm Post")
    types("n")
    assert run("sources", "add", f"{site.url}/feed", "--config", config)[0] == 1
    assert config.read_text() == SETTINGS


def test_without_a_terminal_nothing_is_written_unless_yes_is_said(run: Run, config: Path, site: Site) -> None:
    site.pages["/feed"] = rss("Kolm Post", WHOLE)
    code, out, err = run("sources", "add", f"{site.url}/feed", "--config", config)
    assert (code, config.read_text()) == (2, SETTINGS)
    assert "whole articles" in out
    assert "--yes" in err
    assert run("sources", "add", f"{site.url}/feed", "--config", config, "--yes")[0] == 0
    assert "kolm-post" in sources(config)


def test_of_several_feeds_one_is_chosen(run: Run, config: Path, site: Site, types: Callable[..., None]) -> None:
    head = alternate("/a.xml") + alternate("/b.xml")
    site.pages |= {"/": page(head), "/a.xml": rss("World"), "/b.xml": rss("Harbour")}
    code, _, err = run("sources", "add", site.url, "--config", config, "--yes")
    assert code == 2
    assert "World" in err
    assert "Harbour" in err
    assert "--feed" in err
    assert run("sources", "add", site.url, "--config", config, "--yes", "--feed", "3")[0] == 2
    types("2", "y")
    assert run("sources", "add", site.url, "--config", config)[0] == 0
    assert run("sources", "add", site.url, "--config", config, "--yes", "--feed", "1")[0] == 0
    assert list(sources(config)) == ["tern", "harbour", "world"]


def test_a_source_that_is_there_is_said_and_not_added_again(run: Run, config: Path, site: Site) -> None:
    site.pages |= {"/": page(alternate("/feed")), "/feed": rss("Kolm Post")}
    run("sources", "add", f"{site.url}/feed", "--config", config, "--yes")
    before = config.read_text()
    for typed in (f"{site.url}/feed?utm_source=x", site.url):
        code, out, _ = run("sources", "add", typed, "--config", config, "--yes")
        assert code == 0
        assert "[sources.kolm-post]" in out
    code, out, _ = run("sources", "add", site.url, "--config", config, "--yes", "--json")
    assert json.loads(out) == {"added": None, "already": "kolm-post"}
    assert config.read_text() == before


def test_a_site_without_a_feed_is_read_by_its_front_page(run: Run, config: Path, site: Site) -> None:
    site.pages["/"] = page(body=LINKS)
    code, out, _ = run("sources", "add", site.url, "--config", config, "--yes", "--name", "kolm", "--topic", "boats")
    assert code == 0
    assert "a page with links of 4 entries" in out
    assert sources(config)["kolm"] == {"kind": "page", "url": f"{site.url}/", "topic": "boats"}


def test_entries_without_a_title_are_shown_by_their_addresses(run: Run, config: Path, site: Site) -> None:
    place = f"<url><loc>{site.url}/ferry-sails</loc><lastmod>2026-11-24</lastmod></url>"
    site.pages["/map.xml"] = answer(
        body=f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{place}</urlset>'
    )
    assert f"{site.url}/ferry-sails" in run("sources", "add", f"{site.url}/map.xml", "--config", config, "--yes")[1]


def test_pages_that_robots_may_not_read_are_said(run: Run, config: Path, site: Site) -> None:
    site.pages |= {"/feed": rss("Kolm Post"), "/robots.txt": answer(body="User-agent: *\nDisallow: /news\n")}
    out = run("sources", "add", f"{site.url}/feed", "--config", config, "--yes")[1]
    assert "its summaries are all there will be" in out
    assert "robots.txt" in out


def test_programs_are_answered_in_json(run: Run, config: Path, site: Site) -> None:
    site.pages["/feed"] = rss("Kolm Post")
    code, out, _ = run("sources", "add", f"{site.url}/feed", "--config", config, "--yes", "--json")
    said = json.loads(out)
    assert (code, said["added"], said["source"]["kind"]) == (0, "kolm-post", "feed")
    assert said["found"]["newest"][0]["title"] == "Story 0 of Kolm Post"


def test_a_brief_that_names_its_sources_is_pointed_to(run: Run, config: Path, site: Site) -> None:
    site.pages["/feed"] = rss("Kolm Post")
    config.write_text(SETTINGS + '[briefs.morning]\ntitle = "Morning"\nsources = ["tern"]\n')
    err = run("sources", "add", f"{site.url}/feed", "--config", config, "--yes")[2]
    assert "[briefs.morning] names its sources: add 'kolm-post'" in err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("no address", "not an address"),
        ("ftp://kolm.example/", "http or https"),
        ("http://127.0.0.1:9/", "cannot be connected to"),
        ("http://169.254.169.254/latest", "not public"),
        ("http//kolm.invalid", "does not resolve"),
    ],
)
def test_a_mistyped_or_refused_address_is_one_clear_line(run: Run, config: Path, typed: str, said: str) -> None:
    code, out, err = run("sources", "add", typed, "--config", config, "--yes")
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1
    assert config.read_text() == SETTINGS


def test_a_name_or_topic_that_does_not_fit_is_refused(run: Run, config: Path, site: Site) -> None:
    site.pages["/feed"] = rss("Kolm Post")
    add = ("sources", "add", f"{site.url}/feed", "--config", config, "--yes")
    assert run(*add, "--name", "tern")[0] == 2
    assert run(*add, "--name", "Not A Name")[0] == 2
    assert run(*add, "--topic", "goats")[0] == 2
    assert config.read_text() == SETTINGS


def test_titles_cannot_play_with_the_terminal(run: Run, config: Path, site: Site) -> None:
    site.pages["/feed"] = rss("Kolm\x1b[2J &#27;[31m\u202e Post")
    out = run("sources", "add", f"{site.url}/feed", "--config", config, "--yes")[1]
    assert "\x1b" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (answer(410), Fault.GONE),
        (answer(429), Fault.CROWDED),
        (answer(403), Fault.FORBIDDEN),
        (answer(302), Fault.REDIRECT),
        (answer(), Fault.EMPTY),
        (page(body="<a href='javascript:alert(1)'>RSS</a>"), Fault.NOT_A_FEED),
        (answer(body='{"hello": "world"}', Content_Type="application/json"), Fault.NOT_A_FEED),
    ],
)
def test_what_can_be_done_is_said_where_there_is_nothing_to_add(
    run: Run, config: Path, site: Site, said: bytes, fault: Fault
) -> None:
    site.pages["/x"] = said
    code, out, err = run("sources", "add", f"{site.url}/x", "--config", config, "--yes")
    assert (code, out) == (1, "")
    assert err.startswith(f"error: {site.url}/x")
    assert err.endswith(f" -> {first_advice(fault)}\n")
    assert len(err.splitlines()) == 1
    assert config.read_text() == SETTINGS


@pytest.mark.parametrize("written", ["javascript:alert(1)", "mailto:desk@kolm.example", "ftp://kolm.example/feed"])
def test_what_is_no_address_of_the_web_is_told_as_it_was_written(run: Run, config: Path, written: str) -> None:
    code, _, err = run("sources", "add", written, "--config", config)
    assert code == 1
    assert f"error: {written} is not an address of the web" in err


def test_no_address_is_none(run: Run, config: Path) -> None:
    assert "error: there is no address" in run("sources", "add", " ", "--config", config)[2]


def test_what_a_feed_does_not_give_is_told_before_it_is_added(run: Run, config: Path, site: Site) -> None:
    site.pages |= {
        "/none": rss("None", count=0),
        "/pageless": answer(body=rss("Pageless").partition(b"\r\n\r\n")[2].replace(b"/news/", b"javascript:")),
        "/many": rss("Many", WHOLE, count=60),
    }
    for path, sentence in {
        "/none": "It lists nothing now",
        "/pageless": "Its entries lead to no pages",
        "/many": "Of what is new at one time the newest 50 are read",
    }.items():
        assert sentence in run("sources", "add", f"{site.url}{path}", "--config", config, "--yes")[1]
