"""How fast quotes are read, how the time grows, and, given marked articles, how good they are.

    python benchmarks/quotes.py [marked.jsonl]

Each line of the file: {"text", "quotes": [{"start", "end", "speaker"}]}. A found part counts when it shares at least
four fifths of its words with a marked one; a speaker counts when the surname is right. CPU time of one process.
"""

import json
import re
import sys
import time
from pathlib import Path
from statistics import median

from briefing.annotate.quotes import quotes

WORD = re.compile(r"\w+")
PARAGRAPHS = (
    "The harbour of Norhaven will be dredged in spring, the council said on Monday, after a winter of delays.",
    "“We have waited for nine years and we will not wait for a tenth,” said Ida Ek, the mayor. “The ships are here.”",
    "Omar Rask, a professor of law at Norland University, called the contract “an open door for every later claim.”",
    "“Nobody has read the annex,” he said, “and nobody in that room wants to.”",
    "A spokesman for the builder, VeldenNet, did not answer calls. Its shares rose by 4 percent.",
)


def article(paragraphs: int) -> str:
    return "\n\n".join(PARAGRAPHS[number % len(PARAGRAPHS)] for number in range(paragraphs))


def seconds(text: str, runs: int) -> float:
    spent = []
    for _ in range(runs):
        before = time.process_time()
        quotes(text)
        spent.append(time.process_time() - before)
    return median(spent)


def speed() -> None:
    print("paragraphs  ms")
    for paragraphs in (10, 30, 100, 1_000, 10_000):
        print(f"{paragraphs:10d}  {1000 * seconds(article(paragraphs), 3 if paragraphs > 100 else 20):.2f}")


def words_at(text: str, start: int, end: int) -> set[int]:
    return {start + match.start() for match in WORD.finditer(text[start:end])}


def quality(path: Path) -> None:
    right = found = marked = named = named_right = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        text = item["text"]
        wanted = [(words_at(text, mark["start"], mark["end"]), mark.get("speaker")) for mark in item["quotes"]]
        marked += len(wanted)
        for quote in quotes(text):
            for start, end in quote.spans:
                found += 1
                here = words_at(text, start, end)
                for there, speaker in wanted:
                    if len(here & there) < 0.8 * len(here | there):
                        continue
                    right += 1
                    named += bool(speaker)
                    named_right += bool(speaker and WORD.findall(speaker)[-1] in (quote.speaker or ""))
                    break
    print(f"precision {100 * right / max(1, found):.1f}  recall {100 * right / max(1, marked):.1f}")
    print(f"speaker {100 * named_right / max(1, named):.1f} of {named}")


if __name__ == "__main__":
    speed()
    for name in sys.argv[1:]:
        quality(Path(name))
