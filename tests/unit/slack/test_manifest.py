"""The manifest asks for what the code uses, and for nothing else."""

import re
from pathlib import Path

from briefing.slack.app import SHORTCUT
from briefing.slack.installing import SCOPES

MANIFEST = (Path(__file__).parents[3] / "config" / "slack-manifest.yaml").read_text()


def listed(heading: str) -> list[tuple[str, str]]:
    """The members of a list with the comment behind each."""
    block = re.search(rf"^( *){heading}:\n((?:\1  +- .*\n)+)", MANIFEST, re.MULTILINE)
    assert block
    return [(name, why) for name, why in re.findall(r"- (\S+)(?: +# (.+))?\n", block[2])]


def test_every_scope_is_asked_for_with_its_reason_and_installing_asks_for_the_same() -> None:
    scopes = listed("bot")
    assert tuple(name for name, _ in scopes) == SCOPES
    assert all(why for _, why in scopes)


def test_every_event_that_is_listened_to_is_subscribed_to_with_its_reason() -> None:
    source = (Path(__file__).parents[3] / "briefing" / "slack" / "app.py").read_text()
    assert {name for name, why in listed("bot_events") if why} == set(re.findall(r'app\.event\("(\w+)"\)', source))


def test_the_shortcut_is_the_one_that_is_listened_to() -> None:
    assert f"callback_id: {SHORTCUT}\n" in MANIFEST
