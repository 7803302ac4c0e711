"""Threads that take much memory one after the other, and give nearly all of it back.

python -m tests.service.taking_turns shared|own: prints the megabytes that the process holds in the end.
"""

import sys
from pathlib import Path
from threading import Event, Thread

from briefing.service.arenas import share_arenas

THREADS, PIECES, SIZE, KEPT = 8, 10_000, 3_000, 100


def main(kind: str) -> None:
    if kind == "shared":
        assert share_arenas()
    turns = [Event() for _ in range(THREADS + 1)]
    kept: list[list[bytes]] = []

    def work(number: int) -> None:
        turns[number].wait()
        pieces = [bytes(SIZE) for _ in range(PIECES)]
        kept.append(pieces[::KEPT])
        del pieces
        turns[number + 1].set()

    threads = [Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    turns[0].set()
    for thread in threads:
        thread.join()
    resident = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    print(int(resident.split()[1]) / 1000)  # noqa: T201  (its answer)


if __name__ == "__main__":
    main(sys.argv[1])
