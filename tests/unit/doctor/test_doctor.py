"""`briefing doctor` against the real things: a database, a mail server with TLS and accounts, Slack's fake, a site."""

import json
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from briefing.doctor.checks import CHECKS
from briefing.doctor.examination import examine
from briefing.doctor.results import Check, Level, Patient, Result, good
from briefing.model import DeliveryState, Fault, SourceState
from briefing.settings.reading import load
from briefing.store.database import Database, open_store
from tests.fakes import FakeSlack, fake_slack
from tests.store import samples
from tests.unit.collect.loopback import Site, answer

CANARY = "canary-f4c1"
NOW = datetime.now(UTC).replace(microsecond=0)
Examined = Callable[..., dict[str, list[Result]]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    opened = open_store(f"sqlite:///{tmp_path}/b.sqlite3")
    opened.upgrade()
    yield opened
    opened.close()


@pytest.fixture
def examined(tmp_path: Path) -> Examined:
    def look(
        more: str = "", environment: Mapping[str, str] | None = None, now: datetime = NOW
    ) -> dict[str, list[Result]]:
        path = tmp_path / "briefing.toml"
        path.write_text(f'database = "sqlite:///{tmp_path}/b.sqlite3"\n{more}')
        found: dict[str, list[Result]] = {check.name: [] for check in CHECKS}
        for result in examine(load(path, environment or {}), now):
            found[result.check].append(result)
        return found

    return look


def levels(results: list[Result]) -> list[str]:
    return [result.level.value for result in results]


def test_a_fresh_installation_is_told_to_make_its_database_and_to_add_sources(examined: Examined) -> None:
    found = examined()
    assert levels(found["database"]) == ["failure"]
    assert "briefing db upgrade" in found["database"][0].advice
    assert levels(found["sources"]) == ["warning"]
    assert "because of database" in found["sources"][0].words


def test_every_check_says_at_least_one_thing_and_all_is_well_when_all_is_well(
    examined: Examined, store: Database, tmp_path: Path
) -> None:
    more = (
        f'[destinations.out]\nchannel = "file"\nfolder = "{tmp_path}/out"\n[briefs.m]\ntitle = "M"\nsend_to = ["out"]'
    )
    found = examined(more)
    assert all(found.values())
    assert {level for name, one in found.items() if name != "sources" for level in levels(one)} == {"ok"}


def test_a_database_without_a_schema_or_with_damage_is_a_failure(examined: Examined, tmp_path: Path) -> None:
    for content, told in ((b"this is no database" * 100, "not a database"), (b"", "briefing db upgrade")):
        (tmp_path / "b.sqlite3").write_bytes(content)
        (found,) = examined()["database"]
        assert found.level is Level.FAILURE
        assert told in found.words


def test_a_database_whose_folder_cannot_be_made_is_a_failure_with_what_to_do(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file where a folder is to be")
    path = tmp_path / "briefing.toml"
    path.write_text(f'database = "sqlite:///{tmp_path}/taken/b.sqlite3"\n')
    code, out, err = run("doctor", "--config", path)
    assert (code, err) == (1, "")
    assert f"failure  database       database: the folder {tmp_path}/taken cannot be made" in out
    assert "-> let this user write there" in out


def test_a_clock_that_is_wrong_is_told_by_the_date_of_a_source(examined: Examined, store: Database, site: Site) -> None:
    more = f'[sources.kolm]\nurl = "{site.url}/feed"\n[fetch]\nprivate_networks = ["127.0.0.0/8"]\n'
    for hours, level in ((0, "ok"), (2, "failure")):
        date = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
        site.pages["/robots.txt"] = answer(Date=date)
        assert levels(examined(more)["clock"]) == [level]
    assert not site.asked("/feed")


def test_an_operators_template_that_is_broken_is_named_with_its_brief(
    examined: Examined, store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "own" / "text"
    folder.mkdir(parents=True)
    (folder / "brief.txt").write_text("{% if %}")
    found = examined(f'[briefs.m]\ntitle = "M"\ntemplates = "{tmp_path}/own"\n')["templates"]
    assert set(levels(found)) == {"failure"}
    assert found[0].words.startswith("m: template text/brief.txt")


SLACK_SETTINGS = """[slack]
base_url = "{url}"
[destinations.team]
channel = "slack"
conversation = "{conversation}"
[briefs.m]
title = "M"
send_to = ["team"]
"""


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with fake_slack() as fake:
        yield fake


def in_slack(slack: FakeSlack, conversation: str = "C0NEWS") -> tuple[str, dict[str, str]]:
    return SLACK_SETTINGS.format(url=slack.url, conversation=conversation), {"SLACK_BOT_TOKEN": f"xoxb-{CANARY}"}


def test_slack_is_asked_who_we_are_what_we_may_and_what_we_see_and_nothing_is_posted(
    examined: Examined, store: Database, slack: FakeSlack
) -> None:
    slack.scopes = "chat:write,channels:history,groups:history"
    found = examined(*in_slack(slack))
    assert levels(found["slack"]) == ["ok"]
    assert levels(found["conversations"]) == ["ok"]
    assert slack.messages == []
    assert {method for method, _ in slack.calls} == {"auth.test", "conversations.history"}


def test_a_scope_that_is_missing_is_told_with_what_it_costs(
    examined: Examined, store: Database, slack: FakeSlack
) -> None:
    slack.scopes = "channels:history"
    found = examined(*in_slack(slack))["slack"]
    assert [(one.level.value, one.words.split()[3].rstrip(":")) for one in found[1:]] == [
        ("failure", "chat:write"),
        ("warning", "groups:history"),
    ]


def test_a_conversation_that_is_not_there_is_a_failure_and_one_that_cannot_be_read_a_warning(
    examined: Examined, store: Database, slack: FakeSlack
) -> None:
    slack.history = "channel_not_found"
    assert levels(examined(*in_slack(slack))["conversations"]) == ["failure"]
    slack.history = "not_in_channel"
    found = examined(*in_slack(slack))["conversations"]
    assert levels(found) == ["warning"]
    assert "/invite" in found[0].words


def test_slack_out_of_reach_is_a_failure_with_its_reason_and_what_to_look_at(
    examined: Examined, store: Database
) -> None:
    more = SLACK_SETTINGS.format(url="http://127.0.0.1:9/api/", conversation="C0NEWS")
    found = examined(more, {"SLACK_BOT_TOKEN": f"xoxb-{CANARY}"})
    assert levels(found["slack"]) == ["failure"]
    assert "(Connection refused): see that this machine has a network" in found["slack"][0].words
    assert levels(found["conversations"]) == ["warning"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost with its key in one file, its own authority."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.fixture
def smtp(certificate: Path) -> Iterator[tuple[int, list[Any]]]:
    """A real mail server that asks for STARTTLS and an account."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    taken: list[Any] = []

    class Taking:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (the library's)
            taken.append(envelope)
            return "250 ok"

    def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == CANARY.encode(), handled=False)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        Taking(),
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        authenticator=known,
        auth_required=True,
    )
    controller.start()
    yield port, taken
    controller.stop()


MAIL = """[email]
host = "localhost"
port = {port}
user = "brief"
sender = "brief@kolm.example"
postal_address = "1 Harbour Street"
"""


def test_the_mail_server_is_reached_secured_and_signed_in_to_without_a_mail(
    examined: Examined, store: Database, smtp: tuple[int, list[Any]], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, taken = smtp
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    found = examined(MAIL.format(port=port), {"SMTP_PASSWORD": CANARY})["mail"]
    assert (levels(found), taken) == (["ok"], [])
    assert "signed in" in found[0].words
    found = examined(MAIL.format(port=port), {"SMTP_PASSWORD": f"{CANARY}-wrong"})["mail"]
    assert levels(found) == ["failure"]
    assert CANARY not in f"{found}"


def test_a_mail_server_whose_certificate_nobody_vouches_for_or_that_is_not_there_is_a_failure(
    examined: Examined, store: Database, smtp: tuple[int, list[Any]]
) -> None:
    for port in (smtp[0], 9):
        assert levels(examined(MAIL.format(port=port), {"SMTP_PASSWORD": CANARY})["mail"]) == ["failure"]


def test_a_mailbox_that_cannot_be_opened_is_a_failure(examined: Examined, store: Database) -> None:
    more = '[sources.letters]\nkind = "mailbox"\nurl = "imaps://ann@127.0.0.1:9/INBOX"\n'
    found = examined(more, {"MAILBOX_PASSWORD": CANARY})["mailboxes"]
    assert levels(found) == ["failure"]
    assert found[0].advice


def test_sources_that_fail_were_stopped_or_flooded_are_a_line_each_with_advice(
    examined: Examined, store: Database
) -> None:
    fine = SourceState("fine", last_success=NOW, next_poll=NOW)
    failing = replace(fine, source="failing", failures=3, failing_since=NOW, problem="404", fault=Fault.MISSING)
    stopped = replace(failing, source="stopped", gone=True, fault=Fault.GONE)
    flood = replace(fine, source="flood", capped=NOW, left_out=950)
    for state in (fine, failing, stopped, flood):
        store.sources.save(state)
    names = ("fine", "failing", "stopped", "flood")
    more = "".join(f'[sources.{name}]\nurl = "https://{name}.example/"\n' for name in names)
    found = examined(more)["sources"]
    assert levels(found) == ["warning"] * 3 + ["ok"]
    assert all(one.advice for one in found[:3])
    store.sources.save(replace(failing, source="fine"))
    store.sources.save(replace(failing, source="flood"))
    assert levels(examined(more)["sources"])[-1] == "failure"


def test_a_slot_that_is_overdue_is_a_failure_and_one_before_the_first_start_is_none(
    examined: Examined, store: Database
) -> None:
    more = '[briefs.m]\ntitle = "M"\nat = "07:00"\nzone = "UTC"\n'
    morning = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
    assert levels(examined(more, now=morning)["slots"]) == ["ok"]
    store.ledger.close_slot(samples.slot("m", day=23), "test", morning, "quiet")
    found = examined(more, now=morning)["slots"]
    assert levels(found) == ["failure"]
    assert "briefing serve" in found[0].advice
    assert levels(examined(more, now=morning - timedelta(minutes=25))["slots"]) == ["ok"]


def test_a_held_delivery_is_a_failure_with_its_reason_until_somebody_saw_to_it(
    examined: Examined, store: Database
) -> None:
    slot = samples.slot()
    assert store.ledger.claim_slot(slot, "test", slot.due, 60)
    store.ledger.publish(samples.brief(slot), [samples.message(parts=1)], slot.due, None)
    (before,) = store.ledger.find()
    assert levels(examined()["deliveries"]) == ["ok"]
    store.ledger.update(before, replace(before, state=DeliveryState.HELD, reason="it may have arrived"))
    found = examined()["deliveries"]
    assert levels(found) == ["failure"]
    assert "it may have arrived" in found[0].words
    assert "resolve" in found[0].advice


def test_a_check_that_breaks_hides_neither_the_others_nor_shows_a_secret(tmp_path: Path) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(f'database = "sqlite:///{tmp_path}/b.sqlite3"\n')
    settings = load(path, {"SLACK_BOT_TOKEN": f"xoxb-{CANARY}"})

    def broken(patient: Patient) -> Iterator[Any]:
        yield good("begun")
        raise RuntimeError(f"no luck with xoxb-{CANARY}")

    results = list(examine(settings, NOW, (Check("broken", broken), Check("next", lambda _: iter([good("fine")])))))
    assert [one.level for one in results] == [Level.OK, Level.FAILURE, Level.OK]
    assert CANARY not in f"{results}"


def test_the_command_prints_a_line_each_and_ends_with_1_on_a_failure(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", CANARY)
    path = tmp_path / "briefing.toml"
    path.write_text(f'database = "sqlite:///{tmp_path}/b.sqlite3"\n')
    code, out, err = run("doctor", "--config", path)
    assert code == 1
    assert out.startswith("ok       settings")
    assert "failure  database" in out
    run("db", "upgrade", "--config", path)
    code, out, _ = run("doctor", "--config", path, "--json")
    assert code == 0
    assert {one["check"] for one in json.loads(out)} == {"settings", *(check.name for check in CHECKS)}
    assert CANARY not in f"{out}{err}"
    path.write_text('zone = "Nowhere"\n[briefs.m]\ntitle = "M"\nat = "07:00"\nsend_to = ["x"]\n')
    code, out, _ = run("doctor", "--config", path)
    assert code == 1
    assert out.count("failure  settings") == 2
