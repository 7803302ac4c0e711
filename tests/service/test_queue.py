"""The queue of one process: the urgent first, nothing twice at once, and drained when it ends."""

from threading import Barrier, Event, Semaphore

import pytest

from briefing.bootstrap.queues import in_sight
from briefing.model import Job, JobKind
from briefing.service.beat import HUNG, Beat
from briefing.service.queue import RESERVED, LocalQueue
from tests.service.scene import Hands


def test_the_urgent_kinds_go_first() -> None:
    queue = LocalQueue(workers=1)
    done: list[str] = []
    for kind in (JobKind.COLLECT, JobKind.DELIVER, JobKind.COMPOSE, JobKind.SUMMARIZE):
        queue.put(Job(kind, kind.value))
    with queue.run({kind: lambda job: done.append(job.key) for kind in JobKind}):
        assert queue.settle(timeout=10)
    assert set(done) == {kind.value for kind in JobKind}
    assert done.index("deliver") < done.index("collect")


def test_an_urgent_job_does_not_wait_for_collecting() -> None:
    queue = LocalQueue(workers=2)
    begun, answered = Event(), Event()

    def collect(job: Job) -> None:
        del job
        begun.set()
        assert answered.wait(10)

    handlers = dict.fromkeys(JobKind, collect) | {JobKind.SUMMARIZE: lambda _: answered.set()}
    with queue.run(handlers):
        assert queue.put_all([Job(JobKind.COLLECT, name) for name in ("post", "ledger", "mail")]) == 3
        assert begun.wait(10)
        queue.put(Job(JobKind.SUMMARIZE, "asked"))
        assert queue.settle(timeout=10)


def test_a_brief_is_composed_and_delivered_while_collecting_takes_every_other_thread() -> None:
    queue = LocalQueue(workers=2)
    busy, sent = Semaphore(0), Event()

    def collect(job: Job) -> None:
        del job
        busy.release()
        sent.wait(10)

    def deliver(job: Job) -> None:
        del job
        sent.set()

    def compose(job: Job) -> None:
        queue.put(Job(JobKind.DELIVER, job.key))

    with queue.run({JobKind.COLLECT: collect, JobKind.COMPOSE: compose, JobKind.DELIVER: deliver}):
        assert queue.put_all([Job(JobKind.COLLECT, name) for name in ("post", "ledger", "mail")]) == 3
        assert all(busy.acquire(timeout=10) for _ in range(2))
        queue.put(Job(JobKind.COMPOSE, "morning"))
        assert sent.wait(5)
        assert queue.settle(timeout=10)


def all_meet(queue: LocalQueue, kind: JobKind, count: int) -> bool:
    """Whether so many jobs of a kind that are put one after the other are all under way at once."""
    together = Barrier(count)
    met: list[int] = []

    def meet(job: Job) -> None:
        del job
        met.append(together.wait(10))

    with queue.run({kind: meet}):
        return all(
            [queue.put(Job(kind, f"{turn}.{number}")) for number in range(count)]
            and queue.settle(timeout=10)
            and len(met) == count * (turn + 1)
            for turn in range(3)
        )


@pytest.mark.parametrize(
    ("kind", "threads"), [(JobKind.SUMMARIZE, 4 + 2), (JobKind.COMPOSE, 4 + 1), (JobKind.COLLECT, 4)]
)
def test_each_job_wakes_a_thread_that_may_take_it(kind: JobKind, threads: int) -> None:
    assert all_meet(LocalQueue(workers=4), kind, threads)


def test_a_job_wakes_one_thread_and_not_all_that_sleep() -> None:
    queue = LocalQueue(workers=4)
    answered = Event()
    with queue.run({JobKind.SUMMARIZE: lambda _: answered.set()}):
        while sum(crew.asleep for crew in queue._crews) < 4 + len(RESERVED):
            Event().wait(0.001)
        with queue._lock:
            queue._wake(JobKind.SUMMARIZE)
            assert [crew.asleep for crew in queue._crews] == [1, 1, 1, 3]
        queue.put(Job(JobKind.SUMMARIZE, "asked"))
        assert answered.wait(10)
        assert queue.settle(timeout=10)


def test_an_answer_does_not_wait_for_a_thousand_briefs() -> None:
    queue = LocalQueue(workers=2)
    begun, answered = Event(), Event()

    def compose(job: Job) -> None:
        del job
        begun.set()
        assert answered.wait(10)

    handlers = dict.fromkeys(JobKind, compose) | {JobKind.SUMMARIZE: lambda _: answered.set()}
    with queue.run(handlers):
        assert queue.put_all([Job(JobKind.COMPOSE, str(number)) for number in range(5)]) == 5
        assert begun.wait(10)
        queue.put(Job(JobKind.SUMMARIZE, "asked"))
        assert queue.settle(timeout=10)


def test_a_job_that_failed_rests_longer_each_time_and_starts_anew_once_it_succeeded() -> None:
    now, outcomes = [0.0], iter([True, True, False, True])
    queue = LocalQueue(workers=1, seconds=lambda: now[0])
    job = Job(JobKind.COLLECT, "post")

    def work(_: Job) -> None:
        if next(outcomes):
            raise ValueError("bad")

    def rest() -> int:
        """Seconds until the queue takes the job again."""
        waited = 0
        while not queue.put(job):
            now[0] += 1
            waited += 1
        assert queue.settle(timeout=10)
        return waited

    with queue.run(dict.fromkeys(JobKind, work)):
        assert [rest(), rest(), rest(), rest()] == [0, 3, 9, 0]


def test_a_job_that_waits_or_is_under_way_is_not_queued_again() -> None:
    queue = LocalQueue(workers=1)
    begun, go_on = Event(), Event()

    def work(job: Job) -> None:
        del job
        begun.set()
        assert go_on.wait(10)

    with queue.run(dict.fromkeys(JobKind, work)):
        assert queue.put(Job(JobKind.COLLECT, "post"))
        assert begun.wait(10)
        assert not queue.put(Job(JobKind.COLLECT, "post"))
        assert queue.put(Job(JobKind.COLLECT, "ledger"))
        go_on.set()
        assert queue.settle(timeout=10)
        assert queue.put(Job(JobKind.COLLECT, "post"))


def test_a_job_that_fails_takes_no_other_with_it() -> None:
    queue = LocalQueue(workers=1)
    done: list[str] = []

    def work(job: Job) -> None:
        if job.key == "bad":
            raise ValueError("bad")
        done.append(job.key)

    queue.put(Job(JobKind.COLLECT, "bad"))
    queue.put(Job(JobKind.COLLECT, "good"))
    with queue.run(dict.fromkeys(JobKind, work)):
        assert queue.settle(timeout=10)
    assert done == ["good"]


def test_f11_leaving_finishes_what_is_under_way_and_takes_nothing_new() -> None:
    queue = LocalQueue(workers=1)
    begun, finished = Event(), Event()

    def work(job: Job) -> None:
        begun.set()
        assert job.key == "first", "what was only waiting is left to the next process"
        finished.set()

    with queue.run(dict.fromkeys(JobKind, work)):
        queue.put(Job(JobKind.DELIVER, "first"))
        assert begun.wait(10)
    assert finished.is_set()
    assert not queue.put(Job(JobKind.DELIVER, "late"))


def test_whether_another_brief_is_in_sight_is_known_where_all_jobs_are_in_this_process() -> None:
    queue, seen = LocalQueue(workers=1), list[bool]()
    several = in_sight(queue, {JobKind.COMPOSE})
    for kind, key in ((JobKind.COMPOSE, "early"), (JobKind.COMPOSE, "late"), (JobKind.COLLECT, "harbour")):
        queue.put(Job(kind, key))
    one_at_a_time = Semaphore()

    def compose(_: Job) -> None:
        with one_at_a_time:
            seen.append(several())

    with queue.run({JobKind.COMPOSE: compose, JobKind.COLLECT: lambda _: None}):
        assert queue.settle(timeout=10)
    assert seen[0]
    assert not several()


def test_the_beat_outlives_a_failing_tick_and_notices_when_there_is_none() -> None:
    clock = Hands()

    def fail() -> None:
        raise OSError("the disk is full")

    beat = Beat(fail, clock)
    beat.tick()
    assert beat.alive()
    clock.now += HUNG
    assert not beat.alive()
