"""How much faster pages are read by one child process a core: python -m benchmarks.reading [FOLDER].

Wall time, because the children's is what counts; one child and one a core in turn, the best of several rounds. On a
machine that has other work to do the figure is too low. The folder is that of benchmarks.extract; without it an
invented page is read.
"""

import os
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.extract import pages
from briefing.extract.child import ChildReader
from briefing.model import Document, Entry

PAGES, ROUNDS = 200, 3


def seconds(reader: ChildReader, documents: Sequence[Document]) -> float:
    start = time.monotonic()
    reader.read_many(documents)
    return time.monotonic() - start


def main(folder: Path | None) -> None:
    """Print how long one child and one a core take."""
    found = list(islice(pages(folder), PAGES))
    urls = [str(truth.get("url") or "") for _, truth in found]
    documents = [Document(Entry("", url, ""), url, body=body) for (body, _), url in zip(found, urls, strict=True)]
    readers = {count: ChildReader(count) for count in (1, os.cpu_count() or 1)}
    for reader in readers.values():
        reader.read_many(documents[:40])
    best = {count: min(seconds(reader, documents) for _ in range(ROUNDS)) for count, reader in readers.items()}
    for reader in readers.values():
        reader.close()
    alone, together = best[1], min(best.values())
    print(
        f"{len(documents)} pages: {alone:.2f} s by one child, {together:.2f} s by {max(best)}: {alone / together:.2f} x"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
