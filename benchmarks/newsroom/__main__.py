"""Live through simulated days of the replay newsroom, and say what a publisher and a reader would.

python -m benchmarks.newsroom ../shared [--sites 40] [--feeds 120] [--days 5]
Ends with 1 when anything was not kept that is promised.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.newsroom.copies import Copies, compared
from benchmarks.newsroom.days import Days, covered, live, missing, open_newsroom, running
from benchmarks.newsroom.expectations import unmet

SHOWN = 20


def main() -> int:
    """Print feeds by mode, violations, what was missed and what was not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--feeds", type=int, default=120)
    parser.add_argument("--days", type=float, default=5)
    options = parser.parse_args()
    newsroom = open_newsroom(options.shared, sites=options.sites, feeds=options.feeds, days=max(int(options.days), 1))
    with running(newsroom):
        days = live(newsroom, options.days)
    _show_feeds(days)
    good = covered(newsroom)
    lost = missing(days, good)
    broken = unmet(days)
    copies = compared(days)
    print(f"{len(days.statistics['violations_detail'])} violations {days.statistics['violations']}")
    for violation in days.statistics["violations_detail"][:SHOWN]:
        print(f"  {violation}")
    print(f"{len(broken)} expectations not met")
    for sentence in broken[:SHOWN]:
        print(f"  {sentence}")
    print(f"{len(lost)} articles of {len(good)} sites with a feed that always works never came in")
    for article in lost[:SHOWN]:
        print(f"  { {name: article[name] for name in ('url', 'published', 'deleted', 'mode', 'section')} }")
    _show_copies(copies)
    print(f"{days.seconds:.0f} s, {sum(len(diary.polls) for diary in days.diaries.values())} polls")
    return int(bool(days.statistics["violations"] or broken or lost or copies.twice))


def _show_feeds(days: Days) -> None:
    for url, diary in days.diaries.items():
        marks = Counter("degraded" if document.problem else "read" for _, document in diary.documents)
        worst = diary.problems.most_common(1)[0] if diary.problems else ("", 0)
        print(
            f"{diary.mode:16} {len(diary.polls):4} polls {dict(marks)} left out {diary.left_out} "
            f"{worst[1]} x {worst[0][:90]} {url[-30:]}"
        )
    print(json.dumps({name: value for name, value in days.statistics.items() if not name.endswith("detail")}, indent=1))


def _show_copies(copies: Copies) -> None:
    print(f"{copies.read} articles read, {len(copies.twice)} of them under two ids")
    print(
        f"{copies.known} of {copies.families} copies known as copies; {copies.in_part} more could be read only in part"
    )
    for url in copies.unknown[:SHOWN]:
        print(f"  not known: {url}")
    print(f"{len(copies.strangers)} pairs of different events held for copies")
    for pair in copies.strangers[:SHOWN]:
        print(f"  {' = '.join(pair)}")


if __name__ == "__main__":
    sys.exit(main())
