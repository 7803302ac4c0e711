"""The last gate before rendering: every string of a brief is made harmless plain text, every address a web address."""

import dataclasses
import operator
import re
from functools import cache
from typing import Any, TypeVar, cast
from urllib.parse import quote

import ada_url

from briefing.text.plain import clean

LONGEST_URL = 2048
_UNSAFE_IN_URL = re.compile(r"""[\s|"'<>`\\^{}\x00-\x20\x7f-\U0010ffff]""")

_Value = TypeVar("_Value")


def scrub(value: _Value) -> _Value:
    """The same value with every string in it cleaned; fields named `url` hold a safe web address or nothing.

    Args:
        value: a dataclass of the model, or a tuple, or anything else, which comes back as it is.
    """
    return cast("_Value", _scrubbed(value))


def web_address(url: str) -> str:
    """The address as a browser reads it (WHATWG URL), or "" for anything but http and https.

    User names and passwords are taken out, and no character is left that could end a link in any of our formats.

    Args:
        url: an address from outside.
    """
    try:
        parsed = ada_url.URL(url.strip())
        if parsed.protocol not in {"http:", "https:"}:
            return ""
        parsed.username = parsed.password = ""
        href = str(parsed.href)
    except ValueError:
        return ""
    safe = _UNSAFE_IN_URL.sub(lambda found: quote(found[0], safe=""), href)
    return safe if len(safe) <= LONGEST_URL else ""


def _scrubbed(value: Any) -> Any:
    """What is clean already comes back itself, as nearly everything is: a copy takes longer than the look."""
    kind: Any = type(value)
    if kind is str:
        return clean(value)
    if kind is tuple:
        members = tuple(map(_scrubbed, value))
        return members if any(map(operator.is_not, members, value)) else value
    changed = {}
    for name in _fields_of(kind):
        before = getattr(value, name)
        after = _field(name, before)
        if after is not before:
            changed[name] = after
    return dataclasses.replace(value, **changed) if changed else value


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none for anything else."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def _field(name: str, value: Any) -> Any:
    if name != "url":
        return _scrubbed(value)
    safe = web_address(value)
    return value if safe == value else safe
