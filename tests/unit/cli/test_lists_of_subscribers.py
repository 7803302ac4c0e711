"""`briefing subscribers` and `briefing bounces`, as an operator uses them."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.subscribers.return_paths import ReturnPaths
from tests.returned import report
from tests.unit.cli.conftest import Run

KEY = "k" * 40
SETTINGS = """database = "sqlite:///{folder}/{name}.sqlite3"

[email]
return_path = "bounces@news.example"

[briefs.morning]
title = "The Morning Brief"
at = "07:00"

[briefs.evening]
title = "The Evening Brief"
at = "18:00"
"""
LIST = """address;briefs;days;hour;zone;format
ann@example.com;morning|evening;mon|tue;06:30;Europe/Berlin;text
'=ben@example.com;morning;;;;
nobody;morning;;;;
cat@example.com;;;;;
ben@example.com;noon;;;;
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIGNING_KEY", KEY)
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return settings(tmp_path, "first")


def settings(folder: Path, name: str) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(SETTINGS.format(folder=folder, name=name), encoding="utf-8")
    return path


def listed(run: Run, config: Path) -> dict[str, str]:
    return {
        row["address"]: row["standing"] for row in json.loads(run("subscribers", "list", "-c", config, "--json")[1])
    }


def test_a_list_is_taken_line_by_line_and_what_cannot_be_taken_is_named(run: Run, config: Path, tmp_path: Path) -> None:
    status, _, said = run("subscribers", "import", tmp_path / "list.csv", "--consent", "form of 2025", "-c", config)
    assert status == 1
    assert "2 taken, 3 not." in said
    assert listed(run, config) == {"ann@example.com": "confirmed", "=ben@example.com": "confirmed"}


def test_what_is_exported_is_the_same_list_when_it_is_imported_elsewhere(
    run: Run, config: Path, tmp_path: Path
) -> None:
    run("subscribers", "import", tmp_path / "list.csv", "--consent", "form of 2025", "-c", config)
    _, exported, _ = run("subscribers", "export", "-c", config)
    (tmp_path / "again.csv").write_text(exported, encoding="utf-8")
    second = settings(tmp_path, "second")
    assert run("subscribers", "import", tmp_path / "again.csv", "--consent", "moved house", "-c", second)[0] == 0
    _, again, _ = run("subscribers", "export", "-c", second)
    wishes = [sorted(row[:7] for row in csv.reader(io.StringIO(text))) for text in (exported, again)]
    assert wishes[0] == wishes[1]
    assert wishes[0][2] == ["ann@example.com", "morning;evening", "", "mon;tue", "06:30", "Europe/Berlin", "text"]


def test_who_is_removed_is_gone_and_who_unsubscribed_stays_out(run: Run, config: Path) -> None:
    for name in ("ann", "ben"):
        run("subscribers", "add", f"{name}@example.com", "--brief", "morning", "--consent", "asked", "-c", config)
    assert run("subscribers", "remove", "ann@example.com", "-c", config)[0] == 0
    assert run("subscribers", "remove", "ben@example.com", "--unsubscribe", "-c", config)[0] == 0
    assert listed(run, config) == {"ben@example.com": "unsubscribed"}
    again = ["--brief", "morning", "--consent", "asked again", "-c", config]
    assert run("subscribers", "add", "ben@example.com", *again)[0] == 1
    assert run("subscribers", "remove", "ann@example.com", "-c", config)[0] == 1


def test_a_returned_mail_ends_what_goes_to_an_address_that_is_gone(run: Run, config: Path, tmp_path: Path) -> None:
    run("subscribers", "add", "ann@example.com", "--brief", "morning", "--consent", "asked", "-c", config)
    paths = ReturnPaths("bounces@news.example", KEY)
    came_to = paths.of(paths.stands_for("ann@example.com"), datetime.now(UTC))
    (tmp_path / "back.eml").write_bytes(
        report(came_to, "ann@example.com", "5.1.1", "smtp; 550 5.1.1 <ann@example.com>")
    )
    status, said, _ = run("bounces", tmp_path / "back.eml", "-c", config, "--json")
    assert status == 0
    assert json.loads(said) == [
        {"address": "ann@example.com", "standing": "suppressed", "reason": "5.1.1 550 5.1.1 <…>"}
    ]
    assert listed(run, config) == {"ann@example.com": "suppressed"}
    assert json.loads(run("bounces", tmp_path / "back.eml", "-c", config, "--json")[1]) == []


def test_without_a_mailbox_the_command_says_what_to_set(run: Run, config: Path) -> None:
    status, _, said = run("bounces", "-c", config)
    assert status == 2
    assert "email.bounces" in said
