"""How fast pages are read beside trafilatura's fast mode, and, given pages with their truth, how well.

    python benchmarks/extract.py [folder]

The folder holds truth.jsonl, a line a page: {"file", "url", "body" | "with" and "without", "title", "author", "date"},
and the pages, gzipped. Text: shared 4-word shingles (F1 over pages) or wanted and unwanted snippets (F1 over snippets);
title: one contains the other in at least three fifths of its length; author: the same set of names; date: the same day.
Without a folder an invented page is read. CPU time of one process, both readers in turn on every page.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from briefing.extract.page import extract_html
from briefing.model import Article

WORD = re.compile(r"\w+")
SENTENCE = "The ferry between Velden and Marrow sailed at {} and came back an hour later, the harbour board said. "
INVENTED = (
    "<html><head><title>Ferry sails again - The Quay</title></head><body><nav>"
    + "<a href='/'>Quay</a> " * 200
    + "</nav><article><h1>Ferry sails again</h1><p>By Ada Marsh</p>"
    + "".join(f"<p>{SENTENCE.format(hour) * 3}</p>" for hour in range(24))
    + "</article></body></html>"
)


def pages(folder: Path | None) -> Iterator[tuple[bytes, Mapping[str, Any]]]:
    if folder is None:
        yield from [(INVENTED.encode(), {"title": "Ferry sails again", "author": "Ada Marsh"})] * 50
        return
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        yield gzip.decompress((folder / truth["file"]).read_bytes()), truth


def letters(text: object) -> str:
    return " ".join(WORD.findall(str(text or "").casefold()))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))


def authors(value: object) -> set[str]:
    parts = value if isinstance(value, list | tuple) else re.split(r";|,|\band\b|\bund\b|&|\|", str(value or ""))
    return {letters(re.sub(r"^(?:by|von)\s", "", str(part).strip(), flags=re.IGNORECASE)) for part in parts} - {""}


def judge(
    found: Article | None, truth: Mapping[str, Any], tally: Counter[str], shares: list[tuple[float, float]]
) -> None:
    text = found.text if found else ""
    if "body" in truth:
        wanted, given = shingles(truth["body"]), shingles(text)
        common = sum((wanted & given).values())
        shares.append((common / max(1, sum(given.values())), common / max(1, sum(wanted.values()))))
    flat = " ".join(text.split())
    for name in ("with", "without"):
        for snippet in truth.get(name, ()):
            tally[f"{name} {' '.join(snippet.split()) in flat}"] += 1
    checks: dict[str, Callable[[Article], bool]] = {
        "title": lambda article: alike(letters(truth["title"]), letters(article.title)),
        "author": lambda article: authors(truth["author"]) == authors(article.authors),
        "date": lambda article: bool(article.published) and str(article.published)[:10] == str(truth["date"])[:10],
    }
    for name, check in checks.items():
        if truth.get(name):
            tally[name] += 1
            tally[f"{name} right"] += found is not None and check(found)


def alike(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and shorter in longer and len(shorter) >= 0.6 * len(longer)


def main(folder: Path | None) -> None:
    tally: Counter[str] = Counter()
    shares: list[tuple[float, float]] = []
    spent: defaultdict[str, float] = defaultdict(float)
    for html, truth in pages(folder):
        url = truth.get("url")
        before = time.process_time()
        bare_extraction(html, url=url, fast=True, with_metadata=True, include_comments=False)
        between = time.process_time()
        found = extract_html(html, url)
        spent["trafilatura fast"] += between - before
        spent["briefing"] += time.process_time() - between
        tally["pages"] += 1
        judge(found, truth, tally, shares)
    for name, seconds in spent.items():
        print(f"{name}: {1000 * seconds / tally['pages']:.1f} ms a page")
    print(f"ratio: {spent['briefing'] / spent['trafilatura fast']:.2f} over {tally['pages']} pages")
    if shares:
        precision, recall = (sum(column) / len(shares) for column in zip(*shares, strict=True))
        print(f"text, shingles: F1 {2 * precision * recall / (precision + recall):.4f} over {len(shares)} pages")
    if tally["with True"]:
        wrong = tally["with False"] + tally["without True"]
        print(f"text, snippets: F1 {2 * tally['with True'] / (2 * tally['with True'] + wrong):.4f}")
    for name in ("title", "author", "date"):
        if tally[name]:
            print(f"{name}: {tally[f'{name} right'] / tally[name]:.3f} of {tally[name]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
