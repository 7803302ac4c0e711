"""Names that resolve, do not exist, fail or take for ever, for the resolver of the system itself.

Run in a network namespace of its own (`unshare --map-root-user --mount --net`): it brings up loopback, becomes the
only name server there, fetches one page by each name, and prints what came of it.
"""

import fcntl
import json
import socket
import struct
import subprocess
import sys
import threading
from pathlib import Path

from briefing.collect.http.fetch import HttpFetcher, Limits
from briefing.errors import BriefingError
from tests.unit.collect.loopback import Site, answer

CODES = {b"here": 0, b"empty": 0, b"failing": 2, b"missing": 3}
"""Response codes of DNS (RFC 1035 section 4.1.1) by the first label of a name; others are not answered."""
_SET_FLAGS, _UP = 0x8914, 0x1


def bring_up_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14x", b"lo", _UP))


def serve(server: socket.socket) -> None:
    """Answer questions for ever."""
    while True:
        question, asker = server.recvfrom(512)
        label = question[13 : 13 + question[12]]
        if label not in CODES:
            continue
        kind = question[question.index(b"\0", 12) + 1 :][:2]
        record = b"\xc0\x0c\0\1\0\1\0\0\0\0\0\4" + socket.inet_aton("127.0.0.1")
        found = record if (label, kind) == (b"here", b"\0\1") else b""
        end = question.index(b"\0", 12) + 5
        head = question[:2] + bytes([0x81, 0x80 | CODES[label]]) + b"\0\1" + (b"\0\1" if found else b"\0\0") + bytes(4)
        server.sendto(head + question[12:end] + found, asker)


def main(folder: Path) -> None:
    bring_up_loopback()
    settings = folder / "resolv.conf"
    settings.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", settings, "/etc/resolv.conf"], check=True)
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    threading.Thread(target=serve, args=(server,), daemon=True).start()
    site = Site(pages={"/": answer(body="x")})
    found: dict[str, object] = {}
    with HttpFetcher(allow_private=("127.0.0.0/8",), limits=Limits(deadline=1.0)) as fetcher:
        for label in ("here", "empty", "failing", "missing", "slow"):
            try:
                found[label] = fetcher.fetch(f"http://{label}.gazette.example:{site.port}/").body.decode()
            except BriefingError as error:
                found[label] = [type(error).__name__, error.fault, str(error)]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
