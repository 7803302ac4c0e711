"""`briefing serve` on a clock that is turned from outside: python -m benchmarks.turned_service SETTINGS.

Each line of the standard input is a moment; once everything that is due then has been done, a line of the standard
output says so. The end of the input is the signal to stop. What is imported stands inside of the functions: children
that read pages import this module too.
"""

import os
import signal
import sys
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread

TICK = 1
"""Seconds on the wall between two ticks, the fewest that the settings allow."""


class Turned:
    """A clock that stands until it is turned."""

    now = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def main(settings: Path) -> None:
    import_module("briefing.cli.app")  # `briefing serve` holds the other commands too
    from briefing.bootstrap.patience import SERVING
    from briefing.bootstrap.workshop import workshop
    from briefing.cli.serving import serve_until_told
    from briefing.service.logs import configure
    from briefing.service.queue import LocalQueue
    from briefing.settings.reading import load

    configure("console", (), stream=sys.stderr)
    clock = Turned()
    clock.now = datetime.fromisoformat(sys.stdin.readline().strip())
    with workshop(load(settings, {}), clock, patience=SERVING) as shop:
        queue = shop.worker.queue
        assert isinstance(queue, LocalQueue)

        def turn() -> None:
            for line in sys.stdin:
                clock.now = datetime.fromisoformat(line.strip())
                time.sleep(1.2 * TICK)
                queue.settle(600)
                print(flush=True)
            os.kill(os.getpid(), signal.SIGTERM)

        Thread(target=turn, daemon=True).start()
        serve_until_told(shop)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
