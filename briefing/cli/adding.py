"""`briefing sources add`: shows what is found, asks, and writes it into the settings."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefing.cli.context import settings_of
from briefing.cli.output import entry_line, note, say, show_json
from briefing.errors import BriefingError, ConfigError, Permanent
from briefing.render.wording import plural
from briefing.text.durations import lasting

if TYPE_CHECKING:
    from briefing.bootstrap.adding import Found, Offer
    from briefing.collect.scouting import Prospect
    from briefing.ports import Fetcher
    from briefing.settings.schema import Settings

KINDS = {"feed": "a feed", "sitemap": "a sitemap", "page": "a page with links"}


def add_source(
    config: Path,
    url: str,
    *,
    name: str = "",
    topic: str = "",
    number: int = 0,
    sure: bool = False,
    as_json: bool = False,
) -> None:
    """Find what can be read at an address and add it to the settings.

    Args:
        number: which of several prospects; 0 to ask, or to take the only one.
        sure: whether it is added without asking.

    Raises:
        ConfigError: several were found and nobody can be asked, or nobody said yes.
    """
    from briefing.bootstrap.adding import offer
    from briefing.bootstrap.fetching import fetching
    from briefing.settings.editing import add, written

    settings = settings_of(config)
    with fetching(settings) as fetcher:
        found = _found(settings, fetcher, url)
        if found.already:
            _say_already(found.already, as_json=as_json)
            return
        made = offer(settings, fetcher, _chosen(found, number), name, topic)
    if made.already:
        _say_already(made.already, as_json=as_json)
        return
    for line in () if as_json else told(made):
        say(line)
    if not as_json:
        say(f"\n{written(made.table)}\n")
    _be_sure(config, sure=sure)
    add(config, [made.table], os.environ)
    if as_json:
        show_json({"added": made.table.name, "source": made.table.values, "found": made.prospect})
    else:
        say(f"Added to {config}. A service that is running reads it after a restart.")
    for line in _briefs_without(settings, made.table.name):
        note(line)


def _found(settings: "Settings", fetcher: "Fetcher", url: str) -> "Found":
    """What an address has to offer; where it offers nothing, the reason and what can be done."""
    from briefing.bootstrap.adding import found_at
    from briefing.bootstrap.fetching import utc_now
    from briefing.collect.advice import first_advice

    try:
        return found_at(settings, fetcher, url, utc_now())
    except BriefingError as error:
        advised = first_advice(error.fault)
        raise Permanent(f"{error} -> {advised}" if advised else str(error), fault=error.fault) from error


def told(made: "Offer") -> Iterator[str]:
    """What was found and what will be done with it, for people."""
    one = made.prospect
    beat = f", a new one about every {lasting(one.rhythm)}" if one.rhythm else ""
    title = f"{one.title}: " if one.title else ""
    yield f"{title}{KINDS[one.kind]} of {plural(one.entries, 'entry')}{beat}"
    yield f"  {one.url}"
    for entry in one.newest:
        yield entry_line(entry)
    yield f"It will be asked about every {lasting(one.pause)}. {_reading(made)}"
    if one.entries > made.most:
        yield f"Of what is new at one time the newest {made.most} are read (`most` in the settings)."


def _reading(made: "Offer") -> str:
    """Where the texts will come from, a sentence."""
    one = made.prospect
    if not one.newest:
        return "It lists nothing now: look again later whether this is the right address."
    if one.kind == "feed" and one.whole == len(one.newest):
        return "The feed carries whole articles; pages are not asked for."
    if not any(entry.url for entry in one.newest):
        return "Its entries lead to no pages: what it carries itself is all there will be."
    return _pages(made)


def _pages(made: "Offer") -> str:
    """Whether the pages behind its entries can be read, a sentence."""
    one = made.prospect
    lead = "The feed carries summaries only, so" if one.kind == "feed" else "From there"
    refused = [reason for reason in made.refusals.values() if reason]
    if not made.refusals:
        return f"{lead} the page behind each entry is read."
    if not refused:
        return f"{lead} the page behind each entry is read; robots.txt allows it."
    if len(refused) < len(made.refusals):
        return f"{lead} the page behind each entry is read; of {len(made.refusals)} tried, not: {refused[0]}."
    rest = "its summaries are all there will be" if one.kind == "feed" else "there will be nothing to read"
    return f"The pages behind it cannot be read, so {rest}: {refused[0]}."


def _chosen(found: "Found", number: int) -> "Prospect":
    """The prospect to take, as given, or the only one, or the one that somebody chooses."""
    there = found.prospects
    if number > len(there):
        raise ConfigError(f"--feed {number}: only {len(there)} were found")
    if number or len(there) == 1:
        return there[number - 1 if number else 0]
    for place, one in enumerate(there, 1):
        newest = f"; newest: {one.newest[0].title}" if one.newest else ""
        note(f"{place}  {one.title or KINDS[one.kind]}, {plural(one.entries, 'entry')}, {one.url}{newest}")
    if not sys.stdin.isatty():
        raise ConfigError(f"{len(there)} were found: say which one with --feed 1 to --feed {len(there)}")
    answer: int = typer.prompt("Which one", default=1, type=int, err=True)
    return _chosen(found, max(answer, 1))


def _be_sure(config: Path, *, sure: bool) -> None:
    if sure:
        return
    if not sys.stdin.isatty():
        raise ConfigError(f"nothing was written: say --yes to add this to {config}")
    if not typer.confirm(f"Add this to {config}?", default=True, err=True):
        raise typer.Abort


def _say_already(name: str, *, as_json: bool) -> None:
    if as_json:
        show_json({"added": None, "already": name})
    else:
        say(f"It is there already, as [sources.{name}]; nothing was changed.")


def _briefs_without(settings: "Settings", name: str) -> Iterator[str]:
    """The briefs that name their sources and will not have the new one."""
    for key, brief in settings.briefs.items():
        if brief.sources:
            yield f"[briefs.{key}] names its sources: add {name!r} to its list to have it in."
