"""Canaries: every secret is set to a word that is then looked for in everything that is written anywhere (D12)."""

import base64
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.bootstrap.serving import service
from briefing.bootstrap.workshop import workshop
from briefing.cli.context import settings_of
from briefing.deliver.dkim import new_key
from briefing.settings.secrets import KINDS, SECRETS
from tests.fakes import FakeSmtp, fake_smtp
from tests.service.scene import write_scene
from tests.unit.cli.conftest import Run

MORE = """
[destinations.readers]
channel = "email"
addresses = ["ann@example.com"]
[email]
host = "127.0.0.1"
port = {port}
security = "none"
user = "brief"
sender = "brief@example.com"
dkim_domain = "example.com"
return_path = "bounces@example.com"
bounces = "imaps://bounces@127.0.0.1:9/INBOX"
[sources.letters]
kind = "mailbox"
url = "imaps://letters@127.0.0.1:9/INBOX"
[destinations.phone]
channel = "notify"
[web]
operators = ["ann@example.com"]
"""
NAMES = (*SECRETS, *(kind.variable for kind in KINDS))
COMMANDS = (
    "check --json",
    "collect",
    "run morning --json",
    "doctor",
    "deliveries list --json",
    "sources list --json",
    "briefs list --json",
    "bounces",
    "preview morning --format email",
    "dkim record",
)


def canaries() -> dict[str, str]:
    """A value for each variable."""
    values = {name: f"canary-{name.lower().replace('_', '-')}-{'0123456789' * 2}" for name in NAMES}
    return values | {
        "SLACK_BOT_TOKEN": f"xoxb-{values['SLACK_BOT_TOKEN']}",
        "SLACK_APP_TOKEN": "",
        "SLACK_ENCRYPTION_KEY": base64.urlsafe_b64encode(b"canary-slack-encryption-key-0123"[:32]).decode(),
        "DKIM_KEY": new_key(),
        "NOTIFY_URL": f"json://127.0.0.1:9/{values['NOTIFY_URL']}",
        "PING_URL": f"http://127.0.0.1:9/{values['PING_URL']}",
        "OPERATOR_PASSWORD_HASH": f"$argon2id$v=19$m=65536,t=3,p=4${values['OPERATOR_PASSWORD_HASH']}",
    }


def traces(values: dict[str, str]) -> dict[str, list[str]]:
    """What would give each away: itself, in base 64, or the middle of it."""
    found = {name: [value] for name, value in values.items() if value}
    found["DKIM_KEY"] = found["DKIM_KEY"][0].splitlines()[1:-1]
    for name in set(found) - {"DKIM_KEY"}:
        found[name] += [base64.b64encode(found[name][0].encode()).decode().rstrip("=")]
        found[name] += re.findall(r"canary-[\w-]+", found[name][0])
    return found


@pytest.fixture
def smtp() -> Iterator[FakeSmtp]:
    with fake_smtp() as server:
        server.extensions = ("AUTH PLAIN",)
        yield server


def asked(root: str) -> Iterator[str]:
    """What strangers see of a running service."""
    paths = (
        "healthz",
        "readyz",
        "metrics",
        "",
        "sources",
        "operator",
        "sign-in",
        "none",
        "briefs/x/y",
        "unsubscribe/x",
    )
    for path in paths:
        try:
            with urllib.request.urlopen(f"{root}/{path}", timeout=10) as answer:
                yield answer.read().decode() + str(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                yield error.read().decode() + str(error.headers)


def test_d12_no_secret_is_written_anywhere(
    run: Run, smtp: FakeSmtp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    values = canaries()
    assert set(values) == set(NAMES)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    # A server that says what was typed.
    smtp.faults["AUTH"] = f"535 5.7.8 not {values['SMTP_PASSWORD']}"
    config = write_scene(
        tmp_path,
        send_to='["folder", "team", "readers", "phone"]',
        listen="127.0.0.1:0",
        more=MORE.format(port=smtp.port),
    )
    monkeypatch.setenv("BRIEFING_SERVICE__LOG", "json")

    said = []
    for command in COMMANDS:
        _, out, err = run(*command.split(), "-c", config)
        said.append(f"{command}: {out}{err}")
    with workshop(settings_of(config)) as shop, service(shop):
        log = capsys.readouterr().err
        root = re.search(r"http://127\.0\.0\.1:\d+", log)
        assert root is not None, log
        said += [log, *asked(root[0])]
        shop.worker.tick()
    said += [str(capsys.readouterr())]
    said += [path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*") if path.is_file()]

    assert any("535" in one or "SMTP_PASSWORD" in one for one in said), "the server's answer was not heard"
    given_away = {name for name, marks in traces(values).items() for mark in marks for one in said if mark in one}
    assert given_away == set()
