"""A private Postfix: started for the tests on loopback, into folders of its own, sending nothing anywhere."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.required import absent

REQUIRED = "BRIEFING_REQUIRE_POSTFIX"
DOMAIN = "example.org"
GONE = f"gone@{DOMAIN}"
"""Taken, and sent back a moment later."""
SETTINGS = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/lib
mail_owner = postfix
myhostname = mx.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:{user}
virtual_gid_maps = static:{group}
virtual_minimum_uid = 1
transport_maps = inline:{{ {{{gone} = refuse:}} }}
default_transport = error:no mail leaves this machine
smtpd_relay_restrictions = permit_mynetworks, reject
mynetworks = 127.0.0.0/8
smtputf8_enable = yes
smtpd_tls_security_level = may
smtpd_tls_chain_files = {folder}/chain.pem
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
alias_maps =
"""
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup  unix n - n - 0 cleanup
qmgr     unix n - n 300 1 qmgr
tlsmgr   unix - - n 1000? 1 tlsmgr
rewrite  unix - - n - - trivial-rewrite
bounce   unix - - n - 0 bounce
defer    unix - - n - 0 bounce
trace    unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error    unix - - n - - error
retry    unix - - n - - error
refuse   unix - n n - - pipe user=nobody argv=/bin/sh -c {{exit 67}}
virtual  unix - n n - - virtual
anvil    unix - - n - 1 anvil
postlog  unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """A running server; `authority` is the file of the one who vouches for its certificate, for localhost."""

    folder: Path
    port: int
    authority: Path

    def received(self, count: int) -> list[bytes]:
        """The mails that were delivered, oldest first, once there are so many."""
        ends = time.monotonic() + 30
        while time.monotonic() < ends:
            found = sorted((self.folder / "mail" / "all" / "new").glob("*"), key=lambda path: path.stat().st_mtime_ns)
            if len(found) >= count:
                return [path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for path in found]
            time.sleep(0.05)
        raise AssertionError(f"fewer than {count} mails came: {self.log()}")

    def empty(self) -> None:
        """Forget what was delivered."""
        for path in (self.folder / "mail" / "all" / "new").glob("*"):
            path.unlink()

    def log(self) -> str:
        """What the server says."""
        path = self.folder / "mail.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""


@contextmanager
def private_postfix() -> Iterator[Postfix]:
    """Start a server and stop it again; skips the test (or fails it, where it is required) without one."""
    binary = shutil.which("postfix", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if binary is None or os.getuid() != 0:
        absent(REQUIRED, "Postfix is not installed, or not ours to start: it wants to be root")
    folder = Path(tempfile.mkdtemp(prefix="briefing-mx-"))
    folder.chmod(0o755)
    try:
        with _served(binary, folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(binary: str, folder: Path) -> Iterator[Postfix]:
    for name in ("etc", "spool", "lib", "mail"):
        (folder / name).mkdir()
    nobody, owner = pwd.getpwnam("nobody"), pwd.getpwnam("postfix")
    os.chown(folder / "mail", nobody.pw_uid, nobody.pw_gid)
    os.chown(folder / "lib", owner.pw_uid, owner.pw_gid)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(folder / "chain.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    said = SETTINGS.format(folder=folder, domain=DOMAIN, gone=GONE, user=nobody.pw_uid, group=nobody.pw_gid)
    (folder / "etc" / "main.cf").write_text(said, encoding="utf-8")
    (folder / "etc" / "master.cf").write_text(SERVICES.format(port=port), encoding="utf-8")
    for name in ("dynamicmaps.cf", "postfix-files"):
        if Path("/etc/postfix", name).exists():
            shutil.copy(f"/etc/postfix/{name}", folder / "etc" / name)
    command = [binary, "-c", str(folder / "etc")]
    started = subprocess.run([*command, "start"], capture_output=True, text=True, timeout=60, check=False)
    server = Postfix(folder, port, folder / "authority.pem")
    if started.returncode != 0:
        raise AssertionError(f"Postfix did not start: {started.stdout}{started.stderr}{server.log()}")
    try:
        yield server
    finally:
        subprocess.run([*command, "abort"], capture_output=True, timeout=60, check=False)
