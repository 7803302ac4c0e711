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


def fall_asleep() -> None:
    """Stop this process until somebody wakes it."""
    os.kill(os.getpid(), signal.SIGSTOP)


class Interrupted:
    """Anything, with a deed that is done each time its named method has done its work; the rest is passed on."""

    def __init__(self, inner: Any, method: str, deed: Callable[[], None]) -> None:
        self._inner, self._method, self._deed = inner, method, deed

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._then(found) if name == self._method else found

    def _then(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def both(*arguments: Any, **named: Any) -> Any:
            result = work(*arguments, **named)
            self._deed()
            return result

        return both


def interrupted_at(worker: Worker, point: str, deed: Callable[[], None]) -> Worker:
    """The worker with a deed that is done at the point: of which object, and after which of its methods."""
    delivering = worker.delivering
    if point == "the slot is claimed":
        store: Any = Interrupted(worker.publishing.store, "", deed)
        store.ledger = Interrupted(worker.store.ledger, "claim_slot", deed)
        return replace(worker, publishing=replace(worker.publishing, store=store))
    return replace(worker, delivering=_interrupted(delivering, point, deed))


def _interrupted(delivering: Delivering, point: str, deed: Callable[[], None]) -> Delivering:
    if point == "the call was made":
        channels: Any = {name: Interrupted(one, "send", deed) for name, one in delivering.channels.items()}
        return replace(delivering, channels=channels)
    method = {"the delivery is read": "get", "the delivery is claimed": "claim"}[point]
    ledger: Any = Interrupted(delivering.ledger, method, deed)
    return replace(delivering, ledger=ledger)


def main(settings: Path, clock: Path, point: str) -> None:
    with open_scene(settings, WallClock(clock)) as shop:
        work_off(replace(shop, worker=interrupted_at(shop.worker, point, fall_asleep)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
