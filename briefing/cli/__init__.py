"""The command line: thin, and quick to start because what a command needs is imported when it runs."""

import sys


def main() -> None:
    """Run the command line; every failure on purpose ends in a sentence and an exit code, never in a traceback.

    Exit codes: 0 done, 1 failed, 2 wrong use or wrong settings.
    """
    from briefing.cli.app import app
    from briefing.errors import BriefingError, ConfigError

    try:
        app()
    except ConfigError as error:
        for fault in error.faults:
            print(f"error: {fault}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except BriefingError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
