"""A process that stops itself, as by SIGSTOP, at a named point of its work, and goes on when it is woken."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.pipeline.delivering import Delivering
from briefing.service.worker import Worker
from tests.service.scene import open_scene, work_off


@dataclass(frozen=True)
class WallClock:
    """The time that stands in a file, one for all processes."""

    file: Path

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self.file.read_text())


class Sleeping:
    """Anything whose named method stops the process once it has done its work; the rest is passed on."""

    def __init__(self, inner: Any, method: str) -> None:
        self._inner, self._method = inner, method

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return sleeping(found) if name == self._method else found


def sleeping(deed: Callable[..., Any]) -> Callable[..., Any]:
    def then_sleep(*arguments: Any, **named: Any) -> Any:
        result = deed(*arguments, **named)
        os.kill(os.getpid(), signal.SIGSTOP)
        return result

    return then_sleep


def stopped_at(worker: Worker, point: str) -> Worker:
    """The worker as it stops at the point: which object, and after which of its methods."""
    delivering = worker.delivering
    if point == "the slot is claimed":
        store: Any = Sleeping(worker.publishing.store, "")
        store.ledger = Sleeping(worker.store.ledger, "claim_slot")
        return replace(worker, publishing=replace(worker.publishing, store=store))
    return replace(worker, delivering=_stopped(delivering, point))


def _stopped(delivering: Delivering, point: str) -> Delivering:
    if point == "the call was made":
        channels = {name: Sleeping(one, "send") for name, one in delivering.channels.items()}
        return replace(delivering, channels=channels)
    method = {"the delivery is read": "get", "the delivery is claimed": "claim"}[point]
    ledger: Any = Sleeping(delivering.ledger, method)
    return replace(delivering, ledger=ledger)


def main(settings: Path, clock: Path, point: str) -> None:
    with open_scene(settings, WallClock(clock)) as shop:
        work_off(replace(shop, worker=stopped_at(shop.worker, point)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
