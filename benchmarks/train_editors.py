"""Train the weights of the editorial method from articles in which editors marked what a brief should show.

    python -m benchmarks.train_editors OUT.json FILE.jsonl

A line of the file is {"title", "text", "editors": [{"sentences": [str, ...]}, ...]}. Only numbers are written. All
readable sets of one to four candidates of an article are judged by the share of their sentences that an editor marked,
in percent, less the mean of their size; a ridge regression learns by how much their score must differ from the one
that the salience method gives, halfway between texts that name their sender and others, so that few articles do.
Retrain when the ranker was retrained. Printed is the share with three sentences when every article in turn is left out
of the training: the figure to quote; the packaged weights have seen all articles.
"""

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from benchmarks.train_ranker import SIZES, Sets, candidates_of, readable, rounded
from briefing.summarize import ranker, sets
from briefing.summarize.document import Vector
from briefing.summarize.salience import rate
from briefing.text.sentences import sentences

PENALTY = 1.0
SHOWN = 3
_SAME = 0.8
_WORD = re.compile(r"\w+")


def same(one: str, other: str) -> bool:
    """Whether two texts are one sentence: nearly all words of the shorter are in the other."""
    left, right = ({*_WORD.findall(text.lower())} for text in (one, other))
    return bool(left and right) and len(left & right) >= _SAME * min(len(left), len(right))


def marks(row: dict[str, Any], texts: Sequence[str]) -> Vector:
    """Share of the editors who marked each sentence."""
    marked = [[any(same(text, one) for one in editor["sentences"]) for text in texts] for editor in row["editors"]]
    share: Vector = np.mean(marked, axis=0)
    return share


def sets_of(row: dict[str, Any]) -> Sets | None:
    """The readable sets of an article's candidates, worth the share of their sentences that was marked, in percent."""
    rated = rate(sentences(row["text"]), row["title"], "en")
    candidates = candidates_of(rated.standing, rated.scores)
    fitting = tuple(size for size in SIZES if size < len(candidates))
    if not fitting:
        return None
    choice = sets.subsets(len(candidates), fitting)
    fine = readable(rated.standing, candidates, choice.mask)
    marked = marks(row, [sentence.text for sentence in rated.document.sentences])
    table = sets.matrix(ranker.judged(rated.document, rated.table, rated.scores), candidates, choice)
    worth = 100 * (choice.weight @ marked[candidates]) / choice.size
    return Sets(table[fine], worth[fine], choice.size[fine], 1.0, wire=False)


def learned(articles: Sequence[Sets], start: Vector) -> Vector:
    """Weights of a ridge regression within sets of one size, held near the start."""
    groups = [own for article in articles for size in SIZES if (own := article.of((size,))) is not None]
    squares = sum(own.rows.T @ own.rows / len(own.rows) for own in groups)
    products = sum(own.rows.T @ (own.values - own.rows @ start) / len(own.rows) for own in groups)
    scale = np.sqrt(np.diag(squares)) + 1e-6
    penalty = PENALTY * np.eye(len(scale))
    plain: Vector = start + np.linalg.solve(squares / np.outer(scale, scale) + penalty, products / scale) / scale
    return plain


def share_marked(article: Sets, weights: Vector) -> float:
    """Percent of the sentences of the best set of three that were marked."""
    here = article.sizes == SHOWN
    return float(article.values[here][int(np.argmax(article.rows[here] @ weights))])


def left_out(articles: Sequence[Sets], start: Vector) -> float:
    """Percent marked of the sentences shown, each article judged by weights that have not seen it."""
    return fmean(
        share_marked(article, learned([*articles[:place], *articles[place + 1 :]], start))
        for place, article in enumerate(articles)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("source", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.source.read_text(encoding="utf-8").splitlines()]
    articles = [found for row in rows if (found := sets_of(row)) is not None]
    trained = ranker.weights()
    start = trained.fixed + trained.fixed_wire / 2
    before = fmean(share_marked(article, start) for article in articles)
    data = {
        "version": 1,
        "trained_on": {"file": options.source.name, "articles": len(articles)},
        "names": sets.NAMES,
        "fixed": rounded(learned(articles, start)),
    }
    options.target.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"{options.target.name}: {len(articles)} articles; share of three sentences marked: {before:.1f} before,")
    print(f"{left_out(articles, start):.1f} with every article in turn left out")


if __name__ == "__main__":
    main()
