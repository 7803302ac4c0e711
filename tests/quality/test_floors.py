"""What was reached on the evaluation data is not lost again: floors.json says how much of each set, and how good.

The sums of the files are checked first, so that a figure never silently speaks of other data.
"""

import hashlib
import json
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import fmean

import pytest

from benchmarks import figures as figures_benchmark
from benchmarks import quotes as quotes_benchmark
from benchmarks import summaries, train_editors
from briefing import figures, quotes, summary

HERE = Path(__file__).parent
DATA = HERE.parents[1].parent / "shared" / "data"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not DATA.is_dir(), reason="no evaluation data")]


@cache
def measured_summaries(name, limit):
    items = summaries.load(DATA / name, limit)
    score, lead = summaries.measure(items, "salience"), summaries.measure(items, "lead")
    return {
        "first": fmean(score.first),
        "second": fmean(score.second),
        "over lead": fmean(score.first) - fmean(lead.first),
        "verbatim": 100 * score.verbatim,
        "opens alone": 100 * (1 - score.opened / len(items)),
    }


@cache
def measured_figures(name, limit):
    right = found = marked = 0
    for row in rows(name, limit):
        gold = [one["value"] for one in row["figures"] if one.get("value") is not None]
        read = [one.value for one in figures(row["text"]) if one.value is not None]
        found, marked = found + len(read), marked + len(gold)
        for value in gold:
            hit = next((one for one in read if figures_benchmark.same(value, one)), None)
            if hit is not None:
                read.remove(hit)
                right += 1
    return {"precision": 100 * right / found, "recall": 100 * right / marked}


@cache
def measured_quotes(name, limit):
    right = found = marked = 0
    for row in rows(name, limit):
        wanted = [quotes_benchmark.words_at(row["text"], one["start"], one["end"]) for one in row["quotes"]]
        spans = [span for quote in quotes(row["text"]) for span in quote.spans]
        here = [quotes_benchmark.words_at(row["text"], *span) for span in spans]
        found, marked = found + len(here), marked + len(wanted)
        right += sum(any(len(one & there) >= 0.8 * len(one | there) for there in wanted) for one in here)
    return {"precision": 100 * right / found, "recall": 100 * right / marked}


@cache
def measured_choices(name, limit):
    """Percent of the sentences shown that an editor marked."""
    return {"marked, by weights trained on it": fmean(map(share_marked, rows(name, limit)))}


def share_marked(row):
    shown = summary(row["text"], title=row["title"])
    return 100 * fmean(train_editors.marks(row, [sentence.text for sentence in shown]))


MEASURES = {
    "choices": measured_choices,
    "summaries": measured_summaries,
    "figures": measured_figures,
    "quotes": measured_quotes,
}


def rows(name, limit):
    with (DATA / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, limit)]


@pytest.mark.parametrize("name", FLOORS)
def test_the_evaluation_data_is_what_the_floors_were_measured_on(name):
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == FLOORS[name]["sha256"]


@pytest.mark.parametrize(
    ("name", "figure"), [(name, figure) for name, row in FLOORS.items() for figure in row["floors"]]
)
def test_no_figure_falls_under_its_floor(name, figure):
    row = FLOORS[name]
    reached = MEASURES[row["measure"]](name, row["limit"])[figure]
    assert reached >= row["floors"][figure]
