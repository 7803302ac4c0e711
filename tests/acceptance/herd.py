"""A process that lets others be born, work on one brief, and die: real ones, killed by the system.

It reads a case a line from its standard input and answers each with a line. A case is worked on by one process that is
killed at a point of its way, and then by one or more that share the database and step through the minutes together.
"""

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from briefing.bootstrap.workshop import Workshop
from briefing.model import Delivery, Finding, Outcome
from briefing.ports import Channel
from tests.service.scene import DUE, Hands, open_scene, work_off

POINTS = (
    "before the brief is published",
    "after the brief is published",
    "after the claim",
    "after the call",
    "after the receipt is stored",
)
MINUTES = 25


def main() -> None:
    context = multiprocessing.get_context("fork")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    # What workers log must not come between the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for line in sys.stdin:
        case = json.loads(line)
        settings = Path(case["settings"])
        victim = context.Process(target=die, args=(settings, case["point"]))
        victim.start()
        victim.join(60)
        barrier = context.Barrier(case["workers"])
        workers = [context.Process(target=work, args=(settings, barrier)) for _ in range(case["workers"])]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(120)
        answers.write(json.dumps({"victim": victim.exitcode, "workers": [one.exitcode for one in workers]}) + "\n")
        answers.flush()


def work(settings: Path, barrier: Any) -> None:
    """Do what is due, minute by minute, none of the workers ahead of the others."""
    clock = Hands(DUE)
    with open_scene(settings, clock) as shop:
        for minute in range(1, MINUTES):
            clock.now = DUE + timedelta(minutes=minute)
            barrier.wait(60)
            work_off(shop)


def die(settings: Path, point: str) -> None:
    """Do what is due until the point is reached."""
    with open_scene(settings, Hands(DUE)) as shop:
        work_off(WAYS[point](shop))


def kill() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly:
    """A channel that takes its process with it, before or after the call."""

    def __init__(self, channel: Channel, *, calls: bool) -> None:
        self._channel = channel
        self._calls = calls
        self.settle = channel.settle

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:
        if self._calls:
            self._channel.send(delivery, thread)
        kill()
        raise AssertionError("a killed process does not get here")

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:
        return self._channel.look_up(delivery, thread)


class Dying:
    """Something of which one method ends the process, before or after it has done its work."""

    def __init__(self, inside: Any, method: str, *, does: bool) -> None:
        self._inside = inside
        self._method = method
        self._does = does

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inside, name)
        if name != self._method:
            return found

        def deadly(*arguments: Any) -> None:
            if self._does:
                found(*arguments)
            kill()

        return deadly


def _at_channel(*, calls: bool) -> Callable[[Workshop], Workshop]:
    def changed(shop: Workshop) -> Workshop:
        delivering = shop.worker.delivering
        channels = {name: Deadly(channel, calls=calls) for name, channel in delivering.channels.items()}
        return replace(shop, worker=replace(shop.worker, delivering=replace(delivering, channels=channels)))

    return changed


def _at_publishing(*, does: bool) -> Callable[[Workshop], Workshop]:
    def changed(shop: Workshop) -> Workshop:
        shop.store.ledger = Dying(shop.store.ledger, "publish", does=does)  # type: ignore[assignment]
        return shop

    return changed


def _at_receipt(shop: Workshop) -> Workshop:
    delivering = shop.worker.delivering
    ledger: Any = Dying(delivering.ledger, "update", does=True)
    return replace(shop, worker=replace(shop.worker, delivering=replace(delivering, ledger=ledger)))


WAYS: Mapping[str, Callable[[Workshop], Workshop]] = dict(
    zip(
        POINTS,
        (
            _at_publishing(does=False),
            _at_publishing(does=True),
            _at_channel(calls=False),
            _at_channel(calls=True),
            _at_receipt,
        ),
        strict=True,
    )
)

if __name__ == "__main__":
    main()
