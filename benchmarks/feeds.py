"""How well and how fast feeds are read: python -m benchmarks.feeds [FOLDER].

The folder holds MANIFEST.jsonl, a line a file: {"file", "kind", "url"}. A file that has items is read when one entry at
least comes back. Entries a second are counted over the kind "real", in CPU time of one process, each beside the first
parser alone in turn; the best of several rounds counts. Without a folder an invented feed is read.
"""

import contextlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import fastfeedparser

from briefing.collect.http.coding import gunzipped
from briefing.collect.syndication.parse import LARGEST, parse_feed
from briefing.errors import Permanent

ROUNDS = 7
_ASIDE = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_ITEM = re.compile(rb"<(?:[A-Za-z0-9_]+:)?(?:item|entry)(?=[\s>/])")
_ITEMS = "".join(
    f"<item><title>Ferry {number} sails</title><link>https://quay.example/{number}</link><guid>{number}</guid>"
    f"<pubDate>Mon, 02 Mar 2026 07:00:00 GMT</pubDate><description>&lt;p&gt;The ferry sailed at noon and came back "
    f"an hour later, the &lt;b&gt;board&lt;/b&gt; said.&lt;/p&gt;</description></item>"
    for number in range(50)
)
INVENTED = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>{_ITEMS}</channel></rss>'.encode()


@dataclass(frozen=True)
class File:
    """One feed as it lies in the folder."""

    kind: str
    data: bytes
    url: str | None

    @property
    def has_items(self) -> bool:
        try:
            data = gunzipped(self.data, LARGEST).lstrip()
        except (Permanent, ValueError):
            return False
        if data.startswith(b"{"):
            try:
                return bool(json.loads(data).get("items"))
            except ValueError:
                return False
        return _ITEM.search(_ASIDE.sub(b"", data.replace(b"\0", b""))) is not None


def files(folder: Path | None) -> list[File]:
    if folder is None:
        return [File("real", INVENTED, "https://quay.example/feed")] * 80
    lines = (folder / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines()
    told = (json.loads(line) for line in lines)
    return [File(one["kind"], (folder / one["file"]).read_bytes(), one.get("url")) for one in told]


def entries(file: File) -> int:
    """How many entries come back, and -1 for what is refused; a replacement character that was not there is told."""
    try:
        found = parse_feed(file.data, file.url).entries
    except Permanent:
        return -1
    if "\ufffd".encode() not in file.data and b"\xff\xfd" not in file.data:
        invented = [entry.title for entry in found if "\ufffd" in entry.title]
        if invented and b"&#65533;" not in file.data and b"&#xFFFD;" not in file.data:
            print(f"  a character was invented in {invented[0]!r}")
    return len(found)


def bare(file: File) -> None:
    with contextlib.suppress(Exception):  # what it refuses is the other's business; only the time counts
        fastfeedparser.parse(file.data, include_tags=False, include_media=False, include_enclosures=False)


def seconds(work: Callable[[File], object], some: list[File]) -> float:
    start = time.process_time()
    for file in some:
        work(file)
    return time.process_time() - start


def main(folder: Path | None) -> None:
    """Print the shares that are read, and the speed."""
    all_files = files(folder)
    kinds = sorted({file.kind for file in all_files})
    tally: Counter[tuple[str, str]] = Counter()
    for file in all_files:
        count = entries(file)
        tally[file.kind, "entries"] += max(count, 0)
        tally[file.kind, "with items"] += file.has_items
        tally[file.kind, "read"] += file.has_items and count > 0
    for kind in kinds:
        read, held = tally[kind, "read"], tally[kind, "with items"]
        print(f"{kind}: {read} of {held} feeds with items read ({read / max(held, 1):.4f})")
    real = [file for file in all_files if file.kind == "real"]
    rounds = [(seconds(lambda file: parse_feed(file.data, file.url), real), seconds(bare, real)) for _ in range(ROUNDS)]
    ours, alone = (min(times) for times in zip(*rounds, strict=True))
    count = tally["real", "entries"]
    print(f"{count} real entries: {count / ours:,.0f} a CPU second, {ours / alone:.2f} x the first parser alone")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
