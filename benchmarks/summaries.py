"""How good summaries are beside the first sentences and sumy's methods, how fast, and how the time grows.

    python -m benchmarks.summaries [--limit N] [--methods NAME,…] [FILE.jsonl …]

A line of a file is {"title", "text", "reference": str | [str, …]}. Quality is the F1 of stems (R1) and of pairs of
stems (R2) shared with the best reference, as ROUGE counts them, with three sentences for everyone; the interval of the
gain over the lead is a bootstrap of 95 %. CPU time of one process.
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from typing import Any

from briefing.model import Article, Sentence
from briefing.summarize.methods import METHODS, summary
from briefing.summarize.standing import Standing
from briefing.text.openers import leans_back
from briefing.text.people import named, unintroduced
from briefing.text.sentences import sentences
from briefing.text.tokens import stems

_DRAWS = 500
_SENTENCE = "Ferry {} of Norhaven sailed to port {} with {} crates, the harbour board said on Monday."


@dataclass(frozen=True, slots=True)
class Item:
    """An article with what people wrote of it."""

    article: Article
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What one method reached, item by item.

    Attributes:
        first: F1 of stems, 0 to 100; `second` of pairs of stems.
        opened: how many summaries begin with a sentence that leans back; `alone` how many name somebody by a surname
            alone whom the article names whole.
        torn: how many of the `sentences` shown lean back on one of the article which is not shown before them.
        verbatim: share of sentences that stand at their offsets.
        words: in a summary, on average; a method that takes longer sentences scores higher where references are long.
        milliseconds: CPU time, by item.
    """

    first: tuple[float, ...]
    second: tuple[float, ...]
    opened: int
    alone: int
    torn: int
    sentences: int
    verbatim: float
    words: float
    milliseconds: tuple[float, ...]


def load(path: Path, limit: int | None = None) -> list[Item]:
    rows = path.read_text(encoding="utf-8").splitlines()[:limit]
    return [_item(number, json.loads(row)) for number, row in enumerate(rows)]


def _item(number: int, row: dict[str, Any]) -> Item:
    reference = row["reference"]
    references = (reference,) if isinstance(reference, str) else tuple(reference)
    return Item(Article(str(number), "", row.get("title") or "", row["text"]), references)


def overlap(one: Counter[Any], other: Counter[Any]) -> float:
    shared = (one & other).total()
    return 200 * shared / max(1, one.total() + other.total())


def likeness(shown: Sequence[Sentence], references: Iterable[str]) -> tuple[float, float]:
    """Best R1 and best R2 over the references."""
    words = [stem for sentence in shown for stem in stems(sentence.text)]
    pairs = Counter(pairwise(words))
    wanted = [stems(reference) for reference in references]
    return (
        max(overlap(Counter(words), Counter(reference)) for reference in wanted),
        max(overlap(pairs, Counter(pairwise(reference))) for reference in wanted),
    )


def measure(items: Sequence[Item], method: str, count: int = 3) -> Score:
    summary(items[0].article, method=method)
    shown: list[tuple[Sentence, ...]] = []
    spent: list[float] = []
    for item in items:
        before = time.process_time()
        shown.append(summary(item.article, sentences=count, method=method))
        spent.append(1000 * (time.process_time() - before))
    likes = [likeness(found, item.references) for found, item in zip(shown, items, strict=True)]
    stand = [
        item.article.text[one.start : one.end] == one.text
        for found, item in zip(shown, items, strict=True)
        for one in found
    ]
    return Score(
        first=tuple(first for first, _ in likes),
        second=tuple(second for _, second in likes),
        opened=sum(bool(found and leans_back(found[0].text)) for found in shown),
        alone=sum(bool(by_surname_alone(item, found)) for found, item in zip(shown, items, strict=True)),
        torn=sum(
            is_torn(item, found, place) for found, item in zip(shown, items, strict=True) for place in range(len(found))
        ),
        sentences=sum(map(len, shown)),
        verbatim=fmean(stand),
        words=fmean(sum(len(one.text.split()) for one in found) for found in shown),
        milliseconds=tuple(spent),
    )


def is_torn(item: Item, shown: Sequence[Sentence], place: int) -> bool:
    """Whether a shown sentence leans back and what it follows in the article is not shown before it."""
    one = shown[place]
    if not leans_back(one.text):
        return False
    left = shown[place - 1].end if place else 0
    between = sentences(item.article.text[left : one.start])
    judged = Standing(between, item.article.title)
    return not place or any(map(judged.allows, range(len(between))))


def by_surname_alone(item: Item, shown: Sequence[Sentence]) -> frozenset[str]:
    """Whom a summary names by a surname alone though the article somewhere gives the whole name."""
    whole = {name for one in sentences(item.article.text) for name in named(one.text).whole}
    return unintroduced(named(one.text) for one in shown) & whole


def gain(score: Score, lead: Score) -> tuple[float, float, float]:
    """Mean gain in R1 over the lead, and the ends of its interval."""
    gains = [one - other for one, other in zip(score.first, lead.first, strict=True)]
    draw = random.Random(0)
    means = sorted(fmean(draw.choices(gains, k=len(gains))) for _ in range(_DRAWS))
    return fmean(gains), means[_DRAWS // 40], means[-_DRAWS // 40 - 1]


def quality(path: Path, limit: int | None, methods: Sequence[str]) -> dict[str, Score]:
    items = load(path, limit)
    print(f"{path.name}: {len(items)} articles, three sentences")
    print("method          R1     R2  over the lead         leans back   torn  alone  verbatim  words  ms, median")
    lead = measure(items, "lead")
    scores = {}
    for method in methods:
        score = scores[method] = lead if method == "lead" else measure(items, method)
        mean, low, high = gain(score, lead)
        print(
            f"{method:10s} {fmean(score.first):7.2f} {fmean(score.second):6.2f}  {mean:+.2f} [{low:+.2f}, {high:+.2f}]"
            f"{100 * score.opened / len(items):13.1f} % {100 * score.torn / score.sentences:5.1f} %"
            f"{100 * score.alone / len(items):5.1f} % {100 * score.verbatim:7.1f} % {score.words:6.0f} "
            f"{median(score.milliseconds):10.2f}",
            flush=True,
        )
    return scores


def reading(scores: Sequence[Score]) -> str:
    """How often the summaries of all files together do not read alone."""
    summaries, shown = sum(len(score.first) for score in scores), sum(score.sentences for score in scores)
    opened, torn = sum(score.opened for score in scores), sum(score.torn for score in scores)
    alone = sum(score.alone for score in scores)
    return (
        f"{opened} of {summaries} summaries begin with a sentence that leans back ({opened / summaries:.2%}), "
        f"{torn} of {shown} sentences lean on one that is not shown ({torn / shown:.2%}), "
        f"{alone} summaries name somebody by a surname alone ({alone / summaries:.2%})"
    )


def speed() -> None:
    print("sentences  ms a summary")
    taken = {}
    for count in (10, 30, 100, 400, 1_000, 20_000):
        text = " ".join(_SENTENCE.format(number, number % 97, number % 61) for number in range(count))
        article = Article("a", "", "", text)
        summary(article)
        taken[count] = min(timed(article) for _ in range(3))
        print(f"{count:9d}  {taken[count]:.1f}")
    print(f"from 30 to 1,000 the time grows as n^{math.log(taken[1_000] / taken[30]) / math.log(1_000 / 30):.2f}")


def timed(article: Article) -> float:
    """CPU milliseconds of one summary."""
    before = time.process_time()
    summary(article)
    return 1000 * (time.process_time() - before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--limit", type=int, help="only the first articles of each file")
    parser.add_argument("--methods", default="lead,salience,lexrank,textrank,lsa", help=", ".join(sorted(METHODS)))
    options = parser.parse_args()
    speed()
    methods = options.methods.split(",")
    found = [quality(path, options.limit, methods) for path in options.files]
    for method in methods if found else ():
        print(f"{method}: {reading([scores[method] for scores in found])}")


if __name__ == "__main__":
    main()
