"""Workers that others took for dead while they stood still, as a machine does that sleeps: they are known again."""

import psycopg
import pytest

from briefing.model import JobKind
from briefing.service import shared_worker
from briefing.service.queue import RESERVED
from briefing.service.shared_condition import condition
from briefing.service.shared_worker import Share
from tests.service.test_shared_queue import queue_on, wait_until

pytestmark = pytest.mark.postgres


def test_f9_workers_that_were_taken_for_dead_while_they_stood_still_are_known_again(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_worker, "HEARTBEAT", 0.05)
    monkeypatch.setattr(shared_worker, "LOOK", 600.0)
    workers = 1 + len(RESERVED)
    with queue_on(postgres_url, Share()) as queue, queue.run(dict.fromkeys(JobKind, lambda _: None)):
        wait_until(lambda: condition(postgres_url).workers == workers)
        with psycopg.connect(postgres_url) as another:
            another.execute("SELECT procrastinate_prune_stalled_workers_v1(-1)")
        wait_until(lambda: condition(postgres_url).workers == workers)
