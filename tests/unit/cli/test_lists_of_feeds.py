"""`briefing sources import` and `export`."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefing.collect.syndication.opml import read_opml
from tests.unit.cli.conftest import Run

SETTINGS = """[sources.tern]   # the first
url = "https://tern.example/feed"

[sources.desk]
kind = "folder"
path = "inbox"

[topics.energy_now]
words = ["grid"]
"""
LIST = """<opml version="2.0"><body>
<outline text="Tern" xmlUrl="http://www.tern.example/feed?utm_source=x"/>
<outline text="Energy now"><outline text="Grid Weekly" xmlUrl="https://grid.example/atom"/></outline>
<outline text="Boats"><outline text="Big">
  <outline text="Ferry &quot;News&quot;" xmlUrl="https://ferry.example/rss"/>
  <outline text="Grid Weekly" xmlUrl="https://grid2.example/atom"/></outline></outline>
<outline text="Bad" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "briefing.toml"
    path.write_text(SETTINGS)
    (tmp_path / "list.opml").write_text(LIST)
    return path


def values(config: Path) -> dict[str, Any]:
    return tomllib.loads(config.read_text())


def test_a_list_is_added_with_its_categories_as_topics_and_each_line_says_what_became_of_it(
    run: Run, config: Path
) -> None:
    code, out, err = run("sources", "import", config.parent / "list.opml", "--config", config)
    assert code == 0
    assert "1 skipped" in err
    assert "3 added" in err
    assert "1 refused" in err
    assert "skipped  Tern: it is there as [sources.tern]" in out
    assert "refused  javascript:alert(1): it is not an address of the web" in out
    found = values(config)
    assert found["sources"]["grid-weekly"] == {
        "kind": "feed",
        "url": "https://grid.example/atom",
        "topic": "energy_now",
    }
    assert found["sources"]["grid-weekly-2"]["topic"] == "boats-big"
    assert found["sources"]["ferry-news"]["url"] == "https://ferry.example/rss"
    assert found["topics"] == {"energy_now": {"words": ["grid"]}, "boats-big": {"title": "Boats/Big"}}
    assert config.read_text().startswith('[sources.tern]   # the first\nurl = "https://tern.example/feed"\n')
    assert run("check", "--config", config)[0] == 0


def test_the_same_list_adds_nothing_the_second_time(run: Run, config: Path) -> None:
    run("sources", "import", config.parent / "list.opml", "--config", config)
    before = config.read_text()
    code, out, _ = run("sources", "import", config.parent / "list.opml", "--config", config, "--json")
    assert (code, config.read_text()) == (0, before)
    assert [line["outcome"] for line in json.loads(out)] == ["skipped"] * 4 + ["refused"]


def test_what_was_exported_and_imported_elsewhere_is_the_same(run: Run, config: Path, tmp_path: Path) -> None:
    run("sources", "import", config.parent / "list.opml", "--config", config)
    target, other = tmp_path / "out.opml", tmp_path / "other.toml"
    code, _, err = run("sources", "export", target, "--config", config)
    assert code == 0
    assert "no feeds: desk" in err
    other.write_text("")
    assert run("sources", "import", target, "--config", other)[0] == 0
    found = values(other)["sources"]
    assert {one["url"] for one in found.values()} == {
        one["url"] for one in values(config)["sources"].values() if "url" in one
    }
    assert found["grid-weekly-2"]["topic"] == "boats-big"
    assert values(other)["topics"]["boats-big"] == {"title": "Boats/Big"}


def test_an_export_is_printed_or_written_to_a_new_file_only(run: Run, config: Path) -> None:
    code, out, _ = run("sources", "export", "--config", config)
    assert (code, read_opml(out.encode()).outlines[0].url) == (0, "https://tern.example/feed")
    assert json.loads(run("sources", "export", "--config", config, "--json")[1])[0]["title"] == "tern"
    before = config.read_text()
    assert run("sources", "export", config, "--config", config)[0] == 1
    assert config.read_text() == before


def test_an_export_holds_no_credentials(run: Run, config: Path) -> None:
    config.write_text('[sources.closed]\nurl = "https://ann:canary-word@closed.example/feed"\n')
    out = run("sources", "export", "--config", config)[1]
    assert "https://closed.example/feed" in out
    assert "canary-word" not in out


@pytest.mark.parametrize("content", ["", "<rss/>", "<opml><body/></opml>", "\x00" * 50, "<opml>" * 5000])
def test_what_is_no_list_is_one_clear_line(run: Run, config: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.opml").write_text(content)
    code, _, err = run("sources", "import", tmp_path / "bad.opml", "--config", config)
    assert code == 1
    assert len(err.strip().splitlines()) == 1
    assert config.read_text() == SETTINGS
    assert run("sources", "import", tmp_path / "none.opml", "--config", config)[0] == 1


def test_two_thousand_feeds_are_added_at_once(run: Run, config: Path, tmp_path: Path) -> None:
    lines = "".join(f'<outline text="Feed {n}" xmlUrl="https://h{n}.example/f"/>' for n in range(2000))
    (tmp_path / "long.opml").write_text(f"<opml><body>{lines}</body></opml>")
    assert run("sources", "import", tmp_path / "long.opml", "--config", config)[0] == 0
    assert len(values(config)["sources"]) == 2002
