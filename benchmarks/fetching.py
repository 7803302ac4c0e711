"""Cost of fetching: python -m benchmarks.fetching [PAGES]. CPU a page beside a bare aiohttp loop, and peak memory.

A server in a process of its own answers on fifty loopback addresses with an invented page of 40 kB, gzipped. Both
clients ask for the same pages in turn, a hundred in flight; the CPU time of the client's process alone counts. Then the
pages are fetched as the service does, fifty at a poll by four workers, and the peak memory of that process is taken.
"""

import asyncio
import gzip
import itertools
import multiprocessing
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
from aiohttp import web

from briefing.collect.http.fetch import HttpFetcher, Limits
from briefing.model import Page

HOSTS = 50
IN_FLIGHT = 100
ROUNDS = 5
A_POLL, WORKERS = 50, 4
SENTENCE = "<p>The ferry between Velden and Marrow sailed at noon and came back an hour later, the board said.</p>\n"
BODY = gzip.compress(f"<html><title>Ferry</title><article>{SENTENCE * 400}</article></html>".encode())
UNLIMITED = Limits(rate=1e6, in_flight=IN_FLIGHT, connections=IN_FLIGHT // HOSTS)


def serve(ready: Connection) -> None:
    """Answer until the process is ended; tells its port through `ready`."""

    async def page(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        return web.Response(body=BODY, content_type="text/html", headers={"Content-Encoding": "gzip"})

    async def start() -> None:
        application = web.Application()
        application.router.add_get("/{path:.*}", page)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "0.0.0.0", 0, backlog=512)
        await site.start()
        ready.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(start())


@contextmanager
def served() -> Iterator[int]:
    """The port of a running server."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def addresses(port: int, count: int, first: int = 0) -> list[str]:
    """So many addresses of pages, turn by turn on all hosts."""
    return [f"http://127.0.20.{1 + number % HOSTS}:{port}/page/{number}" for number in range(first, first + count)]


async def bare(urls: list[str]) -> int:
    """What aiohttp does by itself."""
    turns = asyncio.Semaphore(IN_FLIGHT)

    async def one(session: aiohttp.ClientSession, url: str) -> int:
        async with turns, session.get(url) as response:
            return len(await response.read())

    connector = aiohttp.TCPConnector(limit=0, limit_per_host=IN_FLIGHT // HOSTS)
    async with aiohttp.ClientSession(connector=connector) as session:
        return sum(await asyncio.gather(*(one(session, url) for url in urls)))


def ours(fetcher: HttpFetcher, urls: list[str]) -> int:
    """What the service does."""
    return sum(len(page.body) for page in fetcher.fetch_many(urls).values() if isinstance(page, Page))


def cpu(port: int, pages: int) -> None:
    """Print the CPU time a page of both, the least of several rounds."""
    best = {"bare": float("inf"), "ours": float("inf")}
    with HttpFetcher(allow_private=("127.0.20.0/24",), limits=UNLIMITED) as fetcher:
        for turn in range(ROUNDS):
            urls = addresses(port, pages, turn * pages)
            start = time.process_time()
            plain = asyncio.run(bare(urls))
            middle = time.process_time()
            found = ours(fetcher, urls)
            end = time.process_time()
            if plain != found:
                raise SystemExit(f"not the same pages: {plain:,} and {found:,} bytes")
            best["bare"] = min(best["bare"], middle - start)
            best["ours"] = min(best["ours"], end - middle)
    each = {name: 1000 * seconds / pages for name, seconds in best.items()}
    print(
        f"{pages} pages, {IN_FLIGHT} in flight: {each['ours']:.3f} CPU ms a page, bare aiohttp {each['bare']:.3f}, "
        f"{each['ours'] / each['bare']:.2f} times"
    )


def peak() -> float:
    """The most memory that this program held so far, MB; `getrusage` would count its parent's too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def memory(port: int, pages: int, said: Connection) -> None:
    """Fetch as the service does; tells peak and starting memory in MB."""
    before = peak()
    urls = addresses(port, pages)
    polls = [urls[start : start + A_POLL] for start in range(0, pages, A_POLL)]
    with (
        HttpFetcher(allow_private=("127.0.20.0/24",), limits=UNLIMITED) as fetcher,
        ThreadPoolExecutor(WORKERS) as pool,
    ):
        total = sum(pool.map(ours, itertools.repeat(fetcher), polls))
    said.send((total, before, peak()))


def main(pages: int) -> None:
    """Print both."""
    with served() as port:
        cpu(port, max(pages // ROUNDS, IN_FLIGHT))
        mine, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=memory, args=(port, pages, theirs))
        process.start()
        total, before, most = mine.recv()
        process.join()
    print(f"{pages} pages, {total / 1e6:.0f} MB of text: {most:.0f} MB at the peak, {before:.0f} MB before")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
