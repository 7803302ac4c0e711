"""Cost of grouping: python -m benchmarks.stories [ARTICLES]. CPU seconds, memory, and the time of one more article.

Articles arrive as polls bring them, some at a time, and then one by one.
"""

import gc
import resource
import sys
import time

from benchmarks.invented_news import invented
from briefing.group.index import StoryIndex

POLL = 24
"""Articles that one poll brings."""


def main(count: int) -> None:
    """Group `count` invented articles a poll at a time, settle, and time single ones on top."""
    articles = list(invented(count + 200))
    # The articles are this program's: looking through them for garbage is no cost of grouping.
    gc.freeze()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    index = StoryIndex()
    start = time.process_time()
    for first in range(0, count, POLL):
        index.add_all(articles[first : min(first + POLL, count)])
    added = time.process_time() - start
    moved = index.settle()
    total = time.process_time() - start
    single = []
    for article in articles[count:]:
        begin = time.process_time()
        index.add(article)
        single.append(time.process_time() - begin)
    begin = time.process_time()
    index.settle()
    again = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} articles: {added:.1f} CPU s added, {total:.1f} with settling ({len(moved)} moved)")
    print(f"one more: {1000 * sum(single) / len(single):.2f} ms mean, {1000 * max(single):.2f} ms at most")
    print(f"settling after 200 more: {1000 * again:.0f} ms")
    print(f"memory: {held:.0f} MB before (the articles themselves), {peak:.0f} MB at the peak")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
