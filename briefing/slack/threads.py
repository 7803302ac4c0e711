"""Threads that are there before the first word from Slack."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def start_all(pool: ThreadPoolExecutor, count: int) -> None:
    """Start every thread of a pool, which by itself starts each only when there is work for it.

    Whoever starts a thread waits for it to run, twice for the interpreter: beside a collection that computes, the fifty
    threads of fifty commands that came at once took a quarter of a second to start.

    Args:
        pool: with nothing to do yet.
        count: how many threads it has.
    """
    together = Barrier(count + 1)
    for _ in range(count):
        pool.submit(together.wait)
    together.wait()
