"""A worker cut off from PostgreSQL at the worst moment, or kept waiting: it sends nothing that another has sent."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import event

from briefing.bootstrap.workshop import Workshop
from briefing.errors import Transient
from briefing.model import DeliveryState
from tests.fakes import FakeSlack, fake_slack
from tests.postgres import Cluster
from tests.service.scene import DUE, Hands, open_scene, work_off, write_scene
from tests.service.sleeper import interrupted_at
from tests.wire import Wire, wire_to

pytestmark = pytest.mark.postgres
KEY = "morning:2026-11-24T07:00:team:0"
POINTS = ["the slot is claimed", "the delivery is read", "the delivery is claimed", "the call was made"]


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as server:
        yield server


@dataclass
class Scene:
    """Two workers on one database: one directly, the other through a wire."""

    near: Workshop
    far: Workshop
    wire: Wire
    hands: Hands
    reached: Event = field(default_factory=Event)

    def begin(self, point: str, deed: Callable[[], None]) -> Thread:
        """Let the far worker do what is due, until the deed has been done at the point."""

        def once() -> None:
            if not self.reached.is_set():
                deed()
                self.reached.set()

        far = replace(self.far, worker=interrupted_at(self.far.worker, point, once))

        def work() -> None:
            with suppress(Transient):
                work_off(far)

        thread = Thread(target=work)
        thread.start()
        assert self.reached.wait(30)
        return thread

    def at_the_next_commit(self, deed: Callable[[], None]) -> None:
        """Do a deed just before the far worker's next commit goes out."""
        event.listen(self.far.store._engine, "commit", lambda _: deed(), once=True)

    def work_near(self, minutes: int) -> None:
        for _ in range(minutes):
            self.hands.now += timedelta(minutes=1)
            work_off(self.near)


@pytest.fixture
def scene(tmp_path: Path, slack: FakeSlack, cluster: Cluster, postgres_url: str) -> Iterator[Scene]:
    """Everything collected, and the brief due."""
    hands = Hands()
    near = write_scene(tmp_path, database=postgres_url, slack=slack.url, send_to='["team"]')
    far = tmp_path / "far.toml"
    with ExitStack() as stack:
        wire = stack.enter_context(wire_to(cluster.folder))
        far.write_text(near.read_text().replace(f"host={cluster.folder}", f"host={wire.folder}"))
        shops = [stack.enter_context(open_scene(path, hands)) for path in (near, far)]
        work_off(shops[0])
        hands.now = DUE
        yield Scene(shops[0], shops[1], wire, hands)


@pytest.mark.parametrize("point", POINTS)
def test_f9_a_worker_that_waits_for_its_database_sends_nothing_that_another_has_sent(
    scene: Scene, slack: FakeSlack, point: str
) -> None:
    far = scene.begin(point, scene.wire.hold)
    scene.work_near(12)
    before = scene.near.store.ledger.get(KEY)
    assert before is not None
    assert (before.state, len(slack.messages)) == (DeliveryState.SENT, 1)
    scene.wire.release()
    far.join(60)
    assert not far.is_alive()
    assert scene.near.store.ledger.get(KEY) == before
    assert len(slack.messages) == 1


@pytest.mark.parametrize("moment", ["before it arrives", "once it is done"])
@pytest.mark.parametrize("point", POINTS)
def test_f9_a_commit_that_is_reset_on_its_way_loses_nothing_and_sends_nothing_twice(
    scene: Scene, slack: FakeSlack, point: str, moment: str
) -> None:
    breaking = scene.wire.cut if moment == "before it arrives" else scene.wire.cut_at_the_next_answer
    far = scene.begin(point, lambda: scene.at_the_next_commit(breaking))
    far.join(60)
    assert not far.is_alive()
    scene.work_near(12)
    assert [one.state for one in scene.near.store.ledger.find()] == [DeliveryState.SENT]
    assert len(slack.messages) == 1


@pytest.mark.parametrize("point", POINTS)
def test_f9_a_database_that_stands_still_for_minutes_makes_nobody_send_twice(
    scene: Scene, slack: FakeSlack, cluster: Cluster, point: str
) -> None:
    with ExitStack() as standing_still:
        far = scene.begin(point, lambda: standing_still.enter_context(cluster.paused()))
        scene.hands.now += timedelta(minutes=6)
    far.join(60)
    assert not far.is_alive()
    scene.work_near(12)
    assert [one.state for one in scene.near.store.ledger.find()] == [DeliveryState.SENT]
    assert len(slack.messages) == 1
