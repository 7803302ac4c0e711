"""The doctor's rows for many machines: the queue, the rescue, permissions, and the signature's record in DNS."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import dns.message
import dns.resolver
import dns.rrset
import psycopg
import pytest

from briefing.deliver.dkim import new_key, signer
from briefing.doctor.checks import CHECKS
from briefing.doctor.examination import examine
from briefing.settings.reading import load
from briefing.store.database import open_store
from tests.postgres import Cluster, private_cluster

NOW = datetime.now(UTC)
KEY = new_key()
RECORD = signer("example.com", "briefing", KEY).record()
MAIL = (
    '[email]\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\nsender = "b@example.com"\ndkim_domain = "example.com"\n'
)
NAME = "briefing._domainkey.example.com"


def rows(path: Path, text: str, names: set[str], environment: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Level and words of some checks."""
    path.write_text(text)
    checks = [check for check in CHECKS if check.name in {*names, "database"}]
    found = examine(load(path, environment or {}), NOW, checks)
    return [(one.level.value, one.words) for one in found if one.check in names]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with private_cluster() as cluster:
        yield cluster


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    url = cluster.create("doctored")
    store = open_store(url)
    store.upgrade()
    store.close()
    yield url
    cluster.drop("doctored")


JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, status, worker_id)
VALUES ('collect', 'briefing.work', 0, %(name)s, %(name)s, %(status)s, %(worker)s)
"""


@pytest.mark.postgres
def test_the_queue_is_told_with_what_to_do_about_it(tmp_path: Path, database: str) -> None:
    path, text, names = tmp_path / "b.toml", f'database = "{database}"\n', {"queue", "rescue", "permissions"}
    assert rows(path, text, names) == [
        ("ok", "this user may read, write and upgrade"),
        ("warning", "no worker runs"),
        ("ok", "no job of a dead worker is left"),
    ]
    with psycopg.connect(database, autocommit=True) as connection:
        for status in ("todo", "failed", "doing"):
            connection.execute(JOB, {"name": status, "status": status, "worker": None})
        assert rows(path, text, names)[1:] == [
            ("failure", "1 waiting, no workers: nobody works on them"),
            ("warning", "1 failed for good within a week"),
            ("failure", "1 job of dead workers not taken back"),
        ]
        connection.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        connection.execute("UPDATE procrastinate_jobs SET worker_id = (SELECT id FROM procrastinate_workers)")
        assert rows(path, text, {"queue", "rescue"}) == [
            ("ok", "1 waiting, 1 worker"),
            ("warning", "1 failed for good within a week"),
            ("ok", "no job of a dead worker is left"),
        ]
        connection.execute("UPDATE procrastinate_events SET at = now() - interval '20 minutes'")
        assert rows(path, text, {"queue"})[0] == ("warning", "1 waiting, 1 worker, the oldest waits for 20 minutes")


@pytest.mark.postgres
def test_a_user_who_may_not_write_or_upgrade_is_told_so(tmp_path: Path, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        connection.execute("GRANT INSERT, UPDATE, DELETE ON sources TO reader")
    text = f'database = "{database.replace("briefing@", "reader@")}"\n'
    try:
        [(level, words), (other, told)] = rows(tmp_path / "b.toml", text, {"permissions"})
    finally:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("DROP OWNED BY reader")
            connection.execute("DROP ROLE reader")
    assert (level, other) == ("failure", "warning")
    assert "INSERT slots" in words
    assert "SELECT" not in words
    assert "sources" not in words.split()
    assert told == "this user may not CREATE tables in the schema"


def test_on_one_machine_there_is_no_queue_to_look_at(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/b.sqlite3"
    store = open_store(url)
    store.upgrade()
    store.close()
    levels = rows(tmp_path / "b.toml", f'database = "{url}"\n', {"queue", "rescue", "permissions", "dkim"})
    assert [level for level, _ in levels] == ["ok"] * 4


@contextmanager
def answering(record: str) -> Iterator[int]:
    """A name server on loopback that knows one TXT record, or none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def answer() -> None:
            data, sender = server.recvfrom(4096)
            reply = dns.message.make_response(dns.message.from_wire(data))
            if record:
                strings = " ".join(f'"{record[at : at + 200]}"' for at in range(0, len(record), 200))
                reply.answer.append(dns.rrset.from_text(f"{NAME}.", 300, "IN", "TXT", strings))
            server.sendto(reply.to_wire(), sender)

        Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    ("record", "level", "words"),
    [
        (RECORD, "ok", f"{NAME} tells our key"),
        (RECORD.replace("p=", "p= ").replace("; k=rsa", ";k=rsa ; t=s"), "ok", f"{NAME} tells our key"),
        ("v=DKIM1; p=AAAA", "failure", f"{NAME} tells another key than DKIM_KEY has"),
        ("", "failure", f"{NAME} has no TXT record"),
    ],
    ids=["ours", "ours with blanks", "another", "none"],
)
def test_the_record_of_the_signature_is_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: str, level: str, words: str
) -> None:
    with answering(record) as port:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], port
        monkeypatch.setattr(dns.resolver, "default_resolver", resolver)
        text = f'database = "sqlite:///{tmp_path}/b.sqlite3"\n{MAIL}'
        assert rows(tmp_path / "b.toml", text, {"dkim"}, {"DKIM_KEY": KEY}) == [(level, words)]
