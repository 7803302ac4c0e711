"""What Prometheus is told, and who may ask."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.testclient import TestClient

from briefing.errors import Transient
from briefing.web.metrics import Gauges, route
from tests.unit.web.scene import Scene, morning

TOKEN = "t" * 40


def client(scene: Scene, token: str = "", *, open_to_all: bool = True, **changes: object) -> TestClient:
    house = scene.house()
    given = {
        "store": house.store,
        "specs": house.specs,
        "sources": house.sources,
        "queued": lambda: {"collect": {"waiting": 2}},
        "age": lambda: timedelta(seconds=7),
        "clock": house.clock,
        "version": "1.2.3",
        **changes,
    }
    return TestClient(Starlette(routes=[route(Gauges(**given), token, open_to_all=open_to_all)]))  # type: ignore[arg-type]


def told(answer: str) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(answer)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def test_prometheus_reads_what_the_store_the_queue_and_the_clock_say(scene: Scene) -> None:
    brief = scene.publish(morning())
    values = told(client(scene).get("/metrics").text)
    assert values["briefing_ready",] == 1
    assert values["briefing_tick_age_seconds",] == 7
    assert values["briefing_jobs", "collect", "waiting"] == 2
    assert values["briefing_subscribers", "confirmed"] == 0
    assert values["briefing_brief_age_seconds", brief.name] >= 0
    assert values["briefing_database_bytes",] > 0
    assert values["briefing_info", "1.2.3"] == 1
    assert values["process_resident_memory_bytes",] > 0


def test_without_the_database_it_says_so_and_goes_on(scene: Scene) -> None:
    def gone() -> frozenset[str]:
        raise Transient("the database is gone")

    answer = client(scene, sources=gone).get("/metrics")
    assert answer.status_code == 200
    assert told(answer.text)["briefing_ready",] == 0
    assert "the database is gone" not in answer.text


@pytest.mark.parametrize("shown", ["", "Bearer", f"Bearer {TOKEN}x", TOKEN, "Bearer é"])
def test_d9_without_the_token_nothing_is_told(scene: Scene, shown: str) -> None:
    answer = client(scene, TOKEN).get("/metrics", headers=[(b"Authorization", shown.encode())])
    assert (answer.status_code, answer.text) == (401, "a token is needed\n")
    assert client(scene, TOKEN).get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_where_strangers_get_to_and_no_token_is_set_nobody_is_told(scene: Scene) -> None:
    assert client(scene, open_to_all=False).get("/metrics").status_code == 401
