"""A fault in the settings is said in the words of whoever writes them, not in those of a library."""

from pathlib import Path

import pytest

from briefing.settings.forms import FORMS
from tests.unit.settings.test_settings import GOOD, faults, read


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"C0NEWS"', '"#news"', 'destinations.team.conversation: must be the id of a conversation, such as "C0123'),
        ('"bob@example.com"', '"bob"', 'destinations.editors.addresses.1: must be an address such as "ann@example'),
        ('["07:00", "17:30"]', "7", "briefs.morning.at: must be text in quotation marks, or a list of such: ["),
        ('["07:00", "17:30"]', "07:00:00", "briefs.morning.at: must be text in quotation marks, or a list of such: ["),
        ('["team", "editors"]', "[1]", "briefs.morning.send_to.0: must be text in quotation marks"),
        ('"mon-fri"', '"mon-fri"\nminutes = "4"\nopen = "yess"', "briefs.morning.open: must be true or false"),
        ('"mon-fri"', '"mon-fri"\nminutes = "four"', "briefs.morning.minutes: must be a number, without quotation"),
        ('"mon-fri"', '"mon-fri"\nminutes = 90', "briefs.morning.minutes: must be 60.0 or less"),
        ('"mon-fri"', '"mon-fri"\nminutes = 0', "briefs.morning.minutes: must be more than 0"),
        ('"mon-fri"', '"mon-fri"\nmost = 0', "briefs.morning.most: must be 1 or more"),
        ('"mon-fri"', '"mon-fri"\nlanguage = "english"', "briefs.morning.language: must be two small letters, such"),
        ('"mon-fri"', '"mon-fri"\nmethod = "gpt"', "briefs.morning.method: must be 'editorial', 'salience',"),
        ('"mon-fri"', '"mon-fri"\ntemplates = "nowhere"', "briefs.morning.templates: there is no folder nowhere"),
        ('"The Morning Brief"', '""', "briefs.morning.title: must not be empty"),
        ('channel = "slack"', 'channel = "sms"', "destinations.team: there is no channel 'sms'; there are: 'slack'"),
        ('channel = "slack"', "", "destinations.team: has no channel: add channel ="),
        ("[sources.post]", '[sources."City Post"]', "sources: the name 'City Post': must be 1 to 61 small letters,"),
        (
            '"smtp.example.com"',
            '"smtp.example.com"\nport = "x"',
            "email.port: must be a whole number, without quotation",
        ),
        ('"smtp.example.com"', '"smtp.example.com"\nport = 70000', "email.port: must be 65535 or less"),
        ("[email]", '[slack]\ntoken = "xoxb-canary"\n[email]', "slack.token: unknown key; a secret does not belong in"),
        ("[email]", '[service]\nlisten = "8080"\n[email]', "service.listen: must be a host and a port, such as"),
        ("[email]", '[service]\nlisten = ":8080"\n[email]', "service.listen: must be a host and a port, such as"),
        ("[email]", '[service]\nlisten = "127.0.0.1:80800"\n[email]', "service.listen: must be a host and a port"),
        ("[email]", '[fetch]\nprivate_networks = "10.0.0.0/33"\n[email]', "fetch.private_networks.0: '10.0.0.0/33'"),
        ("[email]", '[fetch]\nproxy = "proxy:3128"\n[email]', "fetch.proxy: must be an address such as"),
        ('zone = "Europe/Berlin"', 'database = "mysql://x/y"', 'database: must be "sqlite:///var/briefing.sqlite3" or'),
        ('zone = "Europe/Berlin"', 'database = "sqlite:///"', 'database: must be "sqlite:///var/briefing.sqlite3" or'),
        ('zone = "Europe/Berlin"', 'service = "x"', "service: must be a table, written [service]"),
        ('zone = "Europe/Berlin"', "briefing = 1", "briefing: unknown key"),
    ],
)
def test_what_is_wrong_is_named_with_what_it_must_be(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    found = faults(tmp_path, GOOD.replace(right, wrong, 1))
    assert said in found
    for foreign in ("valid", "tuple", "str", "pattern", "form", "canary"):
        assert foreign not in found.removesuffix(found[found.find("pattern") :] if "{" in found else "")


def test_every_pattern_of_the_settings_is_said_in_words() -> None:
    from briefing.settings.schema import Settings

    def patterns(part: object) -> set[str]:
        if isinstance(part, dict):
            own = {part["pattern"]} if isinstance(part.get("pattern"), str) else set()
            keys = set(part.get("patternProperties", {}))
            return own.union(keys, *map(patterns, part.values()))
        return set().union(*map(patterns, part)) if isinstance(part, list) else set()

    assert patterns(Settings.model_json_schema()) <= set(FORMS)


@pytest.mark.parametrize(
    "listen", ["", "127.0.0.1:0", "127.0.0.1:8080", "0.0.0.0:80", "localhost:65535", "[::1]:8080", "brief.example:443"]
)
def test_places_to_listen_at_are_a_host_and_a_port(tmp_path: Path, listen: str) -> None:
    assert read(tmp_path, f'{GOOD}\n[service]\nlisten = "{listen}"\n').service.listen == listen


@pytest.mark.parametrize("key", ["send_to", "sources", "topics"])
def test_a_list_of_one_may_be_written_without_brackets(tmp_path: Path, key: str) -> None:
    wanted = {"send_to": "team", "sources": "post", "topics": "energy"}[key]
    text = GOOD.replace('send_to = ["team", "editors"]', "") + f'{key} = "{wanted}"\n'
    assert getattr(read(tmp_path, text).briefs["morning"], key) == (wanted,)


def test_the_environment_may_hold_a_list_or_one_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_FETCH__PRIVATE_NETWORKS", "10.0.0.0/8")
    monkeypatch.setenv("BRIEFING_BRIEFS__MORNING__AT", '["08:00", "09:00"]')
    settings = read(tmp_path, GOOD)
    assert settings.fetch.private_networks == ("10.0.0.0/8",)
    assert settings.briefs["morning"].at == ("08:00", "09:00")


def test_nonsense_in_the_environment_is_a_fault_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_EMAIL", "smtp.example.com")
    monkeypatch.setenv("BRIEFING_SOURCES", "post")
    assert "sources: must be a table, written [sources]" in faults(tmp_path, GOOD)


def test_a_variable_for_a_section_that_there_is_not_is_named(tmp_path: Path) -> None:
    ours = {"SLACK_BOT_TOKEN": "xoxb-canary", "BRIEFING_CONFIG": "x", "BRIEFING_PORT": "tcp://10.0.0.1:80"}
    assert read(tmp_path, GOOD, ours)
    said = faults(tmp_path, GOOD, {**ours, "BRIEFING_SERVCE__WORKERS": "3"})
    assert said == "BRIEFING_SERVCE__WORKERS: there is no section [servce]; did you mean BRIEFING_SERVICE__…?"
