"""From a folder of articles to a team's conversation: at the hour they chose, exactly once, whatever happens."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.bootstrap.workshop import Workshop
from briefing.errors import Permanent
from briefing.model import DeliveryState, Figure, Job, JobKind, Sentence
from briefing.render.slack.message import SlackRenderer
from tests.build import LINKS, SLACK, sample_brief
from tests.fakes import FakeSlack, fake_slack
from tests.postgres import private_cluster
from tests.service.scene import DUE, START, Hands, open_scene, work_for, work_off, write_scene

KEY = "morning:2026-11-24T07:00:team:0"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as server:
        yield server


def test_the_brief_comes_at_its_hour_once_and_names_what_is_missing(tmp_path: Path, slack: FakeSlack) -> None:
    clock = Hands()
    path = write_scene(tmp_path, slack=slack.url, send_to='["team", "folder"]')
    with open_scene(path, clock) as shop:
        work_off(shop)
        assert slack.messages == []
        clock.now = DUE
        work_off(shop)
        clock.now += timedelta(minutes=5)
        work_off(shop)
    assert len(slack.messages) == 1
    shown = json.dumps(slack.messages[0], ensure_ascii=False)
    assert "Harbour tolls double in January" in shown
    assert "nowhere" in shown
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "morning-2026-11-24T0700.html",
        "morning-2026-11-24T0700.md",
        "morning-2026-11-24T0700.txt",
    ]


@pytest.mark.postgres
def test_a_database_url_is_all_that_postgresql_needs(tmp_path: Path, slack: FakeSlack) -> None:
    clock = Hands()
    with private_cluster() as cluster:
        path = write_scene(tmp_path, database=cluster.create("service"), slack=slack.url, send_to='["team"]')
        with open_scene(path, clock) as one, open_scene(path, clock) as other:
            work_off(one)
            clock.now = DUE
            for shop in (other, one, other):
                work_off(shop)
    assert len(slack.messages) == 1
    assert "Harbour tolls double in January" in json.dumps(slack.messages[0])


def test_what_is_shown_is_word_for_word_in_the_stored_article(tmp_path: Path) -> None:
    clock = Hands()
    with open_scene(write_scene(tmp_path), clock) as shop:
        work_off(shop)
        clock.now = DUE
        work_off(shop)
        [brief] = shop.store.briefs.latest("morning")
        spans: list[Sentence | Figure] = []
        for item in brief.items:
            spans += [*item.sentences, *item.figures]
        assert len(spans) > 5
        for span in spans:
            article = shop.store.articles.get(span.article_id, span.version)
            assert article is not None
            assert article.text[span.start : span.end] == span.text


def test_f14_where_many_sources_are_down_the_brief_leaves_on_time_and_says_so(tmp_path: Path) -> None:
    folders = ("inbox", "inbox", "inbox", "gone", "gone")
    sources = "\n".join(
        f'[sources.s{number}]\nkind = "folder"\npath = "{tmp_path}/{folders[number % 5]}"' for number in range(100)
    )
    clock = Hands()
    with open_scene(write_scene(tmp_path, more=sources), clock) as shop:
        work_off(shop)
        clock.now = DUE
        work_off(shop)
        [brief] = shop.store.briefs.latest("morning")
    assert brief.created == DUE
    [text] = (tmp_path / "out").glob("*.txt")
    said = " ".join(text.read_text().split())
    assert "nowhere (there is no folder" in said
    assert "and 29 more." in said, "12 of 41 are named"


def test_yesterdays_stories_do_not_come_again(tmp_path: Path) -> None:
    clock = Hands()
    with open_scene(write_scene(tmp_path), clock) as shop:
        work_off(shop)
        clock.now = DUE
        work_off(shop)
        clock.now += timedelta(days=1)
        work_off(shop)
        second, first = shop.store.briefs.latest("morning")
        assert len(first.items) == 3
        assert second.items == ()
        assert second.quiet


def test_a_quiet_day_may_be_skipped_and_is_never_made_up_for(tmp_path: Path) -> None:
    clock = Hands()
    with open_scene(write_scene(tmp_path, more='quiet = 9\nquiet_action = "skip"'), clock) as shop:
        work_off(shop)
        clock.now = DUE
        work_off(shop)
        assert shop.store.briefs.latest("morning") == []
        assert shop.store.ledger.slot_done("morning", "2026-11-24T07:00")


def test_e5_a_missed_morning_is_covered_and_named_by_the_next_brief(tmp_path: Path) -> None:
    clock = Hands()
    with open_scene(write_scene(tmp_path), clock) as shop:
        work_off(shop)
        clock.now = DUE
        work_off(shop)
        (tmp_path / "inbox" / "new.txt").write_text(
            "Bridge opens\n\nThe bridge over the bay opened on Tuesday at noon.\n"
        )
        clock.now += timedelta(days=1, hours=8)
        work_off(shop)
        clock.now = DUE + timedelta(days=2)
        work_off(shop)
        latest = shop.store.briefs.latest("morning")[0]
    assert latest.slot == "2026-11-26T07:00"
    assert latest.missed == ("2026-11-25T07:00",)
    assert [item.headline for item in latest.items] == ["Bridge opens"]


def test_e6_after_three_weeks_one_brief_covers_the_last_of_them_and_counts_what_is_older(tmp_path: Path) -> None:
    clock = Hands()
    with open_scene(write_scene(tmp_path), clock) as shop:
        work_off(shop)
        clock.now = DUE
        work_off(shop)
        for day in range(1, 21):
            clock.now = DUE + timedelta(days=day, hours=3)
            file = tmp_path / "inbox" / f"day{day}.txt"
            file.write_text(
                f"Boat {day * 37} sails\n\nBoat {day * 37} of harbour {day * 91} sailed at noon that day.\n"
            )
            os.utime(file, (clock.now.timestamp(), clock.now.timestamp()))
            collect(shop)
        clock.now = DUE + timedelta(days=21)
        work_off(shop)
        latest, first = shop.store.briefs.latest("morning")
    assert (first.slot, latest.slot, len(latest.missed)) == ("2026-11-24T07:00", "2026-12-15T07:00", 14)
    assert latest.window.end - latest.window.start == timedelta(days=7)
    assert (latest.counts.articles, latest.counts.older) == (7, 13)
    [text] = (tmp_path / "out").glob("morning-2026-12-15*.txt")
    assert "13 articles from more than a week ago left out." in " ".join(text.read_text().split())


def collect(shop: Workshop) -> None:
    """Poll what is due, and do nothing else."""
    for name in shop.store.sources.due(shop.worker.clock(), shop.worker.sources):
        shop.worker.handlers()[JobKind.COLLECT](Job(JobKind.COLLECT, name))


def test_the_schedule_begins_when_the_bot_is_first_started(tmp_path: Path) -> None:
    clock = Hands(START + timedelta(hours=2))
    with open_scene(write_scene(tmp_path), clock) as shop:
        work_off(shop)
        assert shop.store.briefs.latest("morning") == []


def test_e11_two_processes_on_one_database_publish_one_brief(tmp_path: Path, slack: FakeSlack) -> None:
    path = write_scene(tmp_path, slack=slack.url, send_to='["team"]')
    clock = Hands()
    with open_scene(path, clock) as one, open_scene(path, clock) as other:
        work_off(one)
        clock.now = DUE
        jobs = [*one.worker.due(), *other.worker.due()]
        for shop in (one, other):
            for job in jobs:
                shop.worker.handlers()[job.kind](job)
        work_off(other)
        work_off(one)
    assert len(slack.messages) == 1


@pytest.mark.parametrize("fault", ["reset", "500", "html", "reset after", "500 after", "429", "error:internal_error"])
def test_f12_whatever_slack_does_the_team_gets_it_once(tmp_path: Path, slack: FakeSlack, fault: str) -> None:
    clock = Hands()
    slack.faults.append(fault)
    with open_scene(write_scene(tmp_path, slack=slack.url, send_to='["team"]'), clock) as shop:
        work_off(shop)
        work_for(shop, clock, minutes=5)
        delivery = shop.store.ledger.get(KEY)
    assert delivery is not None
    assert delivery.state is DeliveryState.SENT
    assert len(slack.messages) == 1


@pytest.mark.parametrize("point", ["before the call", "after the call"])
def test_f2_a_worker_killed_around_the_call_loses_and_doubles_nothing(
    tmp_path: Path, slack: FakeSlack, point: str
) -> None:
    path = write_scene(tmp_path, slack=slack.url, send_to='["team"]')
    clock = Hands()
    with open_scene(path, clock) as shop:
        work_off(shop)
    victim = [sys.executable, "-m", "tests.service.victim", str(path), point]
    done = subprocess.run(victim, cwd=Path(__file__).parents[2], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    with open_scene(path, clock) as shop:
        found = shop.store.ledger.get(KEY)
        assert found is not None
        assert found.state is DeliveryState.SENDING
        work_for(shop, clock, minutes=5)
        found = shop.store.ledger.get(KEY)
    assert found is not None
    assert found.state is DeliveryState.SENT
    assert len(slack.messages) == 1


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("point", ["before the call", "after the call"])
def test_f2_killed_between_the_header_and_its_thread_each_part_comes_once_and_in_its_thread(
    tmp_path: Path, slack: FakeSlack, point: str, part: int
) -> None:
    path = write_scene(tmp_path, slack=slack.url, send_to='["team"]')
    long = replace(sample_brief(), name="long")
    stories = [replace(long.items[number % 5], number=number + 1, story_id=f"s{number}") for number in range(18)]
    message = SlackRenderer().render(replace(long, items=tuple(stories)), SLACK, LINKS)
    assert len(message.parts) == 3
    clock = Hands(DUE)
    with open_scene(path, clock) as shop:
        shop.store.ledger.publish(long, [message], DUE, None)
    victim = [sys.executable, "-m", "tests.service.victim", str(path), point, str(part)]
    done = subprocess.run(victim, cwd=Path(__file__).parents[2], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(slack.messages) == part + (point == "after the call")
    with open_scene(path, clock) as shop:
        for _ in range(5):
            work_for(shop, clock, minutes=5)
        states = {one.state for one in shop.store.ledger.find(brief="long")}
    posted = {one["metadata"]["event_payload"]["delivery_key"]: one for one in slack.messages}
    assert len(posted) == len(slack.messages)
    header, *later = [one for key, one in posted.items() if key.startswith("long:")]
    assert states == {DeliveryState.SENT}
    assert [one["thread_ts"] for one in later] == [header["ts"]] * 2


def test_f9_a_worker_that_slept_through_its_lease_does_not_send(tmp_path: Path, slack: FakeSlack) -> None:
    clock = Hands()
    with open_scene(write_scene(tmp_path, slack=slack.url, send_to='["team"]'), clock) as shop:
        work_off(shop)
        clock.now = DUE
        for job in shop.worker.due():
            if job.kind is JobKind.COMPOSE:
                shop.worker.handlers()[job.kind](job)
        times = iter([DUE, DUE, DUE + timedelta(minutes=5), DUE + timedelta(minutes=5)])
        slow = replace(shop.worker.delivering, clock=lambda: next(times))
        slow.advance(KEY)
    assert slack.messages == []


def test_where_nothing_can_be_looked_up_the_delivery_is_held_for_the_operator(tmp_path: Path, slack: FakeSlack) -> None:
    clock = Hands()
    slack.faults.append("reset after")
    slack.history = "missing_scope"
    with open_scene(write_scene(tmp_path, slack=slack.url, send_to='["team"]'), clock) as shop:
        work_off(shop)
        work_for(shop, clock, minutes=5)
        found = shop.store.ledger.get(KEY)
    assert found is not None
    assert found.state is DeliveryState.HELD
    assert len(slack.messages) == 1


def test_an_article_that_changed_updates_in_place(tmp_path: Path) -> None:
    clock = Hands()
    with open_scene(write_scene(tmp_path), clock) as shop:
        work_off(shop)
        file = tmp_path / "inbox" / "lynx.txt"
        file.write_text(file.read_text().replace("12 kilometres", "14 kilometres"))
        os.utime(file, ns=(1, 1))
        clock.now += timedelta(minutes=30)
        work_off(shop)
        found = shop.store.articles.seen_between(START - timedelta(days=1), clock.now)
    lynx = [article for article in found if "lynx" in article.title]
    assert [article.version for article in lynx] == [2]
    assert "14 kilometres" in lynx[0].text


def test_asking_twice_for_an_unknown_page_stores_nothing(tmp_path: Path) -> None:
    with open_scene(write_scene(tmp_path), Hands()) as shop, pytest.raises(Permanent, match="not public"):
        shop.worker.replying.answering.article("http://127.0.0.1:9/secret", START)


def test_a_correction_is_named_once_by_the_next_brief(tmp_path: Path) -> None:
    clock = Hands()
    with open_scene(write_scene(tmp_path), clock) as shop:
        work_off(shop)
        clock.now = DUE
        work_off(shop)
        file = tmp_path / "inbox" / "lynx.txt"
        file.write_text(file.read_text().replace("12 kilometres", "14 kilometres"))
        os.utime(file, ns=(1, 1))
        for hours in (1, 24, 48):
            clock.now = DUE + timedelta(hours=hours)
            work_off(shop)
        third, second, _ = shop.store.briefs.latest("morning")
    [correction] = second.corrections
    assert ("12 kilometres" in correction.before, "14 kilometres" in correction.after) == (True, True)
    assert third.corrections == ()
