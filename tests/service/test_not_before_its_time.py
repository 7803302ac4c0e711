"""No source is asked before its time, neither after a restart nor for a job that came late."""

from datetime import timedelta
from pathlib import Path

from briefing.bootstrap.workshop import Workshop
from briefing.model import Job, JobKind
from tests.service.scene import Hands, open_scene, work_off, write_scene


def polls(shop: Workshop) -> list[Job]:
    return [job for job in shop.worker.due() if job.kind is JobKind.COLLECT]


def test_a_restart_brings_no_source_forward(tmp_path: Path) -> None:
    clock, path = Hands(), write_scene(tmp_path)
    with open_scene(path, clock) as shop:
        assert {job.key for job in polls(shop)} == {"desk", "nowhere"}
        work_off(shop)
    clock.now += timedelta(minutes=1)
    with open_scene(path, clock) as shop:
        assert polls(shop) == []


def test_a_job_that_comes_after_another_process_has_polled_does_nothing(tmp_path: Path) -> None:
    clock, path = Hands(), write_scene(tmp_path)
    with open_scene(path, clock) as shop:
        late = polls(shop)
        work_off(shop)
        before = list(shop.store.sources.states())
        clock.now += timedelta(minutes=1)
        for job in late:
            shop.worker.handlers()[JobKind.COLLECT](job)
        assert list(shop.store.sources.states()) == before
