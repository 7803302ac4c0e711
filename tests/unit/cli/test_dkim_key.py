"""`briefing dkim`: a key, and the line for DNS by which others know it."""

import base64
import re
from datetime import UTC, datetime
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.serialization import load_der_public_key

from briefing.deliver.dkim import signer
from tests.unit.cli.conftest import Run


def test_a_key_is_made_for_its_owner_alone_and_never_over_another(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    assert run("dkim", "key", file)[0] == 0
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_text()
    assert run("dkim", "key", file)[0] == 1
    assert file.read_text() == before
    assert run("dkim", "key", tmp_path / "nowhere" / "key.pem")[0] == 1


def test_the_record_is_what_dns_takes_and_proves_our_signatures(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, config = tmp_path / "key.pem", tmp_path / "briefing.toml"
    run("dkim", "key", file)
    monkeypatch.setenv("DKIM_KEY_FILE", str(file))
    config.write_text('[email]\ndkim_domain = "news.example"\ndkim_selector = "s1"\n')
    status, said, _ = run("dkim", "record", "-c", config)
    assert status == 0
    name, _, value = said.strip().partition(" IN TXT ")
    strings = re.findall(r'"([^"]*)"', value)
    assert name == "s1._domainkey.news.example."
    assert max(map(len, strings)) <= 255
    record = "".join(strings)
    load_der_public_key(base64.b64decode(record.partition("p=")[2]))
    ours = signer("news.example", "s1", file.read_text())
    mail = ours.signed(b"From: a@news.example\r\nSubject: hello\r\n\r\nbody\r\n", datetime(2026, 1, 5, tzinfo=UTC))
    assert dkim.verify(mail, dnsfunc=lambda asked, timeout=5: record.encode())


def test_without_a_domain_it_says_what_to_set(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "briefing.toml"
    config.write_text("")
    status, _, said = run("dkim", "record", "-c", config)
    assert status == 2
    assert "email.dkim_domain" in said
