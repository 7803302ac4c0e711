"""What becomes of a source's memory when its address in the settings changes."""

from dataclasses import replace
from pathlib import Path

from briefing.bootstrap.workshop import register
from briefing.model import SourceState
from tests.service.scene import START, Hands, open_scene, write_scene

OLD, NEW = "https://old.example/feed", "https://new.example/feed"
GONE = SourceState("kolm", url=OLD, last_success=START, failures=9, problem="it is gone", gone=True)


def after_restart(folder: Path, state: SourceState) -> SourceState:
    path = write_scene(folder, more=f'[sources.kolm]\nurl = "{NEW}"')
    with open_scene(path, Hands()) as shop:
        shop.store.sources.save(state)
        register(shop)
        return shop.store.sources.state("kolm")


def test_a_source_that_was_gone_is_asked_again_once_its_address_is_changed(tmp_path: Path) -> None:
    state = replace(GONE, memory={"seen": {"a": "b"}, "etag": "old"})
    assert after_restart(tmp_path, state) == SourceState(
        "kolm", url=NEW, last_success=START, next_poll=START, memory={"seen": {"a": "b"}}
    )


def test_a_source_whose_address_stays_is_never_asked_sooner_after_a_restart(tmp_path: Path) -> None:
    for state in (
        replace(GONE, url=NEW),
        replace(GONE, url="https://moved.example/", memory={"configured": NEW}),
        replace(GONE, url=""),
    ):
        assert after_restart(tmp_path, state) == state
