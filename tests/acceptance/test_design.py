"""The page about the design is true: every room has its line, on its floor, and what it names is there."""

import re
import tomllib
from pathlib import Path

from briefing.model import DeliveryState, JobKind

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


def floors() -> dict[str, int]:
    """The floor of each room, as the import contract has it; the ground is 1."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["briefing"])
    return {room.strip(): number for number, one in enumerate(reversed(layers), 1) for room in one.split("|")}


def test_every_room_is_shown_on_the_floor_that_the_contract_gives_it() -> None:
    shown = {room: int(floor) for floor, room in re.findall(r"^\| (\d) \| `(\w+)` \|", PAGE, re.MULTILINE)}
    assert shown == floors()


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"`((?:briefing|benchmarks|tests)/[\w./]*)`", PAGE)
    assert named
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_the_rows_that_a_new_thing_needs_are_where_it_says() -> None:
    rows = re.findall(r"`(\w+)`(?: and `(\w+)`)? in `([\w./]+\.py)`", PAGE)
    assert rows
    for one, other, path in rows:
        source = (ROOT / path).read_text(encoding="utf-8")
        for name in filter(None, (one, other)):
            assert re.search(rf"^(?:def )?{name}\b", source, re.MULTILINE), f"{name} is not in {path}"


def test_the_jobs_and_the_states_of_a_delivery_are_all_of_them() -> None:
    table = PAGE.split("## The way of an article")[1].split("##")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == {one.value for one in JobKind}
    diagram = re.search(r"```mermaid\n(.*?)```", PAGE, re.DOTALL)
    assert diagram
    assert set(re.findall(r"--> (\w+)", diagram[1])) == {one.value for one in DeliveryState}
