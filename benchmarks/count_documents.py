"""Count in how many documents each stem occurs, for the background of briefing/text/similarity.py.

    python benchmarks/count_documents.py OUT.json.gz FILE.jsonl...

Each line of a file is an object with a "text". Only stems and counts are written; stems in fewer than three documents
and everything with a digit are left out, so that nothing of the texts can be read from the file.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from briefing.text.tokens import stems, stopwords, words

LEAST_DOCUMENTS = 3
VERSION = 1


def content(text: str) -> set[str]:
    stop = stopwords("en")
    return set(stems([word for word in words(text) if word not in stop and len(word) > 1]))


def main(target: str, sources: list[str]) -> None:
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    for source in sources:
        for line in Path(source).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            if text not in seen:
                seen.add(text)
                counts.update(content(text))
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for stem, count in counts.items():
        if count >= LEAST_DOCUMENTS and stem.isalpha():
            groups[count].append(stem)
    packed = {
        "version": VERSION,
        "documents": len(seen),
        "stems": {c: " ".join(sorted(groups[c])) for c in sorted(groups)},
    }
    data = json.dumps(packed, ensure_ascii=False).encode()
    Path(target).write_bytes(gzip.compress(data, mtime=0))
    print(f"{len(seen)} documents, {sum(map(len, groups.values()))} stems, {Path(target).stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
