"""A process that publishes and delivers the scene's brief, and is killed at a named point of the delivery."""

import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from briefing.model import Delivery, Finding, Outcome
from briefing.ports import Channel
from tests.service.scene import DUE, Hands, open_scene, work_off


class Deadly:
    """A channel that takes its process with it, at the part of a message that it is told."""

    def __init__(self, channel: Channel, point: str, part: int) -> None:
        self._channel = channel
        self._point = point
        self._part = part
        self.settle = channel.settle

    def send(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Outcome:
        if delivery.part.number < self._part:
            return self._channel.send(delivery, thread)
        if self._point == "after the call":
            self._channel.send(delivery, thread)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("a killed process does not get here")

    def look_up(self, delivery: Delivery, thread: Mapping[str, object] | None) -> Finding:
        raise AssertionError("there is nothing to look up before the first attempt")


def main(settings: Path, point: str = "", part: str = "0") -> None:
    with open_scene(settings, Hands(DUE)) as shop:
        if not point:
            # Somebody else does it: the server that it speaks to.
            work_off(shop)
            return
        delivering = shop.worker.delivering
        channels = {name: Deadly(channel, point, int(part)) for name, channel in delivering.channels.items()}
        worker = replace(shop.worker, delivering=replace(delivering, channels=channels))
        work_off(replace(shop, worker=worker))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
