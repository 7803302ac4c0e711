"""Settings: every fault at once, by name, and never a secret in what is said."""

from pathlib import Path

import pytest

from briefing.assets import folder
from briefing.errors import ConfigError
from briefing.model import Destination
from briefing.schedule import weekdays
from briefing.settings.reading import load
from briefing.settings.schema import Settings
from briefing.settings.specs import specs

GOOD = """
zone = "Europe/Berlin"
[sources.post]
url = "https://post.example/feed"
[topics.energy]
words = ["wind"]
[destinations.team]
channel = "slack"
conversation = "C0NEWS"
[destinations.editors]
channel = "email"
addresses = ["ann@example.com", "bob@example.com"]
[email]
host = "smtp.example.com"
sender = "Brief <brief@example.com>"
[briefs.morning]
title = "The Morning Brief"
at = ["07:00", "17:30"]
days = "mon-fri"
send_to = ["team", "editors"]
"""
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-canary"}


def read(tmp_path: Path, text: str, environment: dict[str, str] | None = None) -> Settings:
    path = tmp_path / "briefing.toml"
    path.write_text(text)
    return load(path, TOKENS if environment is None else environment)


def faults(tmp_path: Path, text: str, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text, environment)
    return "\n".join(caught.value.faults)


def test_good_settings_become_standing_orders(tmp_path: Path) -> None:
    [spec] = specs(read(tmp_path, GOOD))
    assert spec.schedule is not None
    assert spec.schedule.crons == ("0 7 * * mon,tue,wed,thu,fri", "30 17 * * mon,tue,wed,thu,fri")
    assert spec.schedule.zone == "Europe/Berlin"
    assert spec.destinations == (
        Destination("team", "slack", "C0NEWS"),
        Destination("editors/ann@example.com", "email", "ann@example.com"),
        Destination("editors/bob@example.com", "email", "bob@example.com"),
    )
    assert spec.topics[0].name == "Energy"


def test_the_settings_that_come_along_are_in_order() -> None:
    settings = load(folder("config") / "briefing.toml", {})
    assert [spec.name for spec in specs(settings)] == ["morning"]


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace("send_to", "sent_to")
        .replace('"Europe/Berlin"', '"Europe/Berln"')
        .replace('"C0NEWS"', '"#news"')
        .replace('"bob@example.com"', '"bob"')
        .replace('["wind"]', '["wind", "/(?<!a)b/"]')
        + '[sources.other]\nkind = "fed"\nurl = "https://x.example"\n'
    )
    said = faults(tmp_path, text)
    for expected in (
        "briefs.morning.sent_to: unknown key; did you mean 'send_to'?",
        "destinations.team.conversation",
        "destinations.editors.addresses.1",
        "sources.other.kind",
        "topics.energy.words.1: /(?<!a)b/ is not a regular expression that can be used: invalid perl operator: (?<!",
    ):
        assert expected in said


def test_faults_between_keys_are_named_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace('"Europe/Berlin"', '"Europe/Berln"')
        .replace('["team", "editors"]', '["taem", "editors"]\nsources = ["pots"]')
        .replace('host = "smtp.example.com"', 'user = "brief"')
        .replace("https://post", "ftp://post")
    )
    said = faults(tmp_path, text, {})
    for expected in (
        "unknown time zone 'Europe/Berln'",
        "briefs.morning.send_to: there is no 'taem' under [destinations]; did you mean 'team'?",
        "briefs.morning.sources: there is no 'pots' under [sources]; did you mean 'post'?",
        "email.host: is missing",
        "SMTP_PASSWORD: is not set",
        "sources.post.url: must begin with https://",
    ):
        assert expected in said


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ('at = "25:00"', "'25:00' is not a time of day"),
        ('at = "07:00"\ndays = "mon-fry"', "'mon-fry' is not a weekday"),
        ('cron = "0 7 * *"', "needs five fields"),
        ('cron = "0 7 * * 9"', "the fifth field, the day of the week"),
        ('at = "07:00"\ncron = "0 7 * * *"', "not both"),
    ],
)
def test_a_wrong_schedule_is_explained(tmp_path: Path, wrong: str, expected: str) -> None:
    text = GOOD.replace('at = ["07:00", "17:30"]\ndays = "mon-fri"', wrong)
    assert expected in faults(tmp_path, text)


def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    assert "SLACK_BOT_TOKEN: is not set" in faults(tmp_path, GOOD, {})


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-from-file\n")
    settings = read(tmp_path, GOOD, {"SLACK_BOT_TOKEN_FILE": str(tmp_path / "token")})
    assert settings.slack.bot_token.get_secret_value() == "xoxb-from-file"


def test_a_secret_in_the_settings_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    said = faults(tmp_path, GOOD + '[slack]\nbot_token = "xoxb-canary-2"\n')
    assert "slack.bot_token: a secret does not belong into the file" in said
    assert "canary" not in said


def test_d12_no_secret_shows_in_the_settings_or_their_faults(tmp_path: Path) -> None:
    settings = read(tmp_path, GOOD, {**TOKENS, "SMTP_PASSWORD": "canary-password"})
    assert "canary" not in repr(settings)
    assert "canary" not in faults(tmp_path, GOOD.replace("mon-fri", "moon"), {**TOKENS, "SMTP_PASSWORD": "canary"})


@pytest.mark.parametrize(
    "sender", ["Brief", "Brief\\r\\nBcc: x@y.example <brief@example.com>", "a@b.example, c@d.example"]
)
def test_c11_a_sender_that_is_not_one_address_is_refused(tmp_path: Path, sender: str) -> None:
    assert "email.sender" in faults(tmp_path, GOOD.replace("Brief <brief@example.com>", sender))


def test_the_environment_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_SERVICE__WORKERS", "9")
    assert read(tmp_path, GOOD).service.workers == 9


def test_a_file_that_is_not_there_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="briefing init"):
        load(tmp_path / "none.toml", {})


def test_a_file_that_is_no_toml_says_where(tmp_path: Path) -> None:
    assert "line 2" in faults(tmp_path, 'zone = "UTC"\nbriefs = [1 2]\n')


def test_weekdays_may_be_ranges_over_the_weekend() -> None:
    assert weekdays("Fri-Mon") == "mon,fri,sat,sun"
    assert weekdays("sat, sunday") == "sat,sun"


MAILBOX = """
[sources.letters-en]
kind = "mailbox"
url = "imaps://desk%40example.com@imap.example.com/INBOX"
"""


def test_a_mailbox_has_a_password_of_its_own_or_the_one_for_all(tmp_path: Path) -> None:
    for variable in ("MAILBOX_PASSWORD_LETTERS_EN", "MAILBOX_PASSWORD"):
        found = read(tmp_path, GOOD + MAILBOX, {**TOKENS, variable: "canary"})
        assert found.sources["letters-en"].password.get_secret_value() == "canary"
        assert "canary" not in repr(found)
    assert "MAILBOX_PASSWORD_LETTERS_EN: is not set" in faults(tmp_path, GOOD + MAILBOX)


def test_a_mailbox_is_written_without_its_password(tmp_path: Path) -> None:
    named = faults(tmp_path, GOOD + MAILBOX + 'password = "canary"')
    assert "sources.letters-en.password: a secret does not belong into the file" in named
    named += faults(tmp_path, GOOD + MAILBOX.replace("%40example.com@", ":canary@"), {"MAILBOX_PASSWORD": "x"})
    assert "sources.letters-en.url: is written imaps://user@host/folder" in named
    assert "canary" not in named
