"""What a check finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from briefing.settings.schema import Settings
from briefing.store.database import Database


class Level(StrEnum):
    """How much a result matters."""

    OK = "ok"
    WARNING = "warning"
    """Briefs go out, but something is worth a look."""
    FAILURE = "failure"
    """Briefs do not go out, or not as ordered."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the doctor.

    Attributes:
        check: name of the check.
        words: what was found.
        advice: what to do about it; empty when nothing needs to be done.
    """

    check: str
    level: Level
    words: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look finds; the runner adds the name of the check."""

    level: Level
    words: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is looked at.

    Attributes:
        store: the database; nothing has been asked of it yet.
        now: the time by this machine's clock.
    """

    settings: Settings
    store: Database
    now: datetime


class Check(NamedTuple):
    """A row of the table.

    Attributes:
        name: one word, as it is shown.
        look: yields what it finds; a failure of its own that it raises counts as one found.
        needs: name of an earlier check without whose success this one cannot look.
    """

    name: str
    look: Callable[[Patient], Iterator[Finding]]
    needs: str = ""


def good(words: str) -> Finding:
    """Nothing to do."""
    return Finding(Level.OK, words)


def warning(words: str, advice: str = "") -> Finding:
    """Worth a look."""
    return Finding(Level.WARNING, words, advice)


def failure(words: str, advice: str = "") -> Finding:
    """Something has to be done."""
    return Finding(Level.FAILURE, words, advice)
