"""A folder as a source: every file of a known kind in it is an article."""

import os
import stat
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from briefing.collect.filekinds import from_html, from_mail, from_markdown, from_pdf, from_text
from briefing.errors import Permanent
from briefing.extract.kinds import LARGEST_FILE
from briefing.model import Document, Entry, Fault, Poll, SourceState
from briefing.text.first_few import first_few

KINDS: Mapping[str, Callable[[Entry, bytes], Document]] = {
    ".html": from_html,
    ".htm": from_html,
    ".xhtml": from_html,
    ".txt": from_text,
    ".text": from_text,
    ".md": from_markdown,
    ".markdown": from_markdown,
    ".eml": from_mail,
    ".pdf": from_pdf,
}
"""How a file is read, by the end of its name."""

LARGEST = 10_000_000
LARGER = {".eml": LARGEST_FILE, ".pdf": LARGEST_FILE}
"""Bytes up to which a file is read, by its kind: most of these are pictures and attachments."""

MOST_FILES = 100_000
PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    mark: str
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSource:
    """A folder with HTML, text, Markdown, mail (.eml) and PDF files; implements `ports.Source`.

    Attributes:
        name: as in the settings.
        folder: where the files are; nothing outside of it is read, whatever links lie in it.
        most: at most so many files are read in one poll; the newest are.
    """

    name: str
    folder: Path
    most: int = 50

    def poll(self, state: SourceState, now: datetime) -> Poll:
        """Read the files that are new or changed, and those that could not be read before.

        Args:
            state: what the last poll left.
            now: the time of this poll.

        Raises:
            Permanent: the folder is not there or may not be read.
        """
        known: Mapping[str, str] = state.memory.get("files", {})
        files = list(_files(self.folder))
        fresh = deque(sorted((one for one in files if known.get(one.name) != one.mark), key=lambda one: one.changed))
        documents: list[Document] = []
        unread: dict[str, str] = {}
        while fresh and len(documents) < self.most:
            file = fresh.pop()
            try:
                documents.append(_document(self.name, self.folder, file, now))
            except (OSError, ValueError, Permanent) as error:
                unread[file.name] = f"{file.name} could not be read ({error})"
        state = replace(
            state,
            last_poll=now,
            last_success=now,
            next_poll=now + PAUSE,
            failures=0,
            problem=first_few(list(unread.values())),
            fault=Fault.FILES if unread else "",
            # What could not be read is tried again: whoever mends it may leave its size and time as they were.
            memory={"files": {file.name: file.mark for file in files if file.name not in unread}},
        )
        return Poll(tuple(reversed(documents)), state, entries=len(files), left_out=len(fresh))


def _files(folder: Path) -> Iterator[_File]:
    """The files of a known kind in a folder and the folders below it; hidden ones and links to folders are not."""
    if not folder.is_dir():
        raise Permanent(f"there is no folder {folder}", fault=Fault.FOLDER)
    count = 0
    for place, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(place) / name
            if name.startswith(".") or path.suffix.lower() not in KINDS:
                continue
            count += 1
            if count > MOST_FILES:
                raise Permanent(f"{folder} holds more than {MOST_FILES:,} files", fault=Fault.TOO_LARGE)
            with suppress(FileNotFoundError):  # it went away since its folder was read
                yield _file(folder, path)


def _unreadable(error: OSError) -> None:
    raise Permanent(f"{error.filename} may not be read", fault=Fault.FOLDER) from error


def _file(folder: Path, path: Path) -> _File:
    status = path.lstat()
    changed = datetime.fromtimestamp(status.st_mtime, UTC)
    # A name in another encoding than ours is no text, neither for an address nor for the database.
    name = os.fsencode(path.relative_to(folder)).decode("utf-8", "backslashreplace")
    return _File(path, name, f"{status.st_mtime_ns}-{status.st_size}", changed)


def _document(source: str, folder: Path, file: _File, now: datetime) -> Document:
    entry = Entry(id=file.name, url="", title="", published=min(file.changed, now))
    suffix = file.path.suffix.lower()
    document = KINDS[suffix](entry, read_inside(folder, file.path, LARGER.get(suffix, LARGEST)))
    # An address of its own keeps a file the same article when its text changes; it is none that a reader could open.
    return replace(document, url=f"folder:{quote(source)}/{quote(file.name)}")


def read_inside(folder: Path, path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a regular file of at most `largest` bytes that really lies in a folder.

    Raises:
        Permanent: it lies elsewhere once links are followed, is no regular file, or is too large.
        OSError: it cannot be opened.
    """
    real = path.resolve()
    if not real.is_relative_to(folder.resolve()):
        raise Permanent("it lies outside of the folder")
    handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as opened:
        status = os.fstat(opened.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Permanent("it is not a regular file")
        data = opened.read(largest + 1) if status.st_size <= largest else b""
    if max(len(data), status.st_size) > largest:
        raise Permanent(f"it is larger than {largest:,} bytes")
    return data
