"""The command line as a newcomer meets it."""

import io
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from briefing.model import DeliveryState
from briefing.store.database import open_store
from tests.service.scene import write_scene
from tests.unit.cli.conftest import Run


def test_init_writes_settings_that_check_accepts_and_never_overwrites(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    assert run("init", path)[0] == 0
    code, out, _ = run("check", "--config", path)
    assert code == 0
    assert "07:00" in out
    assert run("init", path)[0] == 1


def test_check_lists_every_fault_with_code_2(run: Run, tmp_path: Path) -> None:
    path = write_scene(tmp_path, send_to='["taem"]')
    path.write_text(path.read_text().replace("Europe/Berlin", "Europe/Berln"))
    code, _, err = run("check", "--config", path)
    assert code == 2
    assert err.count("error:") == 2


def test_without_settings_it_says_how_to_get_some(run: Run, tmp_path: Path) -> None:
    code, _, err = run("check", "--config", tmp_path / "none.toml")
    assert code == 2
    assert "briefing init" in err


def test_collect_preview_run_and_look_back(run: Run, tmp_path: Path) -> None:
    config = ("--config", write_scene(tmp_path))
    code, out, _ = run("collect", *config, "--json")
    assert code == 0
    assert [(one["source"], one["new"]) for one in json.loads(out)] == [("desk", 3), ("nowhere", 0)]
    code, out, _ = run("preview", "morning", *config, "--format", "markdown")
    assert code == 0
    assert "Harbour tolls double in January" in out
    assert "Chosen from" in out
    assert "sent at" not in out
    code, first, err = run("run", "morning", *config)
    assert code == 0
    assert err.splitlines()[-1] == "folder: sent (3 parts)"
    assert "Harbour tolls double in January" in first
    assert "sent at" in first
    code, second, err = run("run", "morning", *config)
    assert (code, second) == (0, first)
    assert "published before" in err
    code, out, _ = run("deliveries", "list", *config, "--json")
    assert {one["state"] for one in json.loads(out)} == {"sent"}
    code, out, _ = run("briefs", "list", *config, "--json")
    assert [one["stories"] for one in json.loads(out)] == [3]
    code, out, _ = run("briefs", "explain", "morning", *config)
    assert "characters" in out
    code, out, _ = run("sources", "list", *config, "--json")
    assert [bool(one["problem"]) for one in json.loads(out)] == [False, True]


def test_a_single_source_can_be_tried_without_storing_anything(run: Run, tmp_path: Path) -> None:
    config = ("--config", write_scene(tmp_path))
    code, out, _ = run("sources", "test", "desk", *config)
    assert code == 0
    assert "Harbour tolls double in January" in out
    code, _, err = run("sources", "test", "nowhere", *config)
    assert code == 1
    assert "no folder" in err
    assert run("sources", "test", "desky", *config)[0] == 2


def test_no_source_at_all_within_reach_is_said_without_a_traceback(run: Run, tmp_path: Path) -> None:
    path = write_scene(tmp_path)
    path.write_text(path.read_text().replace("/inbox", "/gone"))
    code, _, err = run("collect", "--config", path)
    assert code == 1
    assert "nothing was lost" in err


def test_an_article_is_summarized_with_every_span_in_its_place(run: Run, tmp_path: Path) -> None:
    write_scene(tmp_path)
    code, out, _ = run("summarize", tmp_path / "inbox" / "tolls.txt", "--json", "--sentences", "2")
    found = json.loads(out)
    assert code == 0
    assert len(found["summary"]) == 2
    assert found["figures"]
    assert [quote["speaker"] for quote in found["quotes"]] == ["Ilse Brandt"]
    for span in [*found["summary"], *found["figures"]]:
        assert found["article"]["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    "method", ["lead", "lexrank", "textrank", "lsa", "luhn", "sumbasic", "reduction", "edmundson", "kl"]
)
def test_every_method_can_be_asked_for_by_name(run: Run, tmp_path: Path, method: str) -> None:
    write_scene(tmp_path)
    code, out, _ = run("summarize", tmp_path / "inbox" / "tolls.txt", "--method", method, "--json")
    assert code == 0
    assert json.loads(out)["summary"]


def test_an_unknown_method_brief_or_file_is_answered_by_name(run: Run, tmp_path: Path) -> None:
    config = ("--config", write_scene(tmp_path))
    assert "lexrank" in run("summarize", tmp_path / "inbox" / "tolls.txt", "--method", "magic")[2]
    assert "morning" in run("preview", "mourning", *config)[2]
    assert run("summarize", tmp_path / "none.txt")[0] == 1


def test_a_state_that_no_delivery_can_have_is_answered_with_those_there_are(run: Run, tmp_path: Path) -> None:
    code, _, err = run("deliveries", "list", "--state", "lost", "--config", write_scene(tmp_path))
    assert (code, "pending, sending, sent" in err) == (2, True)


@pytest.mark.parametrize(
    "command", [("deliveries", "list", "--brief"), ("briefs", "list"), ("briefs", "verify"), ("briefs", "explain")]
)
def test_a_brief_that_is_none_is_answered_with_those_there_are(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    config = ("--config", write_scene(tmp_path))
    code, _, err = run(*command, "mourning", *config)
    assert (code, "there is no brief 'mourning'" in err, "morning" in err) == (2, True, True)
    if "explain" not in command:
        assert run(*command, "morning", *config)[0] == 0


def test_what_commands_did_is_told_to_programs_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_scene(tmp_path, send_to='["phone"]', more='[destinations.phone]\nchannel = "notify"\n')
    monkeypatch.setenv("NOTIFY_URL", "json://127.0.0.1:9")
    config = ("--config", path, "--json")
    run("collect", *config)
    run("run", "morning", *config)
    assert json.loads(run("preview", "morning", *config)[1])["name"] == "morning"
    assert json.loads(run("briefs", "show", "morning", *config)[1])["name"] == "morning"
    [delivery] = json.loads(run("deliveries", "list", *config)[1])
    assert delivery["state"] == "failed"
    assert json.loads(run("deliveries", "retry", delivery["key"], *config)[1])["state"] == "pending"
    with closing(open_store(f"sqlite:///{tmp_path}/briefing.sqlite3")) as store:
        pending = store.ledger.get(delivery["key"])
        assert pending
        assert store.ledger.update(pending, replace(pending, state=DeliveryState.HELD))
    assert json.loads(run("deliveries", "resolve", delivery["key"], *config)[1])["state"] == "sent"
    assert json.loads(run("db", "upgrade", *config)[1])["revision"]
    assert json.loads(run("db", "backup", tmp_path / "copy.sqlite3", *config)[1])["bytes"] > 0
    assert json.loads(run("db", "prune", *config)[1])["bodies"] == 0


def test_a_brief_that_anybody_may_subscribe_to_is_not_said_to_go_nowhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_scene(tmp_path, send_to="[]", more="open = true\n")
    path.write_text(
        path.read_text() + '[web]\naddress = "https://brief.example.com"\n'
        '[email]\nhost = "127.0.0.1"\nsender = "b@example.com"\n'
    )
    monkeypatch.setenv("SIGNING_KEY", "k" * 40)
    [row] = json.loads(run("check", "--config", path, "--json")[1])
    assert row["goes to"] == "subscribers"


def test_what_was_forgotten_is_said_in_words(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("db", "prune", "--config", write_scene(tmp_path))
    assert out == "There was nothing old enough to forget.\n"


def test_sections_that_narrow_nothing_are_remarked_on_until_somebody_chose(run: Run, tmp_path: Path) -> None:
    path = write_scene(tmp_path)
    path.write_text(path.read_text() + 'topics = ["boats"]\n[topics.boats]\nwords = ["boat"]\n')
    assert "off_topic" in run("check", "--config", path)[2]
    path.write_text(path.read_text().replace('topics = ["boats"]', 'topics = ["boats"]\noff_topic = "skip"'))
    assert "off_topic" not in run("check", "--config", path)[2]


def test_a_password_may_come_from_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    code, out, _ = run("web", "password")
    assert code == 0
    assert PasswordHasher().verify(out.strip(), "correct horse battery")
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    code, out, err = run("web", "password")
    assert (code, out, "at least 12" in err) == (1, "", True)


def test_a_run_that_has_not_sent_everything_says_so_and_fails(run: Run, tmp_path: Path) -> None:
    path = write_scene(tmp_path)
    target = next(line.split('"')[1] for line in path.read_text().splitlines() if line.startswith("folder = "))
    run("collect", "--config", path)
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text("a file where the folder should be")
    code, _, err = run("run", "morning", "--config", path)
    assert code == 1
    assert "briefing deliveries list" in err


@pytest.mark.parametrize("columns", ["20", "40", "80"])
def test_keys_are_printed_whole_however_narrow_the_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    config = ("--config", write_scene(tmp_path))
    run("collect", *config)
    run("run", "morning", *config)
    key = json.loads(run("deliveries", "list", *config, "--json")[1])[0]["key"]
    monkeypatch.setenv("COLUMNS", columns)
    assert key in run("deliveries", "list", *config)[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("deliveries", "list", *config)[1]
    assert key in shown
    assert not [line for line in shown.splitlines() if line.rstrip().endswith(":")]


def test_deliveries_that_are_sent_cannot_be_retried(run: Run, tmp_path: Path) -> None:
    config = ("--config", write_scene(tmp_path))
    run("collect", *config)
    run("run", "morning", *config)
    key = json.loads(run("deliveries", "list", *config, "--json")[1])[0]["key"]
    code, _, err = run("deliveries", "retry", key, *config)
    assert code == 1
    assert "is sent" in err
    assert run("deliveries", "resolve", "nothing", *config)[0] == 1


def test_the_database_can_be_upgraded_copied_and_pruned(run: Run, tmp_path: Path) -> None:
    config = ("--config", write_scene(tmp_path))
    assert run("db", "upgrade", *config)[0] == 0
    assert run("db", "backup", tmp_path / "copy.sqlite3", *config)[0] == 0
    assert (tmp_path / "copy.sqlite3").stat().st_size > 0
    assert run("db", "prune", *config)[0] == 0
