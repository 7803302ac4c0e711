"""How fast pages are made and how large they are: python -m benchmarks.web [BRIEFS].

Fills an archive on SQLite with as many briefs (1,000 without a number) of five stories, and asks for the first page, a
search, a page far back, a brief and the feed, each a hundred times through the whole application. Goal: the first page
under 100 kB and 100 ms. Prints CPU time, because a machine may be busy with other things.
"""

import gc
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles

from starlette.testclient import TestClient

from briefing.model import Brief
from tests.build import sample_brief
from tests.unit.web.scene import NOW, Scene, open_scene
from tests.web.house import publish

BRIEFS = 1000
TIMES = 100
FIRST_DAY = date(2024, 1, 1)
LARGEST, SLOWEST = 100_000, 100.0
PAGES = {
    "first page": "/",
    "search, found in all": "/?q=bridge+toll",
    "search, found in few": '/?q="edition+77"',
    "search, found in none": "/?q=zeppelin",
    "page far back": "/?page=45",
    "a brief": f"/briefs/morning/{FIRST_DAY + timedelta(days=500)}T07:00",
    "Atom feed": "/feed.atom",
    "operator's page": "/operator",
}


def main() -> int:
    briefs = int(sys.argv[1]) if len(sys.argv) > 1 else BRIEFS
    with tempfile.TemporaryDirectory() as folder:
        scene = open_scene(Path(folder))
        fill(scene, briefs)
        browser = scene.browser()
        gc.freeze()  # as the long-running process does
        print(f"{briefs} briefs of five stories, {TIMES} times each; kB, and milliseconds of CPU: median, 99 of 100")
        figures = {name: measured(scene, browser, path) for name, path in PAGES.items()}
        scene.store.close()
    for name, (size, median, slow) in figures.items():
        print(f"{name:22} {size / 1000:8.1f} kB {median:8.1f} {slow:8.1f}")
    size, _, slow = figures["first page"]
    good = size < LARGEST and slow < SLOWEST
    print(f"first page under {LARGEST / 1000:.0f} kB and {SLOWEST:.0f} ms: {'reached' if good else 'MISSED'}")
    return 0 if good else 1


def fill(scene: Scene, briefs: int) -> None:
    """A brief a day."""
    for number in range(briefs):
        publish(scene.store, edition(number))


def edition(number: int) -> Brief:
    """The sample brief of another day, with a headline that no other has."""
    day = FIRST_DAY + timedelta(days=number)
    first, *rest = sample_brief().items
    return replace(
        sample_brief(),
        slot=f"{day}T07:00",
        local_date=day,
        created=datetime(day.year, day.month, day.day, 6, tzinfo=UTC),
        items=(replace(first, headline=f"{first.headline}, edition {number}"), *rest),
    )


def measured(scene: Scene, browser: TestClient, path: str) -> tuple[int, float, float]:
    """Bytes of a page, and CPU milliseconds: median and the 99th of 100."""
    scene.clock.now = NOW
    browser.get(path)
    took = []
    for number in range(TIMES):
        scene.clock.now = NOW + timedelta(minutes=number)  # nobody is asked to wait
        start = time.process_time()
        answer = browser.get(path)
        took.append(1000 * (time.process_time() - start))
        assert answer.status_code == 200, (path, answer.status_code)
    return len(answer.content), quantiles(took, n=2)[0], quantiles(took, n=100)[98]


if __name__ == "__main__":
    sys.exit(main())
