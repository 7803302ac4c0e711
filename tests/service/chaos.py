"""Many processes, killed again and again while briefs fall due: nothing may be lost, and nothing sent twice.

A program, because its size is a matter of patience: `python -m tests.service.chaos --help`. The outside world is the
fake of Slack, which loses answers; time runs faster than on the wall, for all alike. Prints what came of it as JSON.
"""

import argparse
import faulthandler
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from briefing.bootstrap.patience import SERVING
from briefing.bootstrap.serving import service, working
from briefing.bootstrap.workshop import workshop
from briefing.model import Delivery, DeliveryState
from briefing.service import shared_worker
from briefing.service.logs import configure
from briefing.service.shared_worker import DEAD
from briefing.settings.reading import load
from briefing.store.database import open_store
from tests.fakes import FakeSlack, fake_slack
from tests.postgres import Cluster, private_cluster
from tests.service.scene import START, STORIES

TOKEN = {"SLACK_BOT_TOKEN": "xoxb-test"}
FAULTS = ("reset", "reset after", "500", "500 after", "html", "error:internal_error")
"""What calls meet, all of it unclear to the caller; being told to wait would allow a second call without a look-up."""
FIRST = timedelta(minutes=2)
SETTINGS = """
database = "{database}"
zone = "UTC"
[service]
listen = ""
tick = 1
workers = 4
[sources.desk]
kind = "folder"
path = "{folder}/inbox"
[slack]
base_url = "{slack}"
"""
BRIEF = """
[briefs.brief{number}]
title = "Brief {number}"
at = "{at}"
send_to = [{rooms}]
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to do, and how much is broken meanwhile.

    Attributes:
        rooms: destinations of each brief.
        minutes: over which the slots fall due, on the fast clock.
        restarts: of the database, at once and without warning.
        pauses: of the database, for longer than workers may go without a sign of life.
        speed: how many times faster time runs.
    """

    slots: int
    rooms: int
    minutes: int
    workers: int
    clocks: int
    kills: int
    restarts: int
    pauses: int
    speed: float
    seed: int


USUAL = Size(slots=300, rooms=10, minutes=20, workers=4, clocks=2, kills=200, restarts=5, pauses=3, speed=10.0, seed=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it.

    Attributes:
        lost: deliveries that did not arrive.
        twice: messages that arrived more than once.
        unclear: attempts after which nobody knew whether the message had arrived.
        blind: second attempts without a look-up since the first.
    """

    kills: int
    restarts: int
    slots: int
    deliveries: int
    lost: int
    twice: int
    unclear: int
    blind: int
    seconds: float


@dataclass(frozen=True, slots=True)
class FastClock:
    """Time that runs faster than on the wall, the same in every process."""

    epoch: float
    speed: float

    def __call__(self) -> datetime:
        return START + timedelta(seconds=(time.time() - self.epoch) * self.speed)


def serve_or_work(settings: Path, clock: FastClock, serves: Callable[..., Any], log: Path) -> None:
    """Run until killed, as `briefing serve` or `briefing worker` does."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    faulthandler.enable()
    configure("console", (), stream=sys.stderr)
    shared_worker.HEARTBEAT /= clock.speed
    shared_worker.DEAD /= clock.speed
    with workshop(load(settings, TOKEN), clock, patience=SERVING) as shop, serves(shop):
        time.sleep(3600)


def write_settings(folder: Path, database: str, slack: str, size: Size) -> Path:
    inbox = folder / "inbox"
    inbox.mkdir()
    for name, text in STORIES.items():
        (inbox / f"{name}.txt").write_text(text)
    rooms = [f"room{number}" for number in range(size.rooms)]
    parts = [SETTINGS.format(database=database, folder=folder, slack=slack)]
    parts += [f'[destinations.{room}]\nchannel = "slack"\nconversation = "C0{room.upper()}"' for room in rooms]
    named = ", ".join(f'"{room}"' for room in rooms)
    for number in range(size.slots):
        due = START + FIRST + timedelta(minutes=number * size.minutes // size.slots)
        parts.append(BRIEF.format(number=number, at=f"{due:%H:%M}", rooms=named))
    path = folder / "briefing.toml"
    path.write_text("\n".join(parts))
    return path


def begin_schedules(settings: Path) -> None:
    """Look at the briefs before any is due: what is due before the first look counts as from before the bot was."""
    with workshop(load(settings, TOKEN), lambda: START) as shop:
        shop.worker.due()


class Herd:
    """Processes that are killed and born again."""

    def __init__(self, settings: Path, size: Size, clock: FastClock) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["briefing.bootstrap.serving", "briefing.bootstrap.workshop"])
        self._settings, self._clock = settings, clock
        roles = [working] * size.workers + [service] * size.clocks
        self._living = [(role, self._born(role)) for role in roles]

    def kill_one(self, chance: random.Random) -> None:
        number = chance.randrange(len(self._living))
        role, process = self._living[number]
        assert process.is_alive(), f"a process ended by itself, with {process.exitcode}"
        process.kill()
        process.join()
        self._living[number] = (role, self._born(role))

    def end(self) -> None:
        for _, process in self._living:
            process.kill()
            process.join()

    def _born(self, role: Callable[..., Any]) -> Any:
        arguments = (self._settings, self._clock, role, self._settings.with_name("log"))
        process = self._context.Process(target=serve_or_work, args=arguments, daemon=True)
        process.start()
        return process


@contextmanager
def database_for(engine: str, folder: Path) -> Iterator[tuple[str, Cluster | None]]:
    """An empty database, and the server that may be restarted."""
    if engine == "sqlite":
        yield f"sqlite:///{folder}/briefing.sqlite3", None
        return
    with private_cluster() as cluster:
        yield cluster.create("chaos"), cluster


def run(engine: str, size: Size, folder: Path) -> Found:
    """Let everything happen, and count."""
    chance, begun = random.Random(size.seed), time.time()
    with fake_slack() as slack, database_for(engine, folder) as (database, cluster):
        settings = write_settings(folder, database, slack.url, size)
        store = open_store(database)
        store.upgrade()
        begin_schedules(settings)
        herd = Herd(settings, size, FastClock(time.time(), size.speed))
        try:
            break_things(herd, slack, cluster, size, chance)
            wait_until(lambda: store.ledger.counts().get(DeliveryState.SENT, 0) == size.slots * size.rooms)
        finally:
            herd.end()
        kept = store.ledger.find(limit=100_000)
        slots = len(store.briefs.latest(limit=100_000))
        store.close()
        return counted(size, slack, kept, slots, time.time() - begun)


def break_things(herd: Herd, slack: FakeSlack, cluster: Cluster | None, size: Size, chance: random.Random) -> None:
    """Kill, restart and lose answers, spread over the time in which the slots fall due."""
    pause = (size.minutes * 60 + FIRST.total_seconds()) / size.speed / size.kills
    moments = chance.sample(range(size.kills), size.restarts + size.pauses)
    restarts, pauses = set(moments[: size.restarts]), set(moments[size.restarts :])
    for number in range(size.kills):
        time.sleep(chance.uniform(0, 2 * pause))
        slack.faults.append(chance.choice(FAULTS))
        herd.kill_one(chance)
        if cluster is not None and number in restarts:
            cluster.stop("immediate")
            cluster.start()
        if cluster is not None and number in pauses:
            with cluster.paused():
                time.sleep(1.5 * DEAD / size.speed)


def wait_until(done: Callable[[], bool], seconds: float = 240.0) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.5)


def counted(size: Size, slack: FakeSlack, kept: Sequence[Delivery], slots: int, seconds: float) -> Found:
    arrived = Counter(key_of(message) for message in slack.messages)
    return Found(
        kills=size.kills,
        restarts=size.restarts,
        slots=slots,
        deliveries=sum(one.state is DeliveryState.SENT for one in kept),
        lost=size.slots * size.rooms - len(arrived),
        twice=sum(count - 1 for count in arrived.values()),
        unclear=sum(one.unclear for one in kept),
        blind=sum(blind_attempts(slack.calls)),
        seconds=round(seconds, 1),
    )


def blind_attempts(calls: Sequence[tuple[str, dict[str, Any]]]) -> Iterator[int]:
    """One for each second attempt to post a message whose conversation nobody looked into after the first."""
    tried: dict[str, set[str]] = {}
    for method, arguments in calls:
        here = tried.setdefault(arguments["channel"], set())
        if method == "chat.postMessage":
            key = key_of(arguments)
            yield int(key in here)
            here.add(key)
        else:
            here.clear()


def key_of(message: Mapping[str, Any]) -> str:
    return str(message["metadata"]["event_payload"]["delivery_key"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=("postgresql", "sqlite"))
    for name, usual in asdict(USUAL).items():
        parser.add_argument(f"--{name}", type=type(usual), default=usual)
    given = vars(parser.parse_args())
    engine = given.pop("engine")
    with tempfile.TemporaryDirectory(prefix="briefing-chaos-", ignore_cleanup_errors=True) as folder:
        try:
            found = run(engine, Size(**given), Path(folder))
        except BaseException:
            sys.stderr.write((Path(folder) / "log").read_text()[-200_000:])
            raise
    print(json.dumps(asdict(found)))  # noqa: T201  (its answer)
    sys.exit(int(bool(found.lost or found.twice or found.blind)))


if __name__ == "__main__":
    main()
