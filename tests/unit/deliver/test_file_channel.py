"""A brief in a folder: complete or not there."""

from pathlib import Path

from briefing.deliver.file import FileChannel
from briefing.model import Absent, Delivery, Destination, Part, Refused, Sent


def delivery(folder: Path, payload: bytes = b"# Brief\n") -> Delivery:
    return Delivery(
        "k", "morning", "2026-11-24T07:00", Destination("f", "file", str(folder)), Part(0, "text/markdown", payload)
    )


def test_a_part_is_written_under_the_name_of_its_brief_and_slot(tmp_path: Path) -> None:
    outcome = FileChannel().send(delivery(tmp_path / "new"), None)
    assert outcome == Sent({"path": str(tmp_path / "new" / "morning-2026-11-24T0700.md")})
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["morning-2026-11-24T0700.md"]


def test_writing_it_again_changes_nothing_and_it_is_found(tmp_path: Path) -> None:
    channel = FileChannel()
    assert channel.look_up(delivery(tmp_path), None) == Absent()
    assert channel.send(delivery(tmp_path), None) == channel.send(delivery(tmp_path), None)
    assert isinstance(channel.look_up(delivery(tmp_path), None), Sent)
    assert channel.look_up(delivery(tmp_path, b"other"), None) == Absent()


def test_a_folder_that_is_a_file_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    outcome = FileChannel().send(delivery(tmp_path / "taken"), None)
    assert isinstance(outcome, Refused)
    assert "taken" in outcome.reason
