"""How fast Slack is answered, and whether every message keeps Slack's limits: python -m benchmarks.slack CHECKS.

CHECKS is a folder with the strict fake of Slack and its checkers (fake_slack.py, check_blocks.py, ts_check.sh). Prints
the acknowledgement of 50 commands at once while sources are collected (goal: 99 of 100 within 250 ms), the answer to
/brief last (goal: 1 s), and what the checkers find in random briefs (goal: nothing). With --all also
every crash point with every fault, for one worker and four (goal: exactly one message each).
"""

import argparse
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from benchmarks.invented_news import invented
from briefing.render.slack import SlackRenderer
from briefing.render.slack_buttons import ALL_OF_STORY
from tests.acceptance.slack_scene import free_port, strict_slack
from tests.build import LINKS, SLACK
from tests.hostile import hostile_brief

ROOT = Path(__file__).parents[1]
AT_ONCE = 50
ROUNDS = 6
ARTICLES = 1500
BRIEFS = 1000
TYPED = 25

SETTINGS = """
database = "sqlite:///{folder}/briefing.sqlite3"
[service]
listen = "127.0.0.1:{port}"
tick = 1
[sources.desk]
kind = "folder"
path = "{folder}/inbox"
most = 10000
[slack]
base_url = "{slack}"
questions = 1000
questions_of_team = 10000
[briefs.morning]
title = "The Morning Brief"
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checks", type=Path)
    parser.add_argument("--all", action="store_true", help="every crash point with every fault too: some minutes")
    options = parser.parse_args()
    good = [limits(options.checks), types(options.checks), commands(http=True), commands(http=False)]
    if options.all:
        good.append(crashes())
    return 0 if all(good) else 1


def limits(checks: Path) -> bool:
    """Every message of many random briefs against every documented limit."""
    check = _loaded(checks / "check_blocks.py").check_message
    renderer, messages, findings = SlackRenderer(ALL_OF_STORY), 0, 0
    for seed in range(BRIEFS):
        for part in renderer.render(hostile_brief(seed), SLACK, LINKS).parts:
            found = check(json.loads(part.payload))
            messages, findings = messages + 1, findings + len(found)
    print(f"limits: {BRIEFS} random briefs, {messages} messages, {findings} findings (goal 0)")
    return findings == 0


def types(checks: Path) -> bool:
    """A sample of messages against the types that Slack publishes."""
    modules = Path(os.environ.get("NPM", checks / "npm")) / "node_modules"
    if not modules.is_dir():
        print("types: not tried, as @slack/types is not installed: set NPM to the folder that holds its node_modules")
        return True
    renderer, wrong = SlackRenderer(ALL_OF_STORY), 0
    for seed in range(TYPED):
        for part in renderer.render(hostile_brief(seed), SLACK, LINKS).parts:
            done = subprocess.run(
                ["sh", str(checks / "ts_check.sh")], input=part.payload, capture_output=True, check=False
            )
            wrong += done.returncode != 0
    print(f"types: {TYPED} random briefs, {wrong} messages that @slack/types does not take (goal 0)")
    return wrong == 0


def commands(*, http: bool) -> bool:
    """Acknowledgements and answers of a real process that collects meanwhile."""
    with (
        tempfile.TemporaryDirectory() as name,
        strict_slack(socket_mode=not http) as slack,
        _served(Path(name), slack, http=http),
    ):
        _wait(lambda: http or slack.ws)
        # Slack's own client loses what comes in the same breath as the handshake of its line.
        Event().wait(0.5)
        _wait(lambda: _type(slack, "help", http=http)["acked"])
        seconds = sorted(second for _ in range(ROUNDS) for second in _at_once(slack, http=http))
        answer = _answered(slack, http=http)
    line = "HTTP" if http else "Socket Mode"
    late = seconds[int(len(seconds) * 0.99)]
    print(
        f"{line}: {len(seconds)} commands, {AT_ONCE} at once while {ARTICLES} articles are collected: acknowledged "
        f"p50 {1000 * seconds[len(seconds) // 2]:.0f} ms, p99 {1000 * late:.0f} ms (goal 250); "
        f"/brief last answered after {1000 * answer:.0f} ms (goal 1000)"
    )
    return late <= 0.25 and answer <= 1.0


def crashes() -> bool:
    """Processes killed at every point of their way, with every fault of Slack."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/acceptance/test_exactly_once.py"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"BRIEFING_ALL_CASES": "1"}, capture_output=True, text=True, check=False
    )
    counted = done.stdout.count(".")
    print(
        f"crashes: every point with every fault, one worker and four: {'all well' if not done.returncode else 'FAILED'}"
    )
    return done.returncode == 0 and counted > 0


@contextmanager
def _served(folder: Path, slack: Any, *, http: bool) -> Iterator[None]:
    """`briefing serve` on a folder of articles that it begins to read."""
    (folder / "inbox").mkdir()
    for number, article in enumerate(invented(ARTICLES)):
        (folder / "inbox" / f"{number}.txt").write_text(f"{article.title}\n\n{article.text}\n")
    port = free_port()
    (folder / "briefing.toml").write_text(SETTINGS.format(folder=folder, port=port, slack=slack.base_url))
    slack.app_url = f"http://127.0.0.1:{port}/slack/events"
    line = {"SLACK_SIGNING_SECRET": slack.secret} if http else {"SLACK_APP_TOKEN": slack.app_token}
    environment = os.environ | {"SLACK_BOT_TOKEN": slack.bot_token, **line}
    command = [sys.executable, "-m", "briefing", "serve", "--config", str(folder / "briefing.toml")]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as one:
        try:
            yield
        finally:
            one.send_signal(signal.SIGTERM)
            one.wait(30)


def _at_once(slack: Any, *, http: bool) -> list[float]:
    """Seconds until each of the commands typed at the same moment was acknowledged."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        typed = [people.submit(_type, slack, f"word{number}", http=http) for number in range(AT_ONCE)]
    answers = [one.result() for one in typed]
    assert all(answer["acked"] for answer in answers)
    return [answer["seconds"] for answer in answers]


def _type(slack: Any, text: str, *, http: bool) -> Any:
    return slack.slash(text) if http else slack.socket_slash(text)


def _answered(slack: Any, *, http: bool) -> float:
    """Seconds from a command to its answer."""
    before = len(slack.responses)
    _wait(lambda: len(slack.responses) >= before)
    count, begun = len(slack.responses), time.monotonic()
    _type(slack, "last", http=http)
    _wait(lambda: len(slack.responses) > count)
    return time.monotonic() - begun


def _wait(ready: Any) -> None:
    deadline = time.monotonic() + 60
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError("the service does not answer")
        Event().wait(0.01)


def _loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
