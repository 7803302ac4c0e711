"""Starting workers: real processes that race and die."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Worker:
    """A running tests.store.worker."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.store.worker"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def begin(self, deed: str, *arguments: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join((deed, *arguments)) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ask(self, deed: str, *arguments: str) -> Any:
        self.begin(deed, *arguments)
        return self.answer()

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


def race(workers: list[Worker], deed: str, *arguments: str) -> list[Any]:
    """What each worker answers when all begin the same deed at the same moment."""
    for worker in workers:
        worker.begin(deed, *arguments)
    return [worker.answer() for worker in workers]
