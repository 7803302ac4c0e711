"""Tables of time zones that are missing, old, or others on the next machine: said at the start, and no brief twice."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import as_file, files
from pathlib import Path

import psycopg
import pytest

from briefing.model import BriefSpec, Destination, Order, Schedule
from tests.fakes import FakeSlack, fake_slack
from tests.service.scene import DUE, START, Hands, open_scene, work_off, write_scene
from tests.service.test_serve import ROOT

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
WITHOUT_TABLES = "import sys; sys.modules['tzdata'] = None; from briefing.cli import main; main()"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as server:
        yield server


@pytest.fixture(params=BOTH)
def scene(tmp_path: Path, slack: FakeSlack, request: pytest.FixtureRequest) -> Path:
    database = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    return write_scene(tmp_path, database=database, slack=slack.url, send_to='["team"]')


def test_e8_without_tables_of_zones_nothing_starts_and_what_to_do_is_said(scene: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_TABLES, "serve", "--config", str(scene)]
    environment = {**os.environ, "PYTHONTZPATH": "", "SLACK_BOT_TOKEN": "xoxb-test"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "no time zone is known on this machine: pip install tzdata" in done.stderr
    assert "Traceback" not in done.stderr


def test_e8_an_order_in_a_zone_that_is_not_known_here_silences_nobody_and_comes_by_the_settings_clock(
    scene: Path, slack: FakeSlack
) -> None:
    there = Destination("conversation", "slack", "C0OURS")
    spec = BriefSpec("slack.T1.C0OURS", "Ours", Schedule(("0 7 * * *",), "Atlantis/Poseidonis"), destinations=(there,))
    clock = Hands(START - timedelta(days=1))
    with open_scene(scene, clock) as shop:
        shop.store.orders.save(Order(spec, "T1", "C0OURS", "U0ANN", clock.now))
        for clock.now in (START - timedelta(days=1), START, DUE):
            work_off(shop)
        assert {brief.name for brief in shop.store.briefs.latest()} >= {"morning", "slack.T1.C0OURS"}
    assert {message["channel"] for message in slack.messages} == {"C0NEWS", "C0OURS"}


def test_e8_two_machines_with_other_rules_for_a_zone_send_one_brief_a_date(
    tmp_path: Path, scene: Path, slack: FakeSlack
) -> None:
    with as_file(files("tzdata") / "zoneinfo" / "Etc" / "GMT-2") as rules:
        (tmp_path / "zones" / "Europe").mkdir(parents=True)
        shutil.copy(rules, tmp_path / "zones" / "Europe" / "Berlin")
    clock = Hands(START - timedelta(minutes=30))
    with open_scene(scene, clock) as shop:
        work_off(shop)
        moment = START + timedelta(minutes=1)
        command = [sys.executable, "-m", "tests.service.elsewhere", str(scene), moment.isoformat()]
        environment = {**os.environ, "PYTHONTZPATH": str(tmp_path / "zones")}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)
        assert len(slack.messages) == 1, "seven o'clock comes an hour earlier there"
        clock.now = DUE
        work_off(shop)
        assert [brief.slot for brief in shop.store.briefs.latest()] == ["2026-11-24T07:00"]
    assert len(slack.messages) == 1


@pytest.mark.postgres
@pytest.mark.parametrize("zone", ["Pacific/Apia", "America/St_Johns"])
def test_e8_it_does_not_matter_in_which_zone_the_server_of_the_database_lives(
    tmp_path: Path, slack: FakeSlack, postgres_url: str, zone: str
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {connection.info.dbname} SET timezone TO '{zone}'".encode())
    clock = Hands()
    with open_scene(write_scene(tmp_path, database=postgres_url, slack=slack.url, send_to='["team"]'), clock) as shop:
        work_off(shop)
        clock.now = before = DUE - timedelta(minutes=2)
        work_off(shop)
        assert slack.messages == []
        clock.now = DUE
        work_off(shop)
        [brief] = shop.store.briefs.latest()
        state = shop.store.sources.state("desk")
    assert (brief.slot, brief.created, brief.window.end) == ("2026-11-24T07:00", DUE, DUE)
    assert state.last_success == before
    assert len(slack.messages) == 1
