"""Settings in which single keys are wrong: the rest of them, so that one wrong key does not hide other faults."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from briefing.settings.schema import Settings

STAND_INS: Mapping[str, Mapping[str, Any]] = {
    "sources": {"kind": "folder", "path": "."},
    "topics": {},
    "destinations": {"channel": "notify", "url": "none://"},
    "briefs": {"title": "none"},
}
"""What takes the place of a table that cannot be read, so that those who name it are not said to name nothing."""
_TEXT = "none"
_ENTRY = 2
"""Keys that lead to one table among many: [sources.NAME]."""


@dataclass(slots=True)
class _Rest:
    values: dict[str, Any]
    places: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def further_faults(
    values: Mapping[str, Any],
    faults: Sequence[ErrorDetails],
    checks: Iterable[Callable[[Settings], Iterator[str]]],
) -> Iterator[str]:
    """Faults between keys that do not come from those keys that are known to be wrong.

    Args:
        values: the tables of the file, with the secrets.
        faults: of single keys; what cannot be taken out of the file (a variable of the environment) ends the search.
        checks: look for faults between keys.
    """
    rest = _Rest(deepcopy(dict(values)))
    settings = _readable(rest, faults)
    if settings is None:
        return
    for fault in (fault for check in checks for fault in check(settings)):
        place, _, words = fault.partition(":")
        mended = any(place == known or place.startswith(f"{known}.") for known in rest.places)
        if not mended and not any(repr(name) in words for name in rest.names):
            yield fault


def _readable(rest: _Rest, faults: Sequence[ErrorDetails]) -> Settings | None:
    """The settings without what is wrong; None when that does not stand in the file."""
    while all(_mended(rest, *found) for found in {_found(rest, fault): None for fault in faults}):
        try:
            return Settings(**rest.values)
        except ValidationError as error:
            faults = error.errors()
    return None


def _found(rest: _Rest, fault: ErrorDetails) -> tuple[str, tuple[str, ...]]:
    """What is wrong, and the keys that lead to it or as near as the file goes."""
    location = fault["loc"]
    path = _path(rest.values, location)
    if fault["type"] == "missing":
        return "missing", (*path, str(location[-1]))
    return "name" if location[-1] == "[key]" else "value", path


def _mended(rest: _Rest, what: str, path: tuple[str, ...]) -> bool:
    """Put in what is missing, or take out what is wrong; False when it was done before, or there is nothing."""
    place = ".".join(path)
    if place in rest.places and len(path) > _ENTRY:
        return _mended(rest, "value", path[:_ENTRY])
    if not path or place in rest.places:
        return False
    table = _table(rest.values, path)
    if table is None:  # it went with a table whose name is wrong
        return True
    if what == "name":
        rest.names.add(path[-1])
        del table[path[-1]]
        return True
    rest.places.add(place)
    if what == "missing":
        table[path[-1]] = _TEXT
    elif len(path) == _ENTRY and path[0] in STAND_INS:
        table[path[-1]] = dict(STAND_INS[path[0]])
    else:
        table.pop(path[-1], None)
    return True


def _path(values: Mapping[str, Any], location: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that lead as far to the place as the file goes; the library's notes on kinds are left out."""
    path: list[str] = []
    table: Any = values
    for part in location:
        if isinstance(table, Mapping) and part in table:
            path.append(str(part))
            table = table[part]
    return tuple(path)


def _table(values: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    """The table that holds the last key of a path; None where one on the way is not there any more."""
    table: dict[str, Any] | None = values
    for part in path[:-1]:
        table = table.get(part) if table is not None else None
    return table
