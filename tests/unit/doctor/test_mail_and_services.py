"""The doctor's rows for what comes back and for other services; nothing is sent, and no address is shown."""

from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from briefing.doctor.checks import CHECKS, TRIALS
from briefing.doctor.examination import examine
from briefing.settings.reading import load
from tests.dovecot import PASSWORD, private_dovecot
from tests.fakes import fake_smtp

CANARY = "canary-91e0"
MAIL = '[email]\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\nsender = "b@example.com"\n'
PATH = 'return_path = "bounces@example.com"\n'
SIGNED = {"SIGNING_KEY": "k" * 40}
PHONES = """[destinations.phone]
channel = "notify"
[destinations.on-call]
channel = "notify"
[briefs.m]
title = "M"
send_to = ["phone", "on-call"]
"""


def found(folder: Path, check: str, text: str, environment: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    """Level, words and advice of one check."""
    path = folder / "briefing.toml"
    path.write_text(f'database = "sqlite:///{folder}/b.sqlite3"\n{text}')
    checks = [one for one in (*CHECKS, *TRIALS) if one.name == check]
    results = examine(load(path, environment or {}), datetime.now(UTC), checks)
    return [(one.level.value, one.words, one.advice) for one in results]


@pytest.mark.parametrize(("text", "level", "words", "advice"), [
    ("", "ok", "no mails are sent", ""),
    (MAIL, "warning", "nobody reads what comes back", "email.return_path"),
    (MAIL + PATH, "warning", "come back to bounces@example.com", "email.bounces"),
])  # fmt: skip
def test_whether_anybody_reads_what_comes_back(tmp_path: Path, text: str, level: str, words: str, advice: str) -> None:
    ((how, said, told),) = found(tmp_path, "bounces", text, SIGNED)
    assert (how, words in said, advice in told) == (level, True, True)


@pytest.mark.dovecot
def test_the_mailbox_of_what_comes_back_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with private_dovecot() as server:
        monkeypatch.setenv("SSL_CERT_FILE", f"{server.folder}/authority.pem")
        text = f'{MAIL}{PATH}bounces = "{server.url()}"\n'
        ((level, words, _),) = found(tmp_path, "bounces", text, {**SIGNED, "BOUNCES_PASSWORD": PASSWORD})
        assert (level, "can be opened" in words) == ("ok", True), words
        ((level, words, advice),) = found(tmp_path, "bounces", text, {**SIGNED, "BOUNCES_PASSWORD": CANARY})
        assert (level, bool(advice), CANARY in words) == ("failure", True, False)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ('security = "starttls"\n', 'email.security = "tls"'),
        ('security = "none"\nuser = "brief"\n', "leave email.user out"),
    ],
)
def test_what_a_mail_server_does_not_offer_is_told_with_the_key_that_asks_for_it(
    tmp_path: Path, text: str, advice: str
) -> None:
    with fake_smtp() as server:
        settings = f'[email]\nhost = "127.0.0.1"\nport = {server.port}\nsender = "b@example.com"\n{text}'
        (level, _, told), *_ = found(tmp_path, "mail", settings, {"SMTP_PASSWORD": CANARY})
    assert (level, advice in told) == ("failure", True), told


def test_an_address_that_apprise_does_not_know_is_a_failure_and_no_address_is_shown(tmp_path: Path) -> None:
    urls = {
        "NOTIFY_URL_PHONE": f"ntfys://{CANARY}",
        "NOTIFY_URL_ON_CALL": f"carrier-pigeon://{CANARY}",
    }
    known, unknown = found(tmp_path, "notify", PHONES, urls)
    assert known[0] == "ok"
    assert known[1].startswith("phone goes to ntfy")
    assert unknown == (
        "failure",
        "on-call: the address is none that apprise knows: see its list of services",
        "correct NOTIFY_URL_ON_CALL",
    )
    assert CANARY not in f"{known}{unknown}"


def test_without_other_services_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    assert found(tmp_path, "notify", "") == [("ok", "none is named", "")]


def test_a_test_reaches_a_service_that_is_there_and_one_that_is_not_is_a_failure(tmp_path: Path) -> None:
    heard: list[bytes] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        urls = {
            "NOTIFY_URL_PHONE": f"json://127.0.0.1:{server.server_port}/{CANARY}",
            "NOTIFY_URL_ON_CALL": f"json://127.0.0.1:9/{CANARY}",
        }
        there, away = found(tmp_path, "trial", PHONES, urls)
        server.shutdown()
    assert there == ("ok", "phone took a test: look whether it arrived", "")
    assert (away[0], "NOTIFY_URL_ON_CALL" in away[2]) == ("failure", True)
    assert CANARY not in f"{there}{away}"
    assert [b"A test from briefing" in one for one in heard] == [True]
