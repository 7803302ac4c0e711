"""A private Dovecot: started for the tests on loopback, with a certificate of its own, and gone with them."""

import grp
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from imaplib import IMAP4_SSL
from pathlib import Path

import trustme

from tests.required import absent

REQUIRED = "BRIEFING_REQUIRE_DOVECOT"
USER, PASSWORD = "desk@quay.example", 'rätsel "7"'
SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_min_protocol = TLSv1.2
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = yes
login_trusted_networks =
auth_failure_delay = 0 secs
auth_mechanisms = {mechanisms}
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 100
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {secure}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server with one account."""

    folder: Path
    secure: int
    plain: int
    trust: ssl.SSLContext

    def url(self, folder: str = "INBOX", scheme: str = "imaps") -> str:
        port = self.secure if scheme == "imaps" else self.plain
        return f"{scheme}://{USER.replace('@', '%40')}@localhost:{port}/{folder}"

    def client(self) -> IMAP4_SSL:
        """Somebody else's client, who may write."""
        client = IMAP4_SSL("localhost", self.secure, ssl_context=self.trust, timeout=10)
        client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        return client

    def put(self, mail: bytes, folder: str = "INBOX", date: str = "") -> None:
        """Deliver a mail."""
        client = self.client()
        client.append(f'"{folder}"', "", date, mail)
        client.logout()

    def renew(self, folder: str) -> None:
        """A new, empty folder in place of one of that name."""
        client = self.client()
        client.delete(f'"{folder}"')
        client.create(f'"{folder}"')
        client.logout()

    def flags(self, folder: str = "INBOX") -> list[bytes]:
        """What is marked on each message of a folder."""
        client = self.client()
        client.select(f'"{folder}"', readonly=True)
        _, found = client.fetch("1:*", "(FLAGS)")
        client.logout()
        return [line for line in found if isinstance(line, bytes)]


def program() -> str | None:
    """Where the server is."""
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def private_dovecot(mechanisms: str = "plain login") -> Iterator[Dovecot]:
    """Start a server and stop it again; skips the test (or fails it, where it is required) without one."""
    binary = program()
    if binary is None:
        absent(REQUIRED, "Dovecot is not installed (no dovecot in the PATH or /usr/sbin)")
    # Not below pytest's folder: that one is closed to other users, and a socket's path may have 107 bytes only.
    folder = Path(tempfile.mkdtemp(prefix="briefing-imap-"))
    folder.chmod(0o755)
    try:
        with _served(binary, folder, mechanisms) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(binary: str, folder: Path, mechanisms: str) -> Iterator[Dovecot]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    certificate = authority.issue_cert("localhost")
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    certificate.cert_chain_pems[0].write_to_path(folder / "certificate.pem")
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    for name in ("mail", "home"):
        (folder / name).mkdir()
        os.chown(folder / name, owner.pw_uid, owner.pw_gid)
    secure, plain = _free_port(), _free_port()
    group = grp.getgrgid(owner.pw_gid).gr_name
    settings = SETTINGS.format(
        folder=folder, user=owner.pw_name, group=group, secure=secure, plain=plain, mechanisms=mechanisms
    )
    (folder / "dovecot.conf").write_text(settings, encoding="utf-8")
    command = [binary, "-F", "-c", str(folder / "dovecot.conf")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            _wait_for(secure, process, folder / "log")
            context = ssl.create_default_context()
            authority.configure_trust(context)
            yield Dovecot(folder, secure, plain, context)
        finally:
            process.terminate()
            process.wait(10)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait_for(port: int, process: "subprocess.Popen[str]", log: Path) -> None:
    ends = time.monotonic() + 20
    while time.monotonic() < ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    said = log.read_text(encoding="utf-8") if log.exists() else ""
    output = process.stdout.read() if process.poll() is not None and process.stdout else ""
    raise AssertionError(f"Dovecot did not start: {output}{said}")
