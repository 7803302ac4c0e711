"""One wrong key hides no other fault, and what is not said of a wrong key is no fault of those that name it."""

from pathlib import Path

import pytest

from tests.unit.settings.test_settings import GOOD, TOKENS, faults


@pytest.mark.parametrize(
    ("wrong", "of_the_key"),
    [
        (("zone =", "zoen ="), "zoen"),
        (('at = ["07:00", "17:30"]', "at = 7"), "briefs.morning.at"),
        (('title = "The Morning Brief"', ""), "briefs.morning.title"),
        (('["ann@example.com", "bob@example.com"]', '["ann"]'), "destinations.editors.addresses"),
        (('conversation = "C0NEWS"', ""), "destinations.team.conversation"),
        (('channel = "slack"', 'channel = "slak"'), "destinations.team"),
        (('url = "https://post.example/feed"', "url = 5"), "sources.post.url"),
        (("[sources.post]", "[sources.post]\nkind = 5"), "sources.post.kind"),
        (('words = ["wind"]', 'words = ["/(/"]'), "topics.energy.words"),
        (('host = "smtp.example.com"', "host = 5"), "email.host"),
        (("[topics.energy]", '[topics."Big Energy"]'), "Big Energy"),
    ],
)
def test_a_wrong_key_hides_no_fault_between_others(tmp_path: Path, wrong: tuple[str, str], of_the_key: str) -> None:
    text = GOOD.replace(*wrong) + 'sources = ["post"]\n[briefs.evening]\ntitle = "E"\nat = "25:00"\nsend_to = "taem"\n'
    found = faults(tmp_path, text, TOKENS).splitlines()
    assert of_the_key in found[0]
    assert "briefs.evening.send_to: there is no 'taem' under [destinations]; did you mean 'team'?" in found
    assert any(fault.startswith("briefs.evening: ") and "25:00" in fault for fault in found)
    assert len(found) == 3, found


def test_what_names_a_table_with_a_wrong_name_is_not_said_to_name_nothing(tmp_path: Path) -> None:
    text = GOOD.replace("[topics.energy]", '[topics."Big Energy"]') + 'topics = ["Big Energy"]\n'
    assert len(faults(tmp_path, text, TOKENS).splitlines()) == 1


@pytest.mark.parametrize("name", ['"Big Post"', '"<script>"'])
def test_a_table_with_a_wrong_name_and_a_wrong_key_in_it_is_told_with_both(tmp_path: Path, name: str) -> None:
    text = GOOD.replace("[sources.post]", f"[sources.{name}]\nkind = 5")
    found = faults(tmp_path, text, TOKENS)
    assert f"sources: the name '{name[1:-1]}'" in found
    assert f"sources.{name[1:-1]}.kind" in found


def test_a_wrong_variable_of_the_environment_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_SERVICE__WORKERS", "many")
    found = faults(tmp_path, GOOD.replace('send_to = ["team"', 'send_to = ["taem"'), TOKENS)
    assert "service.workers" in found


@pytest.mark.parametrize("section", ["briefs", "sources", "destinations", "email", "web", "topics"])
def test_a_section_that_is_none_at_all_is_one_fault_of_its_own(tmp_path: Path, section: str) -> None:
    head = f"{section} = 5\n"
    rest = "\n".join(line for line in ['[briefs.m]\ntitle = "M"\nsend_to = ["x"]'] if section != "briefs")
    found = faults(tmp_path, head + rest, TOKENS).splitlines()
    assert found[0].startswith(f"{section}: must be a table")


def test_every_fault_of_one_schedule_is_named_at_once(tmp_path: Path) -> None:
    evening = '[briefs.evening]\ntitle = "E"\ndays = "mon-fry"\nzone = "Europe/Berln"\nat = ["25:00", "07:00", "7.30"]'
    found = faults(tmp_path, f"{GOOD}\n{evening}", TOKENS).splitlines()
    assert [fault.partition(": ")[2][:9] for fault in found] == ["'mon-fry'", "'25:00' i", "'7.30' is", "unknown t"]
