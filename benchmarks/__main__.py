"""Run every benchmark, one after another: python -m benchmarks [DATA].

DATA is the folder of the evaluation data (it holds eval/ and data/). Without it only what needs no data is measured.
Ends with 1 when a benchmark failed.
"""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Benchmark(NamedTuple):
    """A module of this folder and how it is called.

    Attributes:
        arguments: always given.
        data: given besides, as paths inside DATA, where they exist.
        needs: path inside DATA without which the module cannot run at all; empty for one that can.
        options: given only along with data.
    """

    heading: str
    module: str
    arguments: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    needs: str = ""
    options: tuple[str, ...] = ()


BENCHMARKS = (
    Benchmark("Slack's limits kept", "slack", data=("checks",), needs="checks/check_blocks.py"),
    Benchmark("Slack answered while collecting", "slack_ack", data=("checks",), needs="checks/fake_slack.py"),
    Benchmark("Feeds read", "feeds", data=("data/feeds",)),
    Benchmark("Pages fetched", "fetching", ("10000",)),
    Benchmark("Pages read", "extract", data=("data/pages",)),
    Benchmark("Pages read by several processes", "reading", data=("data/pages",)),
    Benchmark(
        "Summaries",
        "summaries",
        data=tuple(f"data/summaries/{name}.jsonl" for name in ("cnndm_std", "xsum2", "multinews", "writers")),
        options=("--limit", "200"),
    ),
    Benchmark(
        "Figures",
        "figures",
        data=tuple(f"data/figures/{name}.jsonl" for name in ("newsquant", "recognizers", "duckling")),
    ),
    Benchmark("Quotes", "quotes", data=("data/quotes/polnear.jsonl",)),
    Benchmark("Stories", "stories", ("10000",)),
    Benchmark("Composing", "composing", ("1000", "10000")),
    Benchmark("Web pages", "web"),
    Benchmark("Store", "store", ("--articles", "10000")),
    Benchmark("A brief a day", "five_days", data=(".",), needs="checks/newsroom.py", options=("--days", "2")),
    Benchmark("Engine", "engine"),
    Benchmark("Costs", "costs"),
    Benchmark("A simulated day", "simulated_day", ("--feeds", "60", "--articles", "3000", "--step", "60")),
    Benchmark("Archive", "archive", ("--articles", "50000")),
    Benchmark("Newsroom", "newsroom", data=(".",), needs="checks/newsroom.py", options=("--days", "1")),
)


def command(benchmark: Benchmark, folder: Path | None) -> list[str]:
    """The arguments of a benchmark with what the folder holds of its data."""
    held = [str(folder / name) for name in benchmark.data if (folder / name).exists()] if folder else []
    return [*benchmark.arguments, *(benchmark.options if held else ()), *held]


def usable(given: list[str]) -> Path | None:
    """The folder of the evaluation data, or None after saying why there is none."""
    if not given:
        print("No folder of evaluation data was given (python -m benchmarks DATA): only what needs none is measured.")
        return None
    folder = Path(given[0])
    if (folder / "data").is_dir():
        return folder.resolve()
    print(f"{folder} is no folder of evaluation data (it holds no data/): only what needs none is measured.")
    return None


def run(benchmark: Benchmark, folder: Path | None) -> bool:
    """Print a heading and the benchmark's figures; whether it succeeded or had to be left out."""
    print(f"\n== {benchmark.heading} (benchmarks.{benchmark.module})", flush=True)
    if benchmark.needs and not (folder and (folder / benchmark.needs).exists()):
        print(f"left out: needs {benchmark.needs} in the folder of evaluation data", flush=True)
        return True
    words = [sys.executable, "-m", f"benchmarks.{benchmark.module}", *command(benchmark, folder)]
    status = subprocess.run(words, check=False, cwd=Path(__file__).parents[1]).returncode
    if status:
        print(f"failed with status {status}", flush=True)
    return status == 0


def main(given: list[str]) -> int:
    folder = usable(given)
    results = [run(benchmark, folder) for benchmark in BENCHMARKS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
