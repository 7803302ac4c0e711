"""How fast figures are read, how the time grows, and, given marked sentences, how good they are.

    python benchmarks/figures.py [marked.jsonl]

Each line of the file: {"text", "figures": [{"value", "modifier"?}]}; a value is a number or [low, high]. CPU time of
one process.
"""

import json
import math
import sys
import time
from pathlib import Path
from statistics import median

from briefing.annotate.figures import figures

SENTENCES = (
    "The harbour of Norhaven will cost nearly $1.2bn, up 12 percent from $1.07bn a year earlier, the council said.",
    "More than 11,000 containers wait on 14 quays, and two-thirds of them have waited for 10 to 20 days.",
    "Ida Ek, 51, signed the contract on 9 May in Room 12 of the old mill.",
    "Winds of at least 120 km/h (75 mph) tore off the roofs of dozens of houses.",
    "Nobody counted the rest.",
)


def text_of(sentences: int) -> str:
    return " ".join(SENTENCES[number % len(SENTENCES)] for number in range(sentences))


def milliseconds(text: str, runs: int) -> float:
    spent = []
    for _ in range(runs):
        before = time.process_time()
        figures(text)
        spent.append(time.process_time() - before)
    return 1000 * median(spent)


def same(one: object, other: object) -> bool:
    first = one if isinstance(one, list | tuple) else [one]
    second = other if isinstance(other, list | tuple) else [other]
    return len(first) == len(second) and all(
        math.isclose(float(a), float(b), rel_tol=1e-3, abs_tol=1e-6) for a, b in zip(first, second, strict=True)
    )


def quality(path: Path) -> None:
    right = found = marked = modified = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = [one for one in row["figures"] if one.get("value") is not None]
        read = [one for one in figures(row["text"]) if one.value is not None]
        found, marked = found + len(read), marked + len(gold)
        for one in gold:
            hit = next((figure for figure in read if same(one["value"], figure.value)), None)
            if hit is not None:
                read.remove(hit)
                right += 1
                modified += one.get("modifier") in {None, hit.modifier}
    precision, recall = right / max(1, found), right / max(1, marked)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{path.name}: values P {precision:.3f} R {recall:.3f} F1 {score:.3f}, modifiers {modified / max(1, right):.3f}"
    )


def main() -> None:
    figures(text_of(5))
    for count in (10, 100, 1000):
        spent = milliseconds(text_of(count), 5)
        print(f"{count:5d} sentences: {spent:8.1f} ms, {spent / count:.2f} ms a sentence")
    for name in sys.argv[1:]:
        quality(Path(name))


if __name__ == "__main__":
    main()
