"""`briefing bounces`: what came back."""

import sys
from collections.abc import Sequence
from pathlib import Path

from briefing.cli.context import settings_of
from briefing.cli.output import show_rows
from briefing.errors import Permanent

MOST_BYTES = 50_000_000


def remember(files: Sequence[Path], config: Path, as_json: bool) -> None:
    """Read reports from files, or from the mailbox of the settings, and show what they came to."""
    from briefing.bootstrap.fetching import utc_now
    from briefing.bootstrap.returning import returned_mailbox, returning
    from briefing.bootstrap.subscribing import subscribing
    from briefing.bootstrap.workshop import opened

    settings = settings_of(config)
    with opened(settings) as store:
        desk = returning(settings, subscribing(settings, store, utc_now))
        found = desk.take(map(_mail, files)) if files else desk.run(returned_mailbox(settings))
    rows = [{"address": one.address, "standing": one.standing.value, "reason": one.reason} for one in found]
    show_rows(rows, as_json, "Nothing came back that was not known.")


def _mail(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read(MOST_BYTES) if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise Permanent(f"{file} cannot be read: {error.strerror}") from None
