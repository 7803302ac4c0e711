"""`briefing doctor`: one line for each thing that can go wrong, and what to do about it."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefing.cli.context import settings_of
from briefing.cli.output import say
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from briefing.doctor.results import Result

COLOURS = {"ok": "green", "warning": "yellow", "failure": "red"}


def examine_all(config: Path, *, trying: bool, as_json: bool) -> None:
    """Look at everything and say what is found; ends the program with 1 when something failed.

    Args:
        trying: whether tests that readers see are sent, too.
    """
    from briefing.doctor.results import Level

    found = []
    for result in _results(config, trying=trying):
        found.append(result)
        if not as_json:
            say(_line(result))
    if as_json:
        say(json.dumps([asdict(result) for result in found], ensure_ascii=False, indent=2))
    if any(result.level is Level.FAILURE for result in found):
        raise typer.Exit(1)


def _results(config: Path, *, trying: bool) -> "Iterator[Result]":
    from briefing.bootstrap.fetching import utc_now
    from briefing.doctor.checks import CHECKS, TRIALS
    from briefing.doctor.examination import examine
    from briefing.doctor.results import Level, Result
    from briefing.render.wording import plural

    try:
        settings = settings_of(config)
    except ConfigError as error:
        yield from (Result("settings", Level.FAILURE, fault, "correct it, then ask again") for fault in error.faults)
        return
    held = f"{plural(len(settings.sources), 'source')}, {plural(len(settings.briefs), 'brief')}"
    yield Result("settings", Level.OK, f"{config}: {held}")
    yield from examine(settings, utc_now(), (*CHECKS, *TRIALS) if trying else CHECKS)


def _line(result: "Result") -> str:
    level = f"{result.level.value:8}"
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        level = typer.style(level, fg=COLOURS[result.level.value])
    advice = f" -> {result.advice}" if result.advice else ""
    return f"{level} {result.check:14} {result.words}{advice}"
