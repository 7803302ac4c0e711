"""The command line run in this process, as a shell or a person at a terminal would."""

import io
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from briefing.cli import main
from tests.unit.collect.loopback import Site

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["briefing", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        said = capsys.readouterr()
        return int(caught.value.code or 0), said.out, said.err

    yield command
    # The commands log to the captured stream, which ends with the test.
    structlog.reset_defaults()
    logging.getLogger().handlers.clear()


class Terminal(io.StringIO):
    """Lines that somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def lines(*typed: str) -> None:
        monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in typed)))

    return lines


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()
