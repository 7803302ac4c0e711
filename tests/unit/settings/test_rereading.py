"""Settings that were changed while the service runs."""

from pathlib import Path

from briefing.settings.reading import load
from briefing.settings.rereading import Rereading
from tests.unit.settings.test_settings import GOOD, TOKENS


def test_a_changed_file_counts_at_once_and_one_with_faults_is_told_of_once_and_not_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(GOOD)
    told: list[str] = []
    current = Rereading(path, TOKENS, load(path, TOKENS), told.append)
    assert current() is current()
    path.write_text(GOOD + '[web]\nbarred = ["bob@example.com"]\n')
    assert current().web.barred == ("bob@example.com",)
    path.write_text(GOOD + '[web]\nbarred = ["bob"]\n')
    assert [current().web.barred for _ in range(3)] == [("bob@example.com",)] * 3
    assert len(told) == 1
    assert "web.barred" in told[0]


def test_a_file_that_is_replaced_counts_and_one_that_is_gone_takes_nothing_away(tmp_path: Path) -> None:
    path, other = tmp_path / "briefing.toml", tmp_path / "new.toml"
    path.write_text(GOOD)
    current = Rereading(path, TOKENS, load(path, TOKENS), lambda faults: None)
    other.write_text(GOOD + '[web]\nbarred = ["bob@example.com"]\n')
    other.replace(path)
    assert current().web.barred == ("bob@example.com",)
    path.unlink()
    assert current().web.barred == ("bob@example.com",)
