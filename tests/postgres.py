"""A private PostgreSQL cluster: started for the tests, reachable by them alone, gone with them."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from tests.required import absent

REVISIONS = ("alembic_version", "queue_schema")
WRITTEN = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL (%s)
  AND (pg_relation_size(oid) > 0 OR relfilenode = oid)
"""
"""The tables that hold something, or were never emptied: their indexes have another size, and with it other plans."""
REQUIRED = "BRIEFING_REQUIRE_POSTGRES"
# Speed over safety, for the machine only: no test cuts the power of the server, and it is gone afterwards. Nothing is
# gathered by itself on what tables hold: plans would depend on when.
OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
}


@dataclass(frozen=True)
class Cluster:
    """A running server, spoken to through a socket in `folder`."""

    binaries: Path
    folder: Path
    owner: pwd.struct_passwd

    def url(self, database: str) -> str:
        return f"postgresql://briefing@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template0") -> str:
        """A new database, a copy of another; answers with its URL."""
        self._statement(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        self._statement(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def clear(self, database: str) -> None:
        """Empty all tables of a database but those that name the revisions of its schema.

        What is empty already is left alone: to empty it takes as long as the others.
        """
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            found = connection.execute(WRITTEN, (list(REVISIONS),)).fetchall()
            if found:
                tables = ", ".join(f'"{name}"' for (name,) in found)
                connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE".encode())

    def start(self) -> None:
        settings = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        options = f"{settings} -c listen_addresses= -k {self.folder}"
        self.run("pg_ctl", "start", "-w", "-D", self.data, "-l", str(self.folder / "log"), "-o", options)

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "stop", "-D", self.data, "-m", mode)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let the whole server stand still, as a machine does that is suspended."""
        main = int(Path(self.data, "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        stopped = [main, *map(int, children)]
        try:
            for number in stopped:
                os.kill(number, signal.SIGSTOP)
            yield
        finally:
            for number in reversed(stopped):
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGCONT)

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def run(self, program: str, *arguments: str, stdin: IO[bytes] | None = None) -> None:
        """Run one of the server's programs as the owner of the cluster: the server refuses to run as root."""
        owner = self.owner.pw_uid if os.getuid() == 0 else None
        group = self.owner.pw_gid if os.getuid() == 0 else None
        command = [str(self.binaries / program), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, stdin=stdin, user=owner, group=group, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{program}: {done.stderr or done.stdout}"

    def _statement(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def binaries() -> Path | None:
    """The folder with the server's programs, the newest version when there are several."""
    in_path = shutil.which("initdb")
    if in_path and Path(in_path).resolve().with_name("postgres").exists():
        return Path(in_path).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return installed[-1].parent if installed else None


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """Start a cluster and stop it again; skips the test (or fails it, where it is required) without a server."""
    programs = binaries()
    if programs is None:
        absent(REQUIRED, "PostgreSQL is not installed (initdb neither in the PATH nor in /usr/lib/postgresql)")
    # Not below pytest's folder: that one is closed to other users, and a socket's path may have 107 bytes only.
    folder = Path(tempfile.mkdtemp(prefix="briefing-pg-"))
    cluster = Cluster(programs, folder, _owner())
    if os.getuid() == 0:
        os.chown(folder, cluster.owner.pw_uid, cluster.owner.pw_gid)
    try:
        cluster.run(
            "initdb", "-D", cluster.data, "-U", "briefing", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> pwd.struct_passwd:
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]
