"""The long-running commands: until SIGTERM or Ctrl-C, then drained; a second signal leaves at once."""

import gc
import os
import signal
from contextlib import AbstractContextManager
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from briefing.bootstrap.workshop import Workshop

INTERRUPTED = 130


def serve_until_told(shop: "Workshop") -> None:
    """Run the service until a signal asks it to stop."""
    from briefing.bootstrap.serving import service

    worker = shop.worker
    _run_until_told(service(shop), briefs=len(worker.specs), sources=len(worker.sources))


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
        structlog.get_logger().info("stopping", signal=signal.Signals(number).name)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    with running:
        # What was imported stays; looking it over for cycles again and again stops all answers for a tenth of a second.
        gc.freeze()
        structlog.get_logger().info("running", **facts)
        # A wait with a limit, because one without it does not let signals through on every system.
        while not told.wait(1.0):
            pass
    structlog.get_logger().info("stopped")
