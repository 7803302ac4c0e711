"""What processes take of the machine, as Linux tells it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def cpu_of(root: int) -> float:
    """CPU seconds of a process and of all below it, the ended ones included."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for number in (root, *below(root)):
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended a moment ago, and its parent counts it
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(field) for field in fields[11:15]) / ticks
    return total


def below(root: int) -> Iterator[int]:
    """The processes below a process."""
    with suppress(FileNotFoundError, ProcessLookupError):
        for file in Path(f"/proc/{root}/task").glob("*/children"):
            for number in map(int, file.read_text().split()):
                yield number
                yield from below(number)


def reads(pid: int) -> bool:
    """Whether a process is one that pages are read in, or that those are forked from."""
    with suppress(FileNotFoundError, ProcessLookupError):
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
        return b"multiprocessing.forkserver" in line or b"multiprocessing.spawn" in line
    return False


def size(pid: int, kind: str) -> float:
    """Megabytes of a process, its children's not among them; what it shares by the kind of sum, as /proc names it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1000
