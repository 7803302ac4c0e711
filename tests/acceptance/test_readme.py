"""The README is true: its commands exist and do what they say, its settings are accepted, its links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from briefing.assets import folder
from briefing.cli.app import app
from briefing.settings.reading import load

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "docs" / "operating.md"]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    lines = "\n".join(blocks("console")).splitlines()
    return [line.partition("#")[0].strip() for line in lines if line.strip()]


def briefing(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "briefing", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = [line.removeprefix("make ") for line in commands() if line.startswith("make ")]
    assert wanted == ["brief", "test"]
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in wanted)


def test_the_commands_for_ones_own_brief_work_one_after_the_other(tmp_path: Path) -> None:
    """In their order, on the settings that `init` writes, its feed replaced by a folder: a test has no network."""
    own = [line.removeprefix(".venv/bin/briefing ").split() for line in commands() if line.startswith(".venv")]
    assert [one[0] for one in own] == ["init", "check", "collect", "preview", "run", "serve"]
    assert briefing(*own[0], cwd=tmp_path).returncode == 0
    settings = tmp_path / "briefing.toml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(
        r'^kind = "feed".*?^url = [^\n]*', 'kind = "folder"\npath = "inbox"', text, flags=re.MULTILINE | re.DOTALL
    )
    assert 'path = "inbox"' in text
    settings.write_text(text, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("Bridge opens\n\nThe bridge over the bay opened on Tuesday at noon.\n")
    for arguments in own[1:-1]:
        done = briefing(*arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert "Bridge opens" in done.stdout


def test_the_demo_shows_and_writes_its_brief(tmp_path: Path) -> None:
    done = briefing("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "THE MORNING BRIEF" in done.stdout
    assert "Accounts differ" in done.stdout
    assert "Traceback" not in done.stderr
    written = {file.name for file in (tmp_path / "var" / "demo").iterdir()}
    assert {"morning.eml", "morning.html", "morning.txt", "morning.slack.json", "morning.json"} <= written


def test_its_settings_are_accepted_together(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text("\n".join(blocks("toml")), encoding="utf-8")
    assert tomllib.loads(path.read_text(encoding="utf-8"))
    settings = load(path, {"SLACK_BOT_TOKEN": "xoxb-1", "SMTP_PASSWORD": "secret"})
    assert list(settings.briefs) == ["morning"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    named = re.findall(r"`(?:\.venv/bin/)?briefing ([a-z][a-z -]*)", page.read_text(encoding="utf-8"))
    assert named
    for words in map(str.split, named):
        command = get_command(app)
        while words and isinstance(command, TyperGroup):
            assert words[0] in command.commands, words
            command = command.commands[words.pop(0)]


@pytest.mark.parametrize("name", ["briefing.toml", "slack-manifest.yaml", "demo/outlets.toml"])
def test_what_travels_with_the_package_is_found(name: str) -> None:
    assert (folder("config") / name).is_file()


def test_make_knows_the_targets_it_prints() -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not on this machine")
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True).stdout
    assert "make brief" in said
