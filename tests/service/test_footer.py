"""What the foot of a brief says of its sources, from the poll to the mail."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from briefing.model import Fault, SourceState
from briefing.render.text import TextRenderer
from tests.service.scene import STORIES, Hands, open_scene, work_off, write_scene

MORE = """
[sources.flood]
kind = "folder"
path = "{folder}/flood"
most = 1
[sources.parts]
kind = "folder"
path = "{folder}/parts"
[sources.waits]
url = "https://waits.example/feed"
"""


def test_the_foot_counts_and_names_sources_that_fail_wait_or_were_read_in_part(tmp_path: Path) -> None:
    clock = Hands()
    path = write_scene(tmp_path, more=MORE.format(folder=tmp_path))
    (tmp_path / "flood").mkdir()
    for number, text in enumerate(STORIES.values()):
        (tmp_path / "flood" / f"{number}.txt").write_text(text.replace("the", "a", 1))
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "away.txt").symlink_to("/nowhere/away.txt")
    with open_scene(path, clock) as shop:
        later = clock() + timedelta(hours=3)
        held = SourceState("waits", next_poll=later, problem="waits.example asked for a pause (429)", fault=Fault.HELD)
        shop.store.sources.save(held)
        work_off(shop)
        clock.now += timedelta(minutes=61)
        spec = shop.worker.orders.settled["morning"]
        said = " ".join(TextRenderer().text(shop.worker.publishing.publish_now(spec, clock())).split())
    assert "1 source not collected: nowhere (there is no folder" in said
    assert "1 source left alone because the host asked for a pause: waits (waits.example asked for a pause" in said
    assert "1 source collected in part: parts (away.txt could not be read" in said
    assert "1 source cut short: flood (2 new entries beyond its cap)." in said


def test_a_flood_is_told_in_the_one_brief_whose_window_it_fell_into(tmp_path: Path) -> None:
    clock = Hands()
    path = write_scene(tmp_path)
    with open_scene(path, clock) as shop:
        flooded = clock() - timedelta(days=2)
        work_off(shop)
        state = shop.store.sources.state("desk")
        for moment, told in ((flooded, False), (clock(), True)):
            shop.store.sources.save(replace(state, capped=moment, left_out=9950))
            spec = shop.worker.orders.settled["morning"]
            made = shop.worker.publishing.preview(spec, clock() + timedelta(minutes=1))
            assert any(one.source == "desk" for one in made.problems) is told
