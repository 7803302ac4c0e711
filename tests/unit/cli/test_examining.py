"""The doctor's lines as an operator reads them, and how a command is named that somebody is to type."""

import pytest

from briefing.cli.doctor import lines
from briefing.cli.output import called
from briefing.doctor.results import Level, Result

LONG = Result(
    "sources",
    Level.WARNING,
    "tern is failing since 2026-11-24 06:00 UTC: https://tern.example/a/very/long/address/of/a/feed.xml answered 404",
    "look whether the site has moved its feed, then change the url",
)


@pytest.mark.parametrize("width", [80, 120])
def test_on_a_terminal_a_long_line_goes_on_below_its_own_words_with_the_advice_last(width: int) -> None:
    shown = lines(LONG, width).splitlines()
    assert shown[0].startswith("warning  sources        tern is failing")
    assert all(line.startswith(" " * 24) for line in shown[1:])
    assert any(line.strip().startswith("-> look whether the site has moved") for line in shown)
    assert max(map(len, shown)) <= max(width, 24 + len("https://tern.example/a/very/long/address/of/a/feed.xml"))
    assert " ".join(lines(LONG, width).split()) == " ".join(lines(LONG).split())


def test_for_programs_and_on_very_narrow_terminals_it_stays_one_line() -> None:
    assert "\n" not in lines(LONG)
    assert "\n" not in lines(LONG, 40)
    assert lines(LONG, 400) == lines(LONG)
    assert lines(Result("queue", Level.OK, "jobs run here"), 80) == "ok       queue          jobs run here"


@pytest.mark.parametrize(
    ("program", "name"),
    [
        (".venv/bin/briefing", ".venv/bin/briefing"),
        ("/usr/local/bin/briefing", "briefing"),
        ("/somewhere/briefing/__main__.py", "python -m briefing"),
        ("/somewhere/pytest", "briefing"),
    ],
)
def test_a_command_that_somebody_is_to_type_is_named_as_this_one_was(
    monkeypatch: pytest.MonkeyPatch, program: str, name: str
) -> None:
    monkeypatch.setattr("sys.argv", [program])
    assert called() == name
