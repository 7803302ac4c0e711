"""`briefing doctor`: one line for each thing that can go wrong, and what to do about it."""

import json
import os
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefing.cli.context import settings_of
from briefing.cli.output import columns, say
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from briefing.doctor.results import Result

COLOURS = {"ok": "green", "warning": "yellow", "failure": "red"}
_LEVEL, _CHECK = 8, 14
"""Columns of the first two words of a line."""
_NARROW = 60
"""A terminal with fewer columns folds long lines itself."""


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
            say(coloured(lines(result, columns()), result.level))
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


def lines(result: "Result", width: int = 0) -> str:
    """A result as it is printed: one line, or where it is too long for a terminal, several, with the advice below.

    Args:
        width: columns of the terminal; 0 for any number.
    """
    head = f"{result.level.value:{_LEVEL}} {result.check:{_CHECK}} "
    advice = f"-> {result.advice}" if result.advice else ""
    line = f"{head}{result.words}{' ' if advice else ''}{advice}"
    if len(line) <= width or width < _NARROW:
        return line
    indent = " " * len(head)
    below = [_folded(advice, indent, f"{indent}   ", width)] if advice else []
    return "\n".join([_folded(result.words, head, indent, width), *below])


def _folded(text: str, first: str, indent: str, width: int) -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def coloured(text: str, level: str) -> str:
    """The text with its first word, the level, in its colour, where a person reads it."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return typer.style(text[:_LEVEL], fg=COLOURS[level]) + text[_LEVEL:]
