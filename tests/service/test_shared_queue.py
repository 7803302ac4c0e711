"""Jobs over a real PostgreSQL: once, the urgent first, and taken back from workers that died."""

import asyncio
import itertools
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock

import psycopg
import pytest
from procrastinate.jobs import Job as Row
from procrastinate.manager import JobManager

from briefing.bootstrap.serving import working
from briefing.errors import Transient
from briefing.model import Job, JobKind
from briefing.service import shared_queue, shared_worker
from briefing.service.shared_queue import SharedQueue
from briefing.service.shared_worker import Share
from tests.postgres import Cluster
from tests.service.scene import Hands, open_scene, write_scene

pytestmark = pytest.mark.postgres
IDLE = Share(kinds=frozenset())
PATIENCE = 30

VICTIM = """
import sys, time
from briefing.model import JobKind
from briefing.service.shared_queue import SharedQueue
from briefing.service.shared_worker import Share
from tests.postgres import Cluster

def work(job):
    print(job.key, flush=True)
    time.sleep(600)

with SharedQueue(sys.argv[1], Share(), dict).run(dict.fromkeys(JobKind, work)):
    time.sleep(600)
"""


class Desk:
    """Notes the jobs that were done, and waits for them."""

    def __init__(self, expected: int) -> None:
        self.done: list[str] = []
        self._expected = expected
        self._lock = Lock()
        self._all = Event()

    def work(self, job: Job) -> None:
        with self._lock:
            self.done.append(job.key)
            if len(self.done) >= self._expected:
                self._all.set()

    def wait(self) -> bool:
        return self._all.wait(PATIENCE)


def no_hosts() -> Mapping[str, str]:
    return {}


@contextmanager
def queue_on(url: str, share: Share = IDLE, hosts: Callable[[], Mapping[str, str]] = no_hosts) -> Iterator[SharedQueue]:
    queue = SharedQueue(url, share, hosts)
    try:
        yield queue
    finally:
        queue.close()


def rows(url: str) -> list[tuple[str, str]]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT queueing_lock, status::text FROM procrastinate_jobs ORDER BY id").fetchall()
        return [(str(lock), str(status)) for lock, status in found]


def test_a_job_is_done_once_and_leaves_nothing_behind(postgres_url: str) -> None:
    desk = Desk(3)
    jobs = [Job(JobKind.COLLECT, name, {"why": "it is due"}) for name in ("post", "ledger", "mail")]
    with queue_on(postgres_url) as clock:
        assert clock.put_all(jobs) == 3
        assert clock.put_all(jobs) == 0, "what waits is not queued again"
        assert not clock.put(jobs[0])
        with queue_on(postgres_url, Share()) as queue, queue.run(dict.fromkeys(JobKind, desk.work)):
            assert desk.wait()
    assert sorted(desk.done) == ["ledger", "mail", "post"]
    assert rows(postgres_url) == []


def test_two_clocks_that_tick_at_once_queue_a_job_once(postgres_url: str) -> None:
    with queue_on(postgres_url) as one, queue_on(postgres_url) as other:
        one.put(Job(JobKind.COLLECT, "post"))
        look, looks = other._fresh, itertools.count()
        # It looked before the first put, for the first time.
        other._fresh = lambda rows: look(rows) if next(looks) else list(rows)  # type: ignore[method-assign]
        with other._explained():
            assert other.put_all([Job(JobKind.COLLECT, "post"), Job(JobKind.COLLECT, "mail")]) == 1
    assert [lock for lock, _ in rows(postgres_url)] == ["collect:post", "collect:mail"]


def test_an_answer_does_not_wait_for_collecting(postgres_url: str) -> None:
    begun, answered, collected = Event(), Event(), Desk(3)

    def collect(job: Job) -> None:
        begun.set()
        assert answered.wait(PATIENCE)
        collected.work(job)

    handlers = dict.fromkeys(JobKind, collect) | {JobKind.SUMMARIZE: lambda _: answered.set()}
    with queue_on(postgres_url, Share(concurrency=2)) as queue, queue.run(handlers):
        queue.put_all([Job(JobKind.COLLECT, name) for name in ("post", "ledger", "mail")])
        assert begun.wait(PATIENCE)
        queue.put(Job(JobKind.SUMMARIZE, "asked"))
        assert answered.wait(PATIENCE)
        assert collected.wait()


def test_an_answer_does_not_wait_for_a_thousand_briefs(postgres_url: str) -> None:
    begun, answered, composed = Event(), Event(), Desk(5)

    def compose(job: Job) -> None:
        begun.set()
        assert answered.wait(PATIENCE)
        composed.work(job)

    handlers = dict.fromkeys(JobKind, compose) | {JobKind.SUMMARIZE: lambda _: answered.set()}
    with queue_on(postgres_url, Share(concurrency=2)) as queue, queue.run(handlers):
        queue.put_all([Job(JobKind.COMPOSE, str(number)) for number in range(5)])
        assert begun.wait(PATIENCE)
        queue.put(Job(JobKind.SUMMARIZE, "asked"))
        assert answered.wait(PATIENCE)
        assert composed.wait()


def test_a_worker_takes_only_its_share(postgres_url: str) -> None:
    desk = Desk(1)
    with queue_on(postgres_url, Share(frozenset({JobKind.DELIVER}))) as queue:
        queue.put_all([Job(JobKind.COLLECT, "post"), Job(JobKind.DELIVER, "brief")])
        with queue.run(dict.fromkeys(JobKind, desk.work)):
            assert desk.wait()
    assert desk.done == ["brief"]
    assert rows(postgres_url) == [("collect:post", "todo")]


def test_no_more_than_two_jobs_ask_one_host_at_once_on_all_workers_together(postgres_url: str) -> None:
    desk, most, now = Desk(12), [0], [0]
    lock = Lock()

    def work(job: Job) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        with lock:
            now[0] -= 1
        desk.work(job)

    sources = [f"source{number}" for number in range(12)]

    def hosts() -> Mapping[str, str]:
        return dict.fromkeys(sources, "one.example")

    handlers = dict.fromkeys(JobKind, work)
    with (
        queue_on(postgres_url, Share(concurrency=4), hosts) as one,
        queue_on(postgres_url, Share(concurrency=4), hosts) as other,
    ):
        one.put_all([Job(JobKind.COLLECT, name) for name in sources])
        with one.run(handlers), other.run(handlers):
            assert desk.wait()
    assert most[0] <= 2


def test_who_waits_for_a_host_goes_on_once_it_is_free_and_not_at_the_next_look(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_worker, "LOOK", 600.0)
    desk, sources = Desk(12), [f"source{number}" for number in range(12)]
    with (
        queue_on(postgres_url, Share(), lambda: dict.fromkeys(sources, "one.example")) as queue,
        queue.run(dict.fromkeys(JobKind, desk.work)),
    ):
        queue.put_all([Job(JobKind.COLLECT, name) for name in sources])
        assert desk.wait()
    assert sorted(desk.done) == sorted(sources)


def test_what_is_told_before_a_worker_hears_or_while_it_looks_is_not_lost(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_worker, "LOOK", 600.0)
    looks, fetch, added = itertools.count(), JobManager.fetch_job, Event()

    async def look_and_dawdle(self: JobManager, queues: Iterable[str], worker_id: int) -> Row | None:
        found = await fetch(self, queues, worker_id)
        if not found and next(looks) == 1:
            queue.put(Job(JobKind.COLLECT, "told of while it looks"))
            added.set()
            await asyncio.sleep(0.2)
        return found

    monkeypatch.setattr(JobManager, "fetch_job", look_and_dawdle)
    desk = Desk(1)
    kinds = frozenset({JobKind.COLLECT})
    with queue_on(postgres_url, Share(kinds)) as queue, queue.run(dict.fromkeys(JobKind, desk.work)):
        assert desk.wait()
    assert added.is_set()


def test_a_job_that_fails_is_tried_again_later_and_stays_visible(postgres_url: str) -> None:
    desk = Desk(1)

    def work(job: Job) -> None:
        desk.work(job)
        raise ValueError("bad")

    with queue_on(postgres_url, Share()) as queue, queue.run(dict.fromkeys(JobKind, work)):
        queue.put(Job(JobKind.COLLECT, "post"))
        assert desk.wait()
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute(
            "SELECT status::text, attempts, scheduled_at > now() FROM procrastinate_jobs"
        ).fetchone()
    assert row == ("todo", 1, True)


def kill_in_the_middle(url: str, job: Job) -> None:
    """Let a real process take the job, and kill it there."""
    with queue_on(url) as queue:
        queue.put(job)
    victim = subprocess.Popen([sys.executable, "-c", VICTIM, url], stdout=subprocess.PIPE, text=True)
    assert victim.stdout is not None
    assert victim.stdout.readline().strip() == job.key
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    victim.stdout.close()


def test_f3_a_killed_workers_job_is_done_by_another(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_worker, "DEAD", 0.5)
    kill_in_the_middle(postgres_url, Job(JobKind.COLLECT, "post"))
    assert rows(postgres_url) == [("collect:post", "doing")]
    desk = Desk(1)
    with queue_on(postgres_url, Share()) as queue, queue.run(dict.fromkeys(JobKind, desk.work)):
        while not queue.rescue():
            assert not desk.done
        assert desk.wait()


def test_f4_whoever_ticks_takes_jobs_of_the_dead_back(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_worker, "DEAD", 0.5)
    kill_in_the_middle(postgres_url, Job(JobKind.COLLECT, "nobody's"))
    with open_scene(write_scene(tmp_path, database=postgres_url), Hands()) as shop, working(shop):
        wait_until(lambda: ("collect:nobody's", "doing") not in rows(postgres_url))


def wait_until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_f3_where_a_newer_job_waits_behind_the_dead_one_it_runs(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_worker, "DEAD", 0.5)
    job = Job(JobKind.COLLECT, "post")
    kill_in_the_middle(postgres_url, job)
    with queue_on(postgres_url) as clock:
        assert clock.put(job), "the trap: a second job with the lock of one that nobody works on"
    desk = Desk(1)
    with queue_on(postgres_url, Share()) as queue, queue.run(dict.fromkeys(JobKind, desk.work)):
        while not queue.rescue():
            assert not desk.done
        assert desk.wait()
    assert rows(postgres_url) == []


def test_f8_a_restart_of_the_database_is_ridden_out(cluster: Cluster, postgres_url: str) -> None:
    done = {"before": Event(), "after": Event()}
    handlers = dict.fromkeys(JobKind, lambda job: done[job.key].set())
    with queue_on(postgres_url, Share()) as queue, queue.run(handlers):
        queue.put(Job(JobKind.COLLECT, "before"))
        assert done["before"].wait(PATIENCE)
        cluster.stop("immediate")
        with pytest.raises(Transient, match="cannot be queued"):
            queue.put_all([Job(JobKind.COLLECT, "while it is down")])
        cluster.start()
        queue.put(Job(JobKind.COLLECT, "after"))
        assert done["after"].wait(PATIENCE)


def test_f8_a_service_that_starts_while_the_database_is_away_works_once_it_is_there(
    cluster: Cluster, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_queue, "_PATIENCE", 0.5)
    monkeypatch.setattr(shared_worker, "_PATIENCE", 0.5)
    done = Event()
    cluster.stop("immediate")
    with queue_on(postgres_url, Share()) as queue, queue.run(dict.fromkeys(JobKind, lambda _: done.set())):
        with pytest.raises(Transient, match="cannot be queued"):
            queue.put(Job(JobKind.COLLECT, "post"))
        cluster.start()
        deadline = time.monotonic() + PATIENCE
        while not done.is_set() and time.monotonic() < deadline:
            with suppress(Transient):
                queue.put(Job(JobKind.COLLECT, "post"))
            done.wait(0.1)
    assert done.is_set()


def test_a_tick_asks_for_the_jobs_it_has_only_however_many_wait(postgres_url: str) -> None:
    crowd = [Job(JobKind.COLLECT, f"source{number}") for number in range(2000)]
    with queue_on(postgres_url) as clock:
        assert clock.put_all(crowd) == 2000
        assert [row.queueing_lock for row in clock._fresh(clock._rows([crowd[0], Job(JobKind.COMPOSE, "new")]))] == [
            "compose:new"
        ]
        assert clock.put_all([*crowd[:1000], Job(JobKind.COMPOSE, "new")]) == 1
    with psycopg.connect(postgres_url) as connection:
        known = connection.execute("SELECT reltuples FROM pg_class WHERE relname = 'procrastinate_jobs'").fetchone()
        assert known == (2000.0,), "the planner knows how many wait, or each fetch compares all with each other"
        asked = {"names": ["collect:source1"], "locks": ["collect:source1"]}
        plan = connection.execute(f"EXPLAIN {shared_queue._KNOWN}".encode(), asked).fetchall()
    assert "Seq Scan" not in str(plan)
