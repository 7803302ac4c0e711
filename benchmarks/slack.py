"""Whether every message keeps Slack's limits: python -m benchmarks.slack CHECKS.

CHECKS is a folder with the checkers of Slack's messages (check_blocks.py, ts_check.sh). Prints what they find in random
briefs (goal: nothing). With --all also every crash point with every fault, for one worker and four (goal: exactly one
message each).
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from briefing.render.slack.buttons import ALL_OF_STORY
from briefing.render.slack.message import SlackRenderer
from tests.build import LINKS, SLACK
from tests.hostile import hostile_brief

ROOT = Path(__file__).parents[1]
BRIEFS = 1000
TYPED = 25


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checks", type=Path)
    parser.add_argument("--all", action="store_true", help="every crash point with every fault too: some minutes")
    options = parser.parse_args()
    good = [limits(options.checks), types(options.checks)]
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


def _loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
