"""The command line: thin, and quick to start because what a command needs is imported when it runs."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line; every failure ends in a sentence and an exit code, never in a traceback.

    Exit codes: 0 done, 1 failed, 2 wrong use or wrong settings, 130 interrupted.

    Unless the environment says otherwise, matrices are multiplied by one thread: an article's are so small that more
    threads wait for each other longest, and a summary costs twice the processor time. Numpy reads it when it begins.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _take_closed_streams()
    from briefing.cli.app import app
    from briefing.errors import BriefingError, ConfigError

    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except ConfigError as error:
        _end(2, *error.faults)
    except BriefingError as error:
        _end(1, str(error))
    except BrokenPipeError:
        _hush()
        _end(1)
    except OSError as error:
        _hush()
        place = f"{error.filename}: " if error.filename else ""
        _end(1, f"{place}{error.strerror or error}")


def _take_closed_streams() -> None:
    """Open what a shell closed (`>&-`), to nowhere: else the next file that is opened, a database, gets its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _end(code: int, *faults: str) -> None:
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)  # noqa: T201
    sys.exit(code)


def _hush() -> None:
    """Let what is still to be printed go nowhere, or Python complains of it once more when it ends."""
    stream = sys.__stdout__
    if stream is not None and sys.stdout is stream:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
