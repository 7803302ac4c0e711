"""The last gate before rendering: every string of a brief is made harmless plain text, every address a web address."""

import dataclasses
import re
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
    if type(value) is str:
        return clean(value)
    if type(value) is tuple:
        return tuple(_scrubbed(member) for member in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **{name: _field(name, member) for name, member in fields.items()})
    return value


def _field(name: str, value: Any) -> Any:
    return web_address(value) if name == "url" else _scrubbed(value)
