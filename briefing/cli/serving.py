"""The long-running commands: until SIGTERM or Ctrl-C, then drained; a second signal leaves at once."""

import gc
import os
import signal
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.errors import ConfigError
from briefing.service.logger import get_logger

if TYPE_CHECKING:
    from briefing.bootstrap.workshop import Workshop

INTERRUPTED = 130


def serve_until_told(shop: "Workshop") -> None:
    """Run the service until a signal asks it to stop."""
    from briefing.bootstrap.serving import service

    worker = shop.worker
    _run_until_told(service(shop), briefs=len(worker.specs), sources=len(worker.sources))


def resume_from(shop: "Workshop", written: str) -> None:
    """Take what was due until a moment for sent, after a backup was restored.

    Args:
        written: "2026-11-24T07:30", on the clock of the settings' zone where it names no offset.

    Raises:
        ConfigError: it is no moment, or still to come.
    """
    from briefing.bootstrap.edges import LOOKED_UP
    from briefing.pipeline.resuming import resume

    worker = shop.worker
    now, moment = worker.clock(), moment_of(written, shop.settings.zone)
    if moment > now:
        raise ConfigError(f"--resume-from: {written} is still to come: name when the lost database was last at work")
    found = resume(shop.store, worker.specs.values(), moment, worker.owner, now, LOOKED_UP)
    get_logger().warning("resumed", taken_for_sent=list(found.slots), in_doubt=list(found.doubted))


def moment_of(written: str, zone: str) -> datetime:
    """A date and time that somebody typed."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise ConfigError(f"--resume-from: {written!r} is no date and time: write 2026-11-24T07:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def work_until_told(shop: "Workshop", queues: str) -> None:
    """Work on jobs until a signal asks to stop."""
    from briefing.bootstrap.serving import working

    _run_until_told(working(shop), queues=queues or "all")


def _run_until_told(running: AbstractContextManager[None], **facts: object) -> None:
    told = Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        del frame
        if told.is_set():
            os._exit(INTERRUPTED)
        told.set()
        get_logger().info("stopping", signal=signal.Signals(number).name)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    with running:
        # What was imported stays; looking it over for cycles again and again stops all answers for a tenth of a second.
        gc.freeze()
        get_logger().info("running", **facts)
        # A wait with a limit, because one without it does not let signals through on every system.
        while not told.wait(1.0):
            pass
    get_logger().info("stopped")
