"""A folder as a source."""

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.folder import FolderSource, read_inside
from briefing.errors import Permanent
from briefing.extract.kinds import MAIL, PDF
from briefing.model import Fault, Health, Poll, SourceState

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def poll(folder: Path, before: Poll | None = None, most: int = 50) -> Poll:
    return FolderSource(name="notes", folder=folder, most=most).poll(
        before.state if before else SourceState("notes"), NOW
    )


def written(path: Path, text: str, hour: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (NOW.timestamp() - 3600 * hour,) * 2)
    return path


def test_files_of_every_kind_become_documents_oldest_first(tmp_path: Path) -> None:
    written(tmp_path / "a.html", "<h1>A</h1><p>page", 3)
    written(tmp_path / "sub" / "b.txt", "Ferry reopens\n\nThe ferry\truns again.\n\nTwice a day.", 2)
    written(
        tmp_path / "c.md",
        "---\ntitle: Bridge\ndate: 2026-03-01\nauthor: A. Quill\n---\n# H\n\nThe **bridge**\nis [open](x).\n",
        1,
    )
    written(tmp_path / "ignored.bin", "x")
    written(tmp_path / ".hidden.txt", "x")
    page, text, markdown = poll(tmp_path).documents
    assert (page.entry.id, page.body) == ("a.html", b"<h1>A</h1><p>page")
    assert (text.entry.id, text.entry.title) == ("sub/b.txt", "Ferry reopens")
    assert text.text == "The ferry runs again.\n\nTwice a day."
    assert (markdown.entry.title, markdown.text) == ("Bridge", "H\n\nThe bridge is open.")
    assert (markdown.entry.published, markdown.entry.authors) == (datetime(2026, 3, 1, tzinfo=UTC), ("A. Quill",))


def test_only_new_and_changed_files_come_again(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "one")
    first = poll(tmp_path)
    assert poll(tmp_path, first).documents == ()
    written(tmp_path / "a.txt", "two", 0)
    (document,) = poll(tmp_path, first).documents
    assert document.text == "two"


def test_more_files_than_allowed_are_left_out_and_counted(tmp_path: Path) -> None:
    for number in range(8):
        written(tmp_path / f"{number}.txt", "x", number)
    found = poll(tmp_path, most=3)
    assert [document.entry.id for document in found.documents] == ["2.txt", "1.txt", "0.txt"]
    assert found.left_out == 5


def test_a_text_in_another_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Die Fähre fährt über den Fluss, größer als früher.".encode("cp1252"))
    assert "Fähre" in poll(tmp_path).documents[0].text


def test_a25_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = written(tmp_path / "outside" / "secret.txt", "secret")
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    (folder / "linked").symlink_to(secret.parent)
    found = poll(folder)
    assert found.documents == ()
    assert "outside of the folder" in found.state.problem


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd"])
def test_a25_a_path_out_of_the_folder_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(Permanent, match="outside"):
        read_inside(tmp_path, tmp_path / path)


def test_a25_a_name_with_nul_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="null"):
        read_inside(tmp_path, tmp_path / "a\0b")


def test_a25_a_fifo_does_not_hang_and_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    results: list[Poll] = []
    thread = threading.Thread(target=lambda: results.append(poll(tmp_path)), daemon=True)
    thread.start()
    thread.join(5)
    assert "not a regular file" in results[0].state.problem


def test_a25_a_device_is_refused() -> None:
    with pytest.raises(Permanent, match="regular"):
        read_inside(Path("/dev"), Path("/dev/zero"))


def test_a25_a_file_that_is_too_large_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(10_000_001)
    written(tmp_path / "small.txt", "x")
    found = poll(tmp_path)
    assert [document.entry.id for document in found.documents] == ["small.txt"]
    assert "large.txt could not be read" in found.state.problem


def test_a_file_that_could_not_be_read_is_told_and_tried_at_each_poll_until_it_can(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "one")
    (tmp_path / "late.txt").symlink_to(tmp_path / "late.bin")
    before = poll(tmp_path)
    for found in (before, poll(tmp_path, before)):
        assert "late.txt could not be read" in found.state.problem
        assert (found.state.fault, found.state.health) == (Fault.FILES, Health.PARTIAL)
    written(tmp_path / "late.bin", "The ferry runs again.")
    after = poll(tmp_path, found)
    assert [document.text for document in after.documents] == ["The ferry runs again."]
    assert after.state.problem == ""


def test_files_that_cannot_be_read_take_no_place_of_those_that_can(tmp_path: Path) -> None:
    for number in range(3):
        written(tmp_path / f"{number}.txt", "x", number + 1)
        (tmp_path / f"away{number}.txt").symlink_to("/nowhere")
    found = poll(tmp_path, most=2)
    assert [document.entry.id for document in found.documents] == ["1.txt", "0.txt"]
    assert found.left_out == 1
    assert poll(tmp_path, found).documents == ()


def test_a_file_with_a_name_in_another_encoding_is_read_once(tmp_path: Path) -> None:
    written(tmp_path / os.fsdecode(b"caf\xe9.txt"), "The ferry runs again.")
    found = poll(tmp_path)
    assert [document.text for document in found.documents] == ["The ferry runs again."]
    assert list(found.state.memory["files"]) == [r"caf\xe9.txt"]


def test_a_file_that_goes_away_between_two_looks_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "a.txt", "one")
    monkeypatch.setattr(os, "walk", lambda *_, **__: [(str(tmp_path), [], ["a.txt", "gone.txt"])])
    assert [document.text for document in poll(tmp_path).documents] == ["one"]


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00", "soon"])
def test_b11_a_date_that_no_calendar_has_gives_way_to_that_of_the_file(date: str, tmp_path: Path) -> None:
    written(tmp_path / "a.md", f"---\ndate: {date}\n---\n\nThe bridge is open.\n", 1)
    (document,) = poll(tmp_path).documents
    assert document.entry.published == NOW.replace(hour=7)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Permanent, match="no folder"):
        poll(tmp_path / "none")


def test_mails_and_pdf_files_are_handed_on_as_what_they_are(tmp_path: Path) -> None:
    written(tmp_path / "a.eml", "Subject: A\n\nwords", 2)
    written(tmp_path / "b.PDF", "%PDF-1.4", 1)
    found = poll(tmp_path)
    assert [(one.entry.id, one.content_type) for one in found.documents] == [("a.eml", MAIL), ("b.PDF", PDF)]
    assert found.documents[1].body == b"%PDF-1.4"
