"""Delivery into a folder: each part of a brief as a file, complete or not there at all."""

import os
from collections.abc import Mapping
from pathlib import Path

from briefing.model import Absent, Delivery, Finding, Later, Outcome, Refused, Sent

SUFFIXES = {
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/html": ".html",
    "application/json": ".json",
    "message/rfc822": ".eml",
}


class FileChannel:
    """Writes parts as `FOLDER/BRIEF-SLOT.SUFFIX`; writing the same part again changes nothing."""

    settle = 0.0

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:  # noqa: ARG002  (no threads here)
        """Write the part beside its place and move it there."""
        path = self._path(delivery)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(delivery.part.payload)
            beside.replace(path)
        except (PermissionError, NotADirectoryError, IsADirectoryError, FileExistsError) as error:
            return Refused(f"{path} cannot be written: {error.strerror} (let it write there, or name another folder)")
        except OSError as error:
            return Later(f"{path} cannot be written: {error.strerror}")
        return Sent({"path": str(path)})

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:  # noqa: ARG002
        """Compare what lies there with what should."""
        path = self._path(delivery)
        try:
            arrived = path.read_bytes() == delivery.part.payload
        except OSError:
            arrived = False
        return Sent({"path": str(path)}) if arrived else Absent()

    def _path(self, delivery: Delivery) -> Path:
        kind = delivery.part.content_type.partition(";")[0]
        slot = delivery.slot.replace(":", "")
        return Path(delivery.destination.address) / f"{delivery.brief}-{slot}{SUFFIXES.get(kind, '.bin')}"
