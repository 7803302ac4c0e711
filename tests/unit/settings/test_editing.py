"""Adding to the settings file without touching what stands there."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.assets import folder
from briefing.errors import ConfigError, Permanent
from briefing.settings.editing import Table, add, name_for, with_tables, written
from briefing.settings.reading import load

KOLM = Table("sources", "kolm", {"kind": "feed", "url": "https://kolm.example/feed"})
COMMENTED = """# The news of the harbour.
zone = "UTC"

[sources.tern]   # the first
url = "https://tern.example/feed"
# weight = 2.0

# ------------------------------------------- where it goes
[destinations.folder]
channel = "file"
folder = "out"
"""


def test_a_table_comes_behind_the_last_of_its_section_and_everything_else_stays() -> None:
    after = with_tables(COMMENTED, [KOLM])
    added = '\n[sources.kolm]\nkind = "feed"\nurl = "https://kolm.example/feed"\n'
    assert after.replace(added, "", 1) == COMMENTED
    assert after.index("# weight") < after.index("[sources.kolm]") < after.index("# ----")


def test_the_settings_to_start_from_take_a_source_among_the_sources() -> None:
    start = (folder("config") / "briefing.toml").read_text()
    after = with_tables(start, [KOLM])
    assert after.index("[sources.example]") < after.index("[sources.kolm]") < after.index("[topics.")
    assert len(after) - len(start) == len(written(KOLM)) + 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zone = 'UTC'",
        "# only a comment",
        "[sources.a]\nurl = '''\n[sources.b]\n\nx'''\n[zz]\n",
        "[sources.a]\nwords = [\n\n  'x',\n]\n",
        '[ sources . "a" ]\nurl = "x"\n[briefs.b]\n[sources.c]\nurl="y"',
        "[sources.a]\r\nurl = 'x'\r\n\r\n[briefs.b]\r\n",
        "[sources]\n[sources.a]\nurl = 'x'",
    ],
)
def test_wherever_it_is_put_nothing_but_the_table_is_new(text: str) -> None:
    after = with_tables(text, [KOLM])
    before = tomllib.loads(text)
    expected = {**before, "sources": {**before.get("sources", {}), "kolm": dict(KOLM.values)}}
    assert tomllib.loads(after) == expected
    assert ("\r\n" in after) == ("\r\n" in text)


def test_settings_that_leave_no_place_are_left_alone_with_a_sentence() -> None:
    with pytest.raises(ConfigError, match="no place"):
        with_tables("sources = {a = {url = 'x'}}\n", [KOLM])
    with pytest.raises(ConfigError, match="already"):
        with_tables(written(KOLM), [KOLM])
    with pytest.raises(ConfigError, match="not valid TOML"):
        with_tables("[sources", [KOLM])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_written_as_it_is(words: str) -> None:
    table = Table("sources", "kolm", {"site": words, "senders": [words, "x"]})
    assert tomllib.loads(with_tables(COMMENTED, [table]))["sources"]["kolm"] == dict(table.values)


@given(st.text(max_size=80), st.sets(st.sampled_from(["source", "kolm", "kolm-2"])))
def test_a_name_is_one_that_the_settings_accept_and_is_free(words: str, taken: set[str]) -> None:
    name = name_for(words, taken)
    assert name not in taken
    add_to = with_tables("", [Table("sources", name, {"url": "https://kolm.example/"})])
    assert list(tomllib.loads(add_to)["sources"]) == [name]


def test_names_are_readable() -> None:
    assert name_for("Café Zürich – News", set()) == "cafe-zurich-news"
    assert name_for("Kolm", {"kolm"}) == "kolm-2"


def test_a_file_is_written_at_once_with_its_permissions_and_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(COMMENTED)
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    add(link, [KOLM], {})
    assert load(path, {}).sources["kolm"].url == "https://kolm.example/feed"
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["briefing.toml", "link.toml"]


def test_a_table_that_would_break_the_settings_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(COMMENTED)
    with pytest.raises(ConfigError, match=r"sources\.kolm\.url"):
        add(path, [Table("sources", "kolm", {"url": "gopher://kolm.example"})], {})
    assert path.read_text() == COMMENTED


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(COMMENTED)
    tmp_path.chmod(0o500)
    with pytest.raises(Permanent, match="stays as it is"):
        add(path, [KOLM], {})
    tmp_path.chmod(0o700)


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(COMMENTED)
    monkeypatch.setattr("briefing.settings.editing.checked", lambda *_: path.write_text("# another\n"))
    with pytest.raises(Permanent, match="somebody else"):
        add(path, [KOLM], {})
    assert path.read_text() == "# another\n"
    assert [one.name for one in tmp_path.iterdir()] == ["briefing.toml"]
