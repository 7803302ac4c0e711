"""Adding tables to the settings file: every byte that stands there stays, comments and order included."""

import json
import os
import re
import shutil
import tempfile
import tomllib
import unicodedata
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import ConfigError, Permanent
from briefing.settings.reading import checked

NO_PLACE = "there is no place for a new table in the settings as they are written: add it by hand"
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Table:
    """One [section.name] to be added.

    Attributes:
        values: its keys with text, numbers or lists of text.
    """

    section: str
    name: str
    values: Mapping[str, Any]


def add(path: Path, tables: Sequence[Table], environment: Mapping[str, str]) -> None:
    """Add tables to the settings file, at once or not at all; what comes out is checked before it is written.

    Args:
        path: the file.
        tables: with names that are not in it yet.
        environment: where the secrets are.

    Raises:
        ConfigError: the file would not be right; it stays as it is.
        Permanent: it cannot be written; it stays as it is.
    """
    try:
        before = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None
    after = with_tables(before, tables)
    checked(tomllib.loads(after), environment)
    _replace(path, before, after)


def with_tables(text: str, tables: Sequence[Table]) -> str:
    """The settings with tables added, each behind the last one of its section, or at the end.

    Args:
        text: TOML.

    Raises:
        ConfigError: the text is not TOML, or its form leaves no place for the tables.
    """
    wanted = _parsed(text)
    for table in tables:
        section = wanted.setdefault(table.section, {})
        if not isinstance(section, dict) or table.name in section:
            raise ConfigError(f"{table.section}.{table.name}: is in the settings already")
        section[table.name] = dict(table.values)
    for name in dict.fromkeys(table.section for table in tables):
        text = _with_section(text, [table for table in tables if table.section == name])
    if _parsed(text) != wanted:
        raise ConfigError(NO_PLACE)
    return text


def written(table: Table) -> str:
    """The table as it stands in the file."""
    return "\n".join(
        [f"[{table.section}.{table.name}]", *(f"{key} = {_value(one)}" for key, one in table.values.items())]
    )


def name_for(words: str, taken: Container[str]) -> str:
    """A name for a table, made from words and not taken yet: small letters, digits and hyphens.

    Args:
        words: a title or a host name.
        taken: names that are in use.
    """
    plain = unicodedata.normalize("NFKD", words.lower().replace("ß", "ss")).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "source"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the settings are not valid TOML: {error}") from None


def _with_section(text: str, tables: Sequence[Table]) -> str:
    """The text with tables of one section behind the last of it, or at the end where that would change anything."""
    ending = "\r\n" if "\r\n" in text else "\n"
    before = _parsed(text)
    block = "\n\n".join(written(table) for table in tables).replace("\n", ending) + ending
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += ending
    for place in (_behind_section(lines, tables[0].section), len(lines)):
        gap = ending if place and lines[place - 1].strip() else ""
        candidate = "".join([*lines[:place], gap, block, *lines[place:]])
        with suppress(tomllib.TOMLDecodeError):
            if _without(tomllib.loads(candidate), tables) == _without(before, ()):
                return candidate
    raise ConfigError(NO_PLACE)


def _without(values: dict[str, Any], tables: Sequence[Table]) -> dict[str, Any]:
    """The settings without some tables, and without sections that hold nothing."""
    gone = {(table.section, table.name) for table in tables}
    kept = {
        section: {name: one for name, one in held.items() if (section, name) not in gone}
        if isinstance(held, dict)
        else held
        for section, held in values.items()
    }
    return {section: held for section, held in kept.items() if held != {}}


def _behind_section(lines: Sequence[str], section: str) -> int:
    """The number of lines up to the end of the last table of a section; all of them when it has none."""
    head = re.compile(rf"\s*\[\s*{re.escape(section)}\s*\.")
    starts = [number for number, line in enumerate(lines) if head.match(line)]
    if not starts:
        return len(lines)
    return next((number for number in range(starts[-1], len(lines)) if not lines[number].strip()), len(lines))


def _value(value: Any) -> str:
    """A value as TOML writes it; its basic strings escape as JSON's do, for all that plain text can hold."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _replace(path: Path, before: str, after: str) -> None:
    """Put the new file in the place of the old one in one step, with its permissions."""
    target = path.resolve()
    unfinished: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            unfinished = Path(file.name)
            file.write(after.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, unfinished)
        if target.read_bytes().decode("utf-8") != before:
            raise Permanent(f"{path} was changed by somebody else at this moment: try again")
        unfinished.replace(target)
    except OSError as error:
        raise Permanent(f"{path} cannot be written and stays as it is: {error.strerror}") from None
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
