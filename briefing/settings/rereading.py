"""The settings as their file has them now, for what changes without a restart: who may read the pages."""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from briefing.errors import ConfigError
from briefing.settings.reading import load
from briefing.settings.schema import Settings

Stamp = tuple[int, int, int]


class Rereading:
    """Reads the file again when it was changed; as long as it has faults, what was read before holds.

    Args:
        path: the file.
        environment: where the secrets are.
        settings: what the file held when it was read first.
        tell: hears what is wrong with a file that was changed.
    """

    def __init__(
        self, path: Path, environment: Mapping[str, str], settings: Settings, tell: Callable[[str], None]
    ) -> None:
        self._path = path
        self._environment = environment
        self._settings = settings
        self._tell = tell
        self._stamp = _stamp(path)
        self._lock = Lock()

    def __call__(self) -> Settings:
        """The settings at this moment."""
        with self._lock:
            stamp = _stamp(self._path)
            if stamp != self._stamp:
                self._stamp = stamp
                self._read()
            return self._settings

    def _read(self) -> None:
        try:
            self._settings = load(self._path, self._environment)
        except ConfigError as error:
            self._tell("; ".join(error.faults))


def _stamp(path: Path) -> Stamp | None:
    """What changes with the file, also where it is replaced by another; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
